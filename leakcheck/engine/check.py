"""Check one draft: run every step, gather findings, say what was not looked at."""

from __future__ import annotations

from functools import partial

from leakcheck.checks.consenting import consent_notes
from leakcheck.checks.world import World, people_of
from leakcheck.engine.allows import Allowed, apply_allows
from leakcheck.engine.consents import NO_LEDGER, asker_for, consulted
from leakcheck.engine.findings import Finder, fill, sort_key
from leakcheck.engine.models import modelled
from leakcheck.engine.surroundings import world_of
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import DraftReport, Finding, Skipped
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Location
from leakcheck.model.rule import UNCHECKED

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import TypeVar

    from leakcheck.consent.asking import Asker
    from leakcheck.engine.plan import Plan
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Allow
    from leakcheck.model.sighting import Sighting

    T = TypeVar("T")


def check_draft(
    draft: Draft, plan: Plan, today: dt.date, explain: str = "", asker: Asker | None = None
) -> tuple[DraftReport, frozenset[Allow]]:
    """Return the report of one draft and the allow entries that it used.

    `asker` answers for the ledger of the policy, so that many drafts share one that is open.
    """
    failures: list[Finding] = []
    named: dict[int, list[Sighting]] = {}
    if plan.model is not None:
        named, unread = modelled(draft, plan.model)
        draft = draft._replace(unread=(*draft.unread, *unread))
    world = _attempt(partial(world_of, draft, plan.policy, today, named), "detection", plan, failures)
    if world is None:
        world = World(people_of(draft, plan.policy), today, policy=plan.policy)
    own = asker_for(plan.policy) if asker is None else None
    asked = _attempt(partial(consulted, draft, world, asker or own), "consent", plan, failures)
    if own is not None:
        own.close()
    draft, world = asked or (draft, world)
    finder = Finder(draft, world)
    findings: list[Finding] = []
    for step in plan.steps:
        if not step.may_see(draft, world):
            continue
        try:
            if run := step.check.run:
                findings += [finder.finding(step, hit) for hit in tuple(run(draft, step.options, world))]
        except Exception as error:  # noqa: BLE001 - as in _attempt
            failures.append(_failure(step.rule.check, type(error).__name__, plan))
    allowed = apply_allows(findings + failures, draft.path, plan, today)
    report = DraftReport(
        draft.path,
        _status(draft, plan, allowed),
        tuple(sorted(allowed.findings, key=sort_key)),
        _skipped(draft, world),
        len(world.people.visible),
        draft,
        explanation=_explanation(explain, draft, world, plan, allowed) if explain else (),
        notes=(*_sent_note(draft), *consent_notes(world)),
    )
    return report, allowed.used


def _attempt(work: Callable[[], T], name: str, plan: Plan, failures: list[Finding]) -> T | None:
    """Run a piece of the check; a crash becomes a finding that names the exception, never its text."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - whatever a check throws, the others go on and the run is not clean
        failures.append(_failure(name, type(error).__name__, plan))
        return None


def _failure(name: str, error: str, plan: Plan) -> Finding:
    rule = next(rule for rule in plan.rules.values() if rule.check == "check-failed")
    values = {"check": name, "error": error}
    location = Location("file", None, None, None, None, 0, 0, Evidence(""))
    return Finding(
        rule,
        rule.severity,
        rule.confidence,
        None,
        fill(rule.message, values),
        fill(rule.help, values),
        1,
        f"{rule.id}:{name}",
        (location,),
    )


def _status(draft: Draft, plan: Plan, allowed: Allowed) -> str:
    """Return "checked" only when everything was looked at or what was not is allowed."""
    if any(f.rule.check in UNCHECKED and f.suppressed is None for f in allowed.findings):
        return "partly-checked"
    reported = any(step.rule.check == "not-read" for step in plan.steps)
    return "partly-checked" if draft.unread and not reported else "checked"


def _skipped(draft: Draft, world: World) -> tuple[Skipped, ...]:
    skipped = []
    if world.consents is None and not world.policy.ledger:
        skipped.append(Skipped("consent", NO_LEDGER))
    known = {content.part for content in draft.contents}
    unopened = any(a.media_type.startswith("image/") and a.part not in known for a in draft.attachments)
    if unopened or any(content.kind == "picture" for content in draft.contents):
        skipped.append(Skipped("text in pictures", "not read: picture of text (with Tesseract installed it is)"))
    return tuple(skipped)


def _sent_note(draft: Draft) -> tuple[str, ...]:
    return (Phrase("this is no draft: by Outlook's own flag it was sent or received already"),) if draft.sent else ()


def _explanation(word: str, draft: Draft, world: World, plan: Plan, allowed: Allowed) -> tuple[str, ...]:
    from leakcheck.engine.explain import explain_rule

    return explain_rule(word, draft, world, plan, allowed.findings)
