from __future__ import annotations

import os
import pickle
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.mail.stores import Item, discover
from leakcheck.model.draft import Draft
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator


def message(name: str, extra: str = "", body: str = "Hello\n") -> bytes:
    return f"{extra}From: me@example.com\nTo: {name}@example.org\nSubject: {name}\n\n{body}".encode()


def stored(name: str, extra: str = "", body: str = "Hello\n") -> bytes:
    return b"From - Mon Mar 02 10:00:00 2026\n" + message(name, extra, body) + b"\n"


def emlx(name: str, flags: int) -> bytes:
    data = message(name)
    plist = f'<?xml version="1.0"?>\n<plist><dict><key>flags</key>\n<integer>{flags}</integer></dict></plist>\n'
    return b"%-11d\n" % len(data) + data + plist.encode()


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def subjects(path: Path) -> list[str | None]:
    return [draft.header("Subject") for draft in drafts(path)]


def drafts(path: Path) -> Iterator[Draft]:
    for draft in mail.read(path):
        assert isinstance(draft, Draft), draft
        yield draft


def names(path: Path, top: Path) -> list[str]:
    return [item.path.removeprefix(f"{top}{os.sep}").replace(os.sep, "/") for item in discover(path)]


def test_a_file_by_name_is_read_whatever_its_name(tmp_path: Path) -> None:
    file = write(tmp_path / "draft.backup", message("ann"))
    (draft,) = drafts(file)
    assert (draft.path, draft.format, draft.first_line) == (str(file), "eml", 1)
    assert [r.key for r in draft.recipients] == ["ann@example.org"]


def test_text_without_headers_is_a_body(tmp_path: Path) -> None:
    (draft,) = drafts(write(tmp_path / "note.txt", b"Hello Ann,\nTo: be or not\n"))
    assert draft.format == "text"
    assert draft.texts[0].text.startswith("Hello Ann")


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in (
        "b.eml",
        "a/z.EML",
        "a/y.emltpl",
        "c.oft",
        "d.msg",
        "saved.txt",
        ".hidden.eml",
        ".git/x.eml",
    ):
        write(tmp_path / name, message("x"))
    write(tmp_path / "Drafts", stored("one"))
    write(tmp_path / "notes.log", b"These notes begin like no mail: they are left out.\n")
    write(tmp_path / "README", b"Nor does this.\n")
    assert names(tmp_path, tmp_path) == ["Drafts", "a/y.emltpl", "a/z.EML", "b.eml", "c.oft", "d.msg", "saved.txt"]


def test_an_mbox_gives_one_draft_a_mail_with_lines_of_the_file(tmp_path: Path) -> None:
    box = write(tmp_path / "box.mbox", stored("ann") + stored("bob", body="From here on\n>From x\n") + stored("cy"))
    found = list(drafts(box))
    assert [draft.path for draft in found] == [f"{box}#1", f"{box}#2", f"{box}#3"]
    assert [draft.header("Subject") for draft in found] == ["ann", "bob", "cy"]
    lines = box.read_bytes().split(b"\n")
    assert [lines[draft.first_line - 1] for draft in found] == [b"From: me@example.com"] * 3
    assert found[1].buffers[0].data == message("bob", body="From here on\n>From x\n")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_mbox_line_ends(tmp_path: Path, end: bytes) -> None:
    box = write(tmp_path / "box", (stored("ann") + stored("bob")).replace(b"\n", end))
    found = list(drafts(box))
    assert [(d.first_line, d.header("Subject")) for d in found] == [(2, "ann"), (9, "bob")]
    assert found[0].buffers[0].data == message("ann").replace(b"\n", end)


def test_one_mail_behind_a_from_line_stays_one_file(tmp_path: Path) -> None:
    file = write(tmp_path / "one.eml", stored("ann"))
    (draft,) = drafts(file)
    assert (draft.path, draft.first_line) == (str(file), 1)
    assert draft.recipients[0].key == "ann@example.org"


