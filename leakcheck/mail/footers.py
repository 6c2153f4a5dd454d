"""The footer of a mail: the sender's own name before an address, or the numbers by which a firm is registered."""

from __future__ import annotations

import re

from leakcheck.mail.own import WORDS
from leakcheck.mail.prose import ends_as_sentence, is_parted, is_postscript, is_prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.own import Own

_TAIL = 12  # lines at the end, blank ones left out, among which a footer may begin
_LONGEST = 1_000
_HEAD = 60
_FEWEST = 4  # letters of the longest word of a name that is told from other words,
_MANY = 3  # or so many words
_BEFORE = 20  # characters before a whole name
_BELOW = 3  # lines below a name, among which its numbers begin
_POSSESSIVES = frozenset(("ihr", "ihre", "euer", "eure", "dein", "deine", "your", "votre"))
_FORM = (
    r"[ ,]{1,2}(?:gmbh|ag|kg|ohg|ug|gbr|mbb|e\. ?[vk]\.|e\. ?kfr\.|inc|llc|llp|ltd|limited|plc|sarl|sasu?|"
    r"s\.?a\.?s?\.|sa|s\.?r\.?l|srl|spa|s\.?p\.?a|s\.?l|b\.?v|v\.?o\.?f|n\.?v|lda|ltda|asbl|aps|ab|oy)\b"
)
_FIRM = rf"(?:[ ,]{{1,2}}(?:[&+]|and|und|et|[A-ZÀ-Þ][\w'’-]{{0,20}})){{0,3}}(?i:{_FORM})"  # "Marsh & Hart LLP"
_NUMBERED = r"[ ,:|·-]{1,4}(?:[Tt]el\.? )?[+(]?[0-9][0-9 ()./-]{6,24}\Z"  # "Petra, 020 7946 0958"
# A form or up to three more words of the name, then what parts it from an address; a sentence goes on with a verb.
_PARTED = r"(?:[ ,]{1,2}(?:[&+]|e\. ?[VvKk]\.|[A-ZÀ-Þ][\w.&'’-]{0,24}|mbB|mbH|team)){0,3} {0,3}(?:[,·|–—•★(-]|\. |\Z)"
# By what a firm is registered or taxed.
_REGISTERED = (
    r"(?:(?:HR[AB]|VR|FN|KvK|KVK|SIRET|SIREN|RCS|CNPJ|NIPC|REA|ABN|ACN|Charity no)[ .:]{0,2}"
    r"(?:[A-Z][a-z]{1,20} |[A-Z]{2}-)?[0-9][0-9 .]{2}"
    r"|(?:USt-?Id(?:-?Nr)?|MWST-Nr|B(?:TW|tw)|btw(?:-nr)?|VAT(?: reg)?(?: no)?|TVA(?: intracom)?|P\. ?IVA|"
    r"Partita IVA|C\.I\.F|CIF)[ .:]{0,3}(?:[A-Z]{1,3}[ -]?)?[0-9][0-9 .]{4}"
    r"|ATU[0-9]{8}|CHE-[0-9]{3}|[Rr]egistered (?:[Oo]ffice|[Ii]n [A-Z])|[Cc]ompany (?:no|number)\b|[Ss]ede legale|"
    r"Amtsgericht|Registergericht|Gläubiger-ID|[Cc]apital social)"
)
# One of these stands in every such line: a pattern without a beginning of its own is slow to look for.
_WORDS_ALONE = ("egistered", "ompany", "legale", "Amtsgericht", "Registergericht", "Gläubiger-ID", "social")
_BEFORE_DIGITS = tuple(
    """
    HRA HRB VR FN KvK KVK SIRE RCS CNPJ NIPC REA ABN ACN Charity USt MWST BTW Btw btw VAT TVA IVA C.I.F CIF ATU CHE-
    St.-N St-N St.N StN Steuer
    """.split()  # noqa: SIM905 - a list of words reads better than forty quoted strings
)
_TAXED = r"(?:St\.?-?Nr|Steuer-?[Nn]r|Steuernummer)[.:]{0,2} ?[0-9]{2,3}/[0-9]"  # alone it may be a client's
_ANOTHER = r"\W{0,3}[A-ZÀ-Þ][\w'’-]{1,20} [A-ZÀ-Þ][\w'’-]{1,20}[ ,:(]{1,4}[+(]?[0-9][0-9 ()/.-]{6,20}\)?\s*\Z"


