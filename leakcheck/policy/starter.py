"""The commented leakcheck.toml that `leakcheck init` writes, made from the schema."""

from __future__ import annotations

from leakcheck.policy.schema import ENTRIES, KEYS, tables
from leakcheck.policy.toml import toml_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.policy.schema import Entry, Item, Key

_HEAD = """\
# What leakcheck should know about you and your mail
# Take away the # in front of a key to set it; `leakcheck config` shows what holds and why
"""
_RULES = """
# The options of one rule, by id or name; `leakcheck rule LC101` explains them
# [rules.LC101]
# severity = "error"
"""


def starter_text(addresses: Sequence[str] = (), domains: Sequence[str] = ()) -> str:
    """Return the text of a configuration file that sets own addresses and domains and explains all other keys."""
    given = {"me.addresses": addresses, "me.domains": domains}
    lines = [_HEAD, *(_line(key, given) for key in KEYS if "." not in key.name)]
    for table in tables():
        lines.append("\n[me]" if table == "me" else f"\n# [{table}]")
        lines += [_line(key, given) for key in KEYS if key.name.startswith(f"{table}.")]
    lines.append(_RULES.rstrip())
    for entry in ENTRIES:
        lines += _entry(entry)
    return "\n".join(lines) + "\n"


def _line(key: Key, given: dict[str, Sequence[str]]) -> str:
    name = key.name.rpartition(".")[2]
    if values := given.get(key.name):
        return f"{name} = {toml_value(tuple(values))}  # {key.about}"
    where = ", only in a file of your own" if key.trusted else ""
    return f"# {name} = {key.example}  # {key.about}{where}"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"\n# {entry.about[:1].upper()}{entry.about[1:]}"
    yield f"# [[{entry.name}]]"
    yield from map(_item, entry.items)


def _item(item: Item) -> str:
    return f"# {item.name} = {item.example}  # {item.about}"
