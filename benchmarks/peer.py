"""Time another detector on texts: run by detect_bench.py, with a Python in which the detector is installed.

usage: peer.py datafog|scrubadub < texts.json   (prints one line of JSON: name, version, seconds)
"""

from __future__ import annotations

import importlib.metadata
import json
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def datafog() -> Callable[[str], object]:
    """Return DataFog's regular expressions, its fastest engine."""
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator

    return RegexAnnotator().annotate


def scrubadub() -> Callable[[str], object]:
    """Return scrubadub with the detectors that it switches on by default."""
    import scrubadub as library

    scrubber = library.Scrubber()
    return lambda text: list(scrubber.iter_filth(text))


def main(name: str) -> None:
    """Scan every text, the first one twice to leave out what is made on first use."""
    scan = {"datafog": datafog, "scrubadub": scrubadub}[name]()
    texts = json.load(sys.stdin)
    scan(texts[0])
    begin = time.perf_counter()
    for text in texts:
        scan(text)
    seconds = time.perf_counter() - begin
    print(json.dumps({"name": name, "version": importlib.metadata.version(name), "seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1])
