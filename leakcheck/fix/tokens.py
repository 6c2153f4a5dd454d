"""The words that stand in the place of personal data: the same value gets the same word."""

from __future__ import annotations

from leakcheck.checks.seen import normal

_WORDS = {
    "email-address": "address",
    "phone-number": "phone",
    "payment-card": "card",
    "iban": "account",
    "bank-account": "account",
    "national-id": "id",
    "tax-id": "tax id",
    "passport": "passport",
    "driving-licence": "licence",
    "date-of-birth": "birth date",
    "postal-address": "postal address",
    "ip-address": "network address",
    "mac-address": "device",
    "geo-location": "location",
    "secret": "secret",
    "health": "health",
    "special-category": "private",
    "person-name": "person",
    "personal-link": "link",
    "crypto-wallet": "wallet",
    "vehicle": "vehicle",
}


class Tokens:
    """Gives out words for the values of one draft, numbered by kind in order of appearance."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def token(self, kind: str, value: str) -> str:
        """Return the word for a value, such as `[phone 1]`."""
        word = _WORDS.get(kind, "removed")
        key = (word, normal(value))
        if key not in self._given:
            self._counts[word] = self._counts.get(word, 0) + 1
            self._given[key] = f"[{word} {self._counts[word]}]"
        return self._given[key]
