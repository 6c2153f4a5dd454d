from __future__ import annotations

import pytest

from leakcheck.mail.html import read_html
from leakcheck.mail.html_colour import Colour, parse_colour

WORDS = "Ann Lee 555-0100"

TRICKS = [
    ('<div style="display:none">{}</div>', "display:none"),
    ('<div style="DISPLAY : NONE !important">{}</div>', "display:none"),
    ('<span style="visibility:hidden">{}</span>', "visibility:hidden"),
    ('<span style="opacity:0.0">{}</span>', "opacity:0"),
    ('<span style="font-size:0">{}</span>', "font-size:0"),
    ('<span style="font-size:1px;line-height:1px">{}</span>', "font-size:0"),
    ('<span style="font: 0/0 a">{}</span>', "font-size:0"),
    ('<div style="max-height:0px;overflow:hidden">{}</div>', "zero-size"),
    ('<div style="width:0;overflow:hidden">{}</div>', "zero-size"),
    ('<p style="mso-hide:all">{}</p>', "mso-hide"),
    ("<p hidden>{}</p>", "hidden"),
    ("<template>{}</template>", "template"),
    ("<noscript>{}</noscript>", "noscript"),
    ('<p style="text-indent:-9999px">{}</p>', "off-screen"),
    ('<p style="position:absolute;left:-999em">{}</p>', "off-screen"),
    ('<p style="position:absolute;clip:rect(0, 0, 0, 0)">{}</p>', "clipped"),
    ('<font color="white">{}</font>', "same-colour"),
    ('<font color="#FFFFFF">{}</font>', "same-colour"),
    ('<p style="color:#fffffe">{}</p>', "same-colour"),
    ('<p style="color:rgb(255, 255, 255)">{}</p>', "same-colour"),
    ('<p style="color:rgba(0,0,0,0)">{}</p>', "same-colour"),
    ('<p style="color:transparent">{}</p>', "same-colour"),
    ('<table bgcolor="#336699"><tr><td style="color:#369">{}</td></tr></table>', "same-colour"),
    ('<body bgcolor=black><p style="color:black">{}</p>', "same-colour"),
    ("<style>.x{{display:none}}</style><p class='a x'>{}</p>", "display:none"),
    ("<style>#top , td {{ display : none }}</style><p id=top>{}</p>", "display:none"),
    ("<style>p.x{{font-size:0px}}</style><p class=x>{}</p>", "font-size:0"),
    ("<style><!-- /* a{{b}} */ .x {{visibility:hidden;}} --></style><p class=X>{}</p>", "visibility:hidden"),
    ("<!-- {} -->", "comment"),
    ("<!-- <p>{}</p> -->", "comment"),
    ("<!--[if mso]><p>{}</p><![endif]-->", "outlook-only"),
    ("<div style='display:none'><div>{}</div></div>", "display:none"),
    ("<!-- never closed {}", "comment"),
]


@pytest.mark.parametrize(("frame", "how"), TRICKS)
def test_hidden_text_is_kept_apart(frame: str, how: str) -> None:
    source = "<p>seen</p>" + frame.format(WORDS) + ("" if "never" in frame else "<p>seen too</p>")
    page = read_html(source)
    assert "Lee" not in page.text
    (hidden,) = page.hidden
    assert hidden.how == how
    assert hidden.text.endswith(WORDS)
    assert WORDS in source[hidden.start : hidden.end]
    assert not hidden.leading


