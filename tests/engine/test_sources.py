from __future__ import annotations

import pytest

from leakcheck.engine.sources import template_finder
from leakcheck.model.errors import ConfigError
from leakcheck.policy.load import parse_policy

POLICY = """
[templates]
paths = ["mails/**"]
language = "erb"
languages = ["mails/old/**: velocity", "*.jet: go"]
"""


@pytest.mark.parametrize(
    ("path", "language"),
    [("a.eml", ""), ("mails/a.eml", "erb"), ("a.html", "erb"), ("a.hbs", "handlebars"), ("mails/a.hbs", "handlebars"),
     ("mails/old/a.eml", "velocity"), ("mails/old/a.hbs", "velocity"), ("x/a.jet", "go"), ("a.doc", "")],
)  # fmt: skip
def test_the_nearest_word_about_a_file_counts(path: str, language: str) -> None:
    assert template_finder(parse_policy(POLICY))(path) == language


@pytest.mark.parametrize("text", ['language = "cobol"', 'languages = ["a: cobol"]', 'languages = ["a.html"]'])
def test_an_unknown_language_names_file_and_key(text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"^leakcheck.toml:2: templates\.languages?: no language '[a-z.]+', known are jinja"
    ):
        template_finder(parse_policy(f"[templates]\n{text}\n", "leakcheck.toml"))
