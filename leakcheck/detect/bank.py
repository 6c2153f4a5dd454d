"""Bank account numbers that no check digit proves: a word before them names them."""

from __future__ import annotations

import re

from leakcheck.detect import cues, labels
from leakcheck.detect.checksums import aba
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_ACCOUNT_CUES = cues.index(
    """
    bank account, account number, account no, account no., account #, acct no, acct number, a/c no, acc no,
    accnum, checking account, savings account, current account, iban, bank account number, account ending in,
    account num, kontonummer, kontonr, konto-nr, konto, kto-nr, ktonr, compte bancaire, numéro de compte, n° de
    compte, compte n°, cuenta bancaria, número de cuenta, numero de cuenta, cuenta corriente, cuenta, conto
    corrente, numero di conto, rekeningnummer, bankrekening, rekening, conta bancária, número da conta, conta
    corrente, beneficiary account, conto n., conto n, konto nr, konto nr., cuenta n., compte n, rekening nr, nº de
    conta, conta n.º, conta nº, cuenta nº, cuenta n.º, clabe, bsb
    """
)
# So short that they must stand right before the number.
_SHORT_CUES = cues.index("acct, acc, a/c, kto, kto.-nr, c/c")
_WEAK_CUES = cues.index("account, accounts, accounts like, deposit, compte, conto, conta")
# Right before a number these say what a payment is for.
_REFERENCES = cues.index(
    """
    verwendungszweck, zahlungsreferenz, betreff, o.v.v, ovv, kenmerk, betalingskenmerk, reference, ref,
    référence, réf, motif, concepto, referencia, causale, referência, communication, mededeling
    """
)
_BANK_WORDS = cues.index(
    """
    bank, banking, routing, sort code, bsb, ifsc, clabe, beneficiary, swift, bic, wire, checking, savings, direct
    deposit, credit union, transfer, blz, überweisung, virement, transferencia, bonifico, overboeking, overdrawn,
    overdraft, balance, money, deposit it, standing order, direct debit
    """
)
_ROUTING_CUES = cues.index(
    """
    routing, aba, rtn, routing number, aba number, transit number, routing no, routing #
    """
)
_SORT_CUES = cues.index("sort code, sortcode, sort-code, sort codes")
_BIC = (
    rf"(?:{labels.GAP}|[ :=#()/]{{1,5}})"
    r"(?:(?:code|no\.?|number|nummer|is|ist|lautet|est|es|è|é)[ :=]{1,3}){0,2}"
    rf"{labels.OPENING}"
    r"([A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?)\b"
)
# Those that a field or a column of such values is named by.
LABELS = (_ACCOUNT_CUES, _SHORT_CUES, _WEAK_CUES, _ROUTING_CUES, _SORT_CUES)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield account numbers and what goes with them: US routing numbers, UK sort codes, BICs."""
    if any(map(prepared.live, (_ACCOUNT_CUES, _SHORT_CUES, _WEAK_CUES, _ROUTING_CUES, _SORT_CUES))):
        for start, end in prepared.serials:
            sighting = _judge(prepared, start, end)
            if sighting:
                yield sighting
    if not prepared.vocabulary.isdisjoint({"bic", "swift"}):
        yield from _bics(prepared)


def _judge(prepared: Prepared, start: int, end: int) -> Sighting | None:
    raw = prepared.plain[start:end]
    digits = "".join(filter(str.isdigit, raw))
    if len(digits) == 9 and raw.isdigit() and aba(digits) and cues.names(prepared, start, end, _ROUTING_CUES):
        return Sighting("bank-account", start, end, Confidence.HIGH, "us-routing")
    if re.fullmatch(r"[0-9]{2}([- ]?)[0-9]{2}\1[0-9]{2}", raw) and ("-" in raw or prepared.live(_SORT_CUES)):
        named = cues.names(prepared, start, end if "-" in raw else start, _SORT_CUES)
        return Sighting("bank-account", start, end, Confidence.MEDIUM, "gb-sort-code") if named else None
    if len(digits) >= 6 and len(set(digits)) > 2 and _is_number(raw) and _names_account(prepared, start, end):
        return Sighting("bank-account", start, end, Confidence.MEDIUM, "account")
    return None


def _is_number(raw: str) -> bool:
    """Tell whether a value is no version and holds no date; dots stand in Dutch and Belgian numbers only."""
    if "." in raw:
        return re.fullmatch(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{3}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}", raw) is not None
    return "/" not in raw and re.search(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", raw) is None


def _names_account(prepared: Prepared, start: int, end: int) -> bool:
    if cues.leads(prepared, start, _REFERENCES, 4):
        return False
    if cues.names(prepared, start, start, _ACCOUNT_CUES, 24):
        return True
    if cues.names(prepared, start, start, _SHORT_CUES, 6) and "\n" not in prepared.plain[max(start - 6, 0) : start]:
        return True
    return cues.names(prepared, start, start, _WEAK_CUES, 16) and cues.near(prepared, start, end, _BANK_WORDS)


def _bics(prepared: Prepared) -> Iterator[Sighting]:
    value = re.compile(_BIC)
    for cue in ("bic", "swift"):
        for at in prepared.places(cue):
            found = value.match(prepared.plain, at + len(cue))
            if found:
                yield Sighting("bank-account", found.start(1), found.end(1), Confidence.MEDIUM, "bic")