VISIBLE = [
    '<td style="font-size:0"><span style="font-size:14px">{}</span></td>',
    '<td style="font-size:0"><font size=2>{}</font></td>',
    '<div style="visibility:hidden"><p style="visibility:visible">{}</p></div>',
    '<p style="font-size:0.9em">{}</p>',
    '<p style="opacity:0.5">{}</p>',
    '<p style="height:0">{}</p>',
    '<p style="overflow:hidden;width:100%">{}</p>',
    '<p style="text-indent:-18pt;margin-left:36pt">{}</p>',
    '<td bgcolor="#c00"><a style="color:#fff">{}</a></td>',
    '<td style="background:#c00 url(cid:x) no-repeat"><a style="color:white">{}</a></td>',
    '<td background="cid:x"><font color=white>{}</font></td>',
    '<div style="background-image:linear-gradient(red,blue)"><font color=white>{}</font></div>',
    '<p style="color:#999">{}</p>',
    '<p style="color:windowtext">{}</p>',
    '<p style="color:chucknorris">{}</p>',
    "<style>@media print{{.x{{display:none}}}}</style><p class=x>{}</p>",
    "<style>table td.x p{{display:none}}</style><p class=x>{}</p>",
    "<style>.head td{{background:#123}}</style><p style='color:#fff'>{}</p>",
    "<style>.x{{display:none}}</style><p class=x style='display:block'>{}</p>",
    "<div style='display:none'>x9</div>{}",
    "<div style='display:none'><table><tr><td>x9</td></tr></table></div>{}",
    "<p><b hidden>x9</b>{}</p>",
    "<tr><td hidden>x9<td>{}",
    "<![if !mso]>{}<![endif]>",
    "<!--[if !mso]><!-->{}<!--<![endif]-->",
]


@pytest.mark.parametrize("frame", VISIBLE)
def test_text_that_is_seen_stays_text(frame: str) -> None:
    page = read_html(frame.format(WORDS))
    assert page.text == WORDS
    assert [hidden.text for hidden in page.hidden] == ["x9"] * ("x9" in frame)


NO_TEXT = [
    "<!-- -->",
    "<!-- ======== -->",
    "<!--[if mso]><![endif]-->",
    "<!--[if gte mso 9]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->",
    "<!--[if mso]><style>td {font-family: Arial}</style><![endif]-->",
    "<!--[if (gte mso 9)|(IE)]><table width='600'><tr><td><![endif]-->",
    "<!--StartFragment-->x<!--EndFragment-->",
    "<div style='display:none'>&nbsp;&zwnj;&nbsp;&#8203;</div>",
    "<div style='display:none'><img src=a alt=b></div>",
    "<style>p {color: red}</style><script>var name = 'Ann'</script>",
]


@pytest.mark.parametrize("source", NO_TEXT)
def test_mark_up_alone_is_no_hidden_text(source: str) -> None:
    assert read_html(source).hidden == ()


def test_a_preheader_leads() -> None:
    page = read_html('<body><!-- v2 --><div style="display:none">Our news</div><p>Hello</p><p hidden>later</p>')
    assert [(hidden.text, hidden.leading) for hidden in page.hidden] == [
        ("v2", False),
        ("Our news", True),
        ("later", False),
    ]


def test_neighbours_hidden_alike_are_one_text() -> None:
    page = read_html("<p hidden>Ann <b>Lee</b></p> <p hidden>555-0100</p>")
    assert [hidden.text for hidden in page.hidden] == ["Ann Lee\n\n555-0100"]


def test_an_address_in_bare_angle_brackets_is_hidden() -> None:
    page = read_html("Ann <ann@example.org> wrote")
    assert page.text == "Ann wrote"
    assert [(hidden.text, hidden.how) for hidden in page.hidden] == [("ann@example.org", "tag")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#fff", Colour(255, 255, 255)),
        ("ff0000", Colour(255, 0, 0)),
        ("#ff000000", Colour(255, 0, 0, opaque=False)),
        ("rgba(1, 2, 3, .5)", Colour(1, 2, 3)),
        ("rgb(1 2 3 / 0)", Colour(1, 2, 3, opaque=False)),
        ("rgb(10%, 2%, 3%)", None),
        ("#ggg", None),
        ("", None),
    ],
)
def test_colours(value: str, expected: Colour | None) -> None:
    assert parse_colour(value) == expected
