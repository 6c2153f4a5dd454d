from __future__ import annotations

import email
import html as escapes
import re
from collections import Counter
from email import policy as policies
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.html import Page, read_html
from tests.support import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = [
    ("plain", "plain"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("<div>one</div><div>two</div>", "one\ntwo"),
    ("<div>one<br></div><div>two</div>", "one\ntwo"),
    ("<div>one</div><div><br></div><div>two</div>", "one\n\ntwo"),
    ("one<br>two<BR/>three", "one\ntwo\nthree"),
    ("<span>123</span>-<span>45</span>-<b>6789</b>", "123-45-6789"),
    ("ann@<wbr>example.org", "ann@example.org"),
    ("555&shy;-01\u200b00", "555-0100"),
    ("a <b> b </b> c", "a b c"),
    ("a\n  b\r\n\tc", "a b c"),
    ("  <p>\n  padded \n</p> ", "padded"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>", "a\tb\nc\td"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("<pre>a  b\n c</pre>d", "a  b\n c\nd"),
    ('<div style="white-space: pre-wrap">a  b\n c</div>', "a  b\n c"),
    ("&lt;b&gt; &amp;amp; &quot;&#x41;&#66;&quot;", '<b> &amp; "AB"'),
    ("a&nbsp;&nbsp;b\xa0c", "a  b c"),
    ("M&uuml;ller &unknown; & co", "Müller &unknown; & co"),
    ("1 < 2 <3 <", "1 < 2 <3 <"),
    ("<title>t</title><style>p{}</style><script>if (a<b) '</p>'</script>x", "x"),
    ("<STYLE>a</STYLE >x", "x"),
    ("<!DOCTYPE html><?xml version='1.0'?><![if !mso]>x<![endif]>", "x"),
    ("<p title='a > b'>x", "x"),
    ('<p title="unclosed>kept', "kept"),
    ("<p kept as it is no tag", "<p kept as it is no tag"),
    ("<p title=it's>x</p> y's", "x\n\ny's"),
    ("a<!-- b --!>c<!-->d<!--->e", "acde"),
    (
        "<table><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td><td>d</td></tr></table>e",
        "a\tb\nc\td\ne",
    ),
    ("<table>\n<tr>\n<td>\n<div>a</div>\n</td>\n<td>\n<div><br>b</div>\n</td>\n</tr>\n</table>", "a\tb"),
    ("<tr><td>a</td><td></td><td>b</td></tr><tr><td>c</td><td>d</td><td></td></tr>e", "a\t\tb\nc\td\ne"),
    ("<tr><td>a<td>b<tr><td>c", "a\tb\nc"),
    ("<tr><td><p>a</p></td></tr><tr><td><p>b</p></td></tr>c", "a\n\nb\n\nc"),
    ("<tr><td>a<br>b</td><td>c</td></tr>", "a\nb\tc"),
    ("a<table><tr><td>b<table><tr><td>c</td><td>d</td></tr></table></td><td>e</td></tr></table>f", "a\nb\nc\td\ne\nf"),
    ("a\0b", "a\0b"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_text_is_what_a_reader_sees(source: str, expected: str) -> None:
    assert read_html(source).text == expected


def test_links_carry_their_text_and_place() -> None:
    source = '<a HREF="mailto:ann@example.org?a=1&amp;b=2" title=Ann>x</a><img alt=\'Bob Kim\' src="cid:pic%201@x">'
    page = read_html(source)
    found = [(link.how, link.text, source[link.start : link.end]) for link in page.links]
    assert found == [
        ("href", "mailto:ann@example.org?a=1&b=2", "mailto:ann@example.org?a=1&amp;b=2"),
        ("title", "Ann", "Ann"),
        ("alt", "Bob Kim", "Bob Kim"),
    ]
    assert page.used_content_ids == {"pic 1@x"}


def test_links_carry_the_words_over_and_around_them() -> None:
    words = {link.text: link.words for link in read_html(ANCHORS).links if link.how == "href"}
    assert words == {
        "https://example.org/1": ("Click ", "here", " to leave."),
        "https://example.org/2": ("", "One", " |"),
        "https://example.org/3": (" | ", "Two &", ""),
        "https://example.org/4": ("", "", ""),
        "https://example.org/5": ("", "never", ""),
        "https://example.org/6": ("", "closed", ""),
        "mailto:ann@example.org": ("", "", ""),
    }


ANCHORS = """
<p>First line.<br>Click <a href="https://example.org/1">here</a> to leave.</p>
<div><a href="https://example.org/2"><b>One</b></a> | <a class=x href=https://example.org/3>Two &amp;</a></div>
<p><a href="https://example.org/4"><img src="cid:x"></a>
<p><a href="mailto:ann@example.org">Ann</a>
<p><a href="https://example.org/5">never<a href="https://example.org/6">closed
"""


@pytest.mark.parametrize("name", ["iframe", "script", "style", "title", "noembed"])
def test_elements_without_markup_inside_have_links_too(name: str) -> None:
    source = f'<{name} src="https://example.org/?u=ann" data-x="bob@example.net">text</{name}>'
    page = read_html(source)
    assert [(link.how, link.text) for link in page.links] == [
        ("src", "https://example.org/?u=ann"),
        ("attribute", "bob@example.net"),
    ]


def test_content_ids_of_style_sheets_count() -> None:
    assert read_html("<td background=cid:a@b><p style=\"background:url('cid:c@d')\">").used_content_ids == {
        "a@b",
        "c@d",
    }


def test_quotations_of_the_mark_up_are_spans_of_the_text() -> None:
    page = read_html('<p>new</p><blockquote type="cite"><p>old <b>words</b></p><p>more</p></blockquote><p>after')
    assert [page.text[start:end].strip() for start, end in page.quoted] == ["old words\n\nmore"]


def test_an_indented_block_is_no_quotation() -> None:
    assert read_html('<blockquote style="margin:0 0 0 40px">mine</blockquote>').quoted == ()


def test_a_reference_is_a_piece_of_its_own() -> None:
    assert read_html("ab&amp;c").pieces == ((0, 0), (2, 2), (3, 7))


@given(st.text(alphabet=st.sampled_from("ab&;<>/!-='\" \n\x00ptd#xé\u200b"), max_size=60))
def test_pieces_ascend_inside_the_source(source: str) -> None:
    _assert_pieces(source, read_html(source))


TAGS = "<p> </p> <td> <b> </b> <!-- --> &amp; x <pre> </pre> <br> <table> </table> <style> </style> <tr> ' &nbsp;"
MARK_UP = TAGS.split()
MARK_UP += ["<td hidden>", "<b style='color:#fff'>", '<a href="', " ", "\n"]


@given(st.lists(st.sampled_from(MARK_UP), max_size=40))
def test_any_mark_up_is_read(parts: list[str]) -> None:
    source = "".join(parts)
    page = read_html(source)
    _assert_pieces(source, page)
    for hidden in page.hidden:
        assert 0 <= hidden.start <= hidden.end <= len(source)
    assert sum(hidden.leading for hidden in page.hidden) <= 1


@pytest.mark.parametrize("element", ["p", "div", "td", "b", "custom-tag"])
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=60))
def test_plain_text_comes_back(element: str, text: str) -> None:
    text = text.strip(" ")
    seen = read_html(f"<{element}>{escapes.escape(text)}</{element}>").text
    assert seen.replace(" ", "") == text.replace("\xa0", " ").replace(" ", "")


def test_letters_map_to_themselves() -> None:
    source = "<p>Caf&eacute; &#9728; <i>f&uuml;r</i>  alle &amp; mehr</p>\n<p>Ende"
    page = read_html(source)
    for offset, character in enumerate(page.text):
        if character.isascii() and character.isalpha():
            assert source[_source_offset(page, offset)] == character


REPEATED = """
< <a <a" <a=" <! <!-- <?x </
<script> <style> <style/ & &# &amp <div> <div></b> <td>a <b/hidden>x</b>y <p> <font/color=white>x
<!--[if/mso]> <!--a--> <br> <![if <a=" <a='">
"""
PUMPS = REPEATED.split()


@pytest.mark.parametrize("pump", PUMPS)
def test_hostile_repetition_is_read(pump: str) -> None:
    source = pump * 2_000
    _assert_pieces(source, read_html(source))


@pytest.mark.slow
@pytest.mark.parametrize("pump", PUMPS)
def test_cost_is_linear(pump: str) -> None:
    read_html(pump)
    small, large = (_seconds(pump * times) for times in (10_000, 40_000))
    assert large < 12 * small + 0.05  # four times the input; a quadratic cost would be sixteen times and more


def test_deep_nesting_needs_no_recursion() -> None:
    assert read_html("<div>" * 100_000 + "deep" + "</div>" * 100_000).text == "deep"


def test_words_agree_with_the_parser_of_the_standard_library(corpus: Path) -> None:
    """The words of every HTML part are the same; the reader drops soft hyphens and zero-width blanks, as do we here."""
    for source in _html_parts(corpus):
        page = read_html(source)
        ours = _words(page.text)
        for hidden in page.hidden:
            if hidden.how not in ("comment", "outlook-only", "style", "script", "title"):
                ours += _words(hidden.text)
        assert ours == _words(_Oracle.text_of(source))
        _assert_pieces(source, page)


class _Oracle(HTMLParser):
    BLOCKS = frozenset(("br", "p", "div", "td", "th", "tr", "li", "table", "hr", "center", "h1", "h2", "h3", "h4"))

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipping = ""

    @classmethod
    def text_of(cls, source: str) -> str:
        oracle = cls()
        oracle.feed(source)
        oracle.close()
        return re.sub("[\xad\u200b\u2060\ufeff]", "", "".join(oracle.parts))

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the signature of the base
        if tag in ("script", "style", "title"):
            self.skipping = tag
        elif tag in self.BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipping:
            self.skipping = ""
        elif tag in self.BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.parts.append(data)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _html_parts(corpus: Path) -> Iterator[str]:
    for path in sorted((corpus / "eml").rglob("*")):
        if path.is_file():
            for part in email.message_from_bytes(path.read_bytes(), policy=policies.compat32).walk():
                if part.get_content_type() == "text/html":
                    data = part.get_payload(decode=True)
                    assert isinstance(data, bytes)
                    yield data.decode("utf-8", "replace")


def _assert_pieces(source: str, page: Page) -> None:
    last = (-1, -1)
    for piece in page.pieces:
        assert piece[0] > last[0]
        assert piece[1] > last[1]
        last = piece
    if page.text:
        assert page.pieces[0][0] == 0
        assert _source_offset(page, len(page.text) - 1) < len(source)


def _source_offset(page: Page, offset: int) -> int:
    text, origin = next(piece for piece in reversed(page.pieces) if piece[0] <= offset)
    return origin + offset - text


def _seconds(source: str) -> float:
    return cpu_seconds(lambda: read_html(source))
