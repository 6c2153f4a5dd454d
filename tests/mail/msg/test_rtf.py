from __future__ import annotations

import pytest

from leakcheck.mail.msg.rtf import read_rtf
from tests.mail.msg.writer import encapsulate

FONTS = rb"\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset128 MS Gothic;}{\f2\fcharset204 Arial Cyr;}}"
HTML = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 " + FONTS
PLAIN = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset128 MS Gothic;}}{\colortbl;\red1\green2\blue3;}"
)


@pytest.mark.parametrize(
    ("rtf", "html"),
    [
        (rb"{\*\htmltag64 <p>}text{\*\htmltag72 </p>}", "<p>text</p>"),
        (rb"{\*\htmltag64}{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 x", "&lt;x"),
        (rb"\htmlrtf {\htmlrtf0 seen\htmlrtf  unseen}\htmlrtf0 again", "seenagain"),
        (rb"a\htmlrtf {\b hidden {deep}}\htmlrtf0 b", "ab"),
        (rb"{\*\htmltag244 <o:p>}{\*\mhtmltag84 <a href=x>}{\*\htmltag252 </o:p>}", "<o:p></o:p>"),
        (rb"{\*\htmltag241 \{ color: red; \}\par\tab x}", "{ color: red; }\n\tx"),
        (rb"{\*\htmltag84 <a title='\'e9'>}\'e9{\*\htmltag92 </a>}", "<a title='é'>é</a>"),
        (rb"{\f1 \'82\'a0\'82a}", "あＢ"),
        (rb"{\f2 \'cf\'f0\'e8}", "При"),
        (rb"\u8364?\u-10179?\u-8704?", "€😀"),
        (rb"{\uc2\u12354\'82\'a0}b", "あb"),
        (rb"{\uc0\u12354}b", "あb"),
        (rb"\uc1\u12354 \u12356 ?x", "あいx"),
        (rb"\lquote a\rquote\~b\emdash c\_d", "‘a’\u00a0b—c\u00add"),
        (rb"{\*\unknown secret}{\pict 0102ff}{\*\generator Riched20;}x", "x"),
        (b"a\r\nb\\\nc", "ab\nc"),
        (rb"{\pict\bin4 }{}\x}x", "x"),
    ],
)
def test_html(rtf: bytes, html: str) -> None:
    found = read_rtf(HTML + rtf + b"}")
    assert (found.form, found.text) == ("html", html)


def test_any_html_comes_back_as_it_was() -> None:
    html = '<html>\n<!-- a > b {} \\ -->\n<body><p title="ä €">Grüße, あ 😀 \\{x}</p>\n</body></html>'
    assert read_rtf(encapsulate(html)).text == html


@pytest.mark.parametrize(
    ("rtf", "text", "hidden"),
    [
        (rb"\pard Hello\par World\par", "Hello\nWorld\n", ""),
        (rb"one{\v two}three\v  four\v0  five", "onethree five", "two four"),
        (rb"kept{\deleted gone}", "kept", "gone"),
        (rb"a\cell b\cell\row", "a\tb\t\n", ""),
        (rb'{\field{\*\fldinst HYPERLINK "https://example.org/x"}{\fldrslt here}}', "<https://example.org/x> here", ""),
        (rb"{\f1\'93\'fa}", "日", ""),
        (rb"{\stylesheet{\s1 Normal;}}{\info{\author Ann}}text", "text", ""),
        (rb"{\shp{\*\shpinst{\sp{\sn name}{\sv value}}{\shptxt in a box}}}", "in a box", ""),
    ],
)
def test_rich_text(rtf: bytes, text: str, hidden: str) -> None:
    assert read_rtf(PLAIN + rtf + b"}\0")[:3] == ("rtf", text, hidden)


def test_plain_text() -> None:
    found = read_rtf(rb"{\rtf1\ansi\ansicpg1251\fromtext \deff0{\fonttbl{\f0 Arial;}}\pard a\par \'cf\par}")
    assert found[:3] == ("text", "a\nП\n", "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"}",
        b"}}}}text",
        b"{" * 10_000,
        b"\\",
        b"\\'",
        b"{\\rtf1 \\bin99999999999 x",
        b"\\u",
        b"{\\rtf1\\f99999999999}",
    ],
)
def test_broken_rtf_gives_something(data: bytes) -> None:
    read_rtf(data)


def test_text_of_a_cut_off_document_is_kept() -> None:
    assert read_rtf(HTML + rb"{\*\htmltag64 <p>}text and mo").text == "<p>text and mo"
