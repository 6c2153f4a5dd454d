from __future__ import annotations

import pytest

from leakcheck.detect.link_words import holds_id, written
from leakcheck.detect.terms import all_cues
from tests.detect.seen import details, seen

BARE = "https://news.example.com/x/3f9a8c1e7b"
UUID = "https://app.example.com/x/3fa85f64-5717-4562-b3fc-2c963f66afa6"
LONG = "https://u1.ct.example.net/ls/click?upn=u001Zk3jd92kslA93kdLs02kZk3jd92kslA93kdLs02k"

TOLD = [
    ("unsubscribe: {}", "unsubscribe"),
    ("Unsubscribe <{}>", "unsubscribe"),
    ("[Unsubscribe]({})", "unsubscribe"),
    ("To unsubscribe from this list, click here: {}", "unsubscribe"),
    ("You can manage your preferences here: {}", "unsubscribe"),
    ("Read it online: https://news.example.com/7 | Unsubscribe: {}", "unsubscribe"),
    ("To reset your password:\n\n{}\n", "password-reset"),
    ("Please confirm your email address: {}", "verification"),
    ("Your login link: {}", "login"),
    ("Accept the invitation {}", "invitation"),
    ("Um sich vom Newsletter abzumelden, klicken Sie hier: {}", "unsubscribe"),
    ("Passwort zurücksetzen:\n{}", "password-reset"),
    ("Bestätigungslink: {}", "verification"),
    ("Pour vous désabonner : {}", "unsubscribe"),
    ("Pour vous desabonner : {}", "unsubscribe"),
    ("Pour accepter l\u2019invitation : {}", "invitation"),
    ("Réinitialiser votre mot de passe : {}", "password-reset"),
    ("Para darse de baja: {}", "unsubscribe"),
    ("Enlace de acceso: {}", "login"),
    ("Per confermare il tuo indirizzo: {}", "verification"),
    ("Annulla l'iscrizione: {}", "unsubscribe"),
    ("Wachtwoord opnieuw instellen: {}", "password-reset"),
    ("Afmelden: {}", "unsubscribe"),
    ("Para redefinir a sua senha: {}", "password-reset"),
    ("Cancelar a inscrição: {}", "unsubscribe"),
]


@pytest.mark.parametrize(("text", "action"), TOLD)
@pytest.mark.parametrize("url", [BARE, "https://news.example.com/u?id=3f9a8c1e7b", UUID, LONG])
def test_words_before_a_link_tell_what_it_does(text: str, action: str, url: str) -> None:
    assert details(text.format(url), "personal-link") == [(action, "medium", False)]
    assert seen(text.format(url), "personal-link") == [url]


HARD = """\
unsubscribe: https://news.example.com/unsubscribe
To unsubscribe, visit https://news.example.com/preferences
To reset your password: https://app.example.com/account/password
unsubscribe: https://news.example.com/u?id={{subscriber_id}}
unsubscribe: https://news.example.com/u/%%id%%
unsubscribe: https://news.example.com/u/YOUR-TOKEN-HERE
unsubscribe: https://news.example.com/newsletter2024
How to unsubscribe: https://example.com/x/3f9a8c1e7b
Here is how to reset your password: https://youtu.be/dQw4w9WgXcQ
Reset password: https://www.youtube.com/watch?v=dQw4w9WgXcQ
The password reset ticket: https://desk.example.com/x/3f9a8c1e7b
Password reset: https://desk.example.com/tickets/3f9a8c1e7b
Password reset: https://github.com/example/repo/commit/3f9a8c1e7b
Password reset: https://docs.google.com/document/d/1a2bcDEF3ghiJKL4
Reset your password, then read the rest: https://example.com/x/3f9a8c1e7b
Please unsubscribe Ann, then look at the sheet https://example.com/x/3f9a8c1e7b
We cannot unsubscribe you. The plan is here: https://example.com/x/3f9a8c1e7b
Unsubscribe | View online: https://news.example.com/x/3f9a8c1e7b
Unsubscribe\nhttps://news.example.com/x/3f9a8c1e7b
Unsubscribe: https://news.example.com/leave and the offer: https://shop.example.com/x/3f9a8c1e7b
Confirm your order: https://shop.example.com/x/B08N5WRWNX
Confirm your subscription: https://forms.gle/8fK2p9QxYz1ab3cd7
Accept the invitation: https://zoom.us/j/98765432101?pwd=Zk3jd92kslA93kd
Invitation: https://example.com/x/3f9a8c1e7b
Login: https://example.com/x/3f9a8c1e7b
Please confirm: https://doodle.com/meeting/participate/id/3f9a8c1e7b
Verify your account: https://example.com/articles/3f9a8c1e7b
Verify your account: https://example.com/2024/11/28/15
Verify your account: https://example.com/a?utm_id=Zk3jd92kslA93kdLs02kZk3jd92ks&gclid=Zk3jd92kslA93kdLs02kZk3jd92ks
Unsubscribe: https://shop.example.com/products/3f9a8c1e7b
Activate your account: https://example.com/windows11-iphone15-guide
The page of the story is https://example.com/x/3f9a8c1e7b
Passwort zurücksetzen, siehe Anleitung: https://example.com/x/3f9a8c1e7b
Comment se désabonner : https://example.com/x/3f9a8c1e7b""".splitlines()


@pytest.mark.parametrize("text", [line.replace("\\n", "\n") for line in HARD])
def test_a_link_that_acts_for_nobody_is_none(text: str) -> None:
    assert [row for row in details(text, "personal-link") if row[1] != "low"] == []


OVER = [
    ("", "unsubscribe", ""),
    ("", "Manage your preferences", ""),
    ("", "Click here to unsubscribe", ""),
    ("Click ", "here", " to unsubscribe."),
    ("To reset your password, click ", "this link", "."),
    ("Jetzt ", "Passwort zurücksetzen", ""),
    ("Cliquez ", "ici", " pour vous désabonner"),
    ("", "Confirm my subscription", ""),
]


@pytest.mark.parametrize("words", OVER)
def test_words_over_a_link_tell_what_it_does(words: tuple[str, str, str]) -> None:
    sighting = written(BARE, *words)
    assert sighting is not None
    assert (sighting.start, sighting.end, sighting.confidence.label) == (0, len(BARE), "medium")
    assert written("https://news.example.com/unsubscribe", *words) is None


UNTOLD = [
    ("", "View online", ""),
    ("Unsubscribe | ", "View online", " | Preferences"),
    ("Click ", "here", " for the minutes. You may unsubscribe"),
    ("Click ", "here", ", or unsubscribe"),
    ("", "How to reset your password", ""),
    ("", "Why so many readers of ours unsubscribe from newsletters in the first week", ""),
    ("", "https://example.com/unsubscribe", ""),
    ("", "", ""),
]


@pytest.mark.parametrize("words", UNTOLD)
def test_words_over_a_link_that_tell_of_something_else(words: tuple[str, str, str]) -> None:
    assert written(BARE, *words) is None


def test_odd_links_hold_no_id() -> None:
    assert not any(map(holds_id, ("", "://", "https://", "https://[::1", "https://x.test/" + "a1b2" * 2_000)))


def test_no_phrase_holds_a_word_that_is_left_out_before_it_is_looked_for() -> None:
    actions = ("unsubscribe", "password-reset", "invitation", "verification", "login")
    phrases = [phrase for action in actions for phrase in all_cues(f"said-{action}")]
    assert [phrase for phrase in phrases if not all_cues("link-filler").isdisjoint(phrase.split())] == []
