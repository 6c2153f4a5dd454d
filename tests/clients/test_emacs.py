from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.clients.rig import LEAKCHECK, ONE, PEOPLE, SENDMAIL, need

if TYPE_CHECKING:
    from tests.clients.rig import Home, Sink

HOOK = Path(__file__).parent.parent.parent / "clients" / "emacs" / "leakcheck.el"
DRAFT = """\
(setq user-mail-address "petra@coach.example" user-full-name "Petra"
      send-mail-function 'sendmail-send-it message-send-mail-function 'message-send-mail-with-sendmail
      sendmail-program "{home}/transport" message-interactive t mail-interactive t
      message-confirm-send nil message-kill-buffer-on-exit nil)
(load "{hook}")
(setq leakcheck-command '("{sendmail}" "--check-only" "-t"))
(setq exec-path (cons "{bin}" exec-path))
(message-mail "{to}" "Grüße")
(message-goto-body)
(insert "Dear all, schöne Grüße\\n")
{more}
(condition-case failure
    ({send})
  (error (princ (error-message-string failure))
         (princ (with-current-buffer "*leakcheck*" (buffer-string)))
         (princ (if (buffer-modified-p) "DRAFT KEPT" "GONE"))
         (kill-emacs 3)))
"""


def emacs(home: Home, to: list[str], send: str = "message-send", more: str = "") -> tuple[int, str]:
    need("emacs")
    home.write("transport", f'#!/bin/sh\nexec {home.via} "$@"\n').chmod(0o755)
    script = DRAFT.format(
        home=home.folder,
        hook=HOOK,
        sendmail=SENDMAIL,
        bin=Path(LEAKCHECK).parent,
        to=", ".join(to),
        send=send,
        more=more,
    )
    path = home.write("draft.el", script)
    done = home.run("emacs", "-Q", "--batch", "-l", str(path))
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_clean_mail_goes(home: Home, sink: Sink) -> None:
    code, text = emacs(home, ONE)
    assert code == 0, text
    assert [mail.recipients for mail in sink.mails] == [ONE]
    assert b"Sch" not in sink.mails[0].data  # encoded by emacs, after our look at it


def test_a_leaky_mail_stays_in_its_buffer(home: Home, sink: Sink) -> None:
    code, text = emacs(home, PEOPLE)
    assert code == 3
    assert "leakcheck: not sent (65)" in text
    assert "12 people would see one another's addresses" in text
    assert "DRAFT KEPT" in text
    assert sink.mails == []


def test_a_reason_sends_it(home: Home, sink: Sink) -> None:
    code, text = emacs(home, PEOPLE, 'leakcheck-send-anyway "they founded the group"')
    assert code == 0, text
    assert len(sink.mails) == 1
    assert b"they founded the group" in home.run(LEAKCHECK, "journal", "--json").stdout


def test_an_attachment_is_seen(home: Home, sink: Sink) -> None:
    key = home.write(
        "id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n"
    )
    code, text = emacs(home, ONE, more=f'(mml-attach-file "{key}" "application/octet-stream")')
    assert code == 3
    assert "LC404" in text
    assert sink.mails == []
