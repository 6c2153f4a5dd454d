"""Links that say nothing of their own: the words right before them, or written over them, say what they do.

A link counts that holds an id which a machine drew, and that people do not share: no article, product, ticket or film.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from leakcheck.detect import cues
from leakcheck.detect.links import Url, is_opaque, parts_of
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.detect.cues import Cues
    from leakcheck.detect.prepared import Prepared

_ACTIONS = ("unsubscribe", "password-reset", "invitation", "verification", "login")
_REACH = 90
_MOST_BETWEEN = 5  # words from what a link does to the link
_MOST_OVER = 8
_WORD = r"[^\W_]+(?:['-][^\W_]+){0,4}"
_CLAUSE = r"[.!?;](?=\s)|[|•·>]|://\S{0,4096}"
# Pages that everybody may see, files and meetings that many share, shortened links.
_PUBLIC = (
    *(
        "docs.",
        "drive.google.",
        "forms.gle",
        "forms.office.",
        "youtu",
        "vimeo.",
        "github.",
        "gitlab.",
        "zoom.us",
        "meet.",
        "teams.",
        "t.me/",
    ),
    *("chat.whatsapp.", "discord.", "doodle.", "bit.ly", "tinyurl.", "lnkd.in", "goo.gl", "notion.", "figma."),
    *("/article", "/artikel", "/doc", "/wiki", "/kb/", "/hc/", "/help", "/blog", "/question", "/issue", "/ticket"),
    *("/browse", "/commit", "/produ", "/dp/", "/p/", "/item", "/order", "/poll", "/survey", "/video", "/watch"),
    *("/download", "/static", "/assets", "/post", "/event", "/news/", "/stor", "/file", "/attachment", "/image"),
)
_TRACKING = ("utm_", "mc_", "mtm_", "pk_", "hsa_", "_hs", "trk", "campaign")
_LONGEST = 4_096
_SURE, _LONG = 16, 24
_FEWEST_TURNS = 3


def told(prepared: Prepared, start: int, url: str) -> Sighting | None:
    """Return the sighting of a link at `start` when the words before it on its line say that it acts for one person.

    A line that ends with a colon belongs to the link below it.
    """
    if not holds_id(url) or not prepared.live(_said()):
        return None
    ahead = prepared.lower[max(start - _REACH, 0) : start].rstrip(" \t<([]\"'")
    above = ahead.rstrip()
    if above.endswith(":") and ahead.count("\n", len(above)) <= 2:
        ahead = above
    return _sighting(url, _named(ahead.rpartition("\n")[2]))


def written(url: str, before: str, over: str, behind: str) -> Sighting | None:
    """Return the sighting of a link by the words written over it, or by those around it where it only says "here"."""
    if not holds_id(url):
        return None
    over = over.lower()
    if not all_cues("link-here").issuperset(re.findall(_WORD, over)):
        return _sighting(url, _named(over) if over.count(" ") < _MOST_OVER else "")
    ahead = re.split(r"[.!?;:,|•·\n]", behind.lower())[0]
    first = " ".join(ahead.split()[:_MOST_BETWEEN])
    return _sighting(url, _named(f"{before.lower()} {over}") or _named(first))


def _sighting(url: str, action: str) -> Sighting | None:
    return Sighting("personal-link", 0, len(url), Confidence.MEDIUM, action) if action else None


def _named(window: str) -> str:
    """Return the action that a window in lower case ends with, "" when it names none or only speaks of it."""
    said = _words(re.split(_CLAUSE, window)[-1].replace("\u2019", "'"))
    if not all_cues("link-told").isdisjoint(said):
        return ""
    line = f" {' '.join(said)} "
    last = max(
        (phrase for phrase in _phrases() if f" {phrase} " in line), key=lambda phrase: _end(line, phrase), default=""
    )
    if not last:
        return ""
    first, *others = re.split("[,:]", line[_end(line, last) :])
    led = len(first.split()) <= _MOST_BETWEEN and all_cues("link-here").issuperset(" ".join(others).split())
    return _phrases()[last] if led else ""


def _end(line: str, phrase: str) -> int:
    return line.rfind(f" {phrase} ") + len(phrase) + 1


def _words(text: str) -> list[str]:
    """Return words and the signs that part halves of a sentence, without articles and pronouns."""
    bare = re.sub(r"\bl'", "", text)
    return [word for word in re.findall(f"[,:]|{_WORD}", bare) if word not in all_cues("link-filler")]


@lru_cache(512)
def holds_id(url: str) -> bool:
    """Tell whether a link holds an id that a machine drew for one reader."""
    parts = parts_of(url[:_LONGEST])
    if parts is None or any(mark in parts.place for mark in _PUBLIC):
        return False
    return any(map(_is_drawn, parts.path.split("/"))) or _is_in_field(parts)


def _is_in_field(parts: Url) -> bool:
    named = all_cues("token-field") | all_cues("weak-field")
    return any(
        _is_drawn(value) if name in named else len(value) >= _LONG and is_opaque(value)
        for name, value in parts.fields.items()
        if not name.startswith(_TRACKING) and not name.endswith("clid")
    )


def _is_drawn(value: str) -> bool:
    """Tell whether letters and digits change at least three times, as they do in no word, date or name of a product."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,200}", value) or not (
        is_opaque(value) if len(value) >= _SURE else value.isalnum()
    ):
        return False
    return len(re.findall(r"[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])", value)) >= _FEWEST_TURNS


@cache
def _phrases() -> dict[str, str]:
    """Return what may be said of a link, with the action that it names."""
    return {phrase: action for action in _ACTIONS for phrase in all_cues(f"said-{action}")}


@cache
def _said() -> Cues:
    return cues.index(",".join(sorted(_phrases())))
