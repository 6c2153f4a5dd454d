"""The add-on in a real Thunderbird: what goes, what is held, and what each button does."""

from __future__ import annotations

import email
import email.policy
import json
import time
from typing import TYPE_CHECKING

import pytest

from tests.clients.rig import wait_until
from tests.clients.thunderbird.program import READ

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clients.rig import Received
    from tests.clients.thunderbird.conftest import Desk
    from tests.clients.thunderbird.program import Thunderbird

PEOPLE = [f"p{number}@example.{'com' if number % 2 else 'net'}" for number in range(9)]
EARLIER = (
    "From - \r\nFrom: Anna <anna@example.com>\r\nTo: Petra <petra@coach.example>, {others}\r\nSubject: Offer\r\n"
    "Message-ID: <earlier@example.com>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\n"
    "{text}\r\n"
)
CARD = "My card is 4539 1488 0343 6467"


def arrived(program: Thunderbird, number: int = 1) -> list[Received]:
    wait_until(lambda: len(program.sink.mails) >= number)
    return program.sink.mails


def message(mail: Received) -> email.message.EmailMessage:
    return email.message_from_bytes(mail.data, policy=email.policy.default)


def held(program: Thunderbird) -> dict:
    """Return the popup; the mail is at no server, and its window is free."""
    shown = program.popup()
    program.wait(lambda: not program.draft()["locked"], 2)
    assert not program.sink.mails
    return shown


@pytest.mark.parametrize("html", [False, True], ids=["plain", "html"])
def test_a_clean_mail_goes_through_unchanged(program, html):
    body = "<p>See you <b>at six</b></p>" if html else "See you at six"
    program.compose(to=PEOPLE[0], subject="Today", body=body, html=html)
    program.send()
    mail = arrived(program)[0]
    assert mail.recipients == PEOPLE[:1]
    assert "See you" in message(mail).get_body(("html" if html else "plain",)).get_content()
    assert "leakcheck" not in mail.data.decode().lower()
    assert not program.windows("mail:extensionPopup")


def test_a_leaky_mail_is_held_and_can_be_edited(program):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.send()
    shown = held(program)
    assert shown["sentence"].startswith("9 people would see one another")
    assert shown["rules"] == ["LC101"]
    assert (shown["focus"], shown["buttons"]) == ("back", ["back", "bcc", "each", "anyway"])
    program.click("back")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
    assert (program.draft()["to"], program.draft()["canSend"]) == (PEOPLE, True)


def test_move_all_to_bcc_and_send(program):
    program.compose(to=", ".join(PEOPLE[:5]), cc=", ".join(PEOPLE[5:]), subject="Offer", body="Dear all")
    program.send()
    held(program)
    program.click("bcc")
    mail = arrived(program)[0]
    assert sorted(mail.recipients) == sorted(PEOPLE)
    assert not any(person in mail.data.decode() for person in PEOPLE)
    program.wait(lambda: not program.windows("msgcompose"))


def test_send_one_by_one(program, tmp_path: Path):
    note = tmp_path / "note.txt"
    note.write_text("See you there")
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all", files=[str(note)])
    program.send()
    held(program)
    program.click("each")
    mails = arrived(program, len(PEOPLE))
    assert sorted(mail.recipients for mail in mails) == sorted([person] for person in PEOPLE)
    for mail in mails:
        sent = message(mail)
        assert (sent["To"], sent["Subject"]) == (mail.recipients[0], "Offer")
        assert sent.get_body(("plain",)).get_content().strip() == "Dear all"
        assert [part.get_filename() for part in sent.iter_attachments()] == ["note.txt"]
    program.wait(lambda: not program.windows("msgcompose"))


