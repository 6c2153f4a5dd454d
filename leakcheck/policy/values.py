"""Readers of single values: what tomllib gave -> what the policy holds; ValueError says why not."""

# ruff: noqa: TRY004 - a wrong type is one of many wrong values, and callers catch one exception
from __future__ import annotations

import math
import re

from leakcheck.model.policy import LANGUAGES, TRANSPORTS
from leakcheck.model.severity import Severity
from leakcheck.policy.complaint import near_miss, shown, type_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Any

# The regions of libphonenumber: a code that is none of them would let every national number pass.
_COUNTRIES = (
    "AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR "
    "MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO "
    "RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT "
    "TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
_RULE_ID = r"[A-Z]{2,12}[0-9]{3}"
_RULE_FAMILY = r"[A-Z]{2,12}[0-9]{0,2}"
_RULE_NAME = r"[a-z][a-z0-9]{0,40}(?:-[a-z0-9]{1,40}){0,12}"
_OPTION = r"[A-Za-z][A-Za-z0-9_-]{0,60}"
_PLUGIN = r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}"


def text(value: object) -> str:
    """Read a text of one line that is not blank."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text, not {type_word(value)}")
    if not value.strip():
        raise ValueError("must not be empty")
    if any(c < " " or c == "\x7f" for c in value):
        raise ValueError("must be one line without control characters")
    return value


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {type_word(value)}")
    return value


def count(value: object) -> int:
    """Read a whole number above 0."""
    return _whole(value, 1)


def count_or_none(value: object) -> int:
    """Read a whole number, 0 for nothing at all."""
    return _whole(value, 0)


def _whole(value: object, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"must be a whole number, not {type_word(value)}")
    if value < least:
        raise ValueError(f"must be {least} or more, not {value}")
    return value


def level(value: object) -> Severity:
    """Read the name of a severity."""
    return Severity[_choice(value, tuple(severity.label for severity in Severity)).upper()]


def path_level(value: object) -> str:
    """Read "glob: level", the files first."""
    glob, colon, word = text(value).rpartition(":")
    if not colon or not glob.strip():
        raise ValueError(f'must be files and a level such as "old/**: error", not {shown(value)}')
    return f"{glob.strip()}: {level(word.strip()).label}"


def transport(value: object) -> str:
    """Read the name of a way to send."""
    return _choice(value, TRANSPORTS)


def language(value: object) -> str:
    """Read the language of reports."""
    return _choice(value, LANGUAGES)


def country(value: object) -> str:
    """Read an ISO 3166 country code of two letters."""
    code = text(value)
    if code.upper() not in _COUNTRIES.split():
        raise ValueError(f'must be a country code of two letters such as "GB", not {shown(value)}')
    return code.upper()


def date(value: object) -> dt.date:
    """Read a TOML date; a text or a date with a time is not one."""
    import datetime as dt

    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueError(f"must be a date without quotes such as 2026-12-31, not {type_word(value)}")


def one_rule(value: object) -> str:
    """Read the id or the name of one rule, never a family or a wildcard."""
    rule = text(value)
    if is_rule(rule):
        return rule
    raise ValueError(f"must be the id or the name of one rule, not {shown(value)}{_upper_hint(rule)}")


def rule_pattern(value: object) -> str:
    """Read the id or the name of a rule, or a family such as "LC3"."""
    rule = text(value)
    if is_rule(rule) or re.fullmatch(_RULE_FAMILY, rule):
        return rule
    raise ValueError(f"must be the id, the name or the family of rules, not {shown(value)}{_upper_hint(rule)}")


def is_rule(word: str) -> bool:
    """Tell whether this has the shape of the id or the name of one rule."""
    if re.fullmatch(_RULE_ID, word):
        return True
    return bool(re.fullmatch(_RULE_NAME, word)) and word != "all" and not re.fullmatch(_RULE_ID, word.upper())


def is_option(word: str) -> bool:
    """Tell whether this has the shape of the name of an option; its check knows the names."""
    return bool(re.fullmatch(_OPTION, word))


def address(value: object) -> str:
    """Read an address; return its canonical key. A message masks what may be one, since logs keep messages."""
    from leakcheck.address.canonical import canonical
    from leakcheck.model.evidence import mask_address

    written = text(value).strip()
    key = canonical(written)
    if not key:
        raise ValueError(f"{mask_address(written) if '@' in written else shown(written)} is not an address")
    return key


def domain(value: object) -> str:
    """Read a domain; return its A-label form in lower case."""
    from leakcheck.address.canonical import canonical

    found = canonical(f"x@{text(value).strip()}").removeprefix("x@")
    if not found:
        raise ValueError(f"{shown(value)} is not a domain")
    return found


def own_domain(value: object) -> str:
    """Read a domain of colleagues, "*.example.org" for its subdomains; a freemail provider is refused."""
    name = text(value).strip()
    if not name.startswith("*."):
        return private_domain(name.removeprefix("@"))
    if "." not in name[2:]:
        raise ValueError(f"{shown(name)} takes in half the internet, name the domain too")
    return f"*.{private_domain(name[2:])}"


def private_domain(value: object) -> str:
    """Read a domain that is no freemail provider: strangers share those."""
    from leakcheck.address.domains import is_freemail

    name = domain(value)
    if is_freemail(name):
        raise ValueError(f"{shown(name)} is a freemail provider, its users are strangers to one another")
    return name


def member(value: object) -> str:
    """Read an address, or "@domain"; return the canonical form of either."""
    name = text(value).strip()
    return f"@{domain(name[1:])}" if name.startswith("@") else address(name)


def ledger_circle(value: object) -> str:
    """Read "ledger:NAME"."""
    name = text(value)
    if not name.startswith("ledger:") or not name.removeprefix("ledger:").strip():
        raise ValueError(f'must be "ledger:" and the name of a circle, not {shown(value)}')
    return name


def plugin(value: object) -> str:
    """Read the name of an installed package."""
    name = text(value)
    if not re.fullmatch(_PLUGIN, name):
        raise ValueError(f"must be the name of a package, not {shown(value)}")
    return name


def option(value: object) -> Any:
    """Read an option of a rule: a single value or a list of them; its check knows the type."""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, list | dict) for one in value)):
        raise ValueError("must be a single value or a list of them, not a table")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a number that ends")
    return value


def rule_severity(value: object) -> str:
    """Read the severity of a rule and keep it as a word, as the options of a rule are kept."""
    return level(value).label


def _choice(value: object, words: tuple[str, ...]) -> str:
    word = text(value)
    if word not in words:
        raise ValueError(f"must be one of {', '.join(words)}, not {shown(word)}{near_miss(word, words)}")
    return word


def _upper_hint(rule: str) -> str:
    upper = rule.strip().upper()
    fits = re.fullmatch(_RULE_ID, upper) or re.fullmatch(_RULE_FAMILY, upper)
    return f' (did you mean "{upper}"?)' if fits and upper != rule else ""


def _many(read: Callable[[object], str]) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of lists, which says which entry is wrong and drops repetitions."""

    def read_list(value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"must be a list, not {type_word(value)}")
        return tuple(dict.fromkeys(_numbered(read, one, at) for at, one in enumerate(value, 1)))

    return read_list


def _numbered(read: Callable[[object], str], value: object, at: int) -> str:
    try:
        return read(value)
    except ValueError as error:
        raise ValueError(f"entry {at}: {error}") from None


READERS: dict[str, Callable[[object], Any]] = {
    "text": text,
    "flag": flag,
    "count": count,
    "count-or-none": count_or_none,
    "level": level,
    "path-levels": _many(path_level),
    "transport": transport,
    "country": country,
    "language": language,
    "date": date,
    "one-rule": one_rule,
    "rules": _many(rule_pattern),
    "addresses": _many(address),
    "own-domains": _many(own_domain),
    "member": member,
    "members": _many(member),
    "ledger-circle": ledger_circle,
    "ledger": text,
    "folders": _many(text),
    "glob": text,
    "globs": _many(text),
    "names": _many(plugin),
    "keys": _many(text),
    "option": option,
    "rule-severity": rule_severity,
}
