"""Make the messages that the benchmarks read: realistic, reproducible, reserved names only."""

from __future__ import annotations

import base64

PARAGRAPHS = """\
Thank you for the good talk on Tuesday. I have thought about what you said, and I would like to try the second
way first: small steps, every week one, and a short note in the evening about what worked.

The room is booked from nine to twelve, order 4471-88213, version 2.14.3 of the plan. Coffee is in the kitchen,
and whoever comes by train finds the timetable of 12.09.2026 on the board beside the door.

As for the figures: 1,204.50 in May, 1,377.25 in June, 98.4 percent of the plan. The invoice 20260912-0047 is
paid, the next one comes in October. Please look at https://www.example.com/plan?utm_source=mail for details.

Could you ask the others whether Monday suits them? I am at the office until five, then on the way home. It would
be good to know before the weekend, since the bakery wants the order by Friday noon.
""".strip().split("\n\n")


def text(size: int, seed: int = 0) -> str:
    """Return about `size` characters of ordinary mail text."""
    parts: list[str] = []
    length = 0
    number = seed
    while length < size:
        paragraph = PARAGRAPHS[number % len(PARAGRAPHS)]
        parts.append(paragraph)
        length += len(paragraph) + 2
        number += 1
    return "\n\n".join(parts)[:size]


def message(size: int = 7_000, to: str = "Ann Lee <ann@example.com>") -> bytes:
    """Return a message with a plain and an HTML alternative, an answer and a quote, of about `size` bytes."""
    body = text(size // 3)
    quote = "\n".join("> " + line for line in text(size // 6, 1).splitlines())
    said = "On Mon, 2 Mar 2026 at 10:12, Ann Lee <ann@example.com> wrote:"
    plain = f"Dear Ann,\n\n{body}\n\nBest regards\nPetra\n\n{said}\n{quote}\n"
    page = "".join(f'<p style="margin:0">{paragraph}</p>\n' for paragraph in body.split("\n\n"))
    return (
        "From: Petra Lindqvist <petra@coach.example>\n"
        f"To: {to}\n"
        "Subject: Re: our talk on Tuesday\n"
        "Date: Tue, 3 Mar 2026 09:00:00 +0100\n"
        "Message-ID: <20260303080000.1@coach.example>\n"
        "MIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="=_b"\n\n'
        "--=_b\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{plain}\n"
        "--=_b\nContent-Type: text/html; charset=utf-8\n\n"
        f"<html><body><p>Dear Ann,</p>\n{page}</body></html>\n"
        "--=_b--\n"
    ).encode()


def many_recipients(number: int) -> bytes:
    """Return a short message with so many people in To."""
    people = ",\n ".join(f"Person {n} <p{n}@example{n % 97}.test>" for n in range(number))
    return f"From: petra@coach.example\nTo: {people}\nSubject: Offer\n\nDear all\n".encode()


def large_attachment(size: int) -> bytes:
    """Return a message with a base64 attachment of about `size` bytes in the file."""
    line = base64.b64encode(bytes(range(57))) + b"\r\n"
    head = (
        b"From: petra@coach.example\r\nTo: ann@example.com\r\nSubject: Photos\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="=_b"\r\n\r\n'
        b"--=_b\r\nContent-Type: text/plain\r\n\r\nHere they are.\r\n"
        b"--=_b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=photos.bin\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head + line * (size // len(line)) + b"--=_b--\r\n"
