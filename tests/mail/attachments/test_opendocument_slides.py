"""Text of slides of OpenDocument that nobody sees, and text that only looks as if."""

from __future__ import annotations

import pytest

from leakcheck.mail.attachments.opendocument_slides import length
from tests.mail.attachments import packages
from tests.mail.attachments.packages import _NAMES
from tests.mail.attachments.readers import found_in

LOOKS = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="gr1" style:family="graphic"><style:graphic-properties draw:fill="none"/></style:style>'
    '<style:style style:name="gr2" style:family="graphic"><style:graphic-properties draw:fill="solid"/></style:style>'
    '<style:style style:name="dp2" style:family="drawing-page">'
    '<style:drawing-page-properties draw:fill="solid" draw:fill-color="#003366"/></style:style>'
)
SIZE = '<style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/>'
WHITE = '<text:span text:style-name="T1">Zoe pays half</text:span>'


def frame(text: str, style: str = "gr1", at: tuple[str, str] = ("2cm", "2cm"), more: str = "") -> str:
    place = f'svg:x="{at[0]}" svg:y="{at[1]}" svg:width="8cm" svg:height="2cm"{more}'
    inner = f"<draw:text-box><text:p>{text}</text:p></draw:text-box>"
    return f'<draw:frame draw:style-name="{style}" {place}>{inner}</draw:frame>'


def concealed(*shapes: str, page: str = "", master: str = "", look: str = "") -> list[tuple[str, str, str]]:
    body = f'<draw:page draw:master-page-name="M"{page}>{"".join(shapes)}</draw:page>'
    styles = (
        f'<office:document-styles {_NAMES}><style:page-layout style:name="PM1">{SIZE}</style:page-layout>{LOOKS}'
        f'<style:master-page style:name="M" style:page-layout-name="PM1"{look}>{master}</style:master-page>'
        "</office:document-styles>"
    )
    data = packages.replaced(packages.odf("presentation", body, LOOKS), {"styles.xml": styles})
    return [(text.strip(), how, place) for text, how, place in found_in(data, "x.odp").concealed]


def test_white_letters_on_a_bare_slide_are_hidden() -> None:
    expected = [("Zoe pays half", "white text", "slide 1")]
    assert concealed(frame(WHITE), frame("Prices")) == expected
    assert concealed(frame(WHITE), master=frame("", "gr1")) == expected


@pytest.mark.parametrize(
    "parts",
    [
        {"shapes": (frame(WHITE, "gr2"),)},
        {"shapes": (frame(WHITE, "unknown"),)},
        {"shapes": (frame(WHITE), "<draw:custom-shape/>")},
        {"shapes": ("<draw:frame><draw:image/></draw:frame>", frame(WHITE))},
        {"shapes": (f"<draw:custom-shape><text:p>{WHITE}</text:p></draw:custom-shape>",)},
        {"shapes": (frame(WHITE),), "page": ' draw:style-name="dp2"'},
        {"shapes": (frame(WHITE),), "look": ' draw:style-name="dp2"'},
        {"shapes": (frame(WHITE),), "master": '<draw:rect svg:width="28cm"/>'},
    ],
)
def test_white_letters_that_may_be_seen_are_not_hidden(parts: dict) -> None:
    assert concealed(*parts.pop("shapes"), **parts) == []


@pytest.mark.parametrize("at", [("30cm", "2cm"), ("-9cm", "2cm"), ("2cm", "160mm"), ("2cm", "-1in")])
def test_text_beside_the_slide_is_hidden(at: tuple[str, str]) -> None:
    assert concealed(frame("Far away", at=at), frame("Prices")) == [("Far away", "text off the page", "slide 1")]


def test_text_that_reaches_in_or_comes_in_is_seen() -> None:
    assert concealed(frame("Zoe", at=("-7cm", "2cm"))) == []
    assert concealed(frame("Zoe", at=("-9cm", "2cm"), more=' xml:id="id1"')) == []
    assert concealed(f"<draw:g>{frame('Zoe', at=('-9cm', '2cm'))}</draw:g>") == []


@pytest.mark.parametrize(("word", "value"), [("2.5cm", 2.5), ("25mm", 2.5), ("1in", 2.54), ("wide", None), ("", None)])
def test_lengths(word: str, value: float | None) -> None:
    assert length(word) == value
