"""PowerPoint decks: text by slide, hidden slides, speaker notes, comments (ECMA-376 part 1, 19)."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import Sheet, plain, source_of, tags
from leakcheck.mail.attachments.office_common import authors_of_comments, read_properties
from leakcheck.mail.attachments.office_parts import alternatives, read_parts
from leakcheck.mail.attachments.office_pptx_unseen import Grounds
from leakcheck.mail.attachments.package import Package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_SLIDE = re.compile(r"ppt/(slides|notesSlides)/(?:slide|notesSlide)(\d{1,6})\.xml")
_COMMENT = re.compile(r"ppt/comments/.{1,80}\.xml")
_AUTHORS = re.compile(r"ppt/(?:commentAuthors|authors)\.xml")
_SILENT = re.compile(
    r"ppt/(?:presentation|presProps|viewProps|tableStyles|theme/.*|slideLayouts/.*|slideMasters/.*|notesMasters/.*"
    r"|handoutMasters/.*|tags/.*)\.xml"
)
_NOTES_OF = re.compile(r"slides/slide(\d{1,6})\.xml")
_HIDDEN = re.compile(r"<(?:\w{1,20}:)?sld\b[^>]*\bshow\s*=\s*[\"'](?:0|false)[\"']")


def read_pptx(file: File, finds: Finds, budget: Budget) -> None:
    """Read a deck."""
    package = Package(file.data, budget)
    slides = sorted((int(m[2]), m[1], name) for name in package.names if (m := _SLIDE.fullmatch(name)))
    budget.spend("pages", len(slides))
    grounds = Grounds(package)
    for number, kind, name in slides:
        source = source_of(package.read(name))
        text = _text(source)
        if kind == "notesSlides":
            place = f"slide {_slide_of(package, name, number)}, speaker notes"
            text = re.sub(r"(?m)^\d{1,4}$\n?", "", text)
            finds.conceal(file, text, "speaker notes", place)
        else:
            place = f"slide {number}"
            if _HIDDEN.search(source[:4_000]):
                place += " (hidden)"
                finds.conceal(file, text, "hidden slide", place)
            else:
                for unseen, how in grounds.unseen(name, source):
                    finds.conceal(file, unseen, how, place)
        finds.add_text(file, text, place)
        finds.add_text(file, "\n".join(alternatives(source)), f"{place}, words for pictures and links")
    _read_comments(file, package, finds)
    read_properties(file, package, finds)
    read_parts(file, package, finds, _is_known)


def _is_known(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_SLIDE, _COMMENT, _SILENT))


def _slide_of(package: Package, name: str, number: int) -> int:
    folder, _, base = name.rpartition("/")
    found = _NOTES_OF.search(source_of(package.read(f"{folder}/_rels/{base}.rels")))
    return int(found[1]) if found else number


def _text(source: str) -> str:
    sheet = Sheet()
    for tag in tags(source):
        if tag.name == "t" and not tag.closing:
            sheet.add(plain(tag.text))
        elif (tag.name == "p" and tag.closing) or tag.name == "br":
            sheet.line()
        elif tag.name == "tc":
            sheet.cell(tag)
        elif tag.name == "tr":
            sheet.row(tag)
    return sheet.text()


def _read_comments(file: File, package: Package, finds: Finds) -> None:
    authors: list[str] = []
    number = 0
    for name in package.names:
        if _AUTHORS.fullmatch(name):
            people = (t for t in tags(source_of(package.read(name))) if t.name in {"cmAuthor", "author"})
            authors += [tag.attributes().get("name", "") for tag in people if not tag.closing]
        elif _COMMENT.fullmatch(name):
            source = source_of(package.read(name))
            number += sum(tag.name == "cm" and not tag.closing for tag in tags(source))
            words = [plain(tag.text) for tag in tags(source) if tag.name in {"text", "t"} and tag.text.strip()]
            finds.add_text(file, "\n".join(words), "comments")
    authors_of_comments(file, finds, authors, number)
