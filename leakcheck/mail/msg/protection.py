"""Messages that keep their text from us: S/MIME, OpenPGP, rights management.

Sources: [MS-OXOSMIME] 2.1 (message classes), [MS-OXORMMS] 2.2 (message.rpmsg), RFC 5652 (content types).
"""

from __future__ import annotations

from leakcheck.model.draft import Encryption, Unread
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.mail.msg.properties import Properties
    from leakcheck.model.draft import Attachment

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_RIGHTS_TYPES = ("application/x-microsoft-rpmsg-message",)
_PGP = "-----BEGIN PGP MESSAGE-----"
_SECURITY_FLAGS, _ENCRYPT, _SIGN = 0x6E01, 1, 2
_HELP = "Check the draft before it is encrypted"


class Protection(NamedTuple):
    """How a message is protected, and what is therefore not read."""

    encryption: Encryption | None = None
    unread: tuple[Unread, ...] = ()


def protection_of(props: Properties, text: str, attachments: Sequence[Attachment], part: str | None) -> Protection:
    """Return how a message is protected, judged by its class, its text and its attachments.

    A draft that Outlook will encrypt or sign when it is sent is still clear, and only flagged.
    """
    name = props.text(0x001A).upper()
    if name.startswith("IPM.NOTE.SMIME.MULTIPARTSIGNED"):
        hidden = _unread("its text is inside an S/MIME signature", part, "Check the draft before it is signed")
        return Protection(Encryption("smime", encrypted=False), () if text else hidden)
    if name.startswith(("IPM.NOTE.SMIME", "IPM.NOTE.SECURE")):
        signed = any(_SIGNED_DATA in attachment.head[:64] for attachment in attachments)
        why = "its text is inside an S/MIME signature" if signed else "it is encrypted with S/MIME"
        return Protection(Encryption("smime", encrypted=not signed), _unread(why, part, _HELP))
    if name.startswith("IPM.NOTE.RPMSG") or any(map(_is_rights_managed, attachments)):
        return Protection(None, _unread("it is encrypted by rights management", part, _HELP))
    if text.lstrip().startswith(_PGP) or any(_is_pgp(attachment) for attachment in attachments):
        return Protection(Encryption("openpgp", encrypted=True), _unread("it is encrypted with OpenPGP", part, _HELP))
    wanted = props.number(_SECURITY_FLAGS) & (_ENCRYPT | _SIGN)
    return Protection(Encryption("smime", encrypted=bool(wanted & _ENCRYPT)) if wanted else None)


def _unread(why: str, part: str | None, how: str) -> tuple[Unread, ...]:
    return (Unread("the text of an enclosed message" if part else "the text of the message", why, part, how),)


def _is_rights_managed(attachment: Attachment) -> bool:
    return attachment.media_type in _RIGHTS_TYPES or attachment.name.lower() == "message.rpmsg"


def _is_pgp(attachment: Attachment) -> bool:
    return attachment.media_type == "application/pgp-encrypted"
