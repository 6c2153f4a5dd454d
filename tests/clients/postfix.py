"""A Postfix of our own, in a folder of its own, that relays to the test's mail server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = coach.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:{port}
smtp_dns_support_level = disabled
smtp_host_lookup = native
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
alias_maps =
local_recipient_maps =
import_environment = MAIL_CONFIG
"""
SERVICES = """\
pickup    unix  n - n 1    1 pickup
cleanup   unix  n - n -    0 cleanup
qmgr      unix  n - n 300  1 qmgr
rewrite   unix  - - n -    - trivial-rewrite
bounce    unix  - - n -    0 bounce
defer     unix  - - n -    0 bounce
trace     unix  - - n -    0 bounce
smtp      unix  - - n -    - smtp
relay     unix  - - n -    - smtp
error     unix  - - n -    - error
retry     unix  - - n -    - error
postlog   unix-dgram n - n - 1 postlogd
"""


@contextmanager
def running_postfix(folder: Path, port: int) -> Iterator[str]:
    """Start it and give the folder of its configuration; needs root."""
    config = folder / "config"
    for path in (folder, config, folder / "queue", folder / "data"):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)
    owner = pwd.getpwnam("postfix").pw_uid
    os.chown(folder / "data", owner, -1)
    (config / "main.cf").write_text(MAIN.format(folder=folder, port=port))
    (config / "master.cf").write_text(SERVICES)
    _postfix(config, "start")
    try:
        yield str(config)
    finally:
        _postfix(config, "stop")
        shutil.rmtree(folder / "queue", ignore_errors=True)


def _postfix(config: Path, verb: str) -> None:
    done = subprocess.run(
        ["/usr/sbin/postfix", "-c", str(config), verb], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
