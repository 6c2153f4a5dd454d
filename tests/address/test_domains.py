from __future__ import annotations

import pytest

from leakcheck.address.domains import domain_of, is_freemail, organisation
from leakcheck.address.freemail import FREEMAIL

BIG = (
    "gmail.com googlemail.com outlook.com outlook.de hotmail.co.uk live.nl yahoo.com yahoo.co.jp icloud.com me.com "
    "mac.com gmx.de gmx.net web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com aol.com "
    "orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it telefonica.net terra.es ziggo.nl "
    "kpnmail.nl xs4all.nl btinternet.com sky.com virginmedia.com comcast.net verizon.net att.net sbcglobal.net cox.net "
    "charter.net bigpond.com optusnet.com.au shaw.ca rogers.com sympatico.ca bluewin.ch hispeed.ch aon.at a1.net "
    "telenet.be skynet.be seznam.cz wp.pl onet.pl o2.pl interia.pl mail.ru yandex.ru rambler.ru ukr.net qq.com 163.com "
    "126.com sina.com naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp rediffmail.com uol.com.br bol.com.br "
    "terra.com.br"
)


@pytest.mark.parametrize("domain", BIG.split())
def test_big_providers_are_freemail(domain: str) -> None:
    assert is_freemail(domain)
    assert is_freemail(f"users.{domain}")


@pytest.mark.parametrize(
    "domain", ["", "example.org", "notgmail.com", "gmail.com.example", "com", "co.uk", "microsoft.com"]
)
def test_others_are_not(domain: str) -> None:
    assert not is_freemail(domain)


def test_the_list_is_clean() -> None:
    assert len(FREEMAIL) > 250
    assert all(domain == domain.lower().strip(".") and "." in domain for domain in FREEMAIL)


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("example.org", "example.org"),
        ("mail.shop.example.org", "example.org"),
        ("mail.example.co.uk", "example.co.uk"),
        ("example.co.uk", "example.co.uk"),
        ("co.uk", "co.uk"),
        ("dep.example.ac.uk", "example.ac.uk"),
        ("a.example.com.au", "example.com.au"),
        ("a.example.com.br", "example.com.br"),
        ("mail.docomo.ne.jp", "docomo.ne.jp"),
        ("com.example.de", "example.de"),
        ("localhost", "localhost"),
        ("[192.0.2.1]", "[192.0.2.1]"),
        ("", ""),
    ],
)
def test_organisation(domain: str, registered: str) -> None:
    assert organisation(domain) == registered


def test_domain_of_nothing() -> None:
    assert domain_of("") == ""
    assert domain_of("ann") == ""
