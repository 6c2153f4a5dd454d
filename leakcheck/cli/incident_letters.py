"""Write the letters anew, show who is who: behind `leakcheck incident letters` and `names`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leakcheck.checks import words
from leakcheck.cli.incident_edit import keep
from leakcheck.cli.incident_new import policy_for
from leakcheck.cli.ledgers import hint, print_table, say
from leakcheck.incident.annex import Annex, read_annex
from leakcheck.incident.folder import put_letters
from leakcheck.incident.letters import OWN_TEXTS, is_shipped, read_words
from leakcheck.incident.new import Mail, all_letters, read_mail, sender_of
from leakcheck.incident.record import note, read_record
from leakcheck.model.errors import ConfigError
from leakcheck.model.evidence import mask
from leakcheck.report.summary import CLEAN


def run_letters(name: str, key: str, config: str) -> int:
    """Write every letter that hands have not edited."""
    folder = Path(name)
    record = read_record(folder)
    annex = read_annex(folder, record["reference"], key)
    sent = sent_mail(record["sent"].get("sha256", ""), annex, "", config)
    letters = list(all_letters(folder, record, annex, sender_of(sent.draft)))
    kept = put_letters(folder, letters, record)
    record["letters_say"] = read_words(folder / OWN_TEXTS).get("measures", "")
    note(record, "letters written")
    keep(folder, record)
    for letter in kept:
        hint(f"{folder / letter}: was edited by hand and stays as it is")
    _compare_measures(record)
    say(f"Wrote {words.count(len(letters) - len(kept), 'letter')}; nothing was sent: send each one yourself")
    return CLEAN


def _compare_measures(record: dict[str, Any]) -> None:
    """Ask whether what the letters say of measures is so; the field itself may name people, and no letter does."""
    said = record["letters_say"]
    taken = record["fields"]["measures_taken"]["value"]
    if said and "measures_taken" in record["fields_open"]:
        hint(f'The letters say "{said}" The field measures_taken is open: is it so?')
    elif taken and is_shipped(said, record["language"]):
        shown = _masked(taken)
        hint(
            f'The letters say "{said}" The field measures_taken says "{shown}": put into {OWN_TEXTS} what they may read'
        )


def _masked(text: str) -> str:
    """Return a text of the record with what it holds of people masked."""
    from leakcheck.detect import scan_text

    for sighting in reversed(scan_text(text)):
        value = mask(text[sighting.start : sighting.end], sighting.kind)
        text = text[: sighting.start] + value + text[sighting.end :]
    return text


def sent_mail(sha256: str, annex: Annex, other: str, config: str) -> Mail:
    """Return the mail of an incident; raises ConfigError when it is gone or is another one."""
    path = other or annex.sent
    try:
        sent = read_mail(path, policy_for(path, config).limits)
    except FileNotFoundError:
        raise ConfigError(f"{path}: the sent mail is not there any more; --sent FILE says where it is") from None
    if sent.sha256 != sha256:
        raise ConfigError(f"{path}: is not the mail of this incident, its bytes differ")
    return sent


def run_names(name: str, key: str) -> int:
    """Print tag, name and address of everybody on the mail."""
    folder = Path(name)
    record = read_record(folder)
    annex = read_annex(folder, record["reference"], key)
    print_table(("id", "name", "address"), [(one.tag, one.name, one.address) for one in annex.people])
    return CLEAN
