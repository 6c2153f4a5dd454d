"""Domains that look like another one: letters of two scripts in one label, or twins of Latin letters."""

from __future__ import annotations

# Letters that most fonts draw like a Latin one, each followed by it: Cyrillic, Greek, Armenian, Latin (after UTS 39).
_PAIRS = (
    "аa еe оo рp сc уy хx іi јj ѕs ԁd һh ӏl ԛq ԝw кk мm тt вb нh "
    "οo αa νv ρp ιi κk τt υu χx εe ηn օo հh սu ոn ցg ɡg ıi ɑa"
)
_TWINS = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_LOOKALIKE_SCRIPTS = frozenset({"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})


def spoken(domain: str) -> str:
    """Return a domain in A-labels as people see it, in Unicode; a label that is broken stays as it is."""
    return ".".join(map(_unicode, domain.split("."))) if "xn--" in domain else domain


def is_mixed(label: str) -> bool:
    """Tell whether a Unicode label holds Latin letters beside letters of a script that has twins of them."""
    if label.isascii():
        return False
    import unicodedata

    scripts = {unicodedata.name(c, "?").partition(" ")[0] for c in label if c.isalpha()}
    return "LATIN" in scripts and not scripts.isdisjoint(_LOOKALIKE_SCRIPTS)


def skeleton(domain: str) -> str:
    """Return what a Unicode domain looks like: accents gone, twins as Latin letters, "rn" as m, 0 as o, 1 as l."""
    if not domain.isascii():
        import unicodedata

        plain = unicodedata.normalize("NFKD", domain.translate(_TWINS))
        domain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_TWINS)
    return domain.replace("rn", "m").replace("vv", "w").replace("0", "o").replace("1", "l")


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
