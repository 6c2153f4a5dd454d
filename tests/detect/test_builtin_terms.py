from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.detect import builtin_terms, terms
from leakcheck.detect.prepared import Prepared
from tests.support import tool

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
GOOD = 'kind = "health"\n[[terms]]\ndetail = "diagnosis"\nalone = "low"\nen = ["measles"]\n'


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return tool("build_terms")


def test_the_module_is_fresh(build: Any) -> None:
    built = (ROOT / "leakcheck" / "detect" / "builtin_terms.py").read_text(encoding="utf-8")
    assert built == build.render(ROOT / "rules" / "terms"), "run tools/build_terms.py"


WRONG = [
    (GOOD + "colour = 1\n", "terms[1].colour: unknown key"),
    (GOOD.replace('["measles"]', '["measles", "measles"]'), "terms[1].en: 'measles' stands there twice"),
    (GOOD.replace('["measles"]', "[]"), "terms[1].en: not a list, or empty"),
    (GOOD.replace('["measles"]', '["Measles"]'), "terms[1].en: 'Measles' is neither in lower case nor in capitals"),
    (GOOD.replace('["measles"]', '["--"]'), "terms[1].en: '--' is no word or phrase"),
    (GOOD.replace('"low"', '"high"'), "terms[1].alone: must be one of none, low, medium"),
    (GOOD.replace('"diagnosis"', '"Diagnosis"'), "terms[1].detail: missing, or no lower-case word"),
    (GOOD.replace('"health"', '"illness"'), "kind: 'illness' is no kind with terms"),
    (GOOD.replace('en = ["measles"]\n', ""), "terms[1]: no list of terms"),
    (GOOD + "own = 1\n", "terms[1].own: must be true or false"),
    (GOOD + GOOD.split("\n", 1)[1], "terms[2].en: 'measles' stands there twice"),
    ('kind = "health"\n', "terms: missing or empty"),
    ("[possessive]\nxx = ['my']\n", "possessive.xx: unknown key"),
    ("possessive = 1\n", "possessive: unknown key"),
    ("= 1\n", "Invalid"),
]


@pytest.mark.parametrize(("source", "message"), WRONG)
def test_a_wrong_file_names_file_and_key(build: Any, tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "wrong.toml").write_text(source, encoding="utf-8")
    with pytest.raises(build.TermsError) as caught:
        build.render(tmp_path)
    assert str(caught.value).startswith(f"wrong.toml: {message}")


def test_a_term_with_two_meanings_is_refused(build: Any, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD.replace('"low"', '"medium"').replace("en =", "de ="), encoding="utf-8")
    with pytest.raises(build.TermsError, match="'measles' is listed as"):
        build.render(tmp_path)


def test_languages_may_share_a_term(build: Any, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD + 'de = ["measles"]\n', encoding="utf-8")
    assert build.render(tmp_path).count("measles:0 measles") == 1


def test_a_group_of_cues_stands_in_one_file(build: Any, tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text("[possessive]\nen = ['my']\n", encoding="utf-8")
    with pytest.raises(build.TermsError, match=r"b.toml: \[possessive\]: stands in an earlier file too"):
        build.render(tmp_path)


def test_check_tells_a_stale_module(build: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    stale = tmp_path / "builtin_terms.py"
    stale.write_text("", encoding="utf-8")
    monkeypatch.setattr(build, "MODULE", stale)
    assert build.main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0


def test_every_language_has_every_special_category() -> None:
    rows = {
        phrase.partition(" ")[2]
        for line in builtin_terms.TERMS.splitlines()
        for phrase in line.split(":", 1)[1].split("|")
    }
    assert {"breast cancer", "brustkrebs", "cancer du sein", "cáncer de mama", "cancro al seno", "borstkanker"} <= rows


def test_languages_are_told_by_their_small_words() -> None:
    assert terms.languages(frozenset(("the", "and", "of", "depression"))) == ["en"]
    assert terms.languages(frozenset(("der", "und", "ist", "nicht"))) == ["de"]
    assert len(terms.languages(frozenset(("depression",)))) == 7


def test_every_shipped_term_is_found() -> None:
    for line in builtin_terms.TERMS.splitlines():
        for row in line.split(":", 1)[1].split("|"):
            label, _, phrase = row.partition(" ")
            text = f"so {phrase.upper() if label.endswith('!') else phrase} then"
            assert any(text[t.start : t.end].lower() == phrase for t in terms.find(Prepared(text))), phrase
