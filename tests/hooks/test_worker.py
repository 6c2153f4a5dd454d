"""At the moment of sending, what others parse is taken apart in a process of its own."""

from __future__ import annotations

import pytest

from leakcheck.hooks.judging import case_of
from leakcheck.mail.attachments import isolation
from leakcheck.model.policy import Policy
from tests.mail.attachments.make_samples import attached, draft_with


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [("pdf", 1), ("xlsx", 1), ("docx", 1), ("zip", 1), ("eml", 1), ("csv", 0), ("txt", 0), ("ics", 0), ("jpg", 0)],
)
def test_attachments_of_a_hook(suffix, expected, monkeypatch) -> None:
    asked = []
    real = isolation.read_isolated
    monkeypatch.setattr(isolation, "read_isolated", lambda file, room: asked.append(file.name) or real(file, room))
    monkeypatch.setenv("PATH", "")  # without Tesseract, which would need a worker for pictures
    mail = draft_with(f"offer.{suffix}", "application/octet-stream", attached(suffix, leaky=True))
    case = case_of(mail, ["ann@example.com"], Policy())
    assert len(asked) == expected
    assert case.draft is not None
    assert case.draft.contents
