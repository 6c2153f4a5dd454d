"""Clean attached pictures, documents and PDFs of what they tell about people and machines."""

from __future__ import annotations

import zipfile

from leakcheck.fix import fields
from leakcheck.fix.bodies import encoded_body
from leakcheck.fix.edits import Edit, narrowed
from leakcheck.fix.values import Change, Proposal, RefusedError
from leakcheck.mail.transfer import UUENCODE, decode_transfer
from leakcheck.model.evidence import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Attachment, Part

FIX = "strip-metadata"
_OFFICE = ("word/", "xl/", "ppt/")
_OPENDOCUMENT = b"application/vnd.oasis.opendocument"
_BY_HAND = "such a file, or what is inside of it, is not cleaned; save it without properties, or as PDF or JPEG"


def propose(case: Case) -> Proposal:
    """Clean every attachment that can be; raise RefusedError when one tells something and none can."""
    edits: list[Edit] = []
    changes: list[Change] = []
    closed: dict[str | None, str] = {}
    parts = {part.number: part for part in case.draft.parts}
    for attachment in case.draft.attachments:
        part = parts[attachment.part]
        if part.buffer or not part.leaf:
            continue
        try:
            edit = _cleaned(case, part, attachment)
        except RefusedError as error:
            closed[part.number] = str(error)
            continue
        if edit:
            edits.append(edit)
            changes.append(Change(f"attachment (part {part.number})", None, Evidence(attachment.name), "cleaned"))
            closed[part.number] = ""
    told = [place.part for finding in case.findings(FIX) for place in finding.locations]
    closed = dict.fromkeys(told, _BY_HAND) | closed
    left = [f"attachment {part} stays as it is: {why}" for part, why in closed.items() if why]
    if left and not edits:
        raise RefusedError(f"--{FIX}: {left[0]}")
    clears = tuple(f for f in case.findings(FIX) if not any(closed[place.part] for place in f.locations))
    notes = fields.dkim_note(case.draft, ("body",)) if edits else ()
    return Proposal(FIX, tuple(edits), tuple(changes), clears, notes=(*notes, *left))


def _cleaned(case: Case, part: Part, attachment: Attachment) -> Edit | None:
    raw = case.data[slice(*part.body)]
    data = decode_transfer(raw, part.encoding).data
    new = clean(data, attachment.head, case)
    if new is None or new == data:
        return None
    if part.encoding in UUENCODE:
        raise RefusedError("it travels in uuencode, which nothing writes any more; attach it anew")
    return narrowed(case.data, Edit(*part.body, encoded_body(raw, new, part.encoding)))


def clean(data: bytes, head: bytes, case: Case) -> bytes | None:
    """Return a file cleaned by its format; None for one that is clean, damaged, or of a format that is not cleaned."""
    if head.startswith(b"PK\x03\x04"):
        return _clean_archive(data, case)
    if head.lstrip().startswith(b"%PDF-"):
        from leakcheck.fix.pdf import clean_pdf

        return clean_pdf(data)
    from leakcheck.fix.pictures import clean_picture

    return clean_picture(data)


def _clean_archive(data: bytes, case: Case) -> bytes | None:
    import io

    from leakcheck.fix.office import clean_office
    from leakcheck.fix.opendocument import clean_opendocument

    limits = case.plan.policy.limits
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            opendocument = "mimetype" in names and archive.read("mimetype").startswith(_OPENDOCUMENT)
        if opendocument:
            return clean_opendocument(data, limits)
        return clean_office(data, limits) if any(name.startswith(_OFFICE) for name in names) else None
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001 - damaged archives and XML fail in many ways; none of them is cleaned
        raise RefusedError("it is damaged") from None