@pytest.mark.timeout(900)
def test_many_people_one_by_one(program):
    people = [f"person{number}@example.{'com' if number % 2 else 'net'}" for number in range(120)]
    program.compose(to=", ".join(people), subject="Offer", body="Dear all")
    program.send()
    held(program)
    program.click("each")
    deliver_all(program, len(people), 600)
    assert sorted(mail.recipients for mail in program.sink.mails) == sorted([person] for person in people)
    for mail in program.sink.mails:
        text = mail.data.decode()
        assert [text.count("@example.com"), text.count("@example.net")] in ([1, 0], [0, 1])
    program.wait(lambda: not program.windows("msgcompose") and not program.windows("mail:extensionPopup"))


def deliver_all(program: Thunderbird, number: int, seconds: float) -> None:
    """Wait for so many mails; where Thunderbird itself fails between them, do what a person would: OK, and go on."""
    end = time.monotonic() + seconds
    while len(program.sink.mails) < number and time.monotonic() < end:
        if not program.answer_alerts(quiet=0.5):
            continue
        program.wait(lambda: (found := program.in_popup(READ)) and "stopped" in found["sentence"])
        program.click("back")
        program.wait(lambda: not program.windows("mail:extensionPopup"))
        program.send()
        program.popup()
        program.click("each")


def test_one_by_one_that_fails_in_the_middle_tells_who_got_it(program):
    program.sink.most = 3
    program.compose(to=", ".join(PEOPLE[:5]), cc=", ".join(PEOPLE[5:]), subject="Offer", body="Dear all")
    program.send()
    held(program)
    program.click("each")
    wait_until(lambda: len(program.sink.mails) == 3)
    assert program.answer_alerts()
    shown = program.wait(lambda: (found := program.in_popup(READ)) and "stopped" in found["sentence"] and found)
    assert shown["sentence"] == "3 of 9 people got this mail, then it stopped"
    assert all(person in shown["everything"] for person in PEOPLE)
    assert program.windows("msgcompose") == 1
    assert program.draft()["to"] == PEOPLE[3:]
    assert program.draft()["canSend"]
    program.sink.most = None
    program.click("back")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
    program.send()
    program.popup()
    program.click("each")
    mails = arrived(program, len(PEOPLE))
    assert sorted(mail.recipients for mail in mails) == sorted([person] for person in PEOPLE)


def test_one_by_one_can_be_stopped(program):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.send()
    held(program)
    program.click("each")
    arrived(program)
    far = program.in_popup("document => document.getElementById('far').textContent")
    assert "of 9 have got theirs" in far
    assert program.in_popup(READ)["state"] == "Each of them gets a mail alone"
    program.click("stop")
    shown = program.wait(lambda: (found := program.in_popup(READ)) and "stopped" in found["sentence"] and found)
    number = len(program.sink.mails)
    assert shown["sentence"] == f"{number} of 9 people got this mail, then it stopped"
    assert program.draft()["to"] == PEOPLE[number:]


def test_send_anyway_holds_once_and_is_journaled(program, desk: Desk):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.send()
    held(program)
    program.give_reason("they sing in one choir")
    mail = arrived(program)[0]
    assert sorted(mail.recipients) == sorted(PEOPLE)
    assert sorted(a.addr_spec for a in message(mail)["To"].addresses) == sorted(PEOPLE)
    journal = (program.home / ".local/state/leakcheck/journal.jsonl").read_text().splitlines()
    last = json.loads(journal[-1])
    assert (last["decision"], last["source"], last["reason"]) == (
        "sent-anyway",
        "thunderbird",
        "they sing in one choir",
    )
    assert not any("example." in line for line in journal)


def test_a_mailing_list_counts_as_its_members(program):
    program.add_list("Squad", PEOPLE)
    program.compose(to="Squad <Squad>", subject="Offer", body="Dear all")
    program.send()
    assert held(program)["sentence"].startswith("9 people")


def test_a_mailing_list_with_a_description_counts_too(program):
    program.add_list("Choir", PEOPLE, "The choir of our town")
    program.compose(to='Choir <"The choir of our town">', subject="Offer", body="Dear all")
    program.send()
    assert held(program)["sentence"].startswith("9 people")


