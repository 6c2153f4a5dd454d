"""Write a draft that asks one person for consent; it is never sent from here.

The reference stands in the subject and in the Message-ID: an answer bears it in its subject or In-Reply-To.
"""

from __future__ import annotations

import os

from leakcheck.model.consent import wider_purposes
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from email.headerregistry import Address
    from typing import Any

    from leakcheck.consent.seal import Identity

LANGUAGES = ("en", "de", "fr", "es")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is easily misread
_REFERENCE = 10


class Request(NamedTuple):
    """What one draft asks: whom, for which purpose, from whom, in which language, under which reference."""

    person: Identity
    purpose: str
    sender: Identity
    language: str
    reference: str

    def __repr__(self) -> str:
        return f"Request(***, {self.purpose}, {self.language})"


def new_reference() -> str:
    """Return a reference that cannot be guessed (50 bits)."""
    return "".join(_LETTERS[byte % 32] for byte in os.urandom(_REFERENCE))


def read_language(word: str) -> str:
    """Return one of LANGUAGES, for "de-AT" that is "de"; raises ConfigError."""
    language = word.strip().lower().replace("_", "-").partition("-")[0] or LANGUAGES[0]
    if language not in LANGUAGES:
        raise ConfigError(f"--language: {word[:20]!a} is not there, one of {', '.join(LANGUAGES)}")
    return language


def draft_of(request: Request) -> bytes:
    """Return the draft as an .eml."""
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8
    from email.utils import format_datetime, localtime

    words = _words(request.language)
    people = (request.sender, request.person)
    plain = all(one.address.isascii() for one in people)
    draft = EmailMessage(SMTP if plain else SMTPUTF8)
    draft["From"], draft["To"] = map(_mailbox, people)
    draft["Subject"] = f"{words['subject']} [LC-{request.reference}]"
    draft["Date"] = format_datetime(localtime())
    draft["Message-ID"] = f"<LC-{request.reference}@{request.sender.address.rpartition('@')[2]}>"
    draft.set_content(_text(request, words), cte="quoted-printable" if plain else "8bit")
    return draft.as_bytes()


def _mailbox(one: Identity) -> Address:
    from email.headerregistry import Address

    if one.address.isascii():
        return Address(one.name, addr_spec=one.address)
    local, _, domain = one.address.rpartition("@")
    return Address(one.name, local, domain)


def _text(request: Request, words: dict[str, Any]) -> str:
    name = request.person.name
    hello = words["hello"].replace("{name}", name) if name else words["hello_nobody"]
    body = words["body"].replace("{what}", _what(request.purpose, words))
    signed = request.sender.name or request.sender.address
    return f"{hello}\n{body}\n{words['regards']}\n{signed}\n"


def _what(purpose: str, words: dict[str, Any]) -> str:
    """Return what is asked for in words; a list of a purpose is named too."""
    known: dict[str, str] = words["purposes"]
    if purpose in known:
        return known[purpose]
    wider = next((wide for wide in wider_purposes(purpose) if wide in known), "")
    name = purpose.removeprefix(f"{wider}/") if wider else purpose
    return f"{known[wider]} ({name})" if wider else str(words["other"]).replace("{purpose}", name)


def _words(language: str) -> dict[str, Any]:
    import tomllib

    with open(os.path.join(os.path.dirname(__file__), "requests.toml"), "rb") as file:  # noqa: PTH118, PTH120, PTH123 - start-up
        found: dict[str, Any] = tomllib.load(file)[language]
    return found
