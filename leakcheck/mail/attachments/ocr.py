"""Text in pictures and scanned pages, read by Tesseract where that is installed (extra `ocr`).

Tesseract is a program of its own: it gets grey pixels on its standard input and writes nothing to a disk. It is started
in the worker process only, whose limits of memory and time it inherits.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from importlib.util import find_spec

from leakcheck.mail.attachments.finds import NeedsWorker, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

NOT_READ = "not read: picture of text"
HOW = "Read it yourself before you send it; with Tesseract installed (extra ocr) it is read for you"
READ = "read picture"  # the kind of a picture whose text was read, as contents tell it
SCALE = 200 / 72  # of a page: 200 pixels an inch, where letters of 8 points are still read
_MOST_PIXELS = 50_000_000
_SMALLEST = 20
_LARGEST = 4_000
_LANGUAGES = 4


def is_there(budget: Budget) -> bool:
    """Tell whether pictures can be read here and may be; raise NeedsWorker where only a worker may."""
    if not budget.left["ocr_pages"] or not shutil.which("tesseract") or not find_spec("PIL"):
        return False
    if not budget.isolated:
        raise NeedsWorker
    return True


def read_pictures(file: File, finds: Finds, budget: Budget) -> None:
    """Add the text of a picture file, each of its frames; what cannot be opened stays a picture not read."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(file.data)) as image:
            _check(image)
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                label = f"page {number}, text in the picture" if frames > 1 else "text in the picture"
                finds.add_lines(file, text_of(frame, budget), f"{label}, line")
                if number == frames:
                    break
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Unreadable):
        return
    for place, row in enumerate(finds.contents):
        if row[:3] == (file.name, file.inside, "picture"):
            finds.contents[place] = (*row[:2], READ, *row[3:])


def _check(image: Any) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise Unreadable("it has too many pixels")


def text_of(image: Any, budget: Budget) -> str:
    """Return the text of a picture of Pillow; raise Unreadable over a limit or where Tesseract gives up."""
    if min(image.size) < _SMALLEST:
        return ""
    budget.spend("ocr_pages")
    program = shutil.which("tesseract") or "tesseract"
    command = [program, "stdin", "stdout", "--dpi", "200", "-l", _languages(program)]
    environment = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - the user's own program, with no word of the mail
            command,
            input=_pixels(image),
            capture_output=True,
            timeout=max(budget.seconds, 0.1),
            env={**environment, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        budget.check_time()
        raise Unreadable("reading the picture took too long") from None
    if done.returncode:
        raise Unreadable(NOT_READ, HOW)
    return done.stdout.decode("utf-8", "replace").replace("\f", "\n")


def _pixels(image: Any) -> bytes:
    """Return a picture as it is seen, grey, as a Netpbm file; small ones enlarged, whose letters have few pixels."""
    from PIL import ImageOps

    grey = ImageOps.exif_transpose(image).convert("RGBA" if "A" in image.getbands() else "L")
    if grey.mode == "RGBA":
        grey = _on_white(grey)
    size = max(grey.size)
    if size > _LARGEST:
        grey.thumbnail((_LARGEST, _LARGEST))
    elif size < _LARGEST // 4:
        grey = grey.resize((grey.width * 2, grey.height * 2))
    out = io.BytesIO()
    grey.save(out, "PPM")
    return out.getvalue()


def _on_white(image: Any) -> Any:
    """Return a picture with a clear ground as it looks on paper."""
    from PIL import Image

    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("L")


def _languages(program: str) -> str:
    """Return the installed languages, English first, as Tesseract takes them."""
    done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)  # noqa: S603 - as above
    names = [line.strip() for line in done.stdout.decode("utf-8", "replace").split("\n")[1:]]
    known = sorted((name for name in names if name and name != "osd"), key=lambda name: (name != "eng", name))
    return "+".join(known[:_LANGUAGES]) or "eng"
