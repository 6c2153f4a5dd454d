from __future__ import annotations

import pytest

from leakcheck.model.evidence import mask


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("{{ first_name }}", "{{ first_name }}"),
        ("*|FNAME|*", "*|FNAME|*"),
        ("«First Name»", "«First Name»"),
        ("{{#unless @last}}", "{{#unless @last}}"),
        ('{{ "anna@real.example" }}', "{{ *** }}"),
        ("{{ anna@real.example }}", "{{ *** }}"),
        ('{{ a | default("Anna Keller") }}', "{{ a | default(***) }}"),
        ("{{ 'Anna Keller }}", "{{ ***"),
        ("<%= mail &quot;Anna&quot; %>", "<%= mail *** %>"),
        ("{{ sms(+49 171 2345678) }}", "{{ sms(***) }}"),
        ("{{ all|join(', ') }}", "{{ all|join(', ') }}"),
        ("{{ address.line2 }}", "{{ address.line2 }}"),
    ],
)
def test_a_merge_field_shows_its_name_and_no_value(field: str, shown: str) -> None:
    assert mask(field, "merge-field") == shown


def test_a_long_merge_field_is_cut_off() -> None:
    assert mask("{{ customer.billing.address.first_line }}", "merge-field") == "{{ customer.billing.add…"
    assert mask("{% for client in group %}", "merge-field") == "{% for client in group…"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("zoe@example.net", "z***@e***.net"),
        ('{"mail":"zoe@example.net","name":"Dr.Klein"}', "{***@e***.net"),
        ("mailto:zoe@example.net?subject=About.Klein", "m***@e***.net"),
        ("imap://zoe@mail.example/Sent.Klein", "i***@m***.example"),
        ("zoe@example.net. Klein", "z***@e***.net"),
        ("zoe@localhost Klein.Klein", "z***@***"),
    ],
)
def test_of_what_follows_an_address_nothing_shows(value: str, shown: str) -> None:
    assert mask(value, "hidden") == shown
