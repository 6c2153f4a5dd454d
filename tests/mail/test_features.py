"""Thirty-six ways in which a message can be odd, from the corpus: no existing parser reads more than 25 of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leakcheck.mail.eml import looks_like_mail, read_eml

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.model.draft import Draft


def seen(draft: Draft, where: str) -> list[str]:
    if where == "recipients":
        return [who.addr_spec for who in draft.recipients]
    if where == "attachment names":
        return [attached.name for attached in draft.attachments]
    return [text.text for text in draft.texts]


def test_every_feature_comes_out_right(corpus: Path) -> None:
    cases = [json.loads(line) for line in (corpus / "mime_features.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(cases) >= 36
    wrong = []
    for case in cases:
        data = (corpus / "mime_features" / case["file"]).read_bytes()
        draft = read_eml(data)
        if not looks_like_mail(data) or not any(case["for"] in text for text in seen(draft, case["look_in"])):
            wrong.append(case["file"])
    assert wrong == []


def test_no_text_of_the_corpus_holds_a_replacement_character(corpus: Path) -> None:
    holds = [
        path.name
        for path in sorted((corpus / "eml").rglob("*"))
        if path.is_file() and any("\ufffd" in text.text for text in read_eml(path.read_bytes()).texts)
    ]
    assert holds == []
