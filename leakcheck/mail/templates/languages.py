"""Which files are templates, and the language they are written in."""

from __future__ import annotations

AUTO = "auto"
LISTED = "listed"  # no language either, of a file that the configuration calls a template
# A language is the set of forms that its placeholders take; see `placeholders.FORMS`.
LANGUAGES: dict[str, tuple[str, ...]] = {
    "jinja": ("braces",),
    "django": ("braces",),
    "nunjucks": ("braces",),
    "twig": ("braces",),
    "liquid": ("braces",),
    "handlebars": ("braces",),
    "mustache": ("braces",),
    "go": ("braces",),
    "brevo": ("braces",),
    "sendgrid": ("braces",),
    "hubspot": ("braces",),
    "erb": ("angles",),
    "ejs": ("angles",),
    "velocity": ("dollar", "velocity"),
    "freemarker": ("dollar", "freemarker"),
    "mailchimp": ("stars",),
    "salesforce": ("bang", "braces"),
    "outlook": ("guillemets",),
    "percent": ("percent",),
    "brackets": ("brackets",),
}
# What a file may hold whose language nobody named: the forms that stand for nothing else in the text of a mail.
ANY = (
    "braces",
    "angles",
    "dollar",
    "freemarker",
    "stars",
    "bang",
    "guillemets",
    "percent",
    "brackets",
    "single",
    "chevrons",
    "hashes",
)
SURE = ("braces", "angles", "stars", "bang")  # nobody writes these into a mail by hand
EVERY = (*ANY, "velocity")
_ENDINGS = {
    ".j2": "jinja",
    ".jinja": "jinja",
    ".jinja2": "jinja",
    ".njk": "nunjucks",
    ".twig": "twig",
    ".liquid": "liquid",
    ".hbs": "handlebars",
    ".handlebars": "handlebars",
    ".mustache": "mustache",
    ".tmpl": "go",
    ".gotmpl": "go",
    ".erb": "erb",
    ".ejs": "ejs",
    ".vm": "velocity",
    ".ftl": "freemarker",
    ".html": AUTO,
    ".htm": AUTO,
    ".txt": AUTO,
    ".md": AUTO,
    ".mjml": AUTO,
    ".oft": AUTO,
    ".emltpl": AUTO,
}
SUFFIXES = tuple(_ENDINGS)


def template_language(path: str) -> str:
    """Return the language that the ending of a template tells, "auto" where it does not, "" for no template."""
    name = path.lower()
    dot = name.rfind(".")
    return _ENDINGS.get(name[dot:], "") if dot >= 0 else ""


def plain_name(path: str) -> str:
    """Return the lower-case path without the ending that names a language: "welcome.html" of "welcome.html.j2"."""
    name = path.lower()
    head, dot, ending = name.rpartition(".")
    return head if dot and _ENDINGS.get(f".{ending}", AUTO) != AUTO else name


def language_of(name: str) -> tuple[str, ...]:
    """Return the forms of a language; KeyError for a name that is none."""
    return ANY if name in {"", AUTO, LISTED} else LANGUAGES[name]
