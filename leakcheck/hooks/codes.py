"""What `leakcheck-sendmail` ends with: codes of sysexits.h, which mail programs put into words.

Never 126, which mutt and neomutt take for success, and never 75, which reads as "will be tried again".
"""

from __future__ import annotations

SENT = 0
STOPPED = 65
UNCHECKED = 70
MISCONFIGURED = 78
NOT_EXECUTABLE = 126
