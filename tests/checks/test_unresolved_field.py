from __future__ import annotations

import pytest

from leakcheck import check

HEAD = b"From: petra@coach.example\nTo: ann@example.com\nSubject: Hello\nContent-Type: text/html\n\n"


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ("https://coach.example/?u={{ token }}", "{{ token }}"),
        ("https://coach.example/?u=%7B%7Btoken%7D%7D", "{{token}}"),
        ("https://coach.example/?u=*%7cUNIQID%7c*", "*|UNIQID|*"),
        ("https://coach.example/anna.keller?u={{ token }}&amp;n=%NAME%", "{{ token }}"),
    ],
)
def test_a_link_shows_its_placeholder_and_nothing_else(link: str, field: str) -> None:
    report = check(HEAD + f'<p>Hello</p><a href="{link}">go</a>\n'.encode())
    (finding,) = [found for found in report.findings if found.rule.id == "LC701"]
    assert [place.evidence.reveal() for place in finding.locations] == [field]


def test_a_name_beside_a_placeholder_is_not_shown() -> None:
    head = b"From: petra@coach.example\nTo: Anna Keller {{ suffix }} <ann@example.com>\nSubject: x\n\nHello\n"
    (finding,) = [found for found in check(head).findings if found.rule.id == "LC701"]
    assert [str(place.evidence) for place in finding.locations] == ["{{ suffix }}"]