def test_a_list_within_a_list_counts_too(program):
    program.add_list("Inner", PEOPLE)
    program.add_list("Outer", ["extra@example.com"], lists=("Inner",))
    program.compose(to="Outer <Outer>", subject="Offer", body="Dear all")
    program.send()
    assert held(program)["sentence"].startswith("10 people")


def test_the_counter_follows_the_recipients(program):
    program.compose(to=PEOPLE[0], subject="Offer", body="Dear all")
    assert program.draft()["badge"] == ""
    for number in (3, 9):
        program.add_to(*[person for person in PEOPLE[:number] if person not in program.draft()["to"]])
        program.wait(lambda expected=str(number): program.draft()["badge"] == expected)
    assert program.draft()["label"] == "9 people will see one another"


def test_the_host_stays_as_long_as_somebody_writes(program, desk: Desk):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.wait(lambda: program.draft()["badge"] == "9")
    before = desk.host_number()
    time.sleep(12)  # longer than a host stays without work
    program.send()
    held(program)
    assert desk.host_number() == before
    program.close_all()
    program.wait(lambda: not desk.host_lives())


def test_personal_data_in_the_text_and_in_an_attachment(program, tmp_path: Path):
    note = tmp_path / "cards.txt"
    note.write_text("the card of Anna is 4556 7375 8689 9855")
    program.compose(to=PEOPLE[0], subject="Card", body=f"<p>{CARD}</p>", html=True, files=[str(note)])
    program.send()
    shown = held(program)
    assert "attachment cards.txt" in shown["text"]
    assert "body" in shown["text"]
    assert "0343 6467" not in shown["text"]
    assert "each" not in shown["buttons"]


@pytest.mark.parametrize("kind", ["reply", "forward"])
def test_an_answer_to_an_earlier_mail(program, kind):
    text = CARD if kind == "forward" else "See you"
    program.answer(kind, EARLIER.format(others=", ".join(PEOPLE), text=text))
    if kind == "forward":
        program.add_to(*PEOPLE[:2])
        program.wait(lambda: program.draft()["canSend"])
    program.send()
    shown = held(program)
    if kind == "forward":
        assert "quoted" in shown["text"] or "body" in shown["text"]
        return
    program.click("each")
    mails = arrived(program, len(PEOPLE) + 1)
    assert {str(message(mail)["In-Reply-To"]) for mail in mails} == {"<earlier@example.com>"}


def test_five_hundred_recipients(program):
    people = [f"person{number}@example.{'com' if number % 2 else 'net'}" for number in range(500)]
    program.compose(to=", ".join(people), subject="Offer", body="Dear all")
    begun = time.monotonic()
    program.send()
    shown = held(program)
    print(f"500 recipients: popup read after {time.monotonic() - begun:.2f} s")  # noqa: T201 - a figure for whoever asks with -s
    assert shown["sentence"].startswith("500 people")
    program.click("bcc")
    assert len(arrived(program)[0].recipients) == 500


def test_a_file_of_fifty_megabytes_is_named_and_locks_nothing(program, tmp_path: Path):
    large = tmp_path / "film.bin"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    program.compose(to=PEOPLE[0], subject="Film", body="Dear Anna", files=[str(large)])
    program.send()
    shown = held(program)
    assert "not everything could be checked" in shown["sentence"]
    assert "film.bin" in shown["text"]


def test_two_windows_at_once(program):
    for subject in ("First", "Second"):
        program.compose(to=", ".join(PEOPLE), subject=subject, body="Dear all")
        program.send()
        held(program)
    assert program.windows("mail:extensionPopup") == program.windows("msgcompose") == 2


