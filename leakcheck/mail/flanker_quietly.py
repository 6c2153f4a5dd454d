"""flanker, imported only when it is needed and without a word on stderr.

The import costs about 0.3 s, logs up to 28 lines and raises warnings about retired modules; on a read-only install it
does so every time, since it cannot save the tables that it makes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_SILENT = 60  # above logging.CRITICAL


def address_parse() -> Callable[[str], Any] | None:
    """Return `flanker.addresslib.address.parse`, None where flanker cannot be imported.

    It takes one mailbox and returns an object with `display_name` and `address`, a URL object, or None.
    """
    module = _import("flanker.addresslib.address")
    return None if module is None else module.parse


def convert_to_unicode() -> Callable[[str | None, bytes], str] | None:
    """Return `flanker.mime.message.charsets.convert_to_unicode`, None where flanker cannot be imported.

    It takes a declared charset and bytes; it guesses where the declaration is wrong, and raises when it cannot.
    """
    module = _import("flanker.mime.message.charsets")
    return None if module is None else module.convert_to_unicode


def _import(name: str) -> Any:
    import logging
    import warnings

    logging.getLogger("flanker").setLevel(_SILENT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(name)
        except Exception:  # noqa: BLE001 - a second opinion that cannot be had must not stop the first
            return None
