"""What names the sender of a mail: whole names, their words, addresses and the name of the organisation."""

from __future__ import annotations

import re
from functools import cached_property

from leakcheck.mail.prose import WIDEST, is_prose

WORDS = re.compile(r"[^\W\d_]{2,}")
_MANY = 3  # words of a name
_FEWEST = 4  # letters of a word that tells an organisation from others


class Own:
    """What names the sender, in lower case."""

    def __init__(self, names: tuple[str, ...], addresses: tuple[str, ...]) -> None:
        self.names = frozenset([name.lower().strip() for name in names if name.strip()])
        self.words = frozenset([word for name in self.names for word in WORDS.findall(name)])
        self.addresses = [address.lower() for address in addresses if address]

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Return what the domains of the addresses are called, without hyphens; freemail domains say nothing."""
        return frozenset(name for label in self._labels() if len(name := label.replace("-", "")) > _FEWEST)

    @cached_property
    def parts(self) -> frozenset[str]:
        """Return the words that hyphens join in the domains of the addresses."""
        return frozenset(part for label in self._labels() for part in label.split("-") if len(part) > _FEWEST)

    def _labels(self) -> set[str]:
        from leakcheck.address.domains import is_freemail, organisation

        domains = {address.rpartition("@")[2] for address in self.addresses}
        return {organisation(domain).partition(".")[0] for domain in domains if not is_freemail(domain)}

    def signs(self, line: str) -> bool:
        """Tell whether a line is the sender's name with little more; any name where the sender's is not known."""
        if not self.words:
            return looks_like_a_name(line)
        words = WORDS.findall(line[:WIDEST].lower())
        return 0 < len(words) <= 6 and words[0] in self.words and not is_prose(line)

    def mentions(self, line: str) -> bool:
        """Tell whether a line holds a word of the sender's name, or the name of the organisation."""
        lowered = line[:WIDEST].lower()
        if any(len(word) >= _FEWEST and word in self.words for word in WORDS.findall(lowered)):
            return True
        bare = _without_accents(lowered)
        squeezed = "".join(filter(str.isalnum, bare))
        return any(name in squeezed for name in self.organisations) or not self.parts.isdisjoint(WORDS.findall(bare))

    def whole_name(self, line: str) -> bool:
        """Tell whether a line is the sender's full name and nothing else."""
        return bool(self.names) and line.strip(" \t\xa0,.").lower() in self.names

    def short_name(self, line: str) -> bool:
        """Tell whether a line is two or three words with capitals, the first one of the sender's name."""
        words = line.split()
        return 1 < len(words) <= _MANY and all(w.isalpha() and w[0].isupper() for w in words) and self.signs(line)

    def first_name(self, line: str) -> bool:
        """Tell whether a line is one word of the sender's name and nothing else."""
        return bool(line) and len(line) <= WIDEST and line.strip(" \t\xa0,.").lower() in self.words

    def address(self, line: str) -> bool:
        """Tell whether a line shows an own address."""
        lowered = line.lower()
        return any(address in lowered for address in self.addresses)

    def domain(self, line: str) -> bool:
        """Tell whether a line shows an address at the domain of an own address."""
        lowered = line.lower()
        return any(address[address.rfind("@") :] in lowered for address in self.addresses)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    import unicodedata

    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def looks_like_a_name(line: str) -> bool:
    """Tell whether a line is one to four words with capitals."""
    words = line.strip(" \t\xa0,.").split()
    return 0 < len(words) <= 4 and len(line) <= 40 and all(w[0].isupper() for w in words) and not is_prose(line)
