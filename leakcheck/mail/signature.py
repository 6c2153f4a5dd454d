"""The sender's signature: after "-- ", or from a sign-off to the sender's own name and contact lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.quotes import BODY

if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines

SIGNATURE = "signature"
_LONGEST = 15  # lines that are not blank
_WIDEST = 100
_NAME_WITHIN = 5

_SIGN_OFF = re.compile(
    r"[ \t]{0,4}(?:(?:with |my )?(?:very )?(?:best|kind|kindest|warm|warmest|many)(?: (?:and|&) (?:best|kind|warm))?"
    r"(?: regards| wishes| thanks| greetings)?|regards|all the best|thanks(?: (?:again|so much|a lot|in advance|and .{1,20}))?|"
    r"thank you(?: (?:again|so much|very much|in advance))?|many thanks|cheers|yours(?: (?:sincerely|faithfully|truly|ever))?|"
    r"sincerely(?: yours)?|respectfully|take care|love|best regards.{0,20}|"
    r"(?:mit |viele |beste |liebe |freundliche |herzliche |sch(?:ö|oe)ne |sonnige |ganz )+(?:freundlichen |besten |lieben |herzlichen |"
    r"vielen )?(?:gr(?:ü|ue)(?:ß|ss)(?:e|en)?|gru(?:ß|ss))(?: aus .{1,20})?|gr(?:ü|ue)(?:ß|ss)e?|gru(?:ß|ss)|lg|vg|mfg|bg|hochachtungsvoll|"
    r"(?:vielen |herzlichen |besten )?dank(?: und .{1,30}| im voraus)?|danke|"
    r"(?:bien )?cordialement|(?:bien |tr(?:è|e)s )?amicalement|bien (?:à|a) (?:vous|toi)|salutations.{0,20}|meilleures salutations|"
    r"sinc(?:è|e)res salutations|merci(?: .{1,20})?|(?:à|a) bient(?:ô|o)t|"
    r"(?:un )?(?:cordial(?:es)? |atentos? )?saludos?(?: cordiales)?|atentamente|(?:muchas )?gracias(?: .{1,20})?|un abrazo|"
    r"(?:cordiali|distinti|cari|tanti) saluti|saluti|cordialmente|(?:molte |mille )?grazie(?: .{1,20})?|un saluto|a presto|"
    r"(?:met )?(?:vriendelijke|hartelijke|beste|vriendelijk) gro(?:e|)(?:t|ten)|gro(?:e|)t(?:en|jes)?|mvg|(?:alvast )?bedankt|"
    r"atenciosamente|(?:com os )?(?:melhores )?cumprimentos|abra(?:ç|c)os?|obrigad[oa](?: .{1,20})?|att\.?)"
    r"[ \t]{0,3}[,.!–—-]{0,3}[ \t\xa0]{0,4}\Z",
    re.IGNORECASE,
)
_DASHES = re.compile(r"--[ \xa0]?\Z")
_SENT_FROM = re.compile(
    r"(?:sent from (?:my|outlook|mail)|von meinem .{1,30} gesendet|gesendet von|envoy[ée] de(?:puis)? mon|enviado desde mi|"
    r"inviato da(?:l mio)?|verzonden vanaf mijn|enviado do meu)",
    re.IGNORECASE,
)
_PHONE_LINE = re.compile(
    r"[^\d+(]{0,12}[+(]?[0-9][0-9 ()./\xa0-]{6,24}(?:[^\d@]{0,12}[0-9+(][0-9 ()./\xa0-]{6,24})?[ \t]{0,3}\Z"
)
_POSTSCRIPT = re.compile(r"p\.?\s?s\b\.?", re.IGNORECASE)


def mark_signatures(
    lines: Lines, kinds: list[str], own_names: tuple[str, ...], own_addresses: tuple[str, ...], first: int = 0
) -> None:
    """Change the kind of the lines of each signature, from line `first` on."""
    own = _Own(own_names, own_addresses)
    for begin, end in _stretches(kinds, first):
        at = _dashes(lines.text, begin, end)
        if at < 0:
            at, end = _signed_off(lines.text, begin, end, own)
        if at >= 0:
            kinds[at:end] = [SIGNATURE] * (end - at)


class _Own:
    """What names the sender: whole names, their words, and addresses, all in lower case."""

    def __init__(self, names: tuple[str, ...], addresses: tuple[str, ...]) -> None:
        self.names = frozenset(name.lower().strip() for name in names if name.strip())
        self.words = frozenset(word for name in self.names for word in re.findall(r"[^\W\d_]{2,}", name))
        self.addresses = tuple(address.lower() for address in addresses if address)

    def signs(self, line: str) -> bool:
        """Tell whether a line is the sender's name, or such a name with little more."""
        words = re.findall(r"[^\W\d_]{2,}", line.lower())
        if not self.words:
            return _looks_like_a_name(line)
        return 0 < len(words) <= 6 and words[0] in self.words or line.strip(" ,.").lower() in self.names

    def contact(self, line: str) -> bool:
        """Tell whether a line holds an own address or is a phone line."""
        lowered = line.lower()
        return any(address in lowered for address in self.addresses) or _PHONE_LINE.match(line) is not None


