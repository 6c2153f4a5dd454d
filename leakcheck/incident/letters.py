"""One notice per affected person and one request to delete per recipient, in the sender's language; drafts only."""

from __future__ import annotations

import os
from pathlib import Path

from leakcheck.address.canonical import canonical
from leakcheck.fix import compose, encode
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import Any

    from leakcheck.incident.annex import Named
    from leakcheck.model.draft import Draft

LANGUAGES = ("en", "de", "fr", "es")
OWN_TEXTS = "texts.toml"
_STOP_WORDS = {
    "en": "the and you is to of for that with this your we are have",
    "de": "der die und das ist ich sie nicht wir ein den mit für von",
    "fr": "le les et vous des une pour est dans que nous je avec pas",
    "es": "el los y que una para es por con las su del nos no",
}
_READ = 20_000


class Sender(NamedTuple):
    """Who writes the letters."""

    name: str
    address: str


class Letters(NamedTuple):
    """What all letters of an incident share; `date` is the day of the sent mail, None when it is not known."""

    sender: Sender
    reference: str
    date: dt.date | None
    sensitive: bool
    words: dict[str, Any]
    contact: str = ""


def language_of(draft: Draft) -> str:
    """Return the language of a mail by its small words, English when nothing tells."""
    words = " ".join(text.text[:_READ] for text in draft.texts if not text.attached).lower().split()
    small = {language: frozenset(line.split()) for language, line in _STOP_WORDS.items()}
    counts = {language: sum(word in small[language] for word in words) for language in LANGUAGES}
    return max(counts, key=lambda language: counts[language])


def shipped(language: str) -> bytes:
    """Return the texts that come with leakcheck; raises ConfigError for a language that is not there."""
    if language not in LANGUAGES:
        raise ConfigError(f"--language: {language[:20]!a} is not there, one of {', '.join(LANGUAGES)}")
    return Path(os.path.dirname(__file__), "texts", f"{language}.toml").read_bytes()  # noqa: PTH120 - a plain join


def is_shipped(measures: str, language: str) -> bool:
    """Tell whether a sentence on measures is the one that comes with leakcheck, which nobody has made their own."""
    import tomllib

    return language in LANGUAGES and measures == tomllib.loads(shipped(language).decode("utf-8")).get("measures")


def read_words(path: Path) -> dict[str, Any]:
    """Return the texts of an incident, which its owner may have changed; raises ConfigError with the place."""
    import tomllib

    try:
        words = tomllib.loads(path.read_text("utf-8"))
        for kind in ("notice", "quoted", "recall"):
            for key in ("subject", "body"):
                words[kind][key].format_map(_BLANKS)
    except FileNotFoundError:
        raise ConfigError(f"{path}: is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is no TOML: {error}") from None
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise ConfigError(f"{path}: a text or a word in braces is not known: {str(error)[:60]}") from None
    months = words.get("months", [""] * 12)
    if not isinstance(months, list) or len(months) != 12 or not all(isinstance(month, str) for month in months):
        raise ConfigError(f"{path}: months has to hold twelve names")
    missing = [key for key in _PHRASES if not isinstance(words.get(key), str)]
    if missing:
        raise ConfigError(f"{path}: {missing[0]} is missing")
    return words


_PHRASES = (
    "date",
    "on_date",
    "no_date",
    "hello",
    "hello_nobody",
    "address",
    "address_and_name",
    "one",
    "many",
    "reader",
    "readers",
)
_BLANKS = dict.fromkeys(
    ("hello", "when", "shown", "viewers", "readers", "sensitive", "measures", "contact", "sender", "what"), ""
)


def notice(letters: Letters, person: Named, seen_by: int, kind: str = "notice") -> bytes:
    """Return the draft that tells one affected person what was shown to how many; "quoted" is for who got no mail."""
    words = letters.words
    return _draft(
        letters,
        person,
        kind,
        shown=words["address_and_name"] if person.name else words["address"],
        viewers=words["one"] if seen_by == 1 else words["many"].replace("{count}", str(seen_by)),
        readers=words["reader"] if seen_by == 1 else words["readers"].replace("{count}", str(seen_by)),
        sensitive=words.get("sensitive", "") if letters.sensitive else "",
        measures=words.get("measures", ""),
        contact=words.get("reach", "{contact}").replace("{contact}", letters.contact) if letters.contact else "",
    )


def recall(letters: Letters, person: Named, *, seen: bool = True) -> bytes:
    """Return the draft that asks one recipient to delete the mail, in which, if `seen`, recipients saw one another."""
    what = letters.words.get("seen" if seen else "other", "")
    return _draft(letters, person, "recall", what=what.replace("{when}", _when(letters)))


def _draft(letters: Letters, person: Named, kind: str, **values: str) -> bytes:
    words = letters.words
    name = spoken_name(person.name)
    hello = words["hello"].replace("{name}", name) if name else words["hello_nobody"]
    sender = letters.sender
    filled = {"hello": hello, "when": _when(letters), "sender": sender.name or sender.address, **values}
    text = "\n".join(_lines(words[kind]["body"].format_map({**_BLANKS, **filled})))
    subject = f"{words[kind]['subject']} [{letters.reference}-{person.tag}]"
    entity = compose.text_entity(text + "\n", "plain")
    header = b"".join(
        (
            encode.field("From", [encode.mailbox(sender.name, sender.address)], compose.EOL),
            encode.field("To", [encode.mailbox("", person.address)], compose.EOL),
            encode.field("Subject", encode.unstructured(subject), compose.EOL),
            encode.field("Message-ID", [_message_id(letters, person, kind)], compose.EOL),
            b"MIME-Version: 1.0\r\n",
        )
    )
    return header + entity.bytes()


def spoken_name(name: str) -> str:
    """Return the part of a display name that may stand in a greeting: no remark after it, no address."""
    for remark in (" - ", " \u2013 ", " \u2014 ", "(", "[", "/", "|", "<"):
        name = name.partition(remark)[0]
    name = " ".join(name.split())
    last, comma, first = name.partition(", ")
    if comma:
        name = f"{first} {last}"
    return "" if "@" in name or any(char.isdigit() for char in name) else name


def _message_id(letters: Letters, person: Named, kind: str) -> bytes:
    """Return an identifier that an answer repeats, so that it can be filed."""
    domain = canonical(letters.sender.address).rpartition("@")[2] or "leakcheck.invalid"
    return f"<{letters.reference}-{person.tag}.{kind}@{domain}>".encode()


def _lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in text.strip().splitlines())


def _when(letters: Letters) -> str:
    words = letters.words
    if letters.date is None:
        return str(words["no_date"])
    pattern, date = words["date"], letters.date
    if months := words.get("months"):  # %B would speak the language of the machine
        pattern = pattern.replace("%B", months[date.month - 1])
    if date.day == 1 and words.get("first"):
        pattern = pattern.replace("%d", words["first"])
    day = date.strftime(pattern)
    day = day.lstrip("0") if " " in day else day  # 2 March 2026, but 02.03.2026
    return str(words["on_date"].replace("{date}", day))
