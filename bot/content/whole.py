"""A whole prompt from the model of its file: the domain records and the rubric's version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from bot.content.draft import terms_of
from bot.content.lexicon import Lexicon
from bot.content.schema import CriterionModel, PromptModel, SignalModel
from bot.content.term import names_in
from bot.domain.prompt import Prompt, PromptHead, Source
from bot.domain.rubric import Criterion, Exemplars, Rubric, Signal


def to_prompt(model: PromptModel, lexicon: Lexicon) -> Prompt:
    """The prompt with the lexicon entries that its signals use."""
    rubric = to_rubric(model.id, model.criteria, lexicon)
    sources = tuple(Source(one.title, one.url) for one in model.sources)
    return Prompt(to_head(model), rubric, tuple(model.model_answer), sources)


def to_rubric(name: str, models: Sequence[CriterionModel], lexicon: Lexicon) -> Rubric:
    """The criteria with the lexicon entries that their signals use."""
    criteria = tuple(_criterion(one) for one in models)
    used = lexicon.used_by(used_names(models))
    return Rubric(name, rubric_version(criteria, used), criteria, used)


def to_head(model: PromptModel) -> PromptHead:
    """The head of the prompt."""
    return PromptHead(
        id=model.id,
        title=model.title,
        topic=model.topic,
        level=model.level,
        minutes=model.minutes,
        weight=model.weight,
        skills=tuple(model.skills),
        question=model.question,
        hints=tuple(model.hints),
    )


def used_names(criteria: Iterable[CriterionModel]) -> set[str]:
    """The lexicon names that the criteria mention in signals and `unless`."""
    return {name for one in criteria for term in terms_of(one) for name in names_in(term)}


def rubric_version(criteria: tuple[Criterion, ...], lexicon: Mapping[str, tuple[str, ...]]) -> str:
    """Twelve hex digits that change whenever a criterion or a lexicon entry in use changes."""
    facts = {"criteria": [asdict(one) for one in criteria], "lexicon": dict(lexicon)}
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:12]


def _criterion(one: CriterionModel) -> Criterion:
    return Criterion(
        id=one.id,
        text=one.text,
        kind=one.kind,
        points=one.points,
        skill=one.skill,
        signals=tuple(_signal(signal) for signal in one.signals),
        unless=tuple(tuple(group) for group in one.unless),
        negation=one.negation,
        exemplars=Exemplars(tuple(one.good), tuple(one.near), tuple(one.bad)),
        probe=one.probe,
        why=one.why,
    )


def _signal(one: SignalModel) -> Signal:
    return Signal(tuple(tuple(group) for group in one.all), one.within, one.partly)
