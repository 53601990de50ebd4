"""The interviewer: what is asked in a run, and what is said next. Pure rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TypeVar

from bot.domain.grade import Grade, Level
from bot.domain.loop import Curveball, Question, Stage
from bot.domain.mock import (
    Plan,
    Planned,
    Turn,
    TurnKind,
    followed_up,
)
from bot.domain.persona import Moment
from bot.domain.prompt import PromptHead
from bot.domain.rubric import Kind, Rubric

Item = TypeVar("Item")

CURVEBALL_FOLLOW_UPS = 1
"""A curveball is followed up once: the surprise is the point, not its depth."""


def draw_plan(
    stage: Stage, heads: Sequence[PromptHead], seen: Collection[str], chance: Random
) -> Plan:
    """Choose the questions and curveballs of a run; those of earlier runs (`seen`) come last.

    Fixed questions are always there. The order of the file decides the order of the run, so that
    an author can begin gently. A drawn question whose bank is used up takes what there is.
    """
    fixed = [one for one in stage.questions if one.key in stage.fixed]
    free = [one for one in stage.questions if one.key not in stage.fixed]
    left = max(0, stage.ask - len(fixed))
    chosen = {
        one.key for one in (*fixed, *_fresh_first(free, seen, chance, lambda q: q.key)[:left])
    }
    planned: list[Planned] = []
    for question in stage.questions:
        if question.key in chosen:
            planned += _planned(question, heads, [one.prompt_id for one in planned], seen, chance)
    balls = _fresh_first(stage.curveballs, seen, chance, lambda ball: ball.id)[: stage.surprises]
    balls = _with_reversal(stage, balls)
    kept = {ball.id for ball in balls}
    thrown = tuple(ball.id for ball in stage.curveballs if ball.id in kept)
    briefs = _fresh_first(stage.briefs, seen, chance, lambda one: one.case.key)
    return Plan(tuple(planned), thrown, briefs[0].case.key if briefs else "")


def _planned(
    question: Question,
    heads: Sequence[PromptHead],
    taken: Collection[str],
    seen: Collection[str],
    chance: Random,
) -> list[Planned]:
    if question.draw is None:
        return [Planned(question.key, question.prompt_id or "")]
    fitting = [head for head in heads if question.draw.fits(head)]
    open_heads = [head for head in fitting if head.id not in taken] or fitting
    ordered = _fresh_first(open_heads, seen, chance, lambda head: head.id)
    return [Planned(question.key, ordered[0].id)] if ordered else []


def _fresh_first(
    items: Sequence[Item], seen: Collection[str], chance: Random, name: Callable[[Item], str]
) -> list[Item]:
    shuffled = list(items)
    chance.shuffle(shuffled)
    return sorted(shuffled, key=lambda one: name(one) in seen)


def _with_reversal(stage: Stage, balls: list[Curveball]) -> list[Curveball]:
    """In a simulation facts that call for another decision always come."""
    if stage.deciding is None or not balls or any(ball.reversal for ball in balls):
        return balls
    turning = [ball for ball in stage.curveballs if ball.reversal]
    return [*balls[:-1], turning[0]] if turning else balls


@dataclass(frozen=True, slots=True)
class Scene:
    """A run as it stands: what may be asked, what was said, what the clock shows in seconds."""

    stage: Stage
    plan: Plan
    questions: Mapping[str, str]
    """The words of each planned question by its key."""
    turns: Sequence[Turn]
    spent: int
    at: datetime

    def turn(
        self, kind: TurnKind, text: str, persona: str = "", about: str = "", criterion: str = ""
    ) -> Turn:
        """A turn at this moment; its number is given when it is stored."""
        return Turn(0, kind, text, self.at, self.spent, persona, about, criterion)

    def voiced(self, persona_id: str, moment: Moment, text: str = "") -> str:
        """The persona's own line for the moment, then the text."""
        line = self.stage.persona(persona_id).says(moment, len(self.turns))
        return "\n\n".join(part for part in (line, text) if part)


def opening(scene: Scene) -> list[Turn]:
    """What is said when a run begins: the opening, then the first thing asked."""
    host = scene.stage.personas[0].id
    said = scene.voiced(host, Moment.GREETING, scene.stage.opening)
    first = scene.turn(TurnKind.OPENING, said, host)
    home = scene.stage.take_home
    if home is not None and home.case.case is not None:
        words = "\n\n".join(part for part in (home.brief, home.case.case.question) if part)
        return [first, scene.turn(TurnKind.HANDOUT, words, home.case.persona, home.case.key)]
    return [first, *_go_on(scene, "")]