def test_offline_a_leaky_mail_is_held_as_well(program):
    program.set_offline(True)
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.remote.script("Services.wm.getMostRecentWindow('msgcompose').goDoCommand('cmd_sendLater')")
    held(program)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("dies", "ended before it was done"),
        ("sleeps", "took longer than 5 seconds"),
        ("rubbish", "ended before it was done"),
        ("shouts", "makes no sense"),
        ("large", "makes no sense"),
        ("old", "versions that do not fit"),
    ],
)
def test_a_host_that_fails_sends_nothing_and_locks_nothing(program, desk: Desk, mode, words):
    desk.behave(mode)
    program.compose(to=PEOPLE[0], subject="Offer", body="Dear Anna")
    program.send()
    shown = held(program)
    assert shown["sentence"] == "This mail could not be checked"
    assert words in shown["state"]
    assert shown["buttons"] == ["back", "anyway"]
    if mode == "dies":
        program.give_reason("it is urgent")
        assert arrived(program)[0].recipients == PEOPLE[:1]


def test_without_a_host_the_person_is_told_what_to_install(program, desk: Desk):
    with desk.no_host():
        program.compose(to=PEOPLE[0], subject="Offer", body="Dear Anna")
        program.send()
        assert "leakcheck install thunderbird" in held(program)["state"]


@pytest.mark.parametrize(("setting", "goes"), [("open", True), ("closed", False)])
def test_the_options_decide_what_happens_to_unchecked_mail(program, desk: Desk, setting, goes):
    program.set_option("whenUnchecked", setting)
    desk.behave("dies")
    program.compose(to=PEOPLE[0], subject="Offer", body="Dear Anna")
    program.send()
    if goes:
        assert arrived(program)[0].recipients == PEOPLE[:1]
    else:
        assert held(program)["buttons"] == ["back"]
    program.set_option("whenUnchecked", "ask")


@pytest.mark.parametrize(
    ("name", "value"),
    [("ownDomains", "coach.example, example.com example.net"), ("error", "0")],
)
def test_own_domains_and_thresholds_reach_the_check(program, name, value):
    levels = ("note", "warning", "error") if name != "ownDomains" else ()
    for level in levels:
        program.set_option(level, "0")
    program.set_option(name, value)
    try:
        program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
        program.send()
        assert sorted(arrived(program)[0].recipients) == sorted(PEOPLE)
    finally:
        for each in (*levels, name):
            program.set_option(each, "")


def test_a_ledger_that_is_not_there_is_said_when_a_mail_is_sent(program):
    program.set_option("ledger", "/nowhere/consent.db")
    try:
        program.compose(to=PEOPLE[0], subject="Offer", body="Dear Anna")
        program.send()
        shown = held(program)
        assert "/nowhere/consent.db" in shown["everything"] + shown["state"] + shown["sentence"]
    finally:
        program.set_option("ledger", "")


def test_a_host_that_is_killed_in_the_middle(program, desk: Desk):
    desk.behave("sleeps")
    program.compose(to=PEOPLE[0], subject="Offer", body="Dear Anna")
    program.send()
    program.wait(lambda: program.draft()["locked"] and desk.host_runs())
    desk.end_host()
    assert "ended before it was done" in held(program)["state"]
    desk.behave("good")
    program.click("back")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
    program.send()
    assert arrived(program)[0].recipients == PEOPLE[:1]


@pytest.mark.parametrize("html", [False, True], ids=["plain", "html"])
def test_places_are_marked_in_the_draft_and_what_is_sent_stays_as_it_was(program, html):
    body = "<p>My card is 4539 <b>1488 0343</b> 6467</p>" if html else f"Dear Anna,\n{CARD}"
    program.compose(to=PEOPLE[0], subject="Card", body=body, html=html)
    before = program.editor()
    assert before["marks"] == {}
    program.send()
    held(program)
    program.wait(lambda: program.editor()["marks"])
    after = program.editor()
    assert after["marks"] == {"error": ["4539 1488 0343 6467"], "warning": [], "note": []}
    assert after["html"] == before["html"]
    program.in_popup("document => document.querySelector('.show').click()")
    program.wait(lambda: program.editor()["selected"] == "4539 1488 0343 6467")
    program.give_reason("it is her own card")
    sent = message(arrived(program)[0]).get_body(("html" if html else "plain",)).get_content()
    assert "leakcheck" not in sent
    assert "<span" not in sent
    assert "<mark" not in sent


