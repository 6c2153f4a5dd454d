"""The one way to import flanker: late, silent, and without writing into its own installation."""

from __future__ import annotations

import importlib
import logging
import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def load_flanker(name: str) -> Any:
    """Import the flanker module of that dotted name without a word on stderr and without a file written.

    Its parser generator rebuilds five tables on import, tries to save them beside itself and logs 28 warnings
    (flanker 0.9.11, ply 3.11); saving is switched off for the time of the import. It also imports modules that Python
    has retired, which warns up to 3.12 and fails from 3.13 on without `standard-imghdr`.
    """
    _silence()
    tables = importlib.import_module("ply.yacc").LRGeneratedTable
    save = tables.write_table
    tables.write_table = _save_nothing
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    finally:
        tables.write_table = save


def _silence() -> None:
    """Take what flanker logs, addresses in clear among it, and let it go nowhere: its loggers set their own levels."""
    logger = logging.getLogger("flanker")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _save_nothing(*_: object) -> None:
    """Stand in for the method that writes a table file."""
