"""Words for people that another language can say too."""

from __future__ import annotations

from functools import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self


class Phrase(str):
    """English text that remembers the template and the values it was made of.

    It is that text wherever a `str` is wanted, so whoever writes English needs to know nothing of it. A whole number
    stands with its thousands marked ("1,200"); a name in the template that has no value stays as it is.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, str | int]

    def __new__(cls, template: str, /, **values: str | int) -> Self:
        """Fill the template."""
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        made = super().__new__(cls, template.format_map(_Lenient(shown)))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a process hand it to another one."""
        return partial(Phrase, self.template, **self.values), ()


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
