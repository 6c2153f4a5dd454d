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
    assert mask("{{ customer.billing.address.first_line }}", "merge-field") == "{{ customer.billing.addr"
