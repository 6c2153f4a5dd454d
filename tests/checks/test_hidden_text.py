"""LC503: what the writer does not see."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


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
        "<p>Hello</p>",
        "<style>p{color:red}</style><p>Hello</p>",
        "<p>Hello</p><!--[if mso]><p>Hello</p><![endif]-->",
        "<p>Hello</p><!-- -->",
    ],
)
def test_silent(html: str) -> None:
    assert level(html) is None
