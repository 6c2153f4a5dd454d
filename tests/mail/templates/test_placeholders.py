from __future__ import annotations

import time

import pytest

from leakcheck.mail.templates.languages import LANGUAGES, language_of, plain_name, template_language
from leakcheck.mail.templates.placeholders import find_placeholders

SHOWN = {
    "jinja": ("{{ user.name }}", "{% for x in y %}", "{% endfor %}", "{# note #}"),
    "handlebars": ("{{{raw}}}", "{{#each people}}", "{{/each}}", "{{!-- note --}}"),
    "go": ("{{ .Name }}", "{{ range .People }}", "{{ end }}", "{{! note }}"),
    "erb": ("<%= name %>", "<% people.each do |p| %>", "<% end %>", "<%# note %>"),
    "ejs": ("<%- name %>", "<% people.forEach(p => { %>", "<% }) %>", "<%# note %>"),
    "velocity": ("$!{name}", "#foreach( $p in $people )", "#end", "#* note *#"),
    "freemarker": ("${name}", "<#list people as p>", "</#list>", "<#-- note -->"),
}


@pytest.mark.parametrize("language", SHOWN)
def test_each_language_has_values_loops_ends_and_comments(language: str) -> None:
    text = " a ".join(SHOWN[language])
    found = find_placeholders(text, language_of(language))
    assert [text[tag.span.start : tag.span.end] for tag in found] == list(SHOWN[language])
    assert [tag.kind for tag in found] == ["value", "loop", "end", "comment"]


@pytest.mark.parametrize(
    "tag",
    ["*|FNAME|*", "{!Contact.FirstName}", "«First_Name»", "%first_name%", "%%FIRST%%", "[FIRST NAME]", "[First Name]",
     "{{ params.FIRSTNAME }}", "{{{firstName}}}", "{{ contact.firstname }}", "[[name]]",
     "{customer_email}", "{$name}", "<<First Name>>", "##NAME##", "#FNAME#"],
)  # fmt: skip
def test_services_have_forms_of_their_own(tag: str) -> None:
    found = find_placeholders(f"Dear {tag}, hello")
    assert [(f.kind, f.span) for f in found] == [("value", (5, 5 + len(tag)))]


@pytest.mark.parametrize(
    "text",
    ["100% of 50% off", "a%20name%20b", "https://x.example/%first%", "« Bonjour »", "[x] done", "{ color: red }",
     "a { b } c", "$5.00 and $x", "<p>1 < 2 % 3 ></p>", "{color:red}", "<<EOF", "# Heading", "#1",
     "*|", "{{", "{%", "«»"],
)  # fmt: skip
def test_prose_holds_none(text: str) -> None:
    assert find_placeholders(text) == ()


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("<%= User.pluck(:email) * ', ' %>", "join"), ("<%= all.to_sentence %>", "join"),
     ("{{ emails | join(', ') }}", "join"), ("<%= people.map(&:email).join(', ') %>", "join"),
     ("${emails?join(', ')}", "join"), ("{{#if name}}", "open"), ("{% if name %}", "open"), ("{{else}}", "control"),
     ("{{> header}}", "control"), ("{{#people}}", "loop"),
     ("{{#mail.recipients}}", "loop"), ("{{# team }}", "loop"), ("{{#person}}", "open"), ("{{#address}}", "open"),
     ("{{#hasColleagues}}", "open"), ("{{#is_members}}", "open"), ("{{#island_guests}}", "loop"),
     ("{%- for p in q -%}", "loop"), ("{{~#each q~}}", "loop")],
)  # fmt: skip
def test_what_a_tag_does(tag: str, kind: str) -> None:
    assert [found.kind for found in find_placeholders(tag)] == [kind]


@pytest.mark.parametrize(
    ("path", "language"),
    [("a/b.html.j2", "jinja"), ("B.HBS", "handlebars"), ("x.vm", "velocity"), ("x.txt", "auto"), ("x.eml", ""),
     ("x.msg", ""), ("x.oft", "auto"), ("README", ""), ("x.mjml", "auto"), ("x.gotmpl", "go")],
)  # fmt: skip
def test_the_ending_tells_the_language(path: str, language: str) -> None:
    assert template_language(path) == language


def test_the_ending_of_the_language_is_taken_off() -> None:
    assert plain_name("a/Welcome.HTML.j2") == "a/welcome.html"
    assert plain_name("welcome.html") == "welcome.html"


def test_every_language_has_forms() -> None:
    assert all(find_placeholders("", language_of(name)) == () for name in LANGUAGES)
    with pytest.raises(KeyError):
        language_of("cobol")


@pytest.mark.parametrize(
    "pump", ["{{", "{%", "<%", "{# ", "*|", "[[", "«a ", "%a", "$a.", "#foreach(", "<#a ", "{!", "{{{", "{{ {"]
)
def test_cost_is_linear(pump: str) -> None:
    def cost(size: int) -> float:
        text = pump * (size // len(pump))
        begin = time.process_time()
        for language in ("velocity", "freemarker", "auto"):
            find_placeholders(text, language_of(language))
        return time.process_time() - begin

    cost(1_000)
    small, large = min(cost(20_000) for _ in range(3)), min(cost(160_000) for _ in range(3))
    assert large < max(small, 0.001) * 32  # 8 x the text; quadratic would be 64 x