def test_a_body_that_says_from_does_not_split(tmp_path: Path) -> None:
    body = "Dear all\nFrom now on: we meet at nine\nNote: bring tea\n\nFrom Monday\n\nwe are open\n"
    (draft,) = drafts(write(tmp_path / "x", stored("ann", body=body)))
    assert draft.texts[-1].text.rstrip().endswith("we are open")


def test_thunderbird_profile(tmp_path: Path) -> None:
    folder = tmp_path / "Mail" / "Local Folders"
    gone = "X-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\n"
    kept = "X-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\nX-Mozilla-Draft-Info: internal/draft\n"
    write(folder / "Drafts", stored("old", gone) + stored("new", kept) + stored("two", kept))
    write(folder / "Drafts.msf", b"// <!-- <mdb:mork:z v=1.4/> -->\n")
    write(folder / "Templates", stored("gone", gone))
    write(folder / "Drafts.sbd" / "Clients", stored("client", kept))
    write(folder / "Trash", b"")
    assert subjects(folder) == ["new", "two", "client"]
    assert names(folder, folder) == ["Drafts#2", "Drafts#3", "Drafts.sbd/Clients"]
    with pytest.raises(ReadError, match="no draft"):
        list(mail.read(folder / "Templates"))


def test_maildir_takes_what_is_flagged_as_draft(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    write(tmp_path / "cur" / "1.a.host:2,S", message("seen"))
    write(tmp_path / "cur" / "2.b.host:2,DS", message("draft"))
    write(tmp_path / "cur" / "3.c.host:2,DT", message("trashed"))
    write(tmp_path / "tmp" / "4.d.host", message("half"))
    write(tmp_path / ".Drafts" / "cur" / "5.e.host:2,D", message("sub"))
    write(tmp_path / ".Drafts" / "new" / "x", b"")
    assert subjects(tmp_path) == ["draft", "sub"]
    assert subjects(tmp_path / "cur") == ["draft"]


def test_maildir_without_flags_gives_all(tmp_path: Path) -> None:
    write(tmp_path / "cur" / "1.a.host:2,S", message("one"))
    write(tmp_path / "cur" / "2.b.host:2,T", message("trashed"))
    write(tmp_path / "new" / "3.c.host", message("two"))
    assert subjects(tmp_path) == ["one", "two"]


def test_emlx(tmp_path: Path) -> None:
    write(tmp_path / "1.emlx", emlx("kept", 1 << 6))
    write(tmp_path / "2.emlx", emlx("deleted", 1 << 6 | 1 << 1))
    write(tmp_path / "3.emlx", message("plain"))
    found = list(drafts(tmp_path))
    assert [(d.header("Subject"), d.first_line) for d in found] == [("kept", 2), ("plain", 1)]
    assert found[0].buffers[0].data == message("kept")
    assert subjects(tmp_path / "2.emlx") == ["deleted"]


def test_an_emlx_that_lacks_something_says_so(tmp_path: Path) -> None:
    write(tmp_path / "1.partial.emlx", emlx("apart", 1 << 6))
    write(tmp_path / "2.emlx", b"99999\n" + message("cut off"))
    apart, cut = drafts(tmp_path)
    assert [row.what for row in apart.unread] == ["the attachments of this mail"]
    assert [row.what for row in cut.unread] == ["the end of the mail"]
    assert cut.header("Subject") == "cut off"


def test_an_emlx_with_a_wrong_count_is_read_to_its_end(tmp_path: Path) -> None:
    write(tmp_path / "1.emlx", b"20\n" + message("whole", body="the last line\n"))
    (draft,) = drafts(tmp_path)
    assert draft.header("Subject") == "whole"
    assert any("the last line" in text.text for text in draft.texts)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.eml", message("x"))
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "broken.eml").symlink_to(tmp_path / "nowhere")
    found = list(mail.read(tmp_path))
    assert sum(isinstance(draft, Draft) for draft in found) == 1
    assert [str(e) for e in found if isinstance(e, ReadError)] == ["the file does not exist"]


