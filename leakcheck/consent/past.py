"""What people had agreed to at an instant that has passed, out of the history of the ledger."""

from __future__ import annotations

from leakcheck.address.canonical import loose as loose_form
from leakcheck.consent.asking import LedgerAsker, answer_of
from leakcheck.consent.keys import tagger
from leakcheck.consent.standing import standings
from leakcheck.consent.times import stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.asking import Known
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Event
    from leakcheck.model.consent import Answer, NameWord

_CHUNK = 250


class PastAsker:
    """Asks a ledger what held at `moment`: what was said later does not count, who was erased stands as today."""

    def __init__(self, asker: LedgerAsker, moment: dt.datetime) -> None:
        self._asker = asker
        self._until = stamp(moment)

    def ask(self, addresses: Sequence[str], names: Sequence[str] = (), words: Sequence[NameWord] = ()) -> Known:
        """Return what is known of canonical addresses; raises LedgerError."""
        known = self._asker.ask(addresses, names, words)
        answers: list[Answer] = []
        heard: set[str] = set()
        for start in range(0, len(addresses), _CHUNK):
            for address, events in self._events(addresses[start : start + _CHUNK]):
                heard.add(address)
                answers += self._answers(address, events)
        return known._replace(answers=(*answers, *(one for one in known.answers if one.key not in heard)))

    def _events(self, addresses: Sequence[str]) -> Iterator[tuple[str, tuple[list[Event], list[Event]]]]:
        """Yield each address that has a history, with its own events and those of similar addresses."""
        ledger, keys = self._asker.opened()
        tag = tagger(keys)
        strict = {address: tag(address) for address in addresses}
        coarse = {address: tag(loose_form(address)) for address in addresses}
        by_tag, by_loose = _history(ledger, strict.values(), coarse.values())
        for address in addresses:
            own = [event for one in strict[address] for event in by_tag.get(one, ())]
            similar = [event for one in coarse[address] for event in by_loose.get(one, ())]
            if own or similar:
                yield address, (own, similar)

    def _answers(self, address: str, events: tuple[list[Event], list[Event]]) -> list[Answer]:
        own, similar = ([event for event in group if event.at <= self._until] for group in events)
        return [answer_of(address, standing) for standing in standings(own, similar)]


def _history(
    ledger: Ledger, strict: Iterable[tuple[bytes, ...]], coarse: Iterable[tuple[bytes, ...]]
) -> tuple[dict[bytes, list[Event]], dict[bytes, list[Event]]]:
    by_tag: dict[bytes, list[Event]] = {}
    by_loose: dict[bytes, list[Event]] = {}
    for event in ledger.events([one for tags in strict for one in tags], [one for tags in coarse for one in tags]):
        by_tag.setdefault(event.tag, []).append(event)
        by_loose.setdefault(event.loose, []).append(event)
    return by_tag, by_loose
