from __future__ import annotations

import time

import pytest

from leakcheck.mail.templates.blocks import unpaired_block


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a {% for p in q %}{% if a %}x{% elif b %}y{% else %}z{% endif %}{% endfor %} b",
        "{%- for p in q -%}{%- endfor -%} {%+ if a +%}{%~ endif ~%}",
        "{{#each a}}{{#if b}}{{else}}{{/if}}{{/each}} {{~#if c~}}{{~/if~}} {{#people}}{{/people}} {{#if d}}{{/if}}",
        "<#list a as b><#if c>d<#else>e</#if></#list>",
        "{% raw %}{% for x %}{% endraw %}{% verbatim %}{% if %}{% endverbatim %}{% comment %}{% if %}{% endcomment %}",
        "{# {% if x %} #}{{!-- {{#if x}} --}}<#-- <#if x> -->{{{{raw}}}}{{#if}}{{{{/raw}}}}",
        "{{ 'a' if b }} {% block x %} {% include 'y' if z %} {% ifchanged %}",
        "for if endif {{range .A}}{{end}} <% if a %><% end %>",
    ],
)
def test_whole_templates(text: str) -> None:
    assert unpaired_block(text) is None


@pytest.mark.parametrize(
    ("text", "word", "begins", "at"),
    [
        ("a {% for p in q %}{{ p }}", "for", True, 2),
        ("a {{/each}}", "each", False, 2),
        ("{% if a %}{% for b %}{% endif %}{% endfor %}", "for", True, 10),
        ("{{#if a}}{{#each b}}{{/each}}", "if", True, 0),
        ("<#list a as b>", "list", True, 0),
        ("{# a #}{% if b %}", "if", True, 7),
        ("<!-- {% if b %} -->", "if", True, 5),
    ],
)
def test_halves(text: str, word: str, begins: bool, at: int) -> None:  # noqa: FBT001 - a row of a table
    assert unpaired_block(text) == (word, begins, at)


@pytest.mark.parametrize("pump", ["{% if a %}", "{#", "{{!--", "{{{{", "{% raw %}", "<#--", "{{#each a}}", "{%", "{{"])
def test_cost_is_linear(pump: str) -> None:
    def cost(times: int) -> float:
        begin = time.process_time()
        unpaired_block("{% if a %}" + pump * times)
        return time.process_time() - begin

    small, large = min(cost(8_000) for _ in range(3)), min(cost(64_000) for _ in range(3))
    assert large < max(small, 0.001) * 32  # 8 x the text; quadratic would be 64 x
