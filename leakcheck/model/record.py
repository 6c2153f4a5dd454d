"""`NamedTuple` as in typing, made in a tenth of the time: a mail program starts us anew for every mail.

typing compiles each annotation, and one constructor a class: 0.13 ms, so the 140 classes behind the check of one mail
cost more than starting Python. Here annotations stay text (PEP 563), and a constructor is compiled for a class of which
many values are made. Type checkers see typing's own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - the name that others import
    from typing import Self
else:
    from _collections import _tuplegetter  # what collections.namedtuple uses

    _MANY = 24  # to fill in fields one by one takes a microsecond, to compile a constructor sixty

    class _Kind(type):
        """Makes a tuple with named fields out of an annotated class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one that has it")
            body |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
            if fields:
                body |= {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return super().__new__(cls, name, bases, body | {"__slots__": ()})

    class NamedTuple(tuple, metaclass=_Kind):  # noqa: SLOT001 - its metaclass sets them
        """A tuple whose fields have names."""

        _fields, _field_defaults, _made = (), {}, 0

        def __new__(cls, *values: object, **named: object) -> Self:  # noqa: D102 - as in typing
            cls._made += 1
            if cls._made > _MANY:
                cls.__new__ = _constructor(cls._fields, cls._field_defaults, cls.__module__)
            return tuple.__new__(cls, _filled(cls, values, named))

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
            return made

        def _replace(self, /, **changed: object) -> Self:
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"no such fields: {list(changed)!r}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    def _filled(cls: type[NamedTuple], values: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
        """Return the values of all fields: those given by place, by name, and the defaults of the rest."""
        rest = cls._fields[len(values) :]
        given = cls._field_defaults | named
        try:
            values += tuple([given[field] for field in rest])
        except KeyError as error:
            raise TypeError(f"{cls.__name__}: no value for {error}") from None
        if len(values) != len(cls._fields) or not all(name in rest for name in named):
            raise TypeError(f"{cls.__name__}: too many values, or a name that no field has or that has a value already")
        return values

    def _constructor(fields: tuple[str, ...], defaults: dict[str, object], module: str) -> staticmethod:
        """Compile what collections.namedtuple compiles: a function with one parameter a field."""
        names = ", ".join(fields)
        code = f"lambda _cls, {names}: _new(_cls, ({names}{',' if fields else ''}))"
        made = eval(code, {"_new": tuple.__new__, "__name__": module})  # noqa: S307 - the names are of our own source
        made.__defaults__ = tuple(defaults.values())
        return staticmethod(made)
