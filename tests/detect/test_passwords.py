from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leakcheck.detect import secrets
from leakcheck.detect.prepared import Prepared

if TYPE_CHECKING:
    from pathlib import Path


def found(text: str) -> list[tuple[str, str, str]]:
    return [(text[s.start : s.end], s.detail, s.confidence.label) for s in secrets.find(Prepared(text), "")]


HIGH = [
    ("password: hunter22", "hunter22"),
    ("Your password is Xk3!pQ9z.", "Xk3!pQ9z"),
    ("The password is: Xk3!pQ9z", "Xk3!pQ9z"),
    ("use login bob and password Qr7!dke#39.", "Qr7!dke#39"),
    ("its password 'B@np0rt#24', exposing", "B@np0rt#24"),
    ('"password": "Zx81spectrum"', "Zx81spectrum"),
    ("password (case sensitive): fOoB4r99", "fOoB4r99"),
    ("password for the shop is Tr0ub4dor&3", "Tr0ub4dor&3"),
    ("Password:\n  kL9#mm2p", "kL9#mm2p"),
    ("passwd=hunter2", "hunter2"),
    ("Server=db.example.net;User Id=sa;Password=Pa55w0rd99;", "Pa55w0rd99"),
    ("https://example.com/?user=a&password=hunter22", "hunter22"),
    ("Passwort: Sommer2024!", "Sommer2024!"),
    ("Das Passwort lautet Geheim#77 bitte nicht weitergeben", "Geheim#77"),
    ("Kennwort für das WLAN: blau-Haus-42", "blau-Haus-42"),
    ("Mot de passe : Soleil2023!", "Soleil2023!"),
    ("mot de passe : « Soleil2023! »", "Soleil2023!"),
    ("Le mot de passe est Lun3Bleue", "Lun3Bleue"),
    ("Contraseña: Perro1234", "Perro1234"),
    ("La contraseña es Gato_99x", "Gato_99x"),
    ("La password è Roma2024x", "Roma2024x"),
    ("Wachtwoord: Fiets123!", "Fiets123!"),
    ("Het wachtwoord is Tulp#44", "Tulp#44"),
    ("Senha: Praia2024", "Praia2024"),
    ("A senha é Sol@2023", "Sol@2023"),
    ("api_key = 3f9a8b7c6d5e4f3a2b1c", "3f9a8b7c6d5e4f3a2b1c"),
]


@pytest.mark.parametrize(("text", "value"), HIGH)
def test_an_announced_password_is_found(text: str, value: str) -> None:
    assert [(v, c) for v, _, c in found(text)] == [(value, "high")]


MEDIUM = [
    ("login: bob password: swordfish", "swordfish"),
    ("PIN: 4821", "4821"),
    ("my passcode is 8842", "8842"),
    ("Your verification code is 493021", "493021"),
    ("493021 is your verification code", "493021"),
    ("Code de vérification : 123 456", "123 456"),
    ("Geheimzahl: 7391", "7391"),
]


@pytest.mark.parametrize(("text", "value"), MEDIUM)
def test_a_code_or_a_plain_word_is_likely(text: str, value: str) -> None:
    assert [(v, c) for v, _, c in found(text)] == [(value, "medium")]


def test_the_code_of_a_meeting_is_meant_for_its_guests() -> None:
    assert [c for _, _, c in found("Dial-in 555-0100, participant passcode: 123456")] == ["low"]


@pytest.mark.parametrize(
    "text",
    [
        "Meeting ID: 354 118 822 417\nPasscode: xY7pQz",
        "Besprechungs-ID: 354 118 822 417\nPasscode: xY7pQz",
        "ID de réunion : 354 118 822 417\nCode secret : xY7pQz",
        "ID riunione: 354 118 822 417\nPasscode: xY7pQz",
        "https://zoom.example/j/81244170091?pwd=YWJjZGVmZ2hpamtsbW5vcA.1",
    ],
)
def test_an_invitation_tells_its_password(text: str) -> None:
    assert [c for _, _, c in found(text)] == ["low"]


PROSE = """\
password: ask me
password reset
password: <your password>
password protected
Forgot your password? Click here
The password is required
the password was supplied
password must be at least 8 characters
password: ********
password: xxxxxxxx
password = getpass.getpass()
password=$PASSWORD
password=%s
<input type="password" name="pass1">
Password incorrect
enter your PIN at the terminal
pin 4 is ground
PIN: see letter
TAN 2010-04
password: string
password: string;
passwords: see below
your password will expire in 14 days
password is case-sensitive
update-passwd is single-threaded
decrypt without a password is GNUTLS_E_DECRYPTION_FAILED
returning NULL pw->pw_passwd
Change password every 90 days
password for user1 has been changed
password hash uses SHA256
the password file /etc/passwd
password user@example.com
password: https://example.com/reset
Das Passwort ist abgelaufen
Passwort: folgt per SMS
Passwort vergessen?
mot de passe oublié ?
restablecer contraseña
recuperar la contraseña
password dimenticata
wachtwoord vergeten
esqueceu a senha?
password {{ password }}
root@host's password:
password authentication
access code required
security code: see back of card
password=None
- password: string;
Wi-Fi password: ask at reception
api_key = os.environ["API_KEY"]
api key: see the wiki
access token expired
bearer of bad news 2010
license key not found
secret key cryptography of 1976
client secret: to be sent
the secret of success is 42""".splitlines()


@pytest.mark.parametrize("text", PROSE)
def test_prose_about_passwords_is_no_password(text: str) -> None:
    assert found(text) == []


def test_nothing_is_guessed_without_a_cue() -> None:
    assert found("the build is 8f14e45fceea167a5a36dedd4bea2543 and Xk3!pQ9z%vW") == []


def test_recall_on_the_labelled_set(corpus: Path) -> None:
    labelled = (corpus / "pii" / "nannigalaxy_nano.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in labelled.splitlines()]
    gold = [(row["text"], span) for row in rows for span in row["spans"] if span["type"] == "PASSWORD"]
    hits = [
        span
        for text, span in gold
        if any(s.start < span["end"] and span["start"] < s.end for s in secrets.find(Prepared(text), ""))
    ]
    assert len(hits) >= 0.9 * len(gold)
