"""Ask a ledger about the people of a draft, with the key of a reader."""

from __future__ import annotations

import datetime as dt

from leakcheck.address.canonical import loose as loose_form
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import load_keys, tagger
from leakcheck.consent.opening import open_ledger
from leakcheck.consent.values import Wanted
from leakcheck.model.consent import GIVEN, SURNAME, Answer, NameWord
from leakcheck.model.policy import Circle
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Found, Standing

    class Asker(Protocol):
        """Somebody who knows what people agreed to."""

        def ask(self, addresses: Sequence[str], names: Sequence[str] = (), words: Sequence[NameWord] = ()) -> Known:
            """Return what is known of canonical addresses, and which of the names and words are; raises LedgerError."""


class Known(NamedTuple):
    """What is known of some people: answers, circles with those of them who are members, similar addresses, names.

    `words` are given names and surnames of others, as `NameWord`, with the number of people who bear them.
    """

    answers: tuple[Answer, ...] = ()
    circles: tuple[Circle, ...] = ()
    similar: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: dict[NameWord, int] = {}  # noqa: RUF012 - never changed, a default only


class LedgerAsker:
    """Asks one ledger, opened when it is first needed; what went wrong then is said for every draft."""

    def __init__(self, place: str, environment: Mapping[str, str] | None = None) -> None:
        self._place = place
        self._environment = environment
        self._opened: tuple[Ledger, Keys] | None = None
        self._error: LedgerError | None = None

    def ask(self, addresses: Sequence[str], names: Sequence[str] = (), words: Sequence[NameWord] = ()) -> Known:
        """Return what the ledger knows; raises LedgerError."""
        ledger, keys = self.opened()
        return ask(ledger, keys, addresses, names, words)

    def close(self) -> None:
        """Close the ledger if it was opened."""
        if self._opened is not None:
            self._opened[0].close()
            self._opened = None

    def opened(self) -> tuple[Ledger, Keys]:
        """Return the ledger and its keys; raises LedgerError, each time the same."""
        if self._error is not None:
            raise self._error
        if self._opened is None:
            try:
                self._opened = self._with_keys(open_ledger(self._place))
            except LedgerError as error:
                self._error = error
                raise
        return self._opened

    def _with_keys(self, ledger: Ledger) -> tuple[Ledger, Keys]:
        try:
            return ledger, load_keys(ledger.header(), self._environment)
        except LedgerError:
            ledger.close()
            raise

    def __del__(self) -> None:
        self.close()


def ask(
    ledger: Ledger,
    keys: Keys,
    addresses: Sequence[str],
    names: Sequence[str] = (),
    words: Sequence[NameWord] = (),
) -> Known:
    """Return what a ledger knows of canonical addresses, whole names and words of names; raises LedgerError."""
    tag = tagger(keys)
    tags = [tag(address) for address in addresses]
    pairs = zip(addresses, tags, strict=True)
    loose = [strict if (form := loose_form(one)) == one else tag(form) for one, strict in pairs]
    name_tags = {name: digest for name in names if (digest := keys.name(name))}
    given = {keys.given(one.word): one for one in words if one.role == GIVEN}
    surnames = {keys.surname(one.word): one for one in words if one.role == SURNAME}
    wanted = Wanted(_flat(tags), _flat(loose), tuple(name_tags.values()), tuple(given), tuple(surnames))
    found = ledger.find(wanted)
    answers: list[Answer] = []
    for address, strict, coarse in zip(addresses, tags, loose, strict=True):
        answers += [answer_of(address, one) for one in _standings(strict, coarse, found)]
    return Known(
        tuple(answers),
        _circles(addresses, tags, found) if found.circle_rows else (),
        frozenset(one for one, coarse in zip(addresses, loose, strict=True) if not found.similar.isdisjoint(coarse)),
        frozenset(name for name, digest in name_tags.items() if digest in found.names),
        {(given.get(digest) or surnames[digest]): number for digest, number in found.words.items()},
    )


def _standings(strict: Sequence[bytes], coarse: Sequence[bytes], found: Found) -> Sequence[Standing]:
    """Return one standing a purpose and scope: those of the address itself come before those of similar ones."""
    if len(strict) == 1 and coarse[0] not in found.objections:
        return found.standings.get(strict[0], ())
    rows = [one for tag in strict for one in found.standings.get(tag, ())]
    rows += [one for tag in coarse for one in found.objections.get(tag, ())]
    return tuple({(one.purpose, one.scope): one for one in reversed(rows)}.values())


def answer_of(address: str, one: Standing) -> Answer:
    """Return a standing as the answer about an address."""
    expires = dt.date.fromisoformat(one.expires) if one.expires else None
    effective = dt.date.fromisoformat(one.effective) if one.effective else None
    return Answer(address, one.purpose, one.status, expires, effective, one.scope, one.suppressed)


def _flat(groups: Sequence[Sequence[bytes]]) -> tuple[bytes, ...]:
    return tuple(tag for group in groups for tag in group)


def _circles(addresses: Sequence[str], tags: Sequence[Sequence[bytes]], found: Found) -> tuple[Circle, ...]:
    members: dict[str, set[str]] = {row.name: set() for row in found.circle_rows}
    if found.circles:
        for address, strict in zip(addresses, tags, strict=True):
            for tag in strict:
                for circle in found.circles.get(tag, ()):
                    members.setdefault(circle, set()).add(address)
    return tuple(
        Circle(row.name, frozenset(members[row.name]), bcc_only=row.bcc_only, origin="the ledger")
        for row in found.circle_rows
    )
