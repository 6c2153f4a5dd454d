from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import mail
from leakcheck.mail.places import Places
from leakcheck.mail.templates.reader import read_template
from leakcheck.model.errors import ReadError
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits

if TYPE_CHECKING:
    from leakcheck.model.draft import Draft


def read(text: str, path: str = "a.html.j2") -> Draft:
    return mail.parse(text.encode(), path)


def where(draft: Draft, value: str) -> tuple[int | None, int | None]:
    """Return line and column of a value, found through the texts of the draft."""
    for text in draft.texts:
        at = text.text.find(value)
        if at >= 0:
            return Places(draft).locate(text.origin, Span(at, at + len(value)))
    raise AssertionError(value)


@pytest.mark.parametrize("path", ["a.eml.j2", "a.html", "a.txt", "a.md", "a.mjml", "a.hbs", "a.oft.j2"])
def test_endings_make_templates(path: str) -> None:
    assert read("Hello {{ name }}", path).template


@pytest.mark.parametrize("path", ["a.eml", "-", "a", "a.msg"])
def test_other_files_are_mails(path: str) -> None:
    assert not read("Subject: a\n\nHello {{ name }}", path).template


YAML = """---
subject: "Hi {{ n }}"
to:
  - {{ a }}
  - "Ann <ann@example.com>" # her
cc: [x@example.com, "y@example.com"]
---
Hi
"""


def test_front_matter_of_yaml() -> None:
    draft = read(YAML, "a.md")
    assert [(r.field, r.addr_spec, r.problem) for r in draft.recipients] == [
        ("To", "", "placeholder"),
        ("To", "ann@example.com", ""),
        ("Cc", "x@example.com", ""),
        ("Cc", "y@example.com", ""),
    ]
    places = Places(draft)
    assert [places.locate(r.origin, r.span) for r in draft.recipients] == [(4, 5), (5, 6), (6, 6), (6, 22)]
    assert draft.texts[0].text == "Hi {{ n }}"
    assert draft.texts[-1].text == "Hi\n"


@pytest.mark.parametrize(
    "front",
    ['+++\nto = ["ann@example.com"]\n+++\n', "<!--\nto: ann@example.com\n-->", "{# to: ann@example.com #}",
     "{{!--\n to: ann@example.com\n--}}", "<%# To: ann@example.com %>", "<#-- to: ann@example.com -->",
     "#* to: ann@example.com *#", "{% comment %}\nto: ann@example.com\n{% endcomment %}",
     "/*\n * @to: ann@example.com\n */",
     "---\nto:\n  name: Ann\n  email: ann@example.com\n---\n",
     "---\nto:\n- name: Ann\n  address: 'ann@example.com'\n---\n",
     "---\nto: >-\n  Ann\n  <ann@example.com>\nsubject: x\n---\n", '+++\nto = [\n  "ann@example.com",\n]\n+++\n',
     "---\r\nto: ann@example.com\r\n---\r\n", "\ufeff---\nto: ann@example.com\n---\n"],
)  # fmt: skip
def test_headers_in_comments_and_front_matter(front: str) -> None:
    (person,) = read(f"{front}\nHello", "a.tmpl").recipients
    assert (person.field, person.addr_spec) == ("To", "ann@example.com")


@pytest.mark.parametrize("text", ["---\nno: end\n", "<!-- a comment -->", "----\nto: a@example.com\n", "/* to do */"])
def test_what_is_no_front_matter(text: str) -> None:
    assert read(f"{text}Hello", "a.tmpl").recipients == ()


PAGE = """<p class="{% if a > b %}x{% endif %}">Hi <a href="{{ url("x") }}">{{ n }}</a> bob@example.com</p>
<p>{{ a }} ann@example.com</p>"""


def test_positions_in_a_page_are_those_of_the_file() -> None:
    draft = read(PAGE)
    assert where(draft, "bob@") == (1, PAGE.index("bob@") + 1)
    assert where(draft, "ann@") == (2, 12)
    assert draft.buffers[0].data == PAGE.encode()
    assert draft.texts[0].text == "Hi {{ n }} bob@example.com\n\n{{ a }} ann@example.com"


def test_positions_in_a_mail_with_umlauts() -> None:
    header = "To: {{ a }}\nSubject: Grüße\nContent-Type: text/html; charset=utf-8\n\n"
    text = header + "<p>{% if a < b %}Grüße{% endif %} ann@example.com\n"
    draft = read(text, "a.eml.j2")
    line = text.split("\n")[4]
    assert where(draft, "ann@") == (5, line.index("ann@") + 1)
    assert draft.buffers[0].data == text.encode()


