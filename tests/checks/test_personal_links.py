"""LC315: links that belong to one person."""

from __future__ import annotations

from tests.support import finding_of, people_mail

LINK = "https://app.example.com/reset-password?token=8f14e45fceea167a5a36dedd4bea2543"


def test_to_several_people_it_is_a_warning() -> None:
    finding = finding_of("LC315", people_mail(to="a@example.com, b@example.net", body=LINK))
    assert finding is not None
    assert finding.severity.label == "warning"


def test_to_one_person_alone_it_is_a_note() -> None:
    finding = finding_of("LC315", people_mail(to="a@example.com", body=LINK))
    assert finding is not None
    assert finding.severity.label == "note"


def test_behind_the_words() -> None:
    html = f'<p><a href="{LINK.replace("&", "&amp;")}">here</a></p>'
    mail = people_mail(to="a@example.com, b@example.net", body=html, Content_Type="text/html")
    finding = finding_of("LC315", mail)
    assert finding is not None
    assert finding.locations[0].where == "link"
    assert finding.locations[0].line == 6


def test_plain_links_are_silent() -> None:
    body = "https://www.example.com/?utm_source=mail https://www.example.org/people/ann-lee"
    assert finding_of("LC315", people_mail(to="a@example.com, b@example.net", body=body)) is None


ID = "https://news.example.com/u/3f9a8c1e7b"


def _page(html: str) -> str:
    return people_mail(to="a@example.com, b@example.net", body=html, Content_Type="text/html")


def test_the_words_over_a_link_or_around_it_count() -> None:
    for html in (f'<a href="{ID}">Unsubscribe</a>', f'Click <a href="{ID}"><b>here</b></a> to unsubscribe.'):
        finding = finding_of("LC315", _page(f"<p>Hello</p><p>{html}</p>"))
        assert finding is not None
        assert finding.locations[0].where == "link"


def test_the_words_before_a_link_in_plain_text_count() -> None:
    mail = people_mail(to="a@example.com, b@example.net", body=f"Unsubscribe: {ID}")
    assert finding_of("LC315", mail) is not None


def test_a_page_for_everybody_and_a_field_to_fill_in_are_silent() -> None:
    for target in ("https://news.example.com/unsubscribe", "https://news.example.com/u/*|UNSUB|*"):
        assert finding_of("LC315", _page(f'<p><a href="{target}">Unsubscribe</a></p>')) is None
    assert finding_of("LC315", _page(f'<p>Unsubscribe | <a href="{ID}">View online</a></p>')) is None
