"""A template file -> Draft; positions stay those of the file."""

from __future__ import annotations

import re

from leakcheck.mail.assemble import Assembly, Leaf
from leakcheck.mail.charsets import decode, normal_line_ends
from leakcheck.mail.mailboxes import parse_mailboxes
from leakcheck.mail.templates.broken import broken
from leakcheck.mail.templates.front import read_front
from leakcheck.mail.templates.languages import ANY, EVERY, language_of, plain_name, template_language
from leakcheck.mail.templates.loops import repeated_headers
from leakcheck.mail.templates.placeholders import find_placeholders, replace_tags
from leakcheck.model.draft import Buffer, Defect, Draft, Origin, Region, Text, Unread
from leakcheck.model.errors import ReadError
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.templates.placeholders import Placeholder
    from leakcheck.model.draft import Group, Header, Recipient

_LIMITS = Limits()
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|mjml|mj-|table|div|p|td|span|a|br|h[1-6]|style)\b", re.IGNORECASE)
_TAG_LINE = re.compile(rb"[ \t]{0,40}(?:\{[{%#]|<%|<#|</#|\[[#/]|#(?:foreach|if|end|set|else)|\*\||-?%[}>])")
# Inside a tag these would end a tag or an attribute of HTML; each becomes one character as harmless as long.
_HARMLESS = {ord("<"): "(", ord(">"): ")", ord('"'): " ", ord("'"): " ", ord("&"): "+"}
_VELOCITY = re.compile(rb"#(?:foreach|set|if|parse)\s{0,9}\(")  # its other form, $name, may be anything
_NO_FIELD = (b"<", b"{", b"[", b"-", b"+", b"#", b"*", b"/")  # what no header field begins with


def read_template(data: bytes, path: str = "-", limits: Limits = _LIMITS, language: str = "") -> Draft:
    """Read a template into a draft with `template` set.

    `language` is a name of `languages.LANGUAGES`; "" leaves the choice to the ending of the name and the content.
    Raises ReadError for what is no text, KeyError for a language that there is none.
    """
    forms = language_of(language or template_language(path))
    if forms is ANY and _VELOCITY.search(data, 0, 20_000):
        forms = EVERY
    if data.startswith(_OLE):
        from leakcheck.mail.msg import read_msg

        return read_msg(data, path, limits)._replace(template=True)
    if data.startswith(_UTF16):  # lines and columns count characters, so they stay those of the file
        data = decode(data).text.encode("utf-8", "replace")
    if not data or data.isspace():  # a block that nobody has filled yet
        return Draft(path=path, format="text", buffers=(Buffer(data),), template=True)
    from leakcheck.mail.sniff import is_binary

    if is_binary(data):
        raise ReadError("this is not a template: it holds no text", path)
    if _is_mail(data, path):
        return _mail(data, path, limits, forms)
    return _page(data, path, limits, forms)


def _is_mail(data: bytes, path: str) -> bool:
    if plain_name(path).endswith((".eml", ".emltpl")):
        return True
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in _NO_FIELD:
        return False
    from leakcheck.mail.eml import looks_like_mail

    return looks_like_mail(data)


def _mail(data: bytes, path: str, limits: Limits, forms: tuple[str, ...]) -> Draft:
    """Read a template with the header of a mail."""
    from leakcheck.mail.eml import read_eml

    body = _body_start(data)
    masked = data[:body] + harmless(data[body:].decode("latin-1"), forms).encode("latin-1")
    draft = read_eml(masked, path, limits)
    draft = draft._replace(buffers=(Buffer(data), *draft.buffers[1:]))
    block = data[:body].decode("latin-1")
    return draft._replace(
        template=True,
        recipients=_understood(draft.recipients, forms),
        repeated=tuple(repeated_headers(_shown(draft.headers), block, 0, forms)),
        defects=tuple(d for d in draft.defects if not _is_tag_line(data, d)) + broken(data, forms, body),
        texts=tuple(text for text in draft.texts if not _is_tag_text(text)),
    )


def _body_start(data: bytes) -> int:
    found = re.compile(rb"\r?\n[ \t]{0,80}\r?\n").search(data, 1)
    return found.end() if found else len(data)


def _is_tag_line(data: bytes, defect: Defect) -> bool:
    return defect.code == "junk-header-line" and bool(_TAG_LINE.match(data, defect.offset or 0))


