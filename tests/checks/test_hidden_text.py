"""LC503: what the writer does not see."""

from __future__ import annotations

import pytest

from tests.support import cpu_seconds, finding_of, people_mail, report_of


def level(html: str) -> str | None:
    finding = finding_of("LC503", people_mail(to="ann@example.com", body=html, Content_Type="text/html"))
    return finding.severity.label if finding else None


@pytest.mark.parametrize(
    "html",
    [
        "<p>Hello</p><div style='display:none'>do not tell her</div>",
        "<p>Hello</p><span style='font-size:0'>do not tell her</span>",
        "<p>Hello</p><!-- todo: ask whether she has paid in May -->",
        "<p>Hello</p><p style='color:#fff;background:#fff'>do not tell her</p>",
        "<div style='display:none'>call bob@firm.example</div><p>Hello</p>",
    ],
)
def test_a_warning(html: str) -> None:
    assert level(html) == "warning"


@pytest.mark.parametrize(
    "html", ["<div style='display:none'>Six evenings</div><p>Hello</p>", "<p>Hello</p><!-- end of header -->"]
)
def test_a_note(html: str) -> None:
    assert level(html) == "note"


@pytest.mark.parametrize(
    "html",
    [
        '<script>{"email": "bob@firm.example"}</script><p>Hello</p>',
        "<style>/* ask bob@firm.example */</style><p>Hello</p>",
        '<p data-owner="bob@firm.example">Hello</p>',
        '<input type="hidden" value="+49 30 23125 013">',
        '<p onclick="write(\'bob%40firm.example\')">Hello</p><span aria-label="bob@firm.example">x</span>',
    ],
)
def test_what_is_written_for_programs_counts_where_it_tells_of_people(html: str) -> None:
    assert level(html) == "warning"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="mailto:bob@firm.example?subject=x">him</a>',
        '<a href="MAILTO:bob%40firm.example">him</a>',
        '<a href="tel:+493023125014">him</a>',
        '<img src="x.png" alt="Card of bob@firm.example">',
        '<a href="https://example.com/" title="bob@firm.example">him</a>',
        "<title>Notes on bob@firm.example</title><p>Hello</p>",
    ],
)
def test_what_stands_behind_a_link_or_a_picture_is_a_note(html: str) -> None:
    assert level(html) == "note"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Hello</p>",
        '<a href="mailto:bob@firm.example">bob@firm.example</a>',
        '<a href="tel:03023125014">+49 30 23125014</a>',
        '<a href="mailto:ann@example.com">you</a> <a href="mailto:petra@coach.example">me</a>',
        '<a href="mailto:info@firm.example">the office</a>',
        '<img alt="A lamp" title="Lamp" data-id="8374928" width="1200" style="color:red">',
        "<script>track(1234567)</script><style>@media screen {p{color:red}} @page {size:1}</style><p>Hello</p>",
        '<svg><path d="M10.5 20.3 30.1 44.0 12.2"/></svg><p>Hello</p>',
        "<style>p{color:red}</style><p>Hello</p>",
        "<p>Hello</p><!--[if mso]><p>Hello</p><![endif]-->",
        "<p>Hello</p><!-- -->",
    ],
)
def test_silent(html: str) -> None:
    assert level(html) is None


@pytest.mark.slow
def test_many_links_cost_no_more_than_their_number() -> None:
    def of(number: int) -> str:
        links = (f'<a href="mailto:p{n}@firm{n}.example">x{n} hello there</a>' for n in range(number))
        return people_mail(to="ann@example.com", body=" ".join(links), Content_Type="text/html")

    few, many = of(1_000), of(4_000)
    assert cpu_seconds(lambda: report_of(many)) < 8 * cpu_seconds(lambda: report_of(few))


@pytest.mark.parametrize(
    ("before", "behind", "how"), [("Ann owes us 300\n", "", "preamble"), ("", "Ann owes us 300\n", "epilogue")]
)
def test_text_between_the_parts_is_not_said_to_be_html(before: str, behind: str, how: str) -> None:
    body = f"{before}--b\nContent-Type: text/html\n\n<p>Hello</p>\n--b--\n{behind}"
    text = people_mail("ann@example.com", body=body, Content_Type="multipart/mixed; boundary=b")
    found = finding_of("LC503", text)
    assert found
    message = f"1 hidden text outside the parts of the mail that you do not see and a recipient can read ({how})"
    assert (found.message, [place.line for place in found.locations]) == (message, [6 if before else 11])
