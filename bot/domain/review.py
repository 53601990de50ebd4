"""A review: what one answer showed of the skills and criteria it exercised.

Why a verdict becomes the rating it does is said in docs/decisions/0010-spaced-practice.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from bot.domain.attempt import Attempt, AttemptState, GradedAttempt
from bot.domain.grade import CriterionGrade, Grade, Level, Verdict
from bot.domain.rubric import Criterion, Kind

AGAIN_AFTER = timedelta(days=14)
"""A new answer to the same prompt within this time of the last one is helped by its feedback."""

DRILL = "drill/"
"""How the source of a review begins that an answer at a drill made."""

CLEARED_SHARE = 2 / 3
"""The share of a skill's criteria from which an answer has cleared the skill."""

HELD_SHARE = 1 / 3
"""The share from which the skill was there in part."""


class Rating(IntEnum):
    """How well something was there, in the four steps that schedules are computed from."""

    AGAIN = 1
    """Missed, or the mistake was made."""
    HARD = 2
    """Only in part, or only with help."""
    GOOD = 3
    """There, unprompted."""
    EASY = 4
    """There, unprompted, in an answer that stands out."""

    @property
    def share(self) -> float:
        """How much of it was there, 0 to 1."""
        return {Rating.AGAIN: 0.0, Rating.HARD: 0.5}.get(self, 1.0)

    @property
    def cleared(self) -> bool:
        """Whether it was there unprompted; help of any kind keeps a rating below that."""
        return self >= Rating.GOOD


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion of a rubric, as far as reviews need to know it."""

    id: str
    skill: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rated:
    """How well one thing was there: a skill, or one criterion of a prompt.

    `key` is the skill's id, or `<prompt>/<criterion>`. `lacking` says that it was not there by
    itself, in whole or in part, at the first try: what was there but took a hint is not lacking.
    """

    key: str
    skill: str
    rating: Rating
    lacking: bool

    @property
    def of_skill(self) -> bool:
        """Whether it is about a whole skill."""
        return self.key == self.skill


@dataclass(frozen=True, slots=True)
class Review:
    """What a source showed at one time. `source` names it: `attempt/12`.

    `prompt_id` is empty where no prompt was answered. `day` is the local date it counts for.
    """

    source: str
    prompt_id: str
    at: datetime
    day: date
    rated: tuple[Rated, ...]

    @property
    def is_drill(self) -> bool:
        """Whether it was an exercise with an exact answer, and nothing in the member's words."""
        return self.source.startswith(DRILL)


def asked(criteria: Iterable[Criterion]) -> tuple[Asked, ...]:
    """The criteria of a rubric without all that judging them takes."""
    return tuple(Asked(one.id, one.skill, one.kind) for one in criteria)


def source_of(attempt_id: int) -> str:
    """How a review names the attempt that it is about."""
    return f"attempt/{attempt_id}"


def reviews_of(attempts: Sequence[GradedAttempt], rubric: Sequence[Asked]) -> list[Review]:
    """The reviews in one member's attempts at one prompt in one group, in the order they were sent.

    Withdrawn ones, and those without a grade of level 1 or more, show nothing.
    """
    found: list[Review] = []
    last: datetime | None = None
    for one in attempts:
        attempt, grade = one.attempt, one.grade
        if attempt.state is not AttemptState.ACTIVE:
            continue
        fresh = last is None or attempt.sent_at - last > AGAIN_AFTER
        last = attempt.sent_at
        if grade is None or grade.level < Level.WEAK:
            continue
        rated = tuple(ratings(attempt, grade, rubric, fresh=fresh))
        if rated:
            found.append(
                Review(
                    source_of(attempt.id),
                    attempt.prompt_id,
                    attempt.sent_at,
                    attempt.practice_date,
                    rated,
                )
            )
    return found


