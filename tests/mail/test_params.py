from __future__ import annotations

import pytest

from leakcheck.mail.params import parse_params


@pytest.mark.parametrize(
    ("text", "value", "params"),
    [
        ("text/plain", "text/plain", {}),
        ("Text/Plain; Charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
        ('a/b; name="x; y.pdf"; z=1', "a/b", {"name": "x; y.pdf", "z": "1"}),
        ("attachment; filename=Client list.pdf", "attachment", {"filename": "Client list.pdf"}),
        ('attachment; filename="never closed; x.pdf', "attachment", {"filename": "never closed; x.pdf"}),
        (r'a/b; name="a \"b\" \\ c"', "a/b", {"name": 'a "b" \\ c'}),
        ("a/b; name==?utf-8?q?=C3=A4?=", "a/b", {"name": "ä"}),
        ('a/b; name="=?utf-8?q?=C3?= =?utf-8?q?=A4?="', "a/b", {"name": "ä"}),
        ("a/b; name*=UTF-8''%C3%A4.pdf", "a/b", {"name": "ä.pdf"}),
        ("a/b; name*=%C3%A4.pdf", "a/b", {"name": "ä.pdf"}),
        ("a/b; name*1=b; name*0*=UTF-8'de'%C3%A4; name*2*=%C3%A4", "a/b", {"name": "äbä"}),
        ("a/b; name=plain.pdf; name*=UTF-8''better.pdf", "a/b", {"name": "better.pdf"}),
        ("a/b; name=first; name=second", "a/b", {"name": "first"}),
        ("multipart/mixed boundary=x", "multipart/mixed", {"boundary": "x"}),
        (";;; text", "", {}),
        ("", "", {}),
    ],
)
def test_parameters_as_they_come(text: str, value: str, params: dict[str, str]) -> None:
    assert parse_params(text) == (value, params)
