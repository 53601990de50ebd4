"""Weaknesses: criteria whose signals will probably grade badly, told before a member meets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.grade import Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion
from bot.grading.exemplars import judge_passage
from bot.grading.matcher import compile_rubric

FEWEST_SIGNALS = 3
"""Ways of wording a criterion below which good replies in other words are missed."""

LOOSE_SHARE = 0.25
"""The share of passages about something else that may meet a criterion."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """What is weak about a criterion's signals, as a sentence for its author."""

    criterion: str
    reason: str


def weaknesses(prompt: Prompt, strangers: Iterable[str] = ()) -> list[Weakness]:
    """All weaknesses of a prompt's criteria, in the rubric's order.

    A criterion is loose when many good exemplars of its neighbours meet it, or many `strangers`:
    good answers to other prompts, should the caller have some.
    """
    compiled = compile_rubric(prompt.rubric)
    foreign = tuple(strangers)
    found: list[Weakness] = []
    for place, criterion in enumerate(prompt.rubric.criteria):
        found.extend(_written(criterion))
        neighbours = tuple(
            text
            for other in prompt.rubric.criteria
            if other is not criterion
            for text in other.exemplars.good
        )
        for passages, whose in ((neighbours, "its neighbours"), (foreign, "other prompts")):
            verdicts = [judge_passage(compiled, place, text) for text in passages]
            met = sum(verdict is Verdict.MET for verdict in verdicts)
            if met > LOOSE_SHARE * len(verdicts):
                reason = f"{met} of {len(verdicts)} good answers of {whose} meet it as well."
                found.append(Weakness(criterion.id, reason))
    return found


def _written(criterion: Criterion) -> Iterable[Weakness]:
    whole = [signal for signal in criterion.signals if not signal.partly]
    if len(whole) < FEWEST_SIGNALS:
        yield Weakness(criterion.id, f"It has {len(whole)} whole signals; write more wordings.")
    for number, signal in enumerate(criterion.signals, start=1):
        if signal.partly or len(signal.groups) > 1:
            continue
        bare = [term for term in signal.groups[0] if " " not in term.strip()]
        if bare:
            reason = f"Signal {number} is met by a single word such as {bare[0]!r}."
            yield Weakness(criterion.id, reason)
