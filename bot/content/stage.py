"""A stage from the model of its file: the domain records, with its personas and cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.content.lexicon import Lexicon
from bot.content.loopschema import (
    CurveballModel,
    FactModel,
    PersonaModel,
    QuestionModel,
    StageModel,
)
from bot.content.schema import CriterionModel
from bot.content.whole import to_rubric
from bot.domain.loop import (
    Curveball,
    Deciding,
    Decision,
    Draw,
    Fact,
    Question,
    Risk,
    Stage,
    TakeHome,
)
from bot.domain.persona import Moment, Persona
from bot.domain.prompt import Prompt, PromptHead, PromptLevel

_DEEP = 4
"""Steps of names within names, as the lexicon allows."""


def to_stage(
    loop_id: str,
    model: StageModel,
    personas: Mapping[str, PersonaModel],
    cases: Mapping[str, Prompt],
    lexicon: Lexicon,
) -> Stage:
    """The stage; every persona and case that it names must be among those given."""
    here = f"{loop_id}/{model.id}"
    briefs = _briefs(model, cases)
    return Stage(
        id=model.id,
        loop_id=loop_id,
        title=model.title,
        kind=model.kind,
        minutes=model.minutes or 0,
        personas=tuple(to_persona(personas[one]) for one in model.personas),
        opening=model.opening,
        ask=min(model.ask, len(model.questions)),
        questions=tuple(_question(one, cases) for one in model.questions),
        fixed=tuple(model.fixed),
        follow_ups=model.follow_ups,
        curveballs=tuple(_curveball(here, one, lexicon) for one in model.curveballs),
        surprises=min(model.surprises, len(model.curveballs)),
        facts=tuple(Fact(one.id, plain_groups(one, lexicon), one.answer) for one in model.facts),
        unknown=model.unknown or "",
        debrief=_debrief(here, model, lexicon),
        deciding=_deciding(model),
        take_home=next(iter(briefs), None),
        more_briefs=briefs[1:],
        risks=tuple(Risk(one.id, one.title, tuple(one.skills)) for one in model.risks),
    )


def to_persona(model: PersonaModel) -> Persona:
    """The persona."""
    voice = model.voice.model_dump()
    return Persona(
        id=model.id,
        name=model.name,
        role=model.role,
        presses=tuple(model.presses),
        voice={moment: tuple(voice[moment.value]) for moment in Moment},
    )


def to_small_prompt(
    prompt_id: str,
    title: str,
    question: str,
    criteria: Sequence[CriterionModel],
    lexicon: Lexicon,
) -> Prompt:
    """A few criteria as a prompt of their own, so that a grader can judge by them."""
    head = PromptHead(
        id=prompt_id,
        title=title,
        topic="",
        level=PromptLevel.STANDARD,
        minutes=1,
        weight=1,
        skills=tuple(dict.fromkeys(one.skill for one in criteria)),
        question=question,
        hints=(),
    )
    return Prompt(head, to_rubric(prompt_id, criteria, lexicon), (), ())


def plain_groups(model: FactModel, lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """The groups of a fact with the terms that lexicon names stand for in their place."""
    return tuple(tuple(_spelled_out(group, lexicon, _DEEP)) for group in model.about)


def _spelled_out(terms: Sequence[str], lexicon: Lexicon, left: int) -> list[str]:
    found: list[str] = []
    for one in terms:
        inner = lexicon.terms.get(one[1:]) if one.startswith("@") else None
        if inner is not None and left:
            found += _spelled_out(inner, lexicon, left - 1)
        else:
            found.append(one)
    return found


def _question(model: QuestionModel, cases: Mapping[str, Prompt]) -> Question:
    draw = model.draw
    return Question(
        key=model.name,
        persona=model.persona,
        prompt_id=model.prompt,
        case=cases[model.case] if model.case is not None else None,
        draw=Draw(draw.topic or "", draw.level, tuple(draw.skills)) if draw is not None else None,
        follow_up=tuple(model.follow_up.items()),
    )


def _curveball(here: str, model: CurveballModel, lexicon: Lexicon) -> Curveball:
    name = f"{here}/{model.id}"
    return Curveball(
        id=model.id,
        persona=model.persona,
        prompt=to_small_prompt(name, model.id, model.text, model.criteria, lexicon),
        after=model.after,
        minute=model.minute,
        reversal=model.reversal,
        right=tuple(model.right),
    )


def _debrief(here: str, model: StageModel, lexicon: Lexicon) -> Prompt | None:
    if not model.debrief:
        return None
    name = f"{here}/debrief"
    return to_small_prompt(name, model.title, model.opening, model.debrief, lexicon)


def _deciding(model: StageModel) -> Deciding | None:
    if not model.decisions:
        return None
    return Deciding(
        decisions=tuple(Decision(one.id, one.title, tuple(one.says)) for one in model.decisions),
        words=model.decide or "",
        by=model.decide_by or model.minutes or 0,
        hesitation=model.hesitation,
        reward=model.reward,
    )


def _briefs(model: StageModel, cases: Mapping[str, Prompt]) -> tuple[TakeHome, ...]:
    if model.hours is None:
        return ()
    written = [(one.case, one.brief) for one in model.briefs]
    if model.case is not None:
        written.insert(0, (model.case, model.brief or ""))
    return tuple(
        TakeHome(brief, model.hours, Question(case, model.personas[0], case=cases[case]))
        for case, brief in written
    )
