"""Text of slides that nobody sees, and text that only looks as if."""

from __future__ import annotations

import pytest

from tests.mail.attachments import packages
from tests.mail.attachments.readers import found_in

WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
DARK = '<a:solidFill><a:srgbClr val="1F497D"/></a:solidFill>'
GROUND = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
PICTURE = '<p:pic><p:spPr><a:xfrm><a:off x="{}" y="0"/><a:ext cx="900" cy="900"/></a:xfrm></p:spPr></p:pic>'
LAYOUT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout"


def shape(text: str, look: str = "", at: tuple[int, int] | None = (100, 100), own: str = "", run: str = "") -> str:
    place = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="500" cy="500"/></a:xfrm>' if at else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="7" name="Box"/></p:nvSpPr><p:spPr>{place}{own}</p:spPr><p:txBody><a:bodyPr/>'
        f'<a:p><a:r><a:rPr lang="en">{look}</a:rPr><a:t>{text}</a:t></a:r>{run}</a:p></p:txBody></p:sp>'
    )


def concealed(*shapes: str, before: str = "", after: str = "", layout: str = "") -> list[tuple[str, str, str]]:
    names = 'xmlns:a="urn:a" xmlns:p="urn:p"'
    slide = f"<p:sld {names}><p:cSld>{before}<p:spTree>{''.join(shapes)}</p:spTree></p:cSld>{after}</p:sld>"
    entries: dict[str, str | bytes] = {"ppt/slides/slide1.xml": slide}
    if layout:
        rows = f'<Relationship Id="r1" Type="{LAYOUT}" Target="../slideLayouts/slideLayout1.xml"/>'
        entries["ppt/slides/_rels/slide1.xml.rels"] = f"<Relationships>{rows}</Relationships>"
        entries["ppt/slideLayouts/slideLayout1.xml"] = f"<p:sldLayout {names}><p:cSld>{layout}</p:cSld></p:sldLayout>"
    return found_in(packages.replaced(packages.pptx((packages.Slide("x"),)), entries)).concealed


@pytest.mark.parametrize("look", [WHITE, GROUND, WHITE.replace("FFFFFF", "ffffff")])
def test_white_letters_on_a_white_slide_are_hidden(look: str) -> None:
    seen = "<a:r><a:rPr/><a:t>Prices</a:t></a:r>"
    assert concealed(shape("Zoe pays half", look, run=seen)) == [("Zoe pays half", "white text", "slide 1")]
    assert concealed(shape("Zoe", look, at=None), layout="<p:spTree/>") == [("Zoe", "white text", "slide 1")]


def test_what_lies_elsewhere_covers_nothing() -> None:
    assert len(concealed(shape("Zoe", WHITE), PICTURE.format(5_000))) == 1
    assert len(concealed(shape("Zoe", WHITE), shape("Head", WHITE, (3_000, 100), DARK))) == 1


@pytest.mark.parametrize(
    "parts",
    [
        {"shapes": (shape("Zoe"),)},
        {"shapes": (shape("Zoe", DARK),)},
        {"shapes": (shape("Zoe", WHITE, own=DARK),)},
        {"shapes": (shape("Zoe", GROUND.replace('"bg1"/>', '"bg1"><a:lumMod val="50000"/></a:schemeClr>')),)},
        {"shapes": (shape("Zoe", f"<a:ln>{WHITE}</a:ln>"),)},
        {"shapes": (shape("Zoe", f'{WHITE}<a:highlight><a:srgbClr val="000000"/></a:highlight>'),)},
        {"shapes": (PICTURE.format(0), shape("Zoe", WHITE))},
        {"shapes": (PICTURE.format(5_000), shape("Zoe", WHITE, at=None))},
        {"shapes": (shape("", at=(0, 0), own=DARK), shape("Zoe", WHITE))},
        {"shapes": (f"<p:grpSp>{shape('', own=DARK)}</p:grpSp>", shape("Zoe", WHITE))},
        {"shapes": (shape("Zoe", WHITE),), "before": f"<p:bg><p:bgPr>{DARK}</p:bgPr></p:bg>"},
        {"shapes": (shape("Zoe", WHITE),), "layout": f"<p:bg><p:bgPr>{DARK}</p:bgPr></p:bg>"},
        {"shapes": (shape("Zoe", WHITE),), "layout": f"<p:spTree>{PICTURE.format(0)}</p:spTree>"},
        {"shapes": (shape("Zoe", WHITE),), "before": '<p:bg><p:bgRef idx="1003">' + GROUND + "</p:bgRef></p:bg>"},
        {"shapes": (shape("Zoe", WHITE),), "after": "<p:clrMapOvr><a:overrideClrMapping/></p:clrMapOvr>"},
    ],
)  # fmt: skip
def test_white_letters_that_may_be_seen_are_not_hidden(parts: dict) -> None:
    assert concealed(*parts.pop("shapes"), **parts) == []


@pytest.mark.parametrize("at", [(-600, 100), (100, -500), (9_144_000, 0), (0, 7_000_000)])
def test_text_beside_the_slide_is_hidden(at: tuple[int, int]) -> None:
    assert concealed(shape("Zoe pays half", at=at)) == [("Zoe pays half", "text off the page", "slide 1")]


def test_text_that_reaches_in_or_comes_in_is_seen() -> None:
    assert concealed(shape("Zoe", at=(-400, 100))) == []
    assert concealed(f"<p:grpSp>{shape('Zoe', at=(-600, 100))}</p:grpSp>") == []
    assert concealed(shape("Zoe", at=(-600, 0)), after='<p:timing><p:spTgt spid="7"/></p:timing>') == []
