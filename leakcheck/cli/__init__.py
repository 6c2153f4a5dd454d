"""The command line."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run leakcheck with the given arguments, those of the process by default, and return its exit code.

    A check of files without any option, by far the most frequent call, needs no command line parser: it starts twice
    as fast without one. Everything else goes through typer.
    """
    if arguments is None:
        # What start-up makes stays alive: to look at it again and again would cost a tenth of a short check.
        gc.set_threshold(20_000, 50, 50)
        _open_closed()
    words = tuple(sys.argv[1:] if arguments is None else arguments)
    if len(words) > 1 and words[0] == "check" and not any(map(_is_option, words[1:])):
        return _check(words[1:])
    return _parse(words)


def _open_closed() -> None:
    """Let a stream that was closed before we started lead nowhere, lest a file of ours takes its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):  # in the order of their numbers
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _check(paths: tuple[str, ...]) -> int:
    from leakcheck.cli.exit import guarded
    from leakcheck.cli.run import CheckOptions, run_check

    return guarded(lambda: run_check(CheckOptions(paths)))


def _parse(words: Sequence[str]) -> int:
    from leakcheck.cli.exit import guarded

    return guarded(lambda: _typed(words))


def _typed(words: Sequence[str]) -> int:
    from leakcheck.cli.app import app

    try:
        app(list(words), prog_name="leakcheck")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 2
    return 0
