"""The exposure drawn for few and for many."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from leakcheck.incident.picture import AGREED, CIRCLE, NOT_SHOWN, OBJECTED, picture
from leakcheck.model.consent import Status
from tests.incident.test_exposure import POLICY, exposed, some
from tests.support import people_mail

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str, policy: str = POLICY, *, consents: tuple[Status, ...] = ()) -> ET.Element:
    found = exposed(text, policy=policy)
    people = tuple(
        person._replace(consent=consents[number % len(consents)]) if consents else person
        for number, person in enumerate(found.people)
    )
    return ET.fromstring(picture(found._replace(people=people)))  # noqa: S314 - our own file


def colours(root: ET.Element) -> list[str]:
    return [dot.get("fill", "") for dot in root.iter(f"{SVG}circle") if len(dot)]


@pytest.mark.parametrize("count", [5, 14, 105, 500])
def test_everybody_is_a_dot_and_nothing_stands_outside(count: int) -> None:
    root = drawn(people_mail(some(count), bcc="x@example.net"))
    width, height = int(root.get("width", "")), int(root.get("height", ""))
    dots = [dot for dot in root.iter(f"{SVG}circle") if len(dot)]
    assert len(dots) == count + 1
    assert colours(root)[-1] == NOT_SHOWN
    for element in root.iter():
        for name, most in (("cx", width), ("x", width), ("cy", height), ("y", height)):
            assert 0 <= float(element.get(name, "0")) <= most
    assert not [text for text in root.itertext() if "p1@example.com" in text]


def test_in_a_crowd_each_colour_stands_together() -> None:
    root = drawn(people_mail(some(200)), consents=(Status.REFUSED, Status.GIVEN))
    assert colours(root) == [AGREED] * 100 + [OBJECTED] * 100


def test_the_key_names_a_circle_only_where_there_is_one() -> None:
    policy = POLICY + '[[circle]]\nname = "board"\nmembers = ["p0@example.com", "p1@example.com"]\n'
    for text, there in ((policy, True), (POLICY, False)):
        keys = [dot.get("fill") for dot in drawn(people_mail(some(4)), text).iter(f"{SVG}circle") if not len(dot)]
        assert (CIRCLE in keys) is there