def footers(texts: list[str], begin: int, end: int, own: Own) -> list[tuple[int, int]]:
    """Return the footers among the last lines of a stretch of text as (first line, line after)."""
    numbers = _last_lines(texts, begin, end)
    tail = "\n".join(texts[number] for number in numbers)
    registered = _may_be_registered(tail)
    lowered = tail.lower()
    named = any(word in lowered for word in own.words)
    if not (registered or named):
        return []
    return [
        (number, _stop(texts, number, end, own))
        for number in numbers
        if len(line := texts[number].strip()) <= _LONGEST
        and ((registered and _is_registered(line)) or (named and _is_own(texts, number, end, own)))
    ]


def _may_be_registered(tail: str) -> bool:
    if any(word in tail for word in _WORDS_ALONE):
        return True
    return any(digit in tail for digit in "0123456789") and any(sign in tail for sign in _BEFORE_DIGITS)


def _last_lines(texts: list[str], begin: int, end: int) -> list[int]:
    """Return the numbers of the last lines that are not blank, from the end."""
    found: list[int] = []
    for number in range(end - 1, begin - 1, -1):
        if texts[number].strip():
            found.append(number)
            if len(found) == _TAIL:
                break
    return found


def is_own_line(line: str, own: Own) -> bool:
    """Tell whether a line begins with the sender's own name, and an address goes on behind it or the line ends."""
    head = line[:_HEAD]
    first = WORDS.search(head)
    if first and first[0].lower() in own.words and re.match(_NUMBERED, head[first.end() :]):
        return True
    last, whole = _end_of_name(head, own)
    if last < 0 or not (whole or re.match(_FIRM, line[last : last + _HEAD])):
        return False
    return re.match(_PARTED, line[last : last + _HEAD]) is not None


def _end_of_name(head: str, own: Own) -> tuple[int, bool]:
    """Return where the sender's name at the start of a line ends, -1 without one, and whether it has two words."""
    lowered = head.lower()
    for name in own.names:
        if " " in name and 0 <= lowered.find(name) <= _BEFORE:  # "Ev. Kirchengemeinde St. Lukas"
            return lowered.find(name) + len(name), True
    words = list(WORDS.finditer(lowered))
    if words and words[0][0] in _POSSESSIVES - own.words:
        del words[0]
    count = 0
    while count < len(words) and words[count][0] in own.words:
        count += 1
    if count == 0 or (count < _MANY and max(len(word[0]) for word in words[:count]) < _FEWEST):
        return -1, False
    if len(own.words) > 1 and own.words <= {word[0] for word in words}:  # "St Aidan's C of E Primary School"
        count = max(at + 1 for at, word in enumerate(words) if word[0] in own.words)
    return words[count - 1].end(), count > 1


def _is_own(texts: list[str], number: int, end: int, own: Own) -> bool:
    """Tell whether a line is the sender's name with a digit in it or just below: a name alone is no footer."""
    line = texts[number].strip()
    below = texts[number + 1 : min(number + 1 + _BELOW, end)]
    if line[-1:] == "?" or not re.search(r"\d", "".join([line, *below])):
        return False
    return is_own_line(line, own)


def _is_registered(line: str) -> bool:
    marks = sum(not line[found.start() - 1 : found.start()].isalnum() for found in re.finditer(_REGISTERED, line))
    marks += is_parted(line) and re.search(_TAXED, line) is not None
    return marks > 1 or (marks == 1 and not ends_as_sentence(line))


def _stop(texts: list[str], first: int, end: int, own: Own) -> int:
    """Return the line after a footer: prose, a postscript or somebody else's line ends it."""
    for number in range(first + 1, end):
        line = texts[number].strip()
        if is_prose(line) or is_postscript(line) or _is_anothers(line, own):
            return number
    return end


def _is_anothers(line: str, own: Own) -> bool:
    """Tell whether a line is a name and a number, or holds an address that is not the organisation's."""
    if re.match(_ANOTHER, line[:_HEAD]):
        return True
    return "@" in line and not own.domain(line)
