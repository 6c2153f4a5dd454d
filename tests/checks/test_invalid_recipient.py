"""LC106: what no mail can be delivered to."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("a@b@example.com", "a@b@example.com"),
        ("mike..@example.com.", "mike..@example.com."),
        ("foo@", "foo@"),
        ("ann@example.com, bad <bad@@example.net>", "bad <bad@@example.net>"),
    ],
)
def test_broken(to: str, shown: str) -> None:
    finding = finding_of("LC106", people_mail(to=to))
    assert finding is not None
    assert finding.locations[0].evidence.reveal() in {shown, shown.rstrip("."), "mike..@example.com."}


@pytest.mark.parametrize("to", ['"we@ird"@example.com', "ann+news@example.com", "用户@例え.test", "ann@[192.0.2.1]"])
def test_odd_but_legal(to: str) -> None:
    assert finding_of("LC106", people_mail(to=to)) is None


def test_reply_to_without_an_address() -> None:
    assert finding_of("LC106", people_mail(to="ann@example.com", Reply_To="team")) is not None


def test_many_broken_ones_cost_little() -> None:
    finding = finding_of("LC106", people_mail(to=", ".join(f"x{n}@@bad" for n in range(5_000))))
    assert finding is not None
    assert finding.total == 5_000
