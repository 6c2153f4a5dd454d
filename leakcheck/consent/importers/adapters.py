"""The adapters by name, one explicit table."""

from __future__ import annotations

from leakcheck.consent.importers.mapping import Mapping, load_mapping, shipped
from leakcheck.consent.purposes import nearest
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.values import Bad, Contact

TABLES = ("csv", "mailchimp", "brevo", "listmonk", "keila", "mailup", "civicrm", "google", "outlook")
OTHERS = ("vcard", "ldif", "thunderbird", "reply")
REPLY = "reply"


class Adapter(NamedTuple):
    """How to read one kind of file; `source` stands in the history."""

    name: str
    mapping: Mapping

    @property
    def source(self) -> str:
        """Return where the history says that an event comes from."""
        return REPLY if self.name == REPLY else f"import:{self.name}"

    def read(self, path: str) -> Iterator[Contact | Bad]:
        """Yield people and rows that cannot be used; raises ReadError, ConfigError and OSError."""
        if self.name == "vcard":
            from leakcheck.consent.importers.cards import read_cards as read
        elif self.name == "ldif":
            from leakcheck.consent.importers.ldif import read_ldif as read
        elif self.name == "thunderbird":
            from leakcheck.consent.importers.thunderbird import read_thunderbird as read
        elif self.name == REPLY:
            from leakcheck.consent.importers.replies import read_replies as read
        else:
            from leakcheck.consent.importers.tables import read_tables as read
        return read(path, self.mapping)


def adapter(name: str, mapping: str = "") -> Adapter:
    """Return the adapter of that name, tables with the mapping of a file or with their own; raises ConfigError."""
    word = name.strip().lower()
    if word not in (*TABLES, *OTHERS):
        near = nearest(word, (*TABLES, *OTHERS), 0.6)
        hint = f"did you mean {near}?" if near else f"one of {', '.join((*TABLES, *OTHERS))}"
        raise ConfigError(f"--adapter: there is no {name[:30]!a}, {hint}")
    if mapping and word in OTHERS:
        raise ConfigError(f"--mapping: {word} files need none")
    if mapping:
        return Adapter(word, load_mapping(mapping))
    return Adapter(word, shipped(word) if word in TABLES else Mapping())
