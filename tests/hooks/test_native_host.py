"""The native host as Thunderbird starts it: a process with two pipes."""

import json
import os
import subprocess
import sys

import jsonschema
import pytest

from leakcheck.cli.addon import source_folder
from leakcheck.hooks.native_desk import answer
from leakcheck.hooks.native_host import PROTOCOL, _in_time, serve
from leakcheck.hooks.native_wire import MOST_OUT, read_message, write_message

PEOPLE = [f"p{number}@{'example.com' if number % 2 else 'example.net'}" for number in range(12)]
LEAKY = {"from": "coach@coach.example", "to": PEOPLE, "subject": "Hello", "plainTextBody": "Dear all"}
CLEAN = {"from": "coach@coach.example", "to": PEOPLE[:1], "subject": "Hello", "plainTextBody": "Dear Anna"}
SCHEMA = json.loads((source_folder() / "protocol-1.schema.json").read_text())
ANSWERS = jsonschema.Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": "#/$defs/answer"}]})


class Host:
    """A running host; `ask` sends an object or bytes as they are."""

    def __init__(self, home):
        environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "leakcheck.hooks.native_host", "/some/manifest.json", "leakcheck@example.org"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)

    def ask(self, message):
        body = message if isinstance(message, bytes) else json.dumps({"protocol": PROTOCOL, **message}).encode()
        self.send(len(body).to_bytes(4, sys.byteorder) + body)
        return self.answer()

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def answer(self):
        size = int.from_bytes(self.process.stdout.read(4), sys.byteorder)
        found = json.loads(self.process.stdout.read(size))
        ANSWERS.validate(found)
        return found

    def end(self):
        self.process.stdin.close()
        rest, errors = self.process.stdout.read(), self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return self.process.wait(10), rest, errors


@pytest.fixture
def host(tmp_path):
    running = Host(tmp_path)
    yield running
    assert running.end() == (0, b"", b"")  # ends with the pipe, and said nothing but its answers


def test_hello(host):
    answer = host.ask({"id": 1, "action": "hello"})
    assert answer["ok"]
    assert (answer["id"], answer["protocol"]) == (1, PROTOCOL)


def test_a_leaky_mail_is_held_and_a_clean_one_passes(host):
    held = host.ask({"id": 2, "action": "check", "draft": LEAKY})
    assert (held["verdict"], held["visible"]) == ("hold", 12)
    assert held["sentence"].startswith("12 people would see one another's addresses")
    assert held["findings"][0]["id"] == "LC101"
    assert host.ask({"id": 3, "action": "check", "draft": CLEAN})["verdict"] == "pass"


def test_the_same_findings_as_the_command_line(host, tmp_path):
    mail = tmp_path / "draft.eml"
    text = f"From: {LEAKY['from']}\nTo: {', '.join(PEOPLE)}\nSubject: Hello\n\nMy card is 4111 1111 1111 1111\n"
    mail.write_text(text)
    command = [sys.executable, "-m", "leakcheck", "check", str(mail), "--format", "json"]
    run = subprocess.run(command, capture_output=True, check=False, env={"HOME": str(tmp_path)})
    draft = {**LEAKY, "isPlainText": True, "plainTextBody": "My card is 4111 1111 1111 1111\n"}
    found = host.ask({"action": "check", "draft": draft})["findings"]
    expected = json.loads(run.stdout)["drafts"][0]["findings"]
    assert sorted(f["id"] for f in found) == sorted(f["rule"] for f in expected) != []


def test_send_anyway_holds_once_and_for_the_same_mail_only(host, tmp_path):
    code = host.ask({"action": "check", "draft": LEAKY})["code"]
    assert host.ask({"action": "allow-once", "code": code, "reason": " "})["error"]["code"] == "no-reason"
    assert host.ask({"action": "allow-once", "code": code, "reason": "they are a choir, ask a@example.org"})["ok"]
    assert host.ask({"action": "check", "draft": {**LEAKY, "to": [*PEOPLE, "q@example.com"]}})["verdict"] == "hold"
    sent = host.ask({"action": "check", "draft": LEAKY})
    assert sent["verdict"] == "pass"
    assert "LC101" in sent["overruled"]
    assert host.ask({"action": "check", "draft": LEAKY})["verdict"] == "hold"
    journal = (tmp_path / ".local/state/leakcheck/journal.jsonl").read_text()
    assert '"sent-anyway"' in journal
    assert "they are a choir" in journal
    assert "example." not in journal.replace("***", "")


def test_findings_in_german_have_the_same_ids(host):
    draft = {**LEAKY, "isPlainText": True, "plainTextBody": "My card is 4539 1488 0343 6467"}
    english = host.ask({"action": "check", "draft": draft})
    german = host.ask({"action": "check", "draft": draft, "language": "de-AT"})
    assert [one["id"] for one in german["findings"]] == [one["id"] for one in english["findings"]] != []
    assert german["sentence"].startswith("12 Personen würden gegenseitig ihre Adressen sehen")
    assert host.ask({"action": "hint", "draft": draft, "language": "de"})["sentence"].startswith("12 Personen")
    assert german["marks"] == english["marks"] == [{"value": "4539 1488 0343 6467", "level": "error"}]


def test_a_mandatory_rule_cannot_be_overruled(host, tmp_path):
    config = tmp_path / ".config" / "leakcheck"
    config.mkdir(parents=True)
    (config / "leakcheck.toml").write_text('mandatory = ["LC101"]\n')
    held = host.ask({"action": "check", "draft": LEAKY})
    assert (held["code"], held["findings"][0]["firm"]) == ("", True)


