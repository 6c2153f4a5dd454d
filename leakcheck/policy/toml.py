"""Write single values as TOML."""

from __future__ import annotations

import datetime as dt
import json

from leakcheck.model.severity import Severity


def toml_value(value: object) -> str:
    """Return a value as it would stand in a TOML file, on one line; sets are sorted."""
    if isinstance(value, Severity):
        return f'"{value.label}"'
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml_value(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, frozenset):
        value = sorted(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
