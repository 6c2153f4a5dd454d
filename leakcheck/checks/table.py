"""The one table of checks: a rule names a check, this finds the function."""

from __future__ import annotations

from collections.abc import Mapping

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Hit

    Needs = Callable[[Draft, World], object]


class Check(NamedTuple):
    """A check as rules know it.

    `run(draft, options, world)` yields hits; `options` holds the defaults, whose types bind the values of a rule file;
    `choices` lists the words that an option may take; `explain` tells why, for `--explain`. `run` is None for what the
    engine itself reports.
    """

    run: Callable[[Draft, Any, World], Iterator[Hit]] | None
    options: Any = ()
    choices: Mapping[str, tuple[str, ...]] = {}
    explain: Callable[[Draft, Any, World], tuple[str, ...]] | None = None


class _Shipped(NamedTuple):
    """The module of a shipped check, and what a draft has wherever it sees anything: most drafts have little of it."""

    module: str
    needs: Needs = lambda _draft, _world: True


def _has_ledger(_draft: Draft, world: World) -> bool:
    return world.consents is not None


def _has_attached_text(draft: Draft, _world: World) -> bool:
    return any(text.attached for text in draft.texts)


def _has_files(draft: Draft, _world: World) -> bool:
    return bool(draft.attachments or draft.contents)


def _has_bcc(draft: Draft, _world: World) -> bool:
    return any(recipient.field in {"Bcc", "Resent-Bcc"} for recipient in draft.recipients)


_SHIPPED = {
    "visible-recipients": _Shipped("visible_recipients"),
    "bcc-only": _Shipped("bcc_only", lambda _, world: world.policy.circles),
    "unexpandable-recipient": _Shipped("unexpandable"),
    "revealing-names": _Shipped("revealing_names"),
    "lookalike": _Shipped("lookalike"),
    "invalid-recipient": _Shipped("invalid_recipient"),
    "unexpected-recipient": _Shipped("unexpected_recipient", lambda draft, _: draft.quoted_headers),
    "visible-attendees": _Shipped("visible_attendees", lambda draft, _: draft.attendees),
    "group-name": _Shipped("group_name", lambda draft, _: draft.groups),
    "unconsented": _Shipped("unconsented", _has_ledger),
    "withdrawn": _Shipped("withdrawn", _has_ledger),
    "expired-consent": _Shipped("expired_consent", _has_ledger),
    "undisclosed": _Shipped("undisclosed", _has_ledger),
    "unsubscribe": _Shipped("unsubscribe"),
    "other-purpose": _Shipped("other_purpose", _has_ledger),
    "personal-data": _Shipped("personal_data"),
    "personal-links": _Shipped("personal_links"),
    "attached-data": _Shipped("attached_data", _has_attached_text),
    "metadata": _Shipped("metadata", lambda draft, _: draft.metadata),
    "concealed": _Shipped("concealed", lambda draft, _: draft.concealed),
    "address-list": _Shipped("address_list", _has_attached_text),
    "risky-attachment": _Shipped("risky_attachment", _has_files),
    "third-party-names": _Shipped("third_party_names"),
    "quoted-recipients": _Shipped("quoted_recipients", lambda draft, _: draft.quoted_headers),
    "hidden-text": _Shipped("hidden_text", lambda draft, _: draft.hidden or draft.links),
    "bcc-travels": _Shipped("bcc_travels", _has_bcc),
    "bcc-encrypted": _Shipped("bcc_encrypted", _has_bcc),
    "header-names": _Shipped("header_names"),
    "other-fields": _Shipped("other_fields"),
    "revealing-headers": _Shipped("revealing_headers"),
    "unresolved-field": _Shipped("unresolved_field"),
    "recipient-loop": _Shipped("recipient_loop", lambda draft, _: draft.repeated),
    "real-person": _Shipped("real_person", lambda draft, _: draft.template),
    "not-read": _Shipped("not_read", lambda draft, _: draft.unread),
    "defects": _Shipped("defects", lambda draft, _: draft.defects),
}
_OF_ENGINE = {name: Check(None) for name in ("check-failed", "expired-allow", "unused-allow")}


class _Checks(Mapping[str, Check]):
    """The checks by name; the module of a shipped one is imported when it is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Check] = {**_OF_ENGINE}

    def __getitem__(self, name: str) -> Check:
        if name not in self._loaded:
            module = __import__(f"leakcheck.checks.{_SHIPPED[name].module}", fromlist=["check"])
            choices, explain = getattr(module, "CHOICES", {}), getattr(module, "explain", None)
            self._loaded[name] = Check(module.check, module.Options(), choices, explain)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*_SHIPPED, *_OF_ENGINE))

    def __len__(self) -> int:
        return len(_SHIPPED) + len(_OF_ENGINE)


CHECKS = _Checks()


def may_see(name: str, draft: Draft, world: World) -> bool:
    """Tell whether a check can see anything in a draft; one of a plugin always may."""
    shipped = _SHIPPED.get(name)
    return shipped is None or bool(shipped.needs(draft, world))
