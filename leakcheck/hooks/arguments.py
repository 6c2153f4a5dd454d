"""The command line of leakcheck-sendmail: our own options first, then those of sendmail, which only looks at."""

from __future__ import annotations

from itertools import islice

from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Options with a value, of Sendmail 8, Postfix, Exim and msmtp together. `-d`, `-m` and `-q` have theirs attached.
_VALUED = frozenset("ABCDFLNORVXabefhopr")
_ATTACHED = frozenset("dq")
# Of msmtp; --auth, --auto-from, --tls and such take a value behind "=" only.
_LONG_VALUED = frozenset(
    {
        *("--account", "--aliases", "--domain", "--dsn-notify", "--dsn-return", "--file", "--from", "--host"),
        *(
            "--logfile",
            "--logfile-time-format",
            "--maildomain",
            "--passwordeval",
            "--port",
            "--protocol",
            "--proxy-host",
        ),
        *("--proxy-port", "--socket", "--source-ip", "--timeout", "--tls-cert-file", "--tls-crl-file"),
        *("--tls-fingerprint", "--tls-host-override", "--tls-key-file", "--tls-min-dh-prime-bits", "--tls-priorities"),
        *("--tls-trust-file", "--user"),
    }
)
_FROM_HEADERS = frozenset({"--read-recipients"})
_NO_MESSAGE = frozenset({"--version", "--help", "--serverinfo", "-S", "--pretend", "-P"})
_NO_MESSAGE_STARTS = ("-q", "-bp", "-bi", "-bv", "-bt", "-bh", "-bH", "-I", "--rmqs", "--configure")
_OPTION, _VALUE, _RECIPIENT, _END = "option", "value", "recipient", "end of options"
_DIALOGUES = ("-bs", "-bS", "-bd", "-bD", "-bl")


class Call(NamedTuple):
    """What leakcheck-sendmail was asked to do; `passed` is what the transport gets."""

    config: str = ""
    via: str = ""
    check_only: bool = False
    help: bool = False
    version: bool = False
    passed: tuple[str, ...] = ()


class Envelope(NamedTuple):
    """What sendmail's arguments say: recipients, and whether those of the header count (-t).

    `message` is False for calls that carry none (mailq, newaliases); `dialogue` is an option that makes sendmail speak
    SMTP on standard input, where there is no message to look at.
    """

    recipients: tuple[str, ...] = ()
    from_headers: bool = False
    message: bool = True
    dialogue: str = ""


def read_call(words: Sequence[str]) -> Call:
    """Split off our own options, which stand first; raises ConfigError for one without its value."""
    call, rest = Call(), list(words)
    while rest:
        name, equals, value = rest[0].partition("=")
        if name in {"--config", "--via"}:
            if not equals and len(rest) < 2:
                raise ConfigError(f"{name} needs a value")
            value = value if equals else rest.pop(1)
            call = call._replace(config=value) if name == "--config" else call._replace(via=value)
        elif rest[0] == "--check-only":
            call = call._replace(check_only=True)
        elif rest[0] in {"--help", "--version"}:
            call = call._replace(help=rest[0] == "--help", version=rest[0] == "--version")
        else:
            break
        rest.pop(0)
    return call._replace(passed=_rest(rest))


def _rest(words: list[str]) -> tuple[str, ...]:
    """Return what follows our own options without the `--` that ends them.

    It stays where mutt put it before a recipient that looks like an option, which must never become one.
    """
    if words[:1] != ["--"]:
        return tuple(words)
    dashed = next((word for word in words[1:] if word.startswith("-")), "")
    return tuple(words) if "@" in dashed else tuple(words[1:])


def read_envelope(words: Sequence[str]) -> Envelope:
    """Return who would get the mail by the arguments of sendmail, read as getopt does.

    An option that is not known is taken to have no value: what follows then counts as a recipient, which is judged.
    """
    found, recipients = Envelope(), []
    for word, kind in _kinds(words):
        if kind == _RECIPIENT:
            recipients.append(word)
        elif kind == _OPTION:
            found = _option(word, found)
    return found._replace(recipients=tuple(recipients))


def without_recipients(words: Sequence[str]) -> tuple[str, ...]:
    """Return the options among the arguments of sendmail, with their values."""
    return tuple(word for word, kind in _kinds(words) if kind in {_OPTION, _VALUE})


def _kinds(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    rest = iter(words)
    for word in rest:
        if word == "--":
            yield word, _END
            yield from ((recipient, _RECIPIENT) for recipient in rest)
        elif not word.startswith("-") or word == "-":
            yield word, _RECIPIENT
        else:
            yield word, _OPTION
            if _takes_next(word):
                yield from ((value, _VALUE) for value in islice(rest, 1))


def _option(word: str, found: Envelope) -> Envelope:
    if word.startswith(_DIALOGUES):
        return found._replace(dialogue=word)
    if word in _NO_MESSAGE or word.startswith(_NO_MESSAGE_STARTS):
        return found._replace(message=False)
    if word in _FROM_HEADERS or (not word.startswith("--") and "t" in _flags(word)):
        return found._replace(from_headers=True)
    return found


def _flags(word: str) -> str:
    """Return the letters of a cluster such as -ti, up to one that takes the rest as its value."""
    for number, letter in enumerate(word[1:], 1):
        if letter in _VALUED or letter in _ATTACHED:
            return word[1:number]
    return word[1:]


def _takes_next(word: str) -> bool:
    """Tell whether the next word is the value of this option."""
    if word.startswith("--"):
        return word in _LONG_VALUED
    return len(_flags(word)) == len(word) - 2 and word[-1] in _VALUED