def test_marks_go_when_the_draft_is_mended(program):
    program.compose(to=", ".join(PEOPLE), subject="Card", body=f"<p>{CARD}</p>", html=True)
    program.send()
    held(program)
    program.wait(lambda: program.editor()["marks"].get("error"))
    program.click("back")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
    program.remote.script(
        "const editor = Services.wm.getMostRecentWindow('msgcompose').GetCurrentEditor();"
        "editor.selectAll(); editor.QueryInterface(Ci.nsIEditor).insertText('Nothing');"
    )
    program.send()
    held(program)
    program.wait(lambda: program.editor()["marks"] == {})


def test_the_popup_can_be_worked_with_the_keyboard_alone(program):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body=CARD)
    program.send()
    held(program)
    reached = program.in_popup(
        "document => Array.from(document.querySelectorAll('button, summary, input'))"
        ".filter(one => one.checkVisibility() && one.tabIndex >= 0 && (one.focus(), document.activeElement === one))"
        ".map(one => one.id || one.className || one.localName)"
    )
    assert reached == ["show", "summary", "back", "bcc", "each", "anyway"]
    press = "new window.KeyboardEvent('keydown', { key: 'Escape', bubbles: true })"
    program.in_popup(f"(document, window) => document.dispatchEvent({press})")
    program.wait(lambda: not program.windows("mail:extensionPopup"))
    assert program.draft()["canSend"]


def test_a_text_of_fifty_megabytes_locks_nothing_for_good(program):
    """Thunderbird alone needs many seconds to hand such a text over; after that our own five hold."""
    program.compose(to=PEOPLE[0], subject="Long", body="See you")
    program.remote.script(
        "const { document } = Services.wm.getMostRecentWindow('msgcompose').GetCurrentEditor();"
        "document.body.append(('so it goes '.repeat(90) + '\\n').repeat(50_000));"
    )
    program.send()
    shown = program.wait(lambda: program.in_popup(READ), 120)
    assert "could not be checked" in shown["sentence"]
    assert program.draft()["canSend"]
    assert not program.draft()["locked"]
    assert not program.sink.mails


def test_a_list_that_cannot_be_expanded_is_held(program):
    program.compose(to=PEOPLE[0], subject="Offer", body="Dear all")
    program.add_to("Nobody knows <Nobody knows>")
    program.wait(lambda: program.draft()["badge"] == "?")
    assert "could not be expanded" in program.draft()["label"]
    program.send()
    shown = held(program)
    assert "LC103" in shown["rules"]
    assert "Nobody knows" in shown["text"]


def test_an_empty_list_is_held(program):
    program.add_list("Nobody yet", [])
    program.compose(to=f"Nobody yet <Nobody yet>, {PEOPLE[0]}", subject="Offer", body="Dear all")
    program.send()
    shown = held(program)
    assert "LC103" in shown["rules"]
    assert "Nobody yet" in shown["text"]


def test_an_identity_without_an_address_locks_nothing(program):
    program.compose(to=", ".join(PEOPLE), subject="Offer", body="Dear all")
    program.remote.script(
        "const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');"
        "MailServices.accounts.defaultAccount.defaultIdentity.email = '';"
    )
    try:
        program.send()
        assert held(program)["sentence"].startswith("9 people")
    finally:
        program.remote.script(
            "const { MailServices } = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');"
            "MailServices.accounts.defaultAccount.defaultIdentity.email = 'petra@coach.example';"
        )