def ratings(
    attempt: Attempt, grade: Grade, rubric: Sequence[Asked], *, fresh: bool
) -> Iterator[Rated]:
    """The rating of every criterion that decides, then of every skill they belong to.

    Without `fresh` the answer follows upon feedback to the same prompt. Bonus criteria count for a
    skill only where nothing else of it is asked.
    """
    verdicts = {one.id: one for one in grade.criteria}
    by_skill: dict[str, dict[Kind, list[_Shown]]] = defaultdict(lambda: defaultdict(list))
    for criterion in rubric:
        verdict = verdicts.get(criterion.id)
        if verdict is None:
            continue
        shown = _shown(attempt, grade, criterion.kind, verdict, fresh=fresh)
        if shown is None:
            continue
        by_skill[criterion.skill][criterion.kind].append(shown)
        if criterion.kind is not Kind.BONUS:
            key = f"{attempt.prompt_id}/{criterion.id}"
            yield Rated(key, criterion.skill, shown.rating, shown.lacking and fresh)
    for skill, found in by_skill.items():
        overall = _of_skill(found)
        if overall is not None:
            yield Rated(skill, skill, overall.rating, overall.lacking and fresh)


@dataclass(frozen=True, slots=True)
class _Shown:
    """How well something was there; `bare` is the same with all help forgiven."""

    rating: Rating
    bare: Rating

    @property
    def lacking(self) -> bool:
        return not self.bare.cleared


def _shown(
    attempt: Attempt, grade: Grade, kind: Kind, verdict: CriterionGrade, *, fresh: bool
) -> _Shown | None:
    """What a verdict shows; None for a mistake not made where feedback or a hint warned of it."""
    helped = bool(attempt.hints) or not fresh
    if kind is Kind.PITFALL:
        made = {Verdict.MET: Rating.AGAIN, Verdict.PARTLY: Rating.HARD}.get(verdict.verdict)
        if made is None:
            return None if helped else _Shown(Rating.GOOD, Rating.GOOD)
        return _Shown(made, made)
    if verdict.verdict is Verdict.MISSED:
        # Where the grader could not tell well, nobody is sent back to the beginning.
        rating = Rating.AGAIN if verdict.sure else Rating.HARD
        return _Shown(rating, rating)
    if verdict.verdict is Verdict.PARTLY:
        return _Shown(Rating.AGAIN if helped else Rating.HARD, Rating.HARD)
    if _needed_the_probe(attempt, verdict):
        return _Shown(Rating.HARD, Rating.HARD)
    bare = Rating.EASY if grade.level is Level.EXCELLENT else Rating.GOOD
    return _Shown(Rating.HARD if helped else bare, bare)


def _needed_the_probe(attempt: Attempt, verdict: CriterionGrade) -> bool:
    """Whether all that was found for a criterion stands in the answer to the follow-up."""
    if attempt.probe_text is None:
        return False
    return not any(quote in attempt.text for quote in verdict.evidence)


def _of_skill(found: Mapping[Kind, Sequence[_Shown]]) -> _Shown | None:
    """What was shown of a skill; None where nothing was asked but to avoid mistakes, and it was."""
    wanted = found.get(Kind.REQUIRED) or [
        one for one in found.get(Kind.BONUS, ()) if one.bare.cleared
    ]
    mistakes = found.get(Kind.PITFALL, ())
    worst = min((one.rating for one in mistakes), default=Rating.EASY)
    if not wanted:
        return None if worst.cleared else _Shown(worst, worst)
    rating = _together([one.rating for one in wanted])
    bare = _together([one.bare for one in wanted])
    return _Shown(rating, bare) if worst.cleared else _Shown(min(rating, worst), min(bare, worst))


def _together(wanted: Sequence[Rating]) -> Rating:
    share = sum(one.share for one in wanted) / len(wanted)
    if share < HELD_SHARE:
        return Rating.AGAIN
    if share < CLEARED_SHARE:
        return Rating.HARD
    # Easy only where nothing at all was lacking.
    return Rating.EASY if min(wanted) is Rating.EASY else Rating.GOOD
