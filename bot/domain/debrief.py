"""A debrief: what a stage came to, by skill, with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Recommendation(StrEnum):
    """What an interviewer would write on the scorecard, from worst to best."""

    STRONG_NO = "strong no"
    NO = "no"
    LEAN_NO = "lean no"
    LEAN_YES = "lean yes"
    YES = "yes"
    STRONG_YES = "strong yes"

    @property
    def rank(self) -> int:
        """0 for strong no to 5 for strong yes."""
        return list(Recommendation).index(self)


RECOMMENDED_FROM = (
    (Recommendation.STRONG_YES, 80),
    (Recommendation.YES, 60),
    (Recommendation.LEAN_YES, 50),
    (Recommendation.LEAN_NO, 40),
    (Recommendation.NO, 20),
)
"""The score from which each is given: the levels of a grade, the lower two halved."""


def recommended(score: int) -> Recommendation:
    """The recommendation of a score from 0 to 100."""
    found = (one for one, least in RECOMMENDED_FROM if score >= least)
    return next(found, Recommendation.STRONG_NO)


class PartKind(StrEnum):
    """What a part of a stage is judged by."""

    QUESTION = "question"
    CURVEBALL = "curveball"
    CONVERSATION = "conversation"


SHARE = {PartKind.QUESTION: 60, PartKind.CURVEBALL: 15, PartKind.CONVERSATION: 25}
"""What each kind of part makes of the score; one that is not there leaves its share to others."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion and what became of it.

    `points` were earned of `most` (a mistake has `most` 0 and costs). `quote` is word for word the
    member's, said in turn `turn`; both are empty where nothing was found.
    """

    criterion: str
    text: str
    skill: str
    points: int
    most: int
    why: str = ""
    quote: str = ""
    turn: int = 0

    @property
    def lost(self) -> int:
        """Points that were still to win, or that a mistake cost."""
        return self.most - self.points


@dataclass(frozen=True, slots=True)
class Part:
    """A question, a curveball or the whole conversation, as it was judged.

    `answered` is false for a question that was passed, or never reached.
    """

    kind: PartKind
    key: str
    title: str
    persona: str
    score: int
    findings: tuple[Finding, ...]
    answered: bool = True


@dataclass(frozen=True, slots=True)
class SkillScore:
    """What one skill came to: points of those that could be had, and the best quote for it."""

    skill: str
    points: int
    most: int
    quote: str = ""
    turn: int = 0

    @property
    def percent(self) -> int:
        """Of the points, 0 to 100."""
        return round(100 * max(0, self.points) / self.most) if self.most else 0


class Note(StrEnum):
    """What the debrief remarks besides the criteria; each with a number."""

    OVERTIME = "overtime"
    """Minutes."""
    PAUSES = "pauses"
    SKIPPED = "skipped"
    ENDED_EARLY = "ended-early"
    LATE = "late"
    """Hours after the deadline of a take-home."""
    DECIDED_LATE = "decided-late"
    """The minute of the decision."""
    UNDECIDED = "undecided"
    TURNED = "turned"
    """Changes of mind after facts that called for one."""
    WAVERED = "wavered"
    STUCK = "stuck"
    ASKED = "asked"
    """Clarifying questions."""


@dataclass(frozen=True, slots=True)
class Report:
    """The debrief of one stage.

    `adjusted` is what deciding well or late added to or took from the score. `practise` are prompts
    of the bank. `grader` is the name and version that every score carries.
    """

    score: int
    parts: tuple[Part, ...]
    skills: tuple[SkillScore, ...]
    notes: tuple[tuple[Note, int], ...] = ()
    adjusted: int = 0
    practise: tuple[str, ...] = ()
    grader: str = ""
    provisional: bool = False

    @property
    def recommendation(self) -> Recommendation:
        """What the score says."""
        return recommended(self.score)

    def note(self, note: Note) -> int | None:
        """The number of a remark, None when it is not made."""
        return dict(self.notes).get(note)

    @property
    def strengths(self) -> list[Finding]:
        """What was done, the most valuable first; once for each criterion."""
        done = [one for one in self._findings() if one.points > 0 and one.quote]
        return _once(sorted(done, key=lambda one: -one.points))

    @property
    def gaps(self) -> list[Finding]:
        """What was missing or wrong, the most costly first; once for each criterion."""
        missing = [one for one in self._findings() if one.lost > 0]
        return _once(sorted(missing, key=lambda one: -one.lost))

    def _findings(self) -> list[Finding]:
        return [finding for part in self.parts for finding in part.findings]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    found: dict[str, Finding] = {}
    for one in findings:
        found.setdefault(one.criterion + one.text, one)
    return list(found.values())


def score_of(parts: Sequence[Part], adjusted: int) -> int:
    """The score of a stage from its parts: their kinds by SHARE, the parts of a kind alike."""
    means: dict[PartKind, float] = {}
    for kind in PartKind:
        scores = [part.score for part in parts if part.kind is kind]
        if scores:
            means[kind] = sum(scores) / len(scores)
    weight = sum(SHARE[kind] for kind in means)
    mean = sum(SHARE[kind] * value for kind, value in means.items()) / weight if weight else 0.0
    if not any(part.answered for part in parts):
        return 0
    return min(100, max(0, round(mean) + adjusted))


def skills_of(parts: Sequence[Part], pressed: Sequence[str] = ()) -> tuple[SkillScore, ...]:
    """Points by skill over all parts, the weakest first; skills in `pressed` win a tie."""
    found: dict[str, SkillScore] = {}
    best: dict[str, int] = {}
    for one in (finding for part in parts for finding in part.findings):
        before = found.get(one.skill, SkillScore(one.skill, 0, 0))
        quote, turn = before.quote, before.turn
        if one.quote and one.points > best.get(one.skill, 0):
            best[one.skill] = one.points
            quote, turn = one.quote, one.turn
        found[one.skill] = SkillScore(
            one.skill, before.points + one.points, before.most + one.most, quote, turn
        )
    listed = [one for one in found.values() if one.most]
    return tuple(sorted(listed, key=lambda one: (one.percent, one.skill not in pressed, one.skill)))


@dataclass(frozen=True, slots=True)
class Change:
    """How a stage went against the member's last run of it."""

    before: int
    better: tuple[str, ...]
    worse: tuple[str, ...]


