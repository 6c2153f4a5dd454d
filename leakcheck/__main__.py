"""Run the command line as `python -m leakcheck`."""

from __future__ import annotations

import sys

from leakcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
