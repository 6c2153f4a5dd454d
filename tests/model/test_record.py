from __future__ import annotations

import copy
import pickle
import typing

import pytest

from leakcheck.model.record import NamedTuple


class Ours(NamedTuple):
    """A value."""

    name: str
    size: int = 1
    rest: tuple[str, ...] = ()

    @property
    def double(self) -> int:
        return 2 * self.size


class Theirs(typing.NamedTuple):
    name: str
    size: int = 1
    rest: tuple[str, ...] = ()


class Nothing(NamedTuple):
    pass


ONE, SAME = Ours("a", rest=("b",)), Theirs("a", rest=("b",))


def test_it_is_what_typing_makes() -> None:
    assert ONE == SAME == ("a", 1, ("b",))
    assert hash(ONE) == hash(SAME)
    assert (ONE.name, ONE.size, ONE.rest, ONE.double) == ("a", 1, ("b",), 2)
    assert repr(ONE) == repr(SAME).replace("Theirs", "Ours")
    assert ONE._asdict() == SAME._asdict()
    assert ONE._replace(size=3) == SAME._replace(size=3)
    assert Ours._make(("a", 1, ("b",))) == ONE
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    assert Nothing() == ()


@pytest.mark.parametrize("number", [1, 100])
def test_the_first_and_the_last_of_many_are_made_alike(number: int) -> None:
    class Fresh(NamedTuple):
        name: str
        size: int = 1
        rest: tuple[str, ...] = ()

    for _ in range(number):
        assert Fresh("a") == ("a", 1, ())
        assert Fresh("a", 2, ("b",)) == Fresh(rest=("b",), name="a", size=2) == ("a", 2, ("b",))
        assert Fresh("a", rest=("b",)) == ONE
    for wrong in (Fresh, lambda: Fresh("a", 1, (), 2), lambda: Fresh("a", nome="b"), lambda: Fresh("a", name="b")):  # type: ignore[call-arg, misc]
        with pytest.raises(TypeError):
            wrong()


def test_it_survives_copies_and_pickles() -> None:
    for there in (pickle.loads(pickle.dumps(ONE)), copy.deepcopy(ONE), copy.copy(ONE)):  # noqa: S301 - our own bytes
        assert there == ONE
        assert type(there) is Ours


def test_a_pattern_takes_it_apart() -> None:
    match ONE:
        case Ours(name, size):
            assert (name, size) == ("a", 1)


def test_it_holds_no_more_than_its_fields() -> None:
    assert not hasattr(ONE, "__dict__")
    with pytest.raises(AttributeError):
        ONE.size = 2  # type: ignore[misc]


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_wrong_use_is_refused(kind: typing.Any) -> None:
    wrongs = (
        *(kind, lambda: kind("a", 1, (), 2), lambda: kind(nome="a"), lambda: kind("a", name="b")),
        *(lambda: kind("a", nome="b"), lambda: kind._make(("a",))),
    )
    for wrong in wrongs:
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises((TypeError, ValueError), match="nome"):
        kind("a")._replace(nome="b")
    with pytest.raises(TypeError):
        type("Wrong", (NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1})
