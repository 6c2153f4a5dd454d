from __future__ import annotations

import pytest

from leakcheck.detect import links
from leakcheck.detect.links import addresses_in, scan_url
from leakcheck.detect.prepared import Prepared

HEX = "8f14e45fceea167a5a36dedd4bea2543"
UUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"

PERSONAL = [
    (f"https://shop.example.com/account/reset?token={HEX}", "password-reset", "high"),
    ("https://app.example.com/magic/9c1d2e3f4a5b6c7d8e9f0a1b", "login", "high"),
    ("https://app.example.com/login?auth=Zk3jd92kslA93kdLs02k", "login", "high"),
    (f"https://news.example.com/unsubscribe?u={HEX}", "unsubscribe", "high"),
    ("https://news.example.com/unsubscribe?uid=1234567", "unsubscribe", "medium"),
    (f"https://news.example.com/abmelden/{HEX}", "unsubscribe", "high"),
    (f"https://news.example.com/desinscription?k={HEX}", "unsubscribe", "high"),
    (f"https://news.example.com/cancelar-subscricao?k={HEX}", "unsubscribe", "high"),
    (f"https://app.example.com/wachtwoord-vergeten/{HEX}", "password-reset", "high"),
    (f"https://example.com/invite/{UUID}", "invitation", "high"),
    ("https://example.com/confirm?code=Zk3jd92kslA93kdLs02k", "verification", "high"),
    ("https://example.com/page?email=anna@example.org", "address", "high"),
    ("https://example.com/page?e=anna%40example.org", "address", "high"),
    ("https://lists.example.org/mailman/options/list/anna--at--example.org", "address", "medium"),
    ("https://bucket.s3.example.com/x.pdf?X-Amz-Algorithm=AWS4&X-Amz-Signature=abc123", "signed-url", "high"),
    ("https://acct.blob.example.net/c/x?sv=2020-01-01&amp;se=2030&amp;sp=r&amp;sig=abc", "signed-url", "high"),
    ("https://storage.example.com/b/x?GoogleAccessId=x&Expires=1&Signature=abc", "signed-url", "high"),
    (f"https://calendar.google.com/calendar/ical/anna%40example.org/private-{HEX}/basic.ics", "calendar", "high"),
    ("https://example.com/?jwt=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijk", "jwt", "high"),
    (f"https://example.com/shop?token={HEX}", "token", "medium"),
    ("https://www.dropbox.com/scl/fi/abc/x.pdf?rlkey=abcd1234efgh", "shared-document", "medium"),
    ("https://docs.google.com/document/d/1abcDEFghiJKL/edit?usp=sharing", "shared-document", "low"),
    ("https://example.com/?mc_eid=abcdef1234&mc_cid=123", "subscriber-id", "low"),
]


@pytest.mark.parametrize(("url", "detail", "confidence"), PERSONAL)
def test_a_personal_link_is_found(url: str, detail: str, confidence: str) -> None:
    sighting = scan_url(url)
    assert sighting is not None
    assert (sighting.detail, sighting.confidence.label) == (detail, confidence)
    text = f"Please see <{url}>, thanks."
    assert [text[s.start : s.end] for s in links.find(Prepared(text), "")] == [url]


PLAIN = f"""\
https://example.com/
https://news.example.com/unsubscribe
https://example.com/a?utm_source=news&utm_campaign=2024&gclid=Cj0KCQjw8p2MBhCiARIsADDUFVE
https://www.linkedin.com/in/anna-example-12345
https://github.com/example/repo/commit/8f14e45fceea167a5a36dedd4bea25431234abcd
https://example.com/blog/2024/how-to-reset-your-password-in-2024-guide
https://lists.example.org/archives/msgid/20240101123456.abc@mail.example.org
https://www.mail-archive.com/bug-tar@example.org/msg04355.html
https://bugs.example.org/show_bug.cgi?id=12345
https://registry.example.org/foo/-/foo@1.2.3
https://medium.example.com/@anna/some-article-3fa85f645717
https://example.com/auth/docs/configuration-of-tokens
https://example.com/login
https://example.com/login?next=/account/settings
https://example.com/search?q=session+tokens+and+how+to+join
https://example.com/product/{UUID}
https://example.com/static/app.8f14e45fceea167a.js
https://example.com/join-us-for-the-summer-party-2024
https://example.com:8080/path?page=12345678
http://localhost/x""".splitlines()


@pytest.mark.parametrize("url", PLAIN)
def test_a_plain_link_is_none(url: str) -> None:
    assert scan_url(url) is None


@pytest.mark.parametrize(
    "url", ["", "://", "https://", "no link", "https://[::1", "a://b?=&=;;##", "https://x.test/" + "a" * 9_000]
)
def test_odd_links_do_not_raise(url: str) -> None:
    scan_url(url)


def test_the_addresses_of_a_link() -> None:
    url = "https://shop.example.com/a?mail=bob%40example.net&to=ann@example.com"
    assert addresses_in(url) == ["bob@example.net", "ann@example.com"]
    assert addresses_in("https://shop.example.com/ann") == []
