from __future__ import annotations

import json

from leakcheck import __version__
from leakcheck.report.formats import render
from leakcheck.report.setting import Setting
from tests.report import sample_reports as sample


def load(*reports: object) -> dict:
    return json.loads(render("json", reports, Setting()))


def test_the_frozen_shape() -> None:
    found = sample.finding(
        sample.VISIBLE,
        sample.location("anna@example.org", column=5, start=120, end=141),
        message="12 people can see one another",
        total=12,
        fingerprint="f00",
    )
    report = sample.clean("x.eml")._replace(findings=(found,), visible_recipients=12)
    assert load(report) == {
        "format": "leakcheck-json/1",
        "version": __version__,
        "drafts": [
            {
                "path": "x.eml",
                "status": "checked",
                "visible_recipients": 12,
                "findings": [
                    {
                        "rule": "LC101",
                        "name": "visible-recipients",
                        "severity": "error",
                        "confidence": "high",
                        "kind": None,
                        "message": "12 people can see one another",
                        "help": sample.VISIBLE.help,
                        "count": 12,
                        "fingerprint": "f00",
                        "suppressed": None,
                        "fixes": ["split", "bcc"],
                        "locations": [
                            {
                                "where": "To",
                                "part": None,
                                "inside": None,
                                "line": 3,
                                "column": 5,
                                "start": 120,
                                "end": 141,
                                "evidence": "a***@e***.org",
                            }
                        ],
                    }
                ],
                "skipped": [{"what": "consent", "why": "no ledger configured"}],
            }
        ],
        "summary": {"drafts": 1, "error": 1, "warning": 0, "note": 0, "allowed": 0, "not_checked": 0},
    }


def test_an_allowed_finding_says_by_what_and_until_when() -> None:
    allowed = [f["suppressed"] for f in load(sample.coach())["drafts"][0]["findings"] if f["suppressed"]]
    assert allowed == [{"by": "allow", "reason": "own number", "until": "2026-12-31"}]


def test_an_unreadable_draft_says_why() -> None:
    (draft,) = load(sample.unreadable())["drafts"]
    assert draft["status"] == "unreadable"
    assert draft["skipped"][0]["why"].startswith("not an Outlook message")


def test_plain_ascii_for_every_reader() -> None:
    assert render("json", [sample.hostile(), sample.clean("Zoë.eml")], Setting()).isascii()
    assert load(sample.clean("Zoë.eml"))["drafts"][0]["path"] == "Zoë.eml"
