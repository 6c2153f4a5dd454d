from __future__ import annotations

import pytest

from leakcheck.mail.words import decode_words, word_runs


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("plain =text?=", "plain =text?="),
        ("=?utf-8?Q?Lee=2C_Ann?= <ann@example.org>", "Lee, Ann <ann@example.org>"),
        ("=?utf-8?B?w6Q=?=", "ä"),
        ("=?utf-8?b?w6Q?=", "ä"),  # without padding
        ("=?utf-8?B?w6Q=?= \t=?utf-8?B?w6Q=?=", "ää"),  # blanks between two words are not meant
        ("=?utf-8?q?a?= b =?utf-8?q?c?=", "a b c"),
        ("=?utf-8?q?=C3?= =?UTF-8?q?=A4?=", "ä"),  # one character in two words
        ("=?iso-8859-1?q?=e4?= =?utf-8?q?=C3=A4?=", "ää"),
        ('"=?utf-8?q?=C3=A4?="', '"ä"'),  # illegal in quotes, and common
        ("a=?utf-8?q?=C3=A4?=b", "aäb"),
        ("=?utf-8*de?q?=C3=A4?=", "ä"),
        ("=?utf-8?q?two words?=", "two words"),
        ("=?utf-8?q?what??=", "what?"),
        ("=?x-unknown?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?us-ascii?q?Gr=FC=DFe?=", "Grüße"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8?q?never closed", "=?utf-8?q?never closed"),
        ("=?utf-8?q?lost =?utf-8?q?found?=", "=?utf-8?q?lost found"),
        ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
        ("=?utf-8?q??=x", "x"),
    ],
)
def test_words_as_people_meet_them(text: str, meant: str) -> None:
    assert decode_words(text) == meant


def test_runs_say_where_they_come_from() -> None:
    text = "Re: =?utf-8?q?=C3=A4?= =?utf-8?q?b?= end"
    assert [(text[run.start : run.end], run.text) for run in word_runs(text)] == [
        ("Re: ", "Re: "),
        ("=?utf-8?q?=C3=A4?= =?utf-8?q?b?=", "äb"),
        (" end", " end"),
    ]
