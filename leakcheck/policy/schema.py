"""Every key of leakcheck.toml: the one table that the reader, `leakcheck config` and `leakcheck init` share."""

from __future__ import annotations

from leakcheck.model.policy import Limits, Policy
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LIMITS = Limits()


class Key(NamedTuple):
    """A key of the configuration.

    `kind` names its reader in `values.READERS`; `field` where the value goes ("limits.bytes" in a table of the
    policy). `adds` tells that the lists of all layers add up; otherwise the nearest layer wins. `trusted` keys start a
    program or lower the guard, so a project file, which may come with somebody else's folder, cannot set them.
    `example` is the TOML that the commented file of `leakcheck init` shows.
    """

    name: str
    kind: str
    field: str
    default: Any
    about: str
    example: str
    adds: bool = False
    trusted: bool = False


KEYS = (
    Key("select", "rules", "select", (), "run only these rules: ids, names or families", '["LC1", "LC3"]'),
    Key("ignore", "rules", "ignore", (), "leave these rules out", '["LC603"]'),
    Key("mandatory", "rules", "mandatory", (), "nobody can ignore or allow these", '["LC101"]', True),
    Key(
        "fail-on", "level", "fail_on", Policy().fail_on, "lowest level that stops: note, warning or error", '"warning"'
    ),
    Key("fail-on-paths", "path-levels", "fail_on_paths", (), "another level for some files", '["old/**: error"]', True),
    Key("purpose", "text", "purpose", "", "what your mail is for, when nothing else tells", '"marketing"'),
    Key("region", "country", "region", "", "country of phone numbers without a prefix", '"GB"'),
    Key("language", "language", "language", "", "of the text report: en or de", '"de"'),
    Key("rule-dirs", "folders", "rule_dirs", (), "folders with rules of your own", '["rules"]', True),
    Key("plugins", "names", "plugins", (), "installed packages that may add rules and reports", '["example"]', True),
    Key("locked", "keys", "locked", (), "keys that later files may not change", '["fail-on", "rules.LC101"]', True),
    Key("me.addresses", "addresses", "own_addresses", (), "your own addresses", '["you@example.org"]', True),
    Key("me.domains", "own-domains", "own_domains", (), "domains of your colleagues", '["example.org"]', True),
    Key("send.transport", "transport", "transport", "sendmail", "sendmail, submission or raw-smtp", '"sendmail"'),
    Key("consent.strict", "flag", "strict_consent", False, "ask for consent for every purpose", "true"),
    Key("consent.ledger", "ledger", "ledger", "", "who agreed to what: a file", '"consent.db"'),
    Key(
        "ner.model",
        "text",
        "ner.model",
        "",
        "a named-entity model: spacy, presidio or a plugin",
        '"spacy"',
        False,
        True,
    ),
    Key("ner.path", "text", "ner.path", "", "the folder of that model", '"/opt/models/en"', False, True),
    Key("templates.paths", "globs", "templates.paths", (), "files that are templates", '["mail/**/*.html"]', True),
    Key("templates.language", "text", "templates.language", "", "their language, if not clear", '"jinja"'),
    Key("templates.languages", "globs", "templates.languages", (), "the language of some", '["old/**: erb"]', True),
    Key("sendmail.command", "text", "sendmail.command", "", "what really sends", '"msmtp -a work"', False, True),
    Key(
        "sendmail.fail-open",
        "flag",
        "sendmail.fail_open",
        False,
        "send what could not be checked",
        "false",
        False,
        True,
    ),
    Key("limits.bytes", "count", "limits.bytes", _LIMITS.bytes, "largest file", "268435456"),
    Key("limits.text-bytes", "count", "limits.text_bytes", _LIMITS.text_bytes, "most text of one draft", "33554432"),
    Key("limits.parts", "count", "limits.parts", _LIMITS.parts, "most MIME parts", "1000"),
    Key("limits.depth", "count", "limits.depth", _LIMITS.depth, "deepest nesting of parts", "100"),
    Key("limits.header-lines", "count", "limits.header_lines", _LIMITS.header_lines, "most header lines", "1000000"),
    Key("limits.recipients", "count", "limits.recipients", _LIMITS.recipients, "most recipients", "200000"),
    Key(
        "limits.unpacked-bytes",
        "count",
        "limits.unpacked_bytes",
        _LIMITS.unpacked_bytes,
        "most bytes that attachments unpack to",
        "536870912",
    ),
    Key("limits.entry-bytes", "count", "limits.entry_bytes", _LIMITS.entry_bytes, "largest packed file", "67108864"),
    Key("limits.ratio", "count", "limits.ratio", _LIMITS.ratio, "most bytes out for one packed byte", "250"),
    Key("limits.archive-depth", "count", "limits.archive_depth", _LIMITS.archive_depth, "archives in archives", "6"),
    Key("limits.entries", "count", "limits.entries", _LIMITS.entries, "most files in attachments", "1000"),
    Key("limits.pages", "count", "limits.pages", _LIMITS.pages, "most pages of attachments", "2000"),
    Key("limits.cells", "count", "limits.cells", _LIMITS.cells, "most cells of attached tables", "10000000"),
    Key(
        "limits.attached-text",
        "count",
        "limits.attached_text",
        _LIMITS.attached_text,
        "most characters of text in attachments",
        "67108864",
    ),
    Key("limits.seconds", "count", "limits.seconds", _LIMITS.seconds, "longest time for the attachments", "30"),
    Key(
        "limits.worker-bytes",
        "count",
        "limits.worker_bytes",
        _LIMITS.worker_bytes,
        "attachments over this are read in a process of their own",
        "5242880",
    ),
    Key(
        "limits.ocr-pages",
        "count-or-none",
        "limits.ocr_pages",
        _LIMITS.ocr_pages,
        "most pictures that Tesseract reads, 0 for none",
        "20",
    ),
)