def test_settings_of_the_options_page(host):
    own = {"ownDomains": ["example.com", "example.net"]}
    assert host.ask({"action": "check", "draft": LEAKY, "settings": own})["verdict"] == "pass"
    higher = {"note": 20, "warning": 30, "error": 40}
    assert host.ask({"action": "hint", "draft": LEAKY, "settings": higher})["people"] == 0
    wrong = host.ask({"action": "check", "draft": LEAKY, "settings": {"ownDomains": ["not a domain"]}})
    assert wrong["error"]["code"] == "configuration"


def test_errors_of_the_configuration_speak_the_language_of_the_window(host):
    settings = {"ownDomains": ["gmail.com"]}
    asked = {"action": "check", "draft": LEAKY, "settings": settings, "language": "de"}
    assert "ist ein Anbieter für alle, dessen Nutzer einander nicht kennen" in host.ask(asked)["error"]["message"]


def test_the_hint_counts_people_and_lists_without_members(host):
    hint = host.ask({"action": "hint", "draft": {**LEAKY, "to": [*PEOPLE[:9], "Squad <Squad>"]}})
    assert (hint["people"], hint["level"], hint["unexpanded"]) == (9, "warning", 1)
    assert hint["sentence"] == "9 people would see one another's addresses"


def test_a_list_that_was_not_expanded_is_a_finding(host):
    held = host.ask({"action": "check", "draft": {**CLEAN, "to": ["Squad <Squad>"]}})
    assert held["verdict"] != "pass"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (b"", "not-json"),
        (b"\xff\xfe\x00", "not-json"),
        (b"[" * 100_000, "not-json"),
        (b"[1]", "not-an-object"),
        (b'{"action": "check"}', "wrong-protocol"),
        ({"action": "format-disk"}, "unknown-action"),
        ({}, "unknown-action"),
        ({"protocol": 99, "action": "hello"}, "wrong-protocol"),
        ({"action": "allow-once", "code": "x", "reason": "y"}, "unknown-code"),
    ],
)
def test_garbage_gets_an_error_and_the_host_goes_on(host, message, code):
    answer = host.ask(message)
    assert (answer["ok"], answer["error"]["code"]) == (False, code)
    assert host.ask({"action": "hello"})["ok"]


@pytest.mark.parametrize("draft", [None, 5, [], {"to": 7, "attachments": [None]}, {"to": ["\ud800"], "body": {}}])
def test_a_draft_of_another_shape_is_checked_as_far_as_it_goes(host, draft):
    assert host.ask({"action": "check", "draft": draft})["ok"]


def test_a_message_over_the_limit_is_read_over():
    source, sink = os.pipe()
    os.write(sink, (20).to_bytes(4, sys.byteorder) + b"x" * 20 + (2).to_bytes(4, sys.byteorder) + b"{}")
    assert read_message(source, most=10).code == "too-large"
    assert read_message(source, most=10) == {}
    os.close(source)
    os.close(sink)


def test_a_pipe_that_ends_within_a_message_ends_the_host(tmp_path):
    running = Host(tmp_path)
    running.process.stdin.write(b"\xff\x00\x00\x00half")
    assert running.end() == (0, b"", b"")


def test_answers_stay_below_the_limit(tmp_path):
    people = [f"person-{number}@example.{'com' if number % 2 else 'net'}" for number in range(5_000)]
    body = "\n".join(f"card 4111 1111 1111 1111 of {person}" for person in people)
    request = {"protocol": PROTOCOL, "draft": {**LEAKY, "to": people, "plainTextBody": body}, "action": "check"}
    found = answer(request, {"HOME": str(tmp_path)})
    assert len(json.dumps(found.body)) < MOST_OUT / 4


def test_an_answer_that_is_too_large_becomes_an_error():
    source, sink = os.pipe()
    write_message(sink, {"protocol": 1, "id": 7, "ok": True, "more": "x" * MOST_OUT})
    found = read_message(source)
    assert (found["id"], found["error"]["code"]) == (7, "answer-too-large")
    os.close(source)
    os.close(sink)


def test_a_check_that_takes_too_long_is_no_answer():
    import time

    assert _in_time(lambda: time.sleep(0.5) or {}, 0.01) is None
    assert _in_time(lambda: {"a": 1}, 5) == {"a": 1}


def test_a_slow_check_is_said_and_ends_the_host(tmp_path):
    code = (
        "import os, time\n"
        "from leakcheck.hooks import native_host\n"
        "native_host.respond = lambda *_: time.sleep(60)\n"
        "native_host.serve(0, 1, os.environ)\n"
    )
    body = b'{"protocol": 1, "id": 4, "seconds": 0.05}'
    data = len(body).to_bytes(4, sys.byteorder) + body
    run = subprocess.run([sys.executable, "-c", code], input=data * 2, capture_output=True, check=False)
    assert json.loads(run.stdout[4:])["error"]["code"] == "slow"
    assert run.returncode == 0


def test_nobody_there_to_read_is_no_crash(tmp_path):
    source, sink = os.pipe()
    os.close(sink)
    assert serve(source, -1, {}) == 0
    os.close(source)


def test_only_the_standard_library_before_the_check():
    heavy = "('typer', 'rich', 'flanker', 'email', 'phonenumbers')"
    seen = f"[m for m in sys.modules if m.split('.')[0] in {heavy} or m.startswith('leakcheck.engine')]"
    code = f"import sys, leakcheck.hooks.native_host; print({seen})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