_WORTH_TELLING = 10
"""Percent of a skill's points; less is chance."""


def change_since(before: Report, now: Report) -> Change:
    """The score before, and the skills that moved by enough to be worth telling."""
    earlier = {one.skill: one.percent for one in before.skills}
    moved = {
        one.skill: one.percent - earlier[one.skill] for one in now.skills if one.skill in earlier
    }
    better = tuple(skill for skill, by in moved.items() if by >= _WORTH_TELLING)
    worse = tuple(skill for skill, by in moved.items() if by <= -_WORTH_TELLING)
    return Change(before.score, better, worse)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A point of the committee: what it says, the words behind it and where they were said."""

    stage: str
    finding: Finding


class RiskLevel(StrEnum):
    """How much stands against somebody in one respect."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"
    UNKNOWN = "unknown"
    """No stage has looked at it."""


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A line of the risk profile; `evidence` is the point that weighs most, None without one."""

    title: str
    level: RiskLevel
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a hiring committee makes of a member's loop.

    `stages` are those it read, each with its score; `missing` those that have no debrief yet.
    """

    score: int
    stages: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    case_for: tuple[Evidence, ...]
    case_against: tuple[Evidence, ...]
    risks: tuple[RiskLine, ...]
    notes: tuple[tuple[str, Note, int], ...] = ()
    grader: str = ""
    provisional: bool = False
    practise: tuple[str, ...] = field(default=())

    @property
    def recommendation(self) -> Recommendation:
        """What the committee would decide; with stages missing it is what the file says so far."""
        return recommended(self.score)