class Item(NamedTuple):
    """A key of the entries of an array of tables."""

    name: str
    kind: str
    about: str
    example: str
    required: bool = False


class Entry(NamedTuple):
    """An array of tables, such as [[allow]]; `field` is the field of the policy that holds its entries."""

    name: str
    field: str
    about: str
    items: tuple[Item, ...]


ENTRIES = (
    Entry(
        "allow",
        "allows",
        "a decision not to report one rule, with its reason",
        (
            Item("rule", "one-rule", "its id or name", '"LC307"', required=True),
            Item("reason", "text", "why this is right", '"our office address"', required=True),
            Item("until", "date", "the last day it holds, without quotes; without one each check warns", "2026-12-31"),
            Item("where", "text", "only there: a field, body, quoted, or an attachment", '"body"'),
            Item("path", "glob", "only in these files", '"newsletter/**"'),
        ),
    ),
    Entry(
        "circle",
        "circles",
        "people who know one another, or whom nobody may see",
        (
            Item("name", "text", "its name", '"board"', required=True),
            Item("members", "members", "addresses and @domains", '["ann@example.org", "@example.net"]'),
            Item("bcc-only", "flag", "its members must never stand in To or Cc", "false"),
            Item("members-from", "ledger-circle", "its members stand in the ledger", '"ledger:board"'),
        ),
    ),
    Entry(
        "purpose",
        "purposes",
        "what mail is for, by where it lies, who sends it or its subject; instead of the one purpose above",
        (
            Item("name", "text", "the purpose", '"newsletter"', required=True),
            Item("folder", "glob", "drafts in this folder", '"newsletter/**"'),
            Item("from", "member", "drafts from this address or @domain", '"news@example.org"'),
            Item("subject", "text", "drafts whose subject fits, * stands for anything", '"*newsletter*"'),
        ),
    ),
)

RULES = "rules"
ADDS = frozenset({key.field for key in KEYS if key.adds} | {entry.field for entry in ENTRIES})


def tables() -> tuple[str, ...]:
    """Return the names of all tables of the file, in the order of the schema."""
    return tuple(dict.fromkeys(key.name.partition(".")[0] for key in KEYS if "." in key.name))