def next_turns(scene: Scene, asked: Turn, wanting: Sequence[str], follow_up: str) -> list[Turn]:
    """What the interviewer says after an answer to `asked`, which the turns hold already.

    `wanting` are the criteria still to win on that question, the most valuable first, those asked
    for before left out; `follow_up` is the wording for the first of them.
    """
    sudden = _due_curveball(scene, by_minute=True)
    if sudden is not None:
        return [_throw(scene, sudden)]
    if wanting and len(followed_up(scene.turns, asked.about)) < _most_follow_ups(scene, asked):
        said = scene.voiced(asked.persona, Moment.PUSH, follow_up)
        return [scene.turn(TurnKind.FOLLOW_UP, said, asked.persona, asked.about, wanting[0])]
    return _go_on(scene, asked.persona)


def after_skip(scene: Scene, asked: Turn) -> list[Turn]:
    """What comes when the member passes: never a follow-up to what they passed."""
    return _go_on(scene, asked.persona)


def _most_follow_ups(scene: Scene, asked: Turn) -> int:
    if asked.kind is TurnKind.DECIDE or asked.kind is TurnKind.HANDOUT:
        return 0
    if scene.stage.curveball(asked.about) is not None:
        return CURVEBALL_FOLLOW_UPS
    return scene.stage.follow_ups


def _go_on(scene: Scene, before: str) -> list[Turn]:
    """The next curveball, question or the end; `before` is who asked last."""
    ball = _due_curveball(scene, by_minute=False)
    if ball is not None:
        return [_throw(scene, ball)]
    asked = {turn.about for turn in scene.turns if turn.kind is TurnKind.QUESTION}
    for planned in scene.plan.questions:
        question = scene.stage.question(planned.key)
        if planned.key in asked or question is None or planned.key not in scene.questions:
            continue
        thanks = before == question.persona
        words = scene.questions[planned.key]
        said = scene.voiced(question.persona, Moment.THANKS, words) if thanks else words
        return [scene.turn(TurnKind.QUESTION, said, question.persona, planned.key)]
    ball = _unthrown(scene)
    if ball is not None:
        return [_throw(scene, ball)]
    if _must_decide(scene):
        host = scene.stage.personas[0].id
        words = scene.stage.deciding.words if scene.stage.deciding else ""
        return [scene.turn(TurnKind.DECIDE, words, host)]
    return [closing(scene)]


def closing(scene: Scene) -> Turn:
    """The last words of a run."""
    host = scene.stage.personas[0].id
    return scene.turn(TurnKind.CLOSE, scene.voiced(host, Moment.CLOSE), host)


def _throw(scene: Scene, ball: Curveball) -> Turn:
    return scene.turn(TurnKind.CURVEBALL, ball.text, ball.persona, ball.id)


def _waiting_balls(scene: Scene) -> list[Curveball]:
    thrown = {turn.about for turn in scene.turns if turn.kind is TurnKind.CURVEBALL}
    found = [scene.stage.curveball(one) for one in scene.plan.curveballs if one not in thrown]
    return [ball for ball in found if ball is not None]


def _due_curveball(scene: Scene, *, by_minute: bool) -> Curveball | None:
    done = sum(turn.kind is TurnKind.QUESTION for turn in scene.turns)
    for ball in _waiting_balls(scene):
        if by_minute and ball.minute is not None and scene.spent >= ball.minute * 60:
            return ball
        if not by_minute and ball.after is not None and done >= ball.after:
            return ball
    return None


def _unthrown(scene: Scene) -> Curveball | None:
    """One that no moment has called for yet: before the end, unless the time is up."""
    balls = _waiting_balls(scene)
    over = bool(scene.stage.minutes) and scene.spent > scene.stage.minutes * 60
    return balls[0] if balls and not over else None


def _must_decide(scene: Scene) -> bool:
    kinds = {turn.kind for turn in scene.turns}
    return scene.stage.deciding is not None and not kinds & {TurnKind.DECISION, TurnKind.DECIDE}


def wanting(rubric: Rubric, grade: Grade, asked: Collection[str]) -> list[str]:
    """The criteria still to win, the most valuable first, those asked for before left out.

    Required ones and mistakes that were made come before the others, then by the points left. An
    excellent answer is not asked for more.
    """
    rated: list[tuple[bool, int, int, str]] = []
    for place, one in enumerate(grade.criteria):
        criterion = next((found for found in rubric.criteria if found.id == one.id), None)
        if criterion is None or one.id in asked:
            continue
        bonus = criterion.kind is Kind.BONUS
        if bonus and grade.level is Level.EXCELLENT:
            continue
        most = 0 if criterion.kind is Kind.PITFALL else criterion.points
        left = most - one.points
        if left > 0:
            rated.append((bonus, -left, place, one.id))
    return [name for _, _, _, name in sorted(rated)]
