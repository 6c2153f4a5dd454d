from __future__ import annotations

import pytest

from leakcheck.hooks.arguments import Call, Envelope, read_call, read_envelope
from leakcheck.model.errors import ConfigError


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("-t", Call(passed=("-t",))),
        ("--via msmtp -t", Call(via="msmtp", passed=("-t",))),
        ("--via=msmtp --config=x.toml a@example.com", Call("x.toml", "msmtp", passed=("a@example.com",))),
        ("--config x.toml -- -i a@example.com", Call("x.toml", passed=("-i", "a@example.com"))),
        ("-i --via msmtp", Call(passed=("-i", "--via", "msmtp"))),
        ("--check-only -t", Call(check_only=True, passed=("-t",))),
        ("--version", Call(version=True)),
        ("-- --version", Call(passed=("--version",))),
        ("-- a@example.com b@example.com", Call(passed=("a@example.com", "b@example.com"))),
    ],
)
def test_our_options_stand_first(words: str, call: Call) -> None:
    assert read_call(words.split()) == call


def test_a_recipient_never_becomes_an_option() -> None:
    assert read_call(["--via", "msmtp", "--", "-X/tmp/x@example.com"]).passed == ("--", "-X/tmp/x@example.com")


@pytest.mark.parametrize("word", ["--via", "--config"])
def test_an_option_without_its_value_is_refused(word: str) -> None:
    with pytest.raises(ConfigError, match=f"{word} needs a value"):
        read_call([word])


@pytest.mark.parametrize(
    ("words", "envelope"),
    [
        ("a@x b@x", Envelope(("a@x", "b@x"))),
        ("-i -- a@x -b@x", Envelope(("a@x", "-b@x"))),
        ("-f me@x a@x", Envelope(("a@x",))),
        ("-fme@x a@x", Envelope(("a@x",))),
        ("-F Petra -oi -odb a@x", Envelope(("a@x",))),
        ("-B 8BITMIME -N never -R hdrs -V id -O QueueDirectory=/x a@x", Envelope(("a@x",))),
        ("-t", Envelope(from_headers=True)),
        ("-ti a@x", Envelope(("a@x",), from_headers=True)),
        ("-it", Envelope(from_headers=True)),
        ("-oit a@x", Envelope(("a@x",))),
        ("-ft@x a@x", Envelope(("a@x",))),
        ("-C /etc/msmtprc -a work a@x", Envelope(("a@x",))),
        ("--account work --read-recipients", Envelope(from_headers=True)),
        ("--account=work a@x", Envelope(("a@x",))),
        ("--unknown a@x", Envelope(("a@x",))),
        ("-v -n a@x", Envelope(("a@x",))),
        ("-bm a@x", Envelope(("a@x",))),
        ("-bp", Envelope(message=False)),
        ("-q", Envelope(message=False)),
        ("--version", Envelope(message=False)),
        ("-bs", Envelope(dialogue="-bs")),
        ("-", Envelope(("-",))),
    ],
)
def test_the_arguments_are_read_as_sendmail_reads_them(words: str, envelope: Envelope) -> None:
    assert read_envelope(words.split()) == envelope