def test_an_error_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", b"")
    write(tmp_path / "b.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off")
    write(tmp_path / "c.eml", bytes(range(256)) * 8)
    write(tmp_path / "d.eml", message("ann"))
    first, second, third, last = mail.read(tmp_path)
    assert isinstance(first, ReadError)
    assert isinstance(second, ReadError)
    assert isinstance(third, ReadError)
    assert isinstance(last, Draft)
    assert [e.path for e in (first, second, third)] == [str(tmp_path / f"{n}") for n in ("a.eml", "b.msg", "c.eml")]
    assert str(first) == "the file is empty"
    assert "not a mail" in str(third)


@pytest.mark.parametrize(
    "data", [b"", b"\n \r\n", b"%PDF-1.7\n%abc", b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"PK\x03\x04abc", b"\0\1\2\3" * 99]
)
def test_what_is_no_mail_is_said_in_one_line(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        mail.parse(data, "some.bin")
    assert "\n" not in str(caught.value)
    assert caught.value.path == "some.bin"


def test_missing_and_empty(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        list(mail.read(tmp_path / "nowhere"))
    with pytest.raises(ReadError, match="no draft"):
        list(mail.read(tmp_path))
    with pytest.raises(ReadError, match="does not exist"):
        list(mail.read("nul\0byte"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_and_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.eml", message("x")).chmod(0)
    write(tmp_path / "b" / "x.eml", message("x")).parent.chmod(0)
    try:
        found = [str(error) for error in mail.read(tmp_path)]
    finally:
        (tmp_path / "b").chmod(0o700)
    assert found == ["the file cannot be read: Permission denied", "the folder cannot be read: Permission denied"]


def test_an_mbox_as_bytes_says_that_more_follow() -> None:
    draft = mail.parse(stored("ann") + stored("bob"))
    assert [u.what for u in draft.unread] == ["the other mails of this mbox"]
    assert mail.parse(stored("ann")).unread == ()


def test_a_limit_on_size_is_said(tmp_path: Path) -> None:
    file = write(tmp_path / "big.eml", message("ann", body="x" * 5_000))
    (draft,) = mail.read(file, Limits(bytes=1_000))
    assert isinstance(draft, Draft)
    assert draft.recipients[0].key == "ann@example.org"
    assert "the rest of the file" in [u.what for u in draft.unread]


def test_items_are_small_and_travel(tmp_path: Path) -> None:
    box = write(tmp_path / "box", stored("ann") + stored("bob"))
    items = pickle.loads(pickle.dumps(list(discover(box))))  # noqa: S301 - our own bytes
    assert [type(item) for item in items] == [Item, Item]
    assert items[1].load().header("Subject") == "bob"


def test_a_large_mbox_is_not_read_into_memory(tmp_path: Path) -> None:
    box = tmp_path / "big.mbox"
    with box.open("wb") as file:
        for number in range(32):
            file.write(stored(f"n{number}", body=("x" * 99 + "\n") * 10_000))
    tracemalloc.start()
    count = sum(1 for _ in discover(box))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 32
    assert peak < 4 * 1024 * 1024


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.eml")
    write(tmp_path / "a.eml", message("ann"))
    assert subjects(tmp_path) == ["ann"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without devices in a folder")
def test_a_device_is_not_read() -> None:
    (item,) = discover("/dev/zero")
    with pytest.raises(ReadError, match="a device, not a file"):
        item.load()


def test_the_bytes_of_an_emlx_are_the_mail_alone() -> None:
    draft = mail.parse(emlx("kept", 0), "1.emlx")
    assert draft.buffers[0].data == message("kept")
    assert (draft.first_line, draft.defects) == (2, ())
    assert mail.parse(message("plain"), "2.emlx").first_line == 1
