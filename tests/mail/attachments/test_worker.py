from __future__ import annotations

import io
import os
import sys

import pytest

from leakcheck.mail.attachments import isolation
from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.finds import File
from leakcheck.mail.attachments.isolation import read_isolated
from leakcheck.mail.attachments.reader import read_file
from leakcheck.mail.attachments.wire import pack_result, pack_task, unpack_result, unpack_task
from leakcheck.model.policy import Limits
from tests.mail.attachments.make_samples import MAKERS, attached, draft_with, name_of
from tests.support import report_of


def budget(**limits):
    return Budget(Limits()._replace(**limits))


@pytest.mark.parametrize("suffix", MAKERS)
def test_a_result_survives_the_journey(suffix) -> None:
    room = budget()
    room.isolated = True
    finds = read_file(File(name_of(suffix), attached(suffix, leaky=True)), room)
    again, left = unpack_result(io.BytesIO(b"".join(pack_result(finds, room))))
    assert again == finds
    assert left == room.left


def test_a_task_survives_the_journey() -> None:
    file = File("a.pdf", b"%PDF\n\0\n", media_type="application/pdf")
    again, room = unpack_task(io.BytesIO(pack_task(file, budget(pages=7)) + file.data))
    assert again == file
    assert room.left["pages"] == 7


@pytest.mark.parametrize(
    "answer", [b"", b"{}", b"{}\n", b'{"left": {}, "texts": [[9, [], []]]}\nabc', b"[1]\n", b"\xff\n"]
)
def test_an_answer_that_is_none_is_refused(answer) -> None:
    assert unpack_result(io.BytesIO(answer)) is None


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "docx"])
def test_a_worker_finds_the_same(suffix) -> None:
    file = File(name_of(suffix), attached(suffix, leaky=True))
    room = budget()
    assert read_isolated(file, room) == read_file(file, budget())
    assert room.left["unpacked_bytes"] <= Limits().unpacked_bytes


def test_large_files_go_to_a_worker() -> None:
    mail = draft_with("a.csv", "text/csv", b"name,mail\nZoe,zoe@example.net\n")
    assert report_of(mail).findings == report_of(mail, "[limits]\nworker-bytes = 1\n").findings


@pytest.mark.parametrize("code", ["import os; os.kill(os.getpid(), 9)", "raise SystemExit(3)", "print('{}')", "1/0"])
def test_a_worker_that_dies_is_said(monkeypatch, tmp_path, code) -> None:
    (tmp_path / "python").write_text(f"#!{sys.executable}\n{code}\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(isolation.sys, "executable", str(tmp_path / "python"))
    finds = read_isolated(File("a.pdf", b"%PDF"), budget())
    assert [why for _, why, _ in finds.unread] == [
        "the process that read it was stopped: it needs too much memory or time, or does harm"
    ]


def test_a_worker_that_hangs_is_stopped(monkeypatch, tmp_path) -> None:
    (tmp_path / "python").write_text(f"#!{sys.executable}\nimport time; time.sleep(60)\n")
    (tmp_path / "python").chmod(0o755)
    monkeypatch.setattr(isolation.sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(isolation, "_GRACE", 0.5)
    finds = read_isolated(File("a.pdf", b"%PDF"), Budget(Limits(), seconds=0.2))
    assert "took more than" in finds.unread[0][1]


def test_no_worker_can_be_started(monkeypatch) -> None:
    monkeypatch.setattr(isolation.sys, "executable", "/nonexistent/python")
    finds = read_isolated(File("a.pdf", b"%PDF"), budget())
    assert [why for _, why, _ in finds.unread] == ["no process could be started to read it"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_a_worker_cannot_write_files(monkeypatch, tmp_path) -> None:
    code = (
        "import sys\nsys.path.insert(0, {root!r})\n"
        "from leakcheck.mail.attachments import worker\nfrom leakcheck.mail.attachments.budget import Budget\n"
        "from leakcheck.model.policy import Limits\nimport signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "worker._confine(Budget(Limits()))\nf = open({path!r}, 'w'); f.write('x' * 10); f.close()\n"
    )
    import subprocess

    path = tmp_path / "written"
    done = subprocess.run(
        [sys.executable, "-c", code.format(root=isolation._ROOT, path=str(path))], capture_output=True, check=False
    )
    assert done.returncode != 0
    assert not path.exists() or path.stat().st_size == 0