PLACES = [
    ("a.html.j2", "{# ask ann@example.com #}\n<p>x</p>"),
    (
        "a.html.j2",
        '---\nto: "{{ a }}"\nsubject: Gr\u00fc\u00dfe\n---\n<p>\t{{ "\u00e9" }} &nbsp; <b>x</b> ann@example.com</p>\n',
    ),
    ("a.mjml", "<mjml>\n\t<mj-text>Gr\u00fc\u00dfe &amp; {{ x }} \U0001f600 ann@example.com</mj-text>\n</mjml>\n"),
    ("a.md", '+++\nto = "{{ x }}"\ncc = ["ann@example.com"]\n+++\nHello\n'),
    ("a.eml.hbs", "To: {{a}}\nSubject: \u00e9\n\nGr\u00fc\u00dfe {{#if a}}x{{/if}} \U0001f600 ann@example.com\n"),
    ("a.html.erb", '<% if a > b %>\n<p title="<%= a %>">\u00e9 <%= "x" %> ann@example.com</p><% end %>'),
    ("a.html.j2", "<p>x</p>\n<p>\u00e9 {{ e|default('ann@example.com') }}</p>"),
]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "text"), PLACES)
def test_places_are_those_of_the_file_in_every_encoding(path: str, text: str, end: str, codec: str) -> None:
    at = text.index("ann@")
    expected = (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    assert where(mail.parse(text.replace("\n", end).encode(codec), path), "ann@") == expected


LOOPS = [
    ("To: {% for p in q %}{{ p }}, {% endfor %}\n\nx", ["To"]),
    ("To: {{ a }}\nCc: {{#each q}}{{this}}, {{/each}}\n\nx", ["Cc"]),
    ("To: {{ q | join(', ') }}\n\nx", ["To"]),
    ("Subject: x\n{% for p in q %}\nTo: {{ p }}\n{% endfor %}\n\nx", ["To"]),
    ("{% for p in q %}\nTo: {{ p }}\nSubject: x\n\nx {% endfor %}", []),
    ("To: {% if a %}{{ a }}{% else %}{{ b }}{% endif %}\n\nx", []),
    ("{% set all = q|map('mail')|join(', ') %}\nTo: {{ all }}\n\nx", ["To"]),
    ("{% capture all %}{% for p in q %}{{ p }},{% endfor %}{% endcapture %}\nTo: {{ all }}\n\nx", ["To"]),
    ("{% set one %}{{ p }}{% endset %}{% for p in q %}{% endfor %}\nTo: {{ one }}\n\nx", []),
    ("To: <% while (i < n) { %><%= q[i] %>,<% } %>\n\nx", ["To"]),
    ("{% set one = q|first %}\nTo: {{ one }}\n\nx", []),
    ("To: {% liquid\n for p in q\n echo p\n endfor\n%}\n\nx", ["To"]),
    ("---\nto:\n{% for p in q %}\n  - {{ p }}\n{% endfor %}\n---\nx", ["To"]),
    ("---\ncc: >\n  {{ a }},\n  {% for p in q %}{{ p }},{% endfor %}\n---\nx", ["Cc"]),
    ("Bcc: {% for p in q %}{{ p }}, {% endfor %}\n\nx", []),
    ("To: {{ a }}\n\n{% for p in q %}{{ p }}{% endfor %}", []),
]


@pytest.mark.parametrize(("text", "fields"), LOOPS)
def test_loops_over_people(text: str, fields: list[str]) -> None:
    path = "a.md.j2" if text.startswith("---") else "a.eml.ejs" if "<%" in text else "a.eml.j2"
    assert [header.name for header in read(text, path).repeated] == fields


def test_velocity_is_known_by_its_statements() -> None:
    page = "<!--\nto: #foreach($p in $group)$p.mail, #end\n-->\n<p>Hello</p>"
    assert [header.name for header in read(page, "a.html").repeated] == ["To"]


def test_tags_between_fields_are_no_damage() -> None:
    draft = read("From: a@example.com\n{% for p in q %}\nTo: {{ p }}\n{% endfor %}\nSubject: x\n\nHello\n", "a.eml.j2")
    assert draft.defects == ()
    assert [text.text for text in draft.texts] == ["x", "Hello\n"]


def test_a_tag_that_is_never_closed_is_said() -> None:
    assert [d.code for d in read("Hi {{ name }}, {% if x", "a.txt").defects] == ["template-tag-open"]
    (defect,) = read("Gr\u00fc\u00dfe\r\n<p>{{ n }}\r\n{% if x", "a.html").defects
    assert (defect.part, defect.offset) == ("", 21)
    (defect,) = read("{% for p in q %}<p>{{ n }}", "a.html").defects
    assert (defect.code, defect.part, defect.offset) == ("template-block-open", "", 0)
    (defect,) = read("To: {{ a }}\nSubject: {{ x\n\nHello", "a.eml.j2").defects
    assert (defect.part, defect.offset) == (None, 21)
    assert read("h1 {{ name }} a{b{c:d}}", "a.txt").defects == ()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04aaaa", bytes(range(32)) * 20])
def test_what_is_no_text_is_said(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_template(data, "a.html")


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_template_holds_nothing(data: bytes) -> None:
    assert read_template(data, "a.html").texts == ()


def test_a_large_file_is_read_up_to_the_limit() -> None:
    draft = read_template(b"Hello {{ name }}\n" * 1_000, "a.txt", Limits()._replace(text_bytes=1_000))
    assert len(draft.texts[0].text) <= 1_000
    assert [unread.what for unread in draft.unread] == ["the rest of the text"]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.html.j2", "a.eml.erb", "a.md", "a.vm", "a.ftl", "a.txt"]))
def test_hostile_bytes_never_raise(data: bytes, path: str) -> None:
    try:
        draft = read_template(data, path)
    except ReadError:
        return
    places = Places(draft)
    for text in draft.texts:
        places.locate(text.origin, Span(0, len(text.text)))


PIECES = [
    "---\n",
    "to: ",
    "{{ a }}",
    "{% for x in y %}",
    "{% endfor %}",
    "\n",
    "<p>",
    "a@example.com",
    "To: ",
    "<!--",
    "-->",
    "[",
    "]",
    ", ",
    '"',
    "<%",
    "%>",
    "#*",
    "+++\n",
    "é",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["a.html.j2", "a.eml.erb", "a.md", "a.vm"]))
def test_any_order_of_pieces_is_read(pieces: list[str], path: str) -> None:
    data = "".join(pieces).encode()
    try:
        draft = read_template(data, path)
    except ReadError:
        return
    assert draft.buffers[0].data == data
    for person in draft.recipients:
        assert Places(draft).locate(person.origin, person.span)[0] is not None
