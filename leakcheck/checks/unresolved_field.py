"""A placeholder that nothing has filled, in a mail that is about to go."""

from __future__ import annotations

import re

from leakcheck.checks import places, words
from leakcheck.checks.codelike import is_code
from leakcheck.checks.seen import region_at
from leakcheck.mail.templates.languages import ANY
from leakcheck.mail.templates.placeholders import find_placeholders, kind_of
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Link, Recipient, Text
    from leakcheck.model.place import Span

KIND = "merge-field"
# These stand for nothing else in the text of a mail; all other forms need a name that a mailing fills.
_PLAIN_FORMS = ("{{", "{%", "*|", "<%=")
_FORMS = ANY
_CODES = (("%7B", "{"), ("%7D", "}"), ("%7C", "|"), ("%20", " "), ("%25", "%"))
_WORDS = r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])"


class Options(NamedTuple):
    """Words of a field name, in lower case, by which `[First Name]` and `${name}` are known as fields of a mailing."""

    fields: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all placeholders in address fields, subject, text and links; templates may hold them."""
    if draft.template:
        return
    found = [*_people(draft), *_texts(draft, options), *_links(draft)]
    if found:
        total = len({place.evidence.reveal() for place in found})
        yield Hit(tuple(found), total, values={"fields": words.count(total, "placeholder")})


def _people(draft: Draft) -> Iterator[Place]:
    for person in (*draft.recipients, *draft.senders):
        if person.problem == "placeholder":
            yield _person(person, places.as_written(person))
        elif any(_is_plain(tag) for tag in _tags(person.display_name)):
            yield _person(person, person.display_name)


def _person(person: Recipient, value: str) -> Place:
    """Return a mailbox with its placeholder as evidence: a name beside it is somebody's."""
    return places.of_recipient(person)._replace(evidence=_evidence(value))


def _evidence(value: str) -> Evidence:
    tags = _tags(value)
    return Evidence(tags[0], KIND) if tags else Evidence(value)


def _texts(draft: Draft, options: Options) -> Iterator[Place]:
    for text in draft.texts:
        if text.attached:
            continue
        for tag in find_placeholders(text.text, _FORMS):
            if tag.kind != "comment" and _is_left(text, tag.span, options):
                yield places.of_text(text, tag.span, KIND, text.where)


def _is_left(text: Text, span: Span, options: Options) -> bool:
    if region_at(text, span.start) not in {"body", "signature"}:
        return False
    tag = text.text[span.start : span.end]
    if not _is_plain(tag) and not _is_field(tag, options.fields):
        return False
    return not is_code(text.text, span.start, span.end)


def _is_plain(tag: str) -> bool:
    return tag.startswith(_PLAIN_FORMS)


def _is_field(tag: str, fields: tuple[str, ...]) -> bool:
    """Tell whether a tag names a field of a mailing: `${first_name}`, `%NAME%`, `[First Name]`."""
    if tag.startswith("[") and not tag.startswith("[[") and tag[1:2].islower():
        return False
    return any(word.lower() in fields for word in re.compile(_WORDS).findall(tag))


def _links(draft: Draft) -> Iterator[Place]:
    for link in draft.links:
        if link.how != "href" or link.text[:1] == "#":
            continue
        tags = [tag for tag in _tags(_written(link)) if _is_plain(tag) and kind_of(tag) != "comment"]
        if tags:
            yield Place("link", link.part, link.span, Evidence(tags[0], KIND), link.origin)


def _written(link: Link) -> str:
    """Return a link as it was before a mail program put %7B for its braces."""
    text = link.text
    for code, sign in _CODES:
        text = text.replace(code, sign).replace(code.lower(), sign)
    return text


def _tags(text: str) -> list[str]:
    return [text[tag.span.start : tag.span.end] for tag in find_placeholders(text, _FORMS)]