def _stretches(kinds: list[str], first: int) -> list[tuple[int, int]]:
    """Return the runs of body lines as (first line, line after)."""
    runs: list[tuple[int, int]] = []
    begin = -1
    for number in range(first, len(kinds) + 1):
        body = number < len(kinds) and kinds[number] == BODY
        if body and begin < 0:
            begin = number
        elif not body and begin >= 0:
            runs.append((begin, number))
            begin = -1
    return runs


def _dashes(texts: list[str], begin: int, end: int) -> int:
    for number in range(begin, end):
        line = texts[number]
        if line[:2] == "--" and _DASHES.match(line):
            return number
    return -1


def _signed_off(texts: list[str], begin: int, end: int, own: _Own) -> tuple[int, int]:
    """Return the lines of a signature without dashes, (-1, end) where there is none."""
    for number in range(_tail(texts, begin, end), end):
        line = texts[number]
        if _SENT_FROM.match(line) or (line.strip().lower() in own.names and _has_contact(texts, number, end, own)):
            return number, _stop(texts, number, end)
        if len(line) < 60 and _SIGN_OFF.match(line) and _is_signed(texts, number, end, own):
            return number, _stop(texts, number, end)
    return -1, end


def _tail(texts: list[str], begin: int, end: int) -> int:
    """Return the line from which on a signature may begin: a few short lines, and a postscript below them."""
    short = 0
    for number in range(end - 1, begin - 1, -1):
        short += bool(texts[number].strip())
        if short > 2 * _LONGEST:
            return number + 1
    return begin


def _stop(texts: list[str], begin: int, end: int) -> int:
    """Return the line after the signature: a postscript, a long line or too many lines end it."""
    short = 0
    for number in range(begin, end):
        line = texts[number].strip()
        short += bool(line)
        if short > _LONGEST or len(line) > _WIDEST or (number > begin and _POSTSCRIPT.match(line)):
            return number
    return end


def _is_signed(texts: list[str], number: int, end: int, own: _Own) -> bool:
    following = [line for line in texts[number + 1 : end] if line.strip()][:_NAME_WITHIN]
    return any(own.signs(line) for line in following[:2]) or any(own.contact(line) for line in following)


def _has_contact(texts: list[str], number: int, end: int, own: _Own) -> bool:
    return any(own.contact(line) for line in texts[number + 1 : min(end, number + 9)])


def _looks_like_a_name(line: str) -> bool:
    words = line.strip(" \t\xa0,.").split()
    return (
        0 < len(words) <= 4
        and len(line) <= 40
        and all(word[0].isupper() for word in words)
        and line.strip()[-1:] not in "?!:"
    )
