"""Notes of a debrief: what is remarked besides the criteria."""

from __future__ import annotations

from bot.domain.debrief import Note
from bot.domain.deciding import course_of
from bot.domain.mock import TurnKind
from bot.services.mock.scenes import Live
from bot.services.mock.talking import unanswered


def notes_of(live: Live) -> tuple[tuple[Note, int], ...]:
    """Every remark that there is to make, each with its number."""
    found: dict[Note, int] = {**_of_time(live), **_of_course(live)}
    kinds = [turn.kind for turn in live.turns]
    found[Note.PAUSES] = kinds.count(TurnKind.PAUSE)
    found[Note.SKIPPED] = kinds.count(TurnKind.SKIP)
    found[Note.ASKED] = kinds.count(TurnKind.ASKED)
    found[Note.ENDED_EARLY] = len(unanswered(live))
    return tuple((note, number) for note, number in found.items() if number)


def _of_time(live: Live) -> dict[Note, int]:
    found: dict[Note, int] = {}
    if live.stage.minutes:
        found[Note.OVERTIME] = max(0, live.session.spent - live.stage.minutes * 60) // 60
    home, deadline = live.stage.take_home, live.session.deadline_at
    if home is not None and deadline is not None:
        handed = [
            turn.at
            for turn in live.turns
            if turn.kind is TurnKind.ANSWER and turn.about == home.case.key
        ]
        if handed and handed[0] > deadline:
            found[Note.LATE] = int((handed[0] - deadline).total_seconds() // 3600) + 1
    return found


def _of_course(live: Live) -> dict[Note, int]:
    course = course_of(live.stage, live.turns)
    if course is None:
        return {}
    return {
        Note.UNDECIDED: int(not course.first),
        Note.DECIDED_LATE: course.minutes if course.late else 0,
        Note.TURNED: course.turned,
        Note.WAVERED: course.wavered,
        Note.STUCK: course.stuck,
    }
