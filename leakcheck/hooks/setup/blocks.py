"""Lines of ours in somebody's settings: between two comments, so that they can be found, shown and taken out."""

from __future__ import annotations

from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEGIN = ">>> leakcheck: mail is checked before it is sent"
END = "<<< leakcheck"
BEFORE = "before leakcheck: "


def block(lines: Iterable[str], comment: str) -> str:
    """Return lines between their two comments; `comment` begins one."""
    return "".join(f"{line}\n" for line in (f"{comment} {BEGIN}", *lines, f"{comment} {END}"))


def added(text: str, lines: Iterable[str], comment: str) -> str:
    """Return settings with these lines at the end, in the place of older ones of ours."""
    rest = removed(text, comment)
    if rest and not rest.endswith("\n"):  # stays so, or what is taken out again would leave a line end behind
        return rest + "\n" + block(lines, comment).removesuffix("\n")
    return rest + block(lines, comment)


def replaced(line: str, new: str, comment: str) -> str:
    """Return the lines that stand for one line of the settings, which is kept as a comment."""
    return block((new, f"{comment} {BEFORE}{line}"), comment)


def ours(text: str, comment: str) -> tuple[str, ...]:
    """Return the lines of ours that stand in a text, without the comments around them."""
    return tuple(line for line, mine in _marked(text, comment) if mine and not line.startswith(f"{comment} "))


def removed(text: str, comment: str) -> str:
    """Return settings without our lines, with those that they replaced."""
    kept = []
    for line, mine in _marked(text, comment):
        if not mine:
            kept.append(line)
        elif line.startswith(f"{comment} {BEFORE}"):
            kept.append(line.removeprefix(f"{comment} {BEFORE}"))
    return "".join(line + "\n" for line in kept) if kept and text.endswith("\n") else "\n".join(kept)


def lines_of(text: str) -> list[str]:
    """Return the lines of settings; a form feed, as in Emacs Lisp, and the CR of CRLF belong to them."""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _marked(text: str, comment: str) -> Iterator[tuple[str, bool]]:
    """Yield each line with whether it is ours; raises ConfigError when the end of a block is missing."""
    inside = False
    for line in lines_of(text):
        if line == f"{comment} {BEGIN}":
            inside = True
        yield line, inside
        if line == f"{comment} {END}":
            inside = False
    if inside:
        raise ConfigError(f'the line "{comment} {END}" is missing: take the lines of leakcheck out by hand')
