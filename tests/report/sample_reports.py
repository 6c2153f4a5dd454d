"""Reports made by hand, for the formats: the coach's accident, a clean draft, 200 findings, hostile text."""

from __future__ import annotations

import datetime as dt

from leakcheck.model.draft import Attachment, Draft, Origin, Recipient, Text
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import DraftReport, Finding, Skipped, Suppression
from leakcheck.model.place import Excerpt, Location, Span
from leakcheck.model.rule import Rule, Source
from leakcheck.model.severity import Confidence, Severity

# What a stranger may put into a mail: markup of rich, terminal commands, bidi, unseen characters, escapes of formats.
ATTACKS = (
    "[/red][bold]",
    "[link=https://evil.example]click[/link]",
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H\x1b[31m",
    "\x9b31mred",
    "\x90q\x9c",
    "\u202egnp.exe\u202c",
    "\u2066hidden\u2069",
    "zero\u200bwidth\u2060\ufeff",
    "line\u2028break\u2029",
    "tag\U000e0041\U000e007f",
    "half\ud800\r\n::error::pwned\x7f\x00\x08",
)
HOSTILE = (
    " ".join(ATTACKS) + " ]]> <script>alert(1)</script> =cmd|' /C calc'!A0 [x](javascript:1) \\ % , : &amp; :smile:"
)

PEOPLE = tuple(
    (first, f"{first.lower()}.client@{host}")
    for first, host in zip(
        ("Anna", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hal", "Ida", "Jon", "Kim", "Leo", "Mia", "Ned"),
        ("example.org", "example.net") * 7,
        strict=True,
    )
)


def rule(  # noqa: PLR0913, PLR0917 - one parameter a key of the rule
    identity: str = "LC101",
    name: str = "visible-recipients",
    severity: Severity = Severity.ERROR,
    title: str = "Several people can see one another",
    rationale: str = "Everybody in To and Cc reads the names and addresses of all others. They never agreed to that.",
    fixes: tuple[str, ...] = ("split", "bcc"),
    **more: object,
) -> Rule:
    values = {
        "confidence": Confidence.HIGH,
        "check": name,
        "message": "{people} people can see one another",
        "help": "Send one message to each person, or move the recipients to Bcc",
        "family": "recipients",
        "sources": (Source("ICF Code of Ethics 2025, 2.7", "https://coachingfederation.example/ethics", "2026-01-10"),),
    }
    return Rule(
        id=identity, name=name, severity=severity, title=title, rationale=rationale, fixes=fixes, **{**values, **more}
    )


VISIBLE = rule()
PHONE = rule(
    "LC302",
    "phone-number",
    Severity.NOTE,
    "A phone number stands in the text",
    "A phone number lets its holder be called.",
    ("redact",),
    help="Remove the number, or ask its holder",
)
SHEET = rule(
    "LC405",
    "address-list-attached",
    Severity.WARNING,
    "An attachment lists many people",
    "A list of clients is the whole practice in one file.",
    (),
    help="Send the part that this recipient needs",
    confidence=Confidence.MEDIUM,
)
GAP = rule(
    "LC901",
    "not-fully-checked",
    Severity.WARNING,
    "Something could not be read",
    "What was not read may hold anything.",
    (),
    help="Check it by hand",
    check="not-read",
    family="input",
)


def location(value: str, where: str = "To", line: int | None = 3, kind: str = "", **more: object) -> Location:
    values = {
        "part": None,
        "inside": None,
        "column": 5 if line else None,
        "start": 0,
        "end": len(value),
        "excerpt": None,
    }
    return Location(where=where, line=line, evidence=Evidence(value, kind), **{**values, **more})


def finding(rule_: Rule, *locations: Location, message: str = "", **more: object) -> Finding:
    values = {
        "severity": rule_.severity,
        "confidence": rule_.confidence,
        "kind": None,
        "message": message or rule_.title,
        "help": rule_.help,
        "total": len(locations),
        "fingerprint": f"{rule_.id}:{locations[0].where if locations else ''}:{len(locations)}",
    }
    return Finding(rule=rule_, locations=locations, **{**values, **more})


def excerpt(line: str, marked: str, *hidden: str) -> Excerpt:
    def span(text: str) -> Span:
        start = line.index(text)
        return Span(start, start + len(text))

    return Excerpt(line, span(marked), tuple(map(span, hidden)))


def draft(path: str, people: tuple[tuple[str, str], ...] = PEOPLE[:1], texts: int = 2, attachments: int = 1) -> Draft:
    origin = Origin("none")
    return Draft(
        path,
        "eml",
        recipients=tuple(Recipient("To", name, addr, addr, "", Span(0, 1), origin) for name, addr in people),
        texts=tuple(Text("body", str(n), "words", (), origin) for n in range(texts)),
        attachments=tuple(
            Attachment("a.pdf", "2", "application/pdf", 9, b"", False, origin) for _ in range(attachments)
        ),
    )


def clean(path: str = "clean.eml") -> DraftReport:
    skipped = (Skipped("consent", "no ledger configured"),)
    return DraftReport(path, "checked", skipped=skipped, visible_recipients=1, draft=draft(path))


def coach(path: str = "offer.eml") -> DraftReport:
    """Build the accident this product started with: an offer of group mentoring, everybody in To."""
    places = []
    for number, (name, address) in enumerate(PEOPLE):
        line = f"{'To:' if number == 0 else '   '} {name} Client <{address}>,"
        places.append(location(address, line=3 + number, excerpt=excerpt(line, address)))
    visible = finding(VISIBLE, *places, message="14 people can see one another")
    text = "Call Olga on +44 7700 900123 before Friday, her mail is olga@example.com"
    phone = location(
        "+44 7700 900123",
        "body",
        22,
        "phone-number",
        part="1",
        excerpt=excerpt(text, "+44 7700 900123", "olga@example.com"),
    )
    allowed = finding(
        PHONE, phone, kind="phone-number", suppressed=Suppression("allow", "own number", dt.date(2026, 12, 31))
    )
    shown = finding(PHONE, phone, kind="phone-number", message="A phone number of somebody else")
    return DraftReport(path, "checked", (shown, allowed, visible), (), 14, draft(path, PEOPLE))


def attached(path: str = "list.eml") -> DraftReport:
    """Build a draft whose attachment holds a list, under a name that is personal data itself."""
    name = "attachment Anna Client diagnosis.xlsx"
    row = location("ida.client@example.org", name, None, "email-address", part="2", inside="sheet Intake, C14")
    found = finding(SHEET, row, message="Anna Client diagnosis.xlsx holds 40 addresses", kind="email-address")
    gap = finding(GAP, location("", name, None, part="2"), message="Anna Client diagnosis.xlsx is partly encrypted")
    skipped = (Skipped(name, "encrypted"),)
    return DraftReport(path, "partly-checked", (gap, found), skipped, 1, draft(path))


def crowd(path: str = "crowd.eml", number: int = 200) -> DraftReport:
    """Build a draft with many findings, one of them with as many places."""
    phones = (
        finding(PHONE, location(f"+44 7700 900{n:03}", "body", 20 + n, start=n), kind="phone-number")
        for n in range(number - 1)
    )
    many = finding(VISIBLE, *(location(f"p{n}@example.org", line=3 + n) for n in range(number)))
    return DraftReport(path, "checked", (*phones, many), (), number, draft(path, PEOPLE))


def unreadable(path: str = "broken.msg") -> DraftReport:
    return DraftReport(path, "unreadable", error="not an Outlook message: the file ends in the middle of a table")


def hostile(path: str = HOSTILE) -> DraftReport:
    """Build a draft in which every string that a stranger can choose is an attack."""
    line = f"{HOSTILE} anna@example.org {HOSTILE}"
    strange = rule(
        "X101",
        "strange",
        title=HOSTILE,
        rationale=HOSTILE,
        help=HOSTILE,
        sources=(Source(HOSTILE, "https://x.example/" + HOSTILE),),
    )
    places = (
        location(
            "anna@example.org", HOSTILE, 1, inside=HOSTILE, part=HOSTILE, excerpt=excerpt(line, "anna@example.org")
        ),
        location(HOSTILE + "x", "To", 2, excerpt=excerpt(line, HOSTILE)),
        location(HOSTILE + "y", f"attachment {HOSTILE}", None),
    )
    hurt = finding(strange, *places, message=HOSTILE, help=HOSTILE, fingerprint=HOSTILE)
    allowed = finding(strange, *places, message=HOSTILE, suppressed=Suppression("allow", HOSTILE))
    return DraftReport(path, "partly-checked", (hurt, allowed), (Skipped(HOSTILE, HOSTILE),), 2, draft(path), HOSTILE)


EVERY = (clean, coach, attached, crowd, unreadable, hostile)
# Values that no output may show, whatever the format, unless it goes to the writer's own terminal.
CANARIES = (
    *(address for _, address in PEOPLE),
    "ida.client@example.org",
    "7700 900123",
    "olga@example.com",
    "Anna Client diagnosis",
    "p77@example.org",
)
