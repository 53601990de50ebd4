"""Small honest objects with everything filled in."""

from __future__ import annotations

from bot.domain.prompt import Prompt, PromptHead, PromptLevel, Source
from bot.domain.rubric import Criterion, Exemplars, Kind, Negation, Rubric, Signal


def a_head(
    prompt_id: str = "night-outage",
    *,
    topic: str = "ai",
    level: PromptLevel = PromptLevel.STANDARD,
    weight: int = 1,
) -> PromptHead:
    return PromptHead(
        id=prompt_id,
        title=prompt_id.replace("-", " ").capitalize(),
        topic=topic,
        level=level,
        minutes=8,
        weight=weight,
        skills=("safety",),
        question=f"What did you require before launch so that care continues? ({prompt_id})",
        hints=("Think of the desk.", "Think of paper.", "Name the fallback and who drilled it."),
    )


def a_criterion(
    criterion_id: str, word: str, *, points: int = 5, kind: Kind = Kind.REQUIRED
) -> Criterion:
    return Criterion(
        id=criterion_id,
        text=f"Names the {criterion_id}",
        kind=kind,
        points=points,
        skill="safety",
        signals=(Signal(((word,),)),),
        unless=(),
        negation=Negation.CANCELS,
        exemplars=Exemplars(),
        probe=f"What about the {criterion_id}?",
        why=f"Without the {criterion_id} care stops.",
    )


def a_prompt(prompt_id: str = "night-outage", *, topic: str = "ai", weight: int = 1) -> Prompt:
    criteria = (
        a_criterion("fallback", "paper"),
        a_criterion("drill", "drill*"),
        a_criterion("bluff", "uptime", points=-5, kind=Kind.PITFALL),
    )
    return Prompt(
        head=a_head(prompt_id, topic=topic, weight=weight),
        rubric=Rubric(prompt_id, "r1", criteria, {}),
        model_answer=("A laminated sheet at each desk.", "Drilled every quarter."),
        sources=(Source("SAFER Guides"),),
    )
