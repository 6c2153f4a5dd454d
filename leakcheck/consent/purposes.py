"""The purposes of consent: which are known, how they are written, what a slip may have meant."""

from __future__ import annotations

import re

from leakcheck.model.consent import DISCLOSE_ADDRESS, DISCLOSE_NAME, EVERYTHING, MARKETING
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

SERVICE = "contact:service"
PURPOSES = {
    SERVICE: "to be written to about what the person asked for",
    MARKETING: "to be written to about offers; contact:marketing/NAME for one list",
    DISCLOSE_ADDRESS: "to have the address shown to the others of a mail",
    DISCLOSE_NAME: "to have the name shown to the others of a mail",
    "share:third-party": "to have data passed on to somebody else",
    "attach:personal-data": "to have personal data sent as an attachment",
}
BASES = ("consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest")
_SHORT = {"marketing": MARKETING, "service": SERVICE, "newsletter": f"{MARKETING}/newsletter"}
_FORM = r"[a-z0-9][a-z0-9._-]{0,59}(?::[a-z0-9][a-z0-9._-]{0,59})?(?:/[a-z0-9][a-z0-9._-]{0,59}){0,4}"


def full_purpose(word: str) -> str:
    """Return a purpose as the ledger writes it: lower case, the usual short words in full."""
    plain = word.strip().lower()
    return _SHORT.get(plain, plain)


def read_purpose(word: str) -> str:
    """Return the purpose that a person gave; raises ConfigError for one that is not written like a purpose."""
    purpose = full_purpose(word)
    if purpose != EVERYTHING and not re.fullmatch(_FORM, purpose):
        raise ConfigError(f"{_shown(word)} is no purpose: write {MARKETING}, {SERVICE}, or a word of your own")
    return purpose


def near_purpose(purpose: str, used: Iterable[str]) -> str:
    """Return the known purpose that a new one may be a slip of, "" when it is known or unlike all others."""
    known = {*PURPOSES, *used}
    if not purpose or purpose in known or purpose == EVERYTHING or purpose.rpartition("/")[0] in known:
        return ""
    return nearest(purpose, known)


def nearest(word: str, known: Iterable[str], least: float = 0.75) -> str:
    """Return the known word that is closest, "" when none is at least that close (1 is the same)."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(known), 1, least)), "")


def read_basis(word: str) -> str:
    """Return a lawful basis (GDPR Article 6(1)); raises ConfigError for an unknown one."""
    basis = word.strip().lower().replace(" ", "-").replace("_", "-")
    basis = {"legal": "legal-obligation", "legitimate-interests": "legitimate-interest"}.get(basis, basis)
    if basis and basis not in BASES:
        near = nearest(basis, BASES)
        hint = f"did you mean {near}?" if near else f"one of {', '.join(BASES)}"
        raise ConfigError(f"--basis: {_shown(word)} is no lawful basis, {hint}")
    return basis


def read_circle(word: str) -> str:
    """Return the name of a circle; raises ConfigError for one that could hold an address or is too long."""
    name = word.strip()
    if not name or len(name) > 80 or "@" in name or not name.isprintable():
        raise ConfigError(f"{_shown(word)} is no name of a circle: up to 80 characters, no address")
    return name


def _shown(word: str) -> str:
    return ascii(word[:40])
