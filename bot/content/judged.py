"""The rules that need a grader: exemplars are judged as meant, the question meets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from bot.content.draft import Draft
from bot.content.fault import Fault
from bot.domain.prompt import Prompt


class Slip(Protocol):
    """An exemplar that the signals of its criterion judge otherwise than its author meant."""

    @property
    def criterion_id(self) -> str:
        """The criterion it belongs to."""
        ...

    @property
    def kind(self) -> str:
        """`good`, `near` or `bad`."""
        ...

    @property
    def index(self) -> int:
        """Its place in that list, from 0."""
        ...

    @property
    def verdict(self) -> str:
        """What the signals made of it: `met`, `partly` or `missed`."""
        ...


Misjudged = Callable[[Prompt], Iterable[Slip]]
MetByQuestion = Callable[[Prompt], Iterable[str]]


def judged_faults(
    draft: Draft,
    prompt: Prompt,
    misjudged: Misjudged | None,
    met_by_question: MetByQuestion | None,
) -> list[Fault]:
    """The faults that grading the exemplars and the question brings to light."""
    order = {one.id: index for index, one in reversed(draft.criteria)}
    slips = misjudged(prompt) if misjudged else ()
    met = met_by_question(prompt) if met_by_question else ()
    return [
        *(_slip(draft, slip, order[slip.criterion_id]) for slip in slips),
        *(_echo(draft, order[name]) for name in met),
    ]


def _slip(draft: Draft, slip: Slip, criterion: int) -> Fault:
    if slip.kind == "good":
        message = f"The signals judge this reply as {slip.verdict}; it is meant to be met."
        fix = "add a signal for this wording, or check unless and negation."
    else:
        message = f"The signals judge this reply as {slip.verdict}; it is not meant to be met."
        fix = "add a group to the signal that fires, or put the telling words under unless."
    return draft.fault(("criteria", criterion, slip.kind, slip.index), message, fix)


def _echo(draft: Draft, criterion: int) -> Fault:
    return draft.fault(
        ("criteria", criterion, "signals"),
        "The words of the question alone meet this criterion.",
        "add a group of words that the question does not hold to the signal that fires.",
    )
