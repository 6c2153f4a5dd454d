"""What this sender permits: the configuration as a value."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from typing import Any

TRANSPORTS = ("sendmail", "submission", "raw-smtp")
LANGUAGES = ("en", "de")  # of the text report; rules/languages holds the words


class Allow(NamedTuple):
    """One [[allow]] entry: a decision not to report a rule, with its reason.

    `where` limits it to a place ("To"), `path` to files that match the glob; `until` is the last day it holds.
    `origin` is "file:line" of the entry, for messages.
    """

    rule: str
    reason: str
    until: dt.date | None = None
    where: str = ""
    path: str = ""
    origin: str = ""


class Circle(NamedTuple):
    """People who know one another, or (`bcc_only`) a list whose members must never be shown.

    `members` are canonical keys; `domains` are A-label domains given as "@domain"; `origin` is "file:line".
    """

    name: str
    members: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    bcc_only: bool = False
    members_from: str = ""
    origin: str = ""

    def holds(self, key: str) -> bool:
        """Tell whether the mailbox with this canonical key is a member."""
        return key in self.members or key.rpartition("@")[2] in self.domains


EVERY_FILE = 1


class Limits(NamedTuple):
    """Where reading stops; a limit that is hit is a finding (LC901), never silence.

    From `unpacked_bytes` on they bound the attachments of one draft: all bytes that archives and packed documents give,
    the bytes of one entry, bytes out for one byte in, archives within archives, entries, pages, cells, characters of
    text, and seconds. A file over `worker_bytes` is taken apart in a process of its own (EVERY_FILE: all but
    plain text and pictures, as mail programs' hooks have it). `ocr_pages`
    pictures and scanned pages are read by Tesseract where it is installed (0: none).
    """

    bytes: int = 256 * 1024 * 1024
    text_bytes: int = 32 * 1024 * 1024
    parts: int = 1_000
    depth: int = 100
    header_lines: int = 1_000_000
    recipients: int = 200_000
    unpacked_bytes: int = 512 * 1024 * 1024
    entry_bytes: int = 64 * 1024 * 1024
    ratio: int = 250
    archive_depth: int = 6
    entries: int = 1_000
    pages: int = 2_000
    cells: int = 10_000_000
    attached_text: int = 64 * 1024 * 1024
    seconds: int = 30
    worker_bytes: int = 5 * 1024 * 1024
    ocr_pages: int = 20


class Sendmail(NamedTuple):
    """What the sendmail front end starts when a draft may go, and whether it sends when it could not check."""

    command: str = ""
    fail_open: bool = False


class Templates(NamedTuple):
    """Which files are templates (globs), and their language where the ending does not tell.

    `languages` are entries "glob: language", the first that fits counts, whatever the ending.
    """

    paths: tuple[str, ...] = ()
    language: str = ""
    languages: tuple[str, ...] = ()


class PurposeRule(NamedTuple):
    """One [[purpose]] entry: drafts that fit every condition given are for the purpose `name`.

    `folder` and `subject` are globs; `sender` is a canonical key, or "@domain". Without a condition it fits every
    draft. Entries are tried in order, before `Policy.purpose` unless that one stands on the command line.
    """

    name: str
    folder: str = ""
    sender: str = ""
    subject: str = ""
    origin: str = ""


class Ner(NamedTuple):
    """A named-entity model of the user: "spacy", "presidio" or an entry point, and the folder it lies in."""

    model: str = ""
    path: str = ""


class Policy(NamedTuple):
    """The effective configuration.

    `own_addresses` are canonical keys; `own_domains` A-labels, "*.example.org" for subdomains. `rules` holds the
    option overrides of each rule by id (the key "severity" among them). `origins` says where each key that was set came
    from ("file:line" or "command line"); a key that is missing there holds its default. `locked` names the keys that
    later files may not change, each with the place of its lock.
    """

    own_addresses: frozenset[str] = frozenset()
    own_domains: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    fail_on_paths: tuple[str, ...] = ()
    rules: dict[str, dict[str, Any]] = {}  # noqa: RUF012 - never changed, a default only
    allows: tuple[Allow, ...] = ()
    circles: tuple[Circle, ...] = ()
    transport: str = "sendmail"
    purpose: str = ""
    strict_consent: bool = False
    ledger: str = ""
    region: str = ""
    rule_dirs: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    limits: Limits = Limits()
    ner: Ner = Ner()
    origins: dict[str, str] = {}  # noqa: RUF012 - never changed, a default only
    sendmail: Sendmail = Sendmail()
    templates: Templates = Templates()
    purposes: tuple[PurposeRule, ...] = ()
    locked: dict[str, str] = {}  # noqa: RUF012 - never changed, a default only
    language: str = ""

    def owns_domain(self, domain: str) -> bool:
        """Tell whether a canonical domain is an own one; a subdomain only through "*.domain"."""
        return domain in self.own_domains or any(
            own.startswith("*.") and domain.endswith(own[1:]) for own in self.own_domains
        )
