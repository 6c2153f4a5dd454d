"""The Outlook drafts in `samples/outlook/`. `python -m tests.mail.msg.samples` writes them, always the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.mail.msg.writer import BCC, CC, UNSENT, File, Message, Person, encapsulate, write_msg

FOLDER = Path(__file__).parents[3] / "samples" / "outlook"

COACH = ("Petra Lindqvist", "petra@lindqvist-coaching.example")
SAVED = {0x3007: dt.datetime(2026, 11, 20, 16, 40, tzinfo=dt.UTC), 0x3FDE: 65001, 0x3FFD: 1252}
CLIENTS = (
    ("Anna Berg", "anna.berg@freemail.example"),
    ("Tom\u00e1s Rivera", "t.rivera@riverstone-logistics.example"),
    ("Miriam Osei", "miriam.osei@example.org"),
    ("J\u00fcrgen Hollmann", "j.hollmann@hollmann-bau.example"),
    ("", "katja1987@freemail.example"),
    ("Devi Raman", "devi@raman-design.test"),
    ("Nora Whitfield", "nora.whitfield@example.com"),
    ("Luca Ferraro", "ferraro@studio-ferraro.example"),
    ("Sina Petersen", "sina.petersen@freemail.example"),
    ("Henrik Aas", "henrik.aas@example.net"),
    ("Grace Mbeki", "grace@mbeki-partners.test"),
    ("Pavel Novotn\u00fd", "pavel.novotny@freemail.example"),
    ("Yuki Tanabe", "tanabe@tanabe-translations.example"),
    ("Clara Jansen", "clara.jansen@example.org"),
)
OFFER = """Dear all,

in January I start a new group for mentoring: six evenings, online, on saying no, on
difficult talks at work, and on finding back to strength after a long absence.

The group has ten places. The fee is 480 EUR; who signs up before 15 December pays 420 EUR.

Just reply to this mail if you would like to join.

Warm regards
Petra Lindqvist
Lindqvist Coaching
petra@lindqvist-coaching.example
"""


def people(clients: tuple[tuple[str, str], ...], field: int = 1) -> tuple[Person, ...]:
    return tuple(Person(name or address, address, field) for name, address in clients)


def page(text: str, extra: str = "") -> str:
    """Return a plain text as Outlook would mark it up."""
    paragraphs = "\n".join(f"<p class=MsoNormal>{part}</p>" for part in text.strip().split("\n\n"))
    body = paragraphs.replace("\n", "<br>\n").replace("</p><br>", "</p>") + "\n" + extra
    head = '<head><meta name=Generator content="Microsoft Word 15"></head>'
    return f"<html>\n{head}\n<body lang=EN-GB>\n{body}</body>\n</html>"


def draft(subject: str, text: str, *, html: str = "", **more: object) -> Message:
    rtf = encapsulate(html or page(text))
    plain = None if html else text.replace("\n", "\r\n")
    return Message(subject, plain, rtf=rtf, sender=COACH, flags=UNSENT | 1, **({"more": SAVED} | more))  # type: ignore[arg-type]


def group_offer() -> Message:
    shown = "; ".join(name or address for name, address in CLIENTS)
    return draft(
        "Group mentoring from January: six evenings", OFFER, people=people(CLIENTS), more=SAVED | {0x0E04: shown}
    )


def one_client() -> Message:
    text = """Dear Miriam,

thank you for today. The next session is on Thursday at 10:00, online as usual.

Warm regards
Petra
"""
    return draft("Our next session", text, people=people((CLIENTS[2],)))


def offer_in_bcc() -> Message:
    return draft("Group mentoring from January: six evenings", OFFER, people=people((COACH,)) + people(CLIENTS, BCC))


def exchange_names() -> Message:
    """Two names of an Exchange directory and a private list: nobody can tell who would get this."""
    head = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="
    return draft(
        "Dates for the team day",
        "Dear all,\n\nplease send me your free days in March by Friday.\n\nPetra\n",
        people=(
            Person("Frederik Holm", head + "5f0c7b1e-fholm", kind="EX"),
            Person("Ines Duarte", head + "77aa01c2-iduarte", kind="EX"),
            Person("Clients 2026", "Unknown", CC, kind="MAPIPDL", more={0x0FFE: 8, 0x3900: 5}),
        ),
    )


def hidden_html() -> Message:
    """HTML only, inside compressed RTF; a copied block is still there, hidden."""
    hidden = (
        '<div style="display:none">Copied from my notes: Anna Berg, sick leave since September, burnout, '
        "second session paid by her employer</div>\n"
    )
    text = "Dear Clara,\n\nhere is the outline for our first evening, as promised.\n\nWarm regards\nPetra\n"
    outline = File("outline.txt", b"First evening: arriving, ground rules, saying no.\r\n", "text/plain")
    return draft(
        "Outline for the first evening", text, html=page(text, hidden), people=people((CLIENTS[13],)), files=(outline,)
    )


def invitation() -> Message:
    text = "Dear {{first_name}},\n\nyou are invited to {{event}} on {{date}}.\n\nPetra Lindqvist\n"
    return draft("Invitation: {{event}}", text, template=True)


SAMPLES = {
    "group-offer.msg": group_offer,
    "one-client.msg": one_client,
    "offer-in-bcc.msg": offer_in_bcc,
    "exchange-names.msg": exchange_names,
    "hidden-html.msg": hidden_html,
    "invitation.oft": invitation,
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in SAMPLES.items():
        (FOLDER / name).write_bytes(write_msg(make()))


if __name__ == "__main__":
    main()