def _is_tag_text(text: Text) -> bool:
    """Tell whether a text is nothing but the tags of a loop that stand between header fields."""
    return text.origin.form == "raw" and bool(_TAG_LINE.match(text.text.encode("utf-8", "replace")))


def _page(data: bytes, path: str, limits: Limits, forms: tuple[str, ...]) -> Draft:
    """Read a template that is a text or a page, perhaps with front matter."""
    size = min(len(data), limits.text_bytes)
    front = read_front(data[:size])
    people = _People(front.headers)
    assembly = Assembly(people.senders)
    for header in front.headers:
        if header.name == "Subject":
            assembly.add_subject(header.text, header.origin)
    if front.span.end:
        assembly.texts.append(_front_text(data, front.span))
    origin = Origin("raw", None, 0, Span(front.body, size))
    text = normal_line_ends(decode(data[front.body : size]).text)
    if _is_markup(path, text):
        assembly.add_html(Leaf("", origin), harmless(text, forms))
    else:
        assembly.add_plain(Leaf("", origin), text)
    block = data[: front.body].decode("latin-1")
    return Draft(
        path=path,
        format="text",
        buffers=(Buffer(data),),
        headers=front.headers,
        senders=people.senders,
        recipients=_understood(people.recipients, forms),
        groups=people.groups,
        texts=tuple(text._replace(part=None) for text in assembly.texts),
        hidden=tuple(assembly.hidden),
        links=tuple(assembly.links),
        quoted_headers=tuple(assembly.quoted_headers),
        defects=broken(data[:size], forms, front.body),
        unread=(Unread("the rest of the text", f"only the first {size} bytes are read"),) if size < len(data) else (),
        template=True,
        repeated=tuple(repeated_headers(_shown(front.headers), block, 0, forms)),
    )


class _People:
    """Senders and recipients of front matter."""

    def __init__(self, headers: tuple[Header, ...]) -> None:
        self.senders: tuple[Recipient, ...] = ()
        self.recipients: tuple[Recipient, ...] = ()
        self.groups: tuple[Group, ...] = ()
        for header in headers:
            if header.name == "Subject":
                continue
            found = parse_mailboxes(header.text, header.name, header.origin)
            if header.name in {"From", "Reply-To"}:
                self.senders += found.recipients
            else:
                self.recipients += found.recipients
                self.groups += found.groups


def _understood(people: tuple[Recipient, ...], forms: tuple[str, ...]) -> tuple[Recipient, ...]:
    """Return people with every placeholder known as one, and none in a display name, where it tells of nobody."""
    return tuple(_person(person, forms) if person.problem or person.display_name else person for person in people)


def _person(person: Recipient, forms: tuple[str, ...]) -> Recipient:
    if person.problem and find_placeholders(person.written, forms):
        person = person._replace(problem="placeholder")
    tags = find_placeholders(person.display_name, forms)
    return person._replace(display_name=_without(person.display_name, tags).strip()) if tags else person


def _front_text(data: bytes, span: Span) -> Text:
    text = normal_line_ends(decode(data[span.start : span.end]).text)
    return Text("front matter", None, text, (Region("body", Span(0, len(text))),), Origin("raw", None, 0, span))


def _shown(headers: tuple[Header, ...]) -> tuple[Header, ...]:
    return tuple(header for header in headers if header.name.lower() in {"to", "cc", "resent-to", "resent-cc"})


def _is_markup(path: str, text: str) -> bool:
    name = plain_name(path)
    if name.endswith((".txt", ".text", ".md")):
        return False
    return name.endswith((".html", ".htm", ".mjml")) or bool(_MARKUP.search(text, 0, 20_000))


def harmless(source: str, forms: tuple[str, ...]) -> str:
    """Return a page, offset for offset, whose placeholders hold nothing that HTML would take for mark-up."""
    return replace_tags(source, forms, _harmless_tag)


def _harmless_tag(tag: str) -> str:
    return tag.translate(_HARMLESS) if any(sign in tag for sign in "<>\"'&") else tag


def _without(text: str, tags: tuple[Placeholder, ...]) -> str:
    pieces, at = [], 0
    for tag in tags:
        pieces.append(text[at : tag.span.start])
        at = tag.span.end
    return "".join((*pieces, text[at:]))
