"""What names the sender of a mail: whole names, their words, addresses and the name of the organisation."""

from __future__ import annotations

import re
from functools import cached_property

from leakcheck.mail.prose import WIDEST, is_prose

WORDS = re.compile(r"[^\W\d_]{2,}")
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
        from leakcheck.address.domains import is_freemail, organisation

        domains = {address.rpartition("@")[2] for address in self.addresses}
        labels = {organisation(domain).partition(".")[0] for domain in domains if not is_freemail(domain)}
        return frozenset(name for label in labels if len(name := label.replace("-", "")) > _FEWEST)

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
        squeezed = "".join(filter(str.isalnum, lowered))
        return any(name in squeezed for name in self.organisations)

    def whole_name(self, line: str) -> bool:
        """Tell whether a line is the sender's full name and nothing else."""
        return bool(self.names) and line.strip(" \t\xa0,.").lower() in self.names

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


def looks_like_a_name(line: str) -> bool:
    """Tell whether a line is one to four words with capitals."""
    words = line.strip(" \t\xa0,.").split()
    return 0 < len(words) <= 4 and len(line) <= 40 and all(w[0].isupper() for w in words) and not is_prose(line)
