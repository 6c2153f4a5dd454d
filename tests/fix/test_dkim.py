"""A signature over fields and a body that a fix leaves alone still holds, says an independent program."""

from __future__ import annotations

import base64
import re

import dkim
from nacl.signing import SigningKey

from tests.fix.helpers import fixed
from tests.support import people_mail

HEADERS = [b"from", b"subject", b"date"]


def signed(text: str) -> tuple[bytes, bytes]:
    """Return a message that signs itself, and the record that holds its public key."""
    key = SigningKey.generate()
    message = text.replace("\n", "\r\n").encode()
    field = dkim.sign(
        message, b"s", b"coach.example", base64.b64encode(bytes(key)), include_headers=HEADERS,
        canonicalize=(b"simple", b"simple"), signature_algorithm=b"ed25519-sha256",
    )  # fmt: skip
    record = b"v=DKIM1; k=ed25519; p=" + base64.b64encode(bytes(key.verify_key))
    return field + message, record


def holds(message: bytes, record: bytes) -> bool:
    return bool(dkim.verify(message, dnsfunc=lambda *_, **__: record))


def draft(**more: str) -> str:
    to = "Ann Lee <ann@example.com>,\n\tbob@example.net"
    return people_mail(to, subject="  Two   blanks", Date="Mon, 2 Mar 2026 09:00:00 +0100", **more)


def test_bcc_and_stripped_fields_keep_the_signature() -> None:
    message, record = signed(draft(Fcc="imap://x/Sent"))
    assert holds(message, record)
    done = fixed(message, "bcc", "strip-headers")
    assert [proposal.fix for proposal in done.proposals] == ["strip-headers", "bcc"]
    assert b"Bcc:" in done.after.data
    assert holds(done.after.data, record)


def test_a_changed_body_breaks_it_and_that_is_said() -> None:
    message, record = signed(draft(body="Call +44 7700 900999"))
    assert holds(message, record)
    done = fixed(message, "redact")
    assert not holds(done.after.data, record)
    assert re.search("DKIM signature no longer fits", " ".join(done.proposals[0].notes))
