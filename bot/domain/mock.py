"""A mock round: one member's session in one stage, kept turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.group import Place


class SessionState(StrEnum):
    """How a session stands."""

    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    """A take-home is out."""
    FINISHED = "finished"
    ABANDONED = "abandoned"


OPEN = frozenset({SessionState.RUNNING, SessionState.PAUSED, SessionState.WAITING})
"""States from which a session goes on."""


class TurnKind(StrEnum):
    """What one turn is; the first ones are said by interviewers, the others by the member."""

    OPENING = "opening"
    HANDOUT = "handout"
    """The take-home is handed out."""
    QUESTION = "question"
    FOLLOW_UP = "follow-up"
    CURVEBALL = "curveball"
    DECIDE = "decide"
    """A simulation asks for its decision."""
    FACT = "fact"
    """Answers a question of the candidate."""
    UNKNOWN = "unknown"
    NUDGE = "nudge"
    """Says how time stands; `criterion` names what for, see `bot.domain.stopwatch`."""
    CLOSE = "close"
    ANSWER = "answer"
    ASKED = "asked"
    """The candidate asks for a fact."""
    DECISION = "decision"
    """`about` names what was decided."""
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"


ASKING = frozenset({
    TurnKind.HANDOUT,
    TurnKind.QUESTION,
    TurnKind.FOLLOW_UP,
    TurnKind.CURVEBALL,
    TurnKind.DECIDE,
})  # fmt: skip
"""Turns that want an answer."""

BY_MEMBER = frozenset({
    TurnKind.ANSWER,
    TurnKind.ASKED,
    TurnKind.DECISION,
    TurnKind.SKIP,
    TurnKind.PAUSE,
    TurnKind.RESUME,
})  # fmt: skip

SAID = frozenset({TurnKind.ANSWER, TurnKind.ASKED})
"""Turns that hold the member's own words."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said; numbers count from 1 within a session.

    `about` is the key of a question, the id of a curveball, or a decision; `criterion` what a
    follow-up is for. `spent` is what the clock of the stage showed, in seconds.
    """

    number: int
    kind: TurnKind
    text: str
    at: datetime
    spent: int
    persona: str = ""
    about: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A question of this run: its key in the stage, and the bank's prompt where it is one."""

    key: str
    prompt_id: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What chance decided when the session began: the questions and curveballs, in order."""

    questions: tuple[Planned, ...] = ()
    curveballs: tuple[str, ...] = ()
    brief: str = ""
    """The case of the take-home that is handed out."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a session lives: between us and one account in private, or under a message of ours.

    `key` is the outbox key of the message that opened it there.
    """

    place: Place
    account: str
    private: bool
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session to be stored.

    `spent` are the seconds on the clock when it last stopped, `running_since` when it was started
    again, None while it stands. `next_at` is when time will have something to say. `deadline_at`
    belongs to a take-home. A `panel` has members as interviewers.
    """

    member_id: int
    group_id: int
    loop_id: str
    stage_id: str
    state: SessionState
    plan: Plan
    home: Home
    zone: str
    practice_date: date
    started_at: datetime
    running_since: datetime | None
    spent: int = 0
    deadline_at: datetime | None = None
    ended_at: datetime | None = None
    next_at: datetime | None = None
    panel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(NewSession):
    """A stored session."""

    id: int

    @property
    def stage_key(self) -> str:
        """The stage's name among all: `healthcare-pm/screen`."""
        return f"{self.loop_id}/{self.stage_id}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.state in OPEN

    def clock(self, at: datetime) -> int:
        """The seconds on the clock of the stage at that moment."""
        if self.running_since is None:
            return self.spent
        return self.spent + max(0, int((at - self.running_since).total_seconds()))

    def stopped(self, state: SessionState, at: datetime) -> Session:
        """The session with its clock standing as of that moment."""
        over = state not in OPEN
        return replace(
            self,
            state=state,
            spent=self.clock(at),
            running_since=None,
            ended_at=at if over else self.ended_at,
        )

    def started(self, at: datetime) -> Session:
        """The session with its clock running from that moment on."""
        return replace(self, state=SessionState.RUNNING, running_since=at)


def asked_now(turns: Sequence[Turn]) -> Turn | None:
    """The turn that waits for an answer, None when none does."""
    for turn in reversed(turns):
        if turn.kind in {TurnKind.ANSWER, TurnKind.SKIP}:
            return None
        if turn.kind in ASKING:
            return turn
    return None


def whole(texts: Iterable[str]) -> str:
    """What was said as one text to be judged, a paragraph for each turn.

    The same words again, such as a second “I do not know”, are there once: to repeat oneself in a
    talk is no trick.
    """
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def said_about(turns: Sequence[Turn], about: str) -> list[Turn]:
    """The member's turns on one question or curveball, in order."""
    return [turn for turn in turns if turn.kind in SAID and turn.about == about and turn.text]


def followed_up(turns: Iterable[Turn], about: str) -> list[str]:
    """The criteria that follow-ups on a question were for."""
    return [
        turn.criterion for turn in turns if turn.kind is TurnKind.FOLLOW_UP and turn.about == about
    ]


def numbered(turns: Sequence[Turn], more: Iterable[Turn]) -> list[Turn]:
    """New turns with the numbers that come after those there are."""
    first = turns[-1].number + 1 if turns else 1
    return [replace(turn, number=first + at) for at, turn in enumerate(more)]


def last_word(session: Session, turns: Sequence[Turn]) -> datetime:
    """When anybody last said or did something; time's own remarks are left aside."""
    return next(
        (turn.at for turn in reversed(turns) if turn.kind is not TurnKind.NUDGE),
        session.started_at,
    )


IDLE = timedelta(minutes=30)
"""A running session in which nobody speaks for so long is paused as of then."""

GRACE = timedelta(hours=24)
"""So long a take-home is still taken after its deadline, as a late one."""

FORGOTTEN_AFTER = timedelta(days=30)
"""A session paused for so long is closed."""
