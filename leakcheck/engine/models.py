"""A named-entity model that the user has: what it sees in the texts of a draft, or why it saw nothing."""

from __future__ import annotations

from leakcheck.model.draft import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.detect.ner import Missing, Model
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy
    from leakcheck.model.sighting import Sighting

_WHAT = "the search for names in the text"
HELP = "Correct [ner] in leakcheck.toml, or leave it out to check without a model"


def model_for(policy: Policy) -> Model | Missing | None:
    """Return the model that the policy names, why there is none, or None when it names none."""
    if not policy.ner.model:
        return None
    from leakcheck.detect.ner import load

    return load(policy.ner.model, policy.ner.path)


def modelled(draft: Draft, model: Model | Missing) -> tuple[dict[int, list[Sighting]], tuple[Unread, ...]]:
    """Return what a model sees in each text by its number, and what it could not read; never raises."""
    from leakcheck.detect.ner import Missing, find

    if isinstance(model, Missing):
        return {}, (Unread(_WHAT, model.why, help=HELP),)
    found: dict[int, list[Sighting]] = {}
    try:
        for number, text in enumerate(draft.texts):
            found[number] = list(find(text.text, model))
    except Exception as error:  # noqa: BLE001 - a stranger's model must not stop a check
        return found, (Unread(_WHAT, f"the model failed ({type(error).__name__})", help=HELP),)
    return found, ()
