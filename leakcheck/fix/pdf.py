"""A PDF without information dictionary, XMP and older revisions."""

from __future__ import annotations

import io

from leakcheck.fix.values import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def clean_pdf(data: bytes) -> bytes | None:
    """Return the file written anew; None when it holds neither; raise RefusedError for one that is signed or locked."""
    try:
        import pikepdf
    except ImportError:
        raise RefusedError("cleaning a PDF needs the package pikepdf") from None
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _written(pdf, data)
    except pikepdf.PasswordError:
        raise RefusedError("it is locked with a password") from None
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001 - damaged files fail in many ways; none of them is cleaned
        raise RefusedError("it is damaged") from None


def _written(pdf: Any, data: bytes) -> bytes | None:
    if pdf.is_encrypted:  # it opens, but its maker has set what readers may do with it
        raise RefusedError("it is locked with a password")
    if _is_signed(pdf):
        raise RefusedError("it is signed, and the signature would no longer hold")
    told = [holder for holder in _holders(pdf) if "/Metadata" in holder]
    if not told and "/Info" not in pdf.trailer and data.count(b"startxref") < 2:
        return None
    for holder in told:
        del holder["/Metadata"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _holders(pdf: Any) -> list[Any]:
    """Return the objects that may carry XMP: the catalog, pages, pictures."""
    import pikepdf

    return [held for held in pdf.objects if isinstance(held, pikepdf.Dictionary | pikepdf.Stream)]


def _is_signed(pdf: Any) -> bool:
    form = pdf.Root.get("/AcroForm")
    if "/Perms" in pdf.Root or (form is not None and int(form.get("/SigFlags", 0)) & 1):
        return True
    return any(str(holder.get("/Type", "")) == "/Sig" and "/ByteRange" in holder for holder in _holders(pdf))
