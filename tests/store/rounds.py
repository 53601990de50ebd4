"""Sessions, debriefs and panels to be stored, with everything filled in."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.debrief import (
    Dossier,
    Evidence,
    Finding,
    Note,
    Part,
    PartKind,
    Report,
    RiskLevel,
    RiskLine,
    SkillScore,
)
from bot.domain.grade import Verdict
from bot.domain.member import Member
from bot.domain.mock import Home, NewSession, Plan, Planned, SessionState, Turn, TurnKind
from bot.domain.panel import Mark, Seat
from bot.ports.store import Work
from tests.store.samples import HOME, NOW, TODAY, World

FOUND = Finding("stops-it", "Stops the tool", "safety", 2, 4, "Why.", "I stop it", 3)


def a_session(world: World, member: Member) -> NewSession:
    return NewSession(
        member_id=member.id,
        group_id=world.group.id,
        loop_id="clinic",
        stage_id="screen",
        state=SessionState.RUNNING,
        plan=Plan((Planned("bed-board"), Planned("any-1", "night-outage")), ("leak",)),
        home=Home(HOME, f"local:night:{member.name}", private=True, key="mock/1/home"),
        zone="Europe/Lisbon",
        practice_date=TODAY,
        started_at=NOW,
        running_since=NOW,
        spent=7,
        next_at=NOW + timedelta(minutes=15),
    )


def a_report(score: int = 64, *, provisional: bool = False) -> Report:
    return Report(
        score=score,
        parts=(Part(PartKind.QUESTION, "bed-board", "Beds", "er", 60, (FOUND,)),),
        skills=(SkillScore("safety", 2, 4, "I stop it", 3),),
        notes=((Note.OVERTIME, 3),),
        adjusted=-10,
        practise=("night-outage",),
        grader="offline 3",
        provisional=provisional,
    )


def a_dossier() -> Dossier:
    return Dossier(
        score=55,
        stages=(("screen", 64),),
        missing=("home",),
        case_for=(Evidence("screen", FOUND),),
        case_against=(),
        risks=(
            RiskLine("Harm", RiskLevel.SOME, Evidence("screen", FOUND)),
            RiskLine("Filing", RiskLevel.UNKNOWN),
        ),
        notes=(("screen", Note.OVERTIME, 3),),
        grader="offline 3",
        practise=("night-outage",),
    )


def some_turns() -> list[Turn]:
    return [
        Turn(1, TurnKind.OPENING, "Good evening.", NOW, 0, "er"),
        Turn(2, TurnKind.QUESTION, "What first?", NOW, 0, "er", "bed-board"),
        Turn(3, TurnKind.ANSWER, "I stop it.", NOW + timedelta(minutes=1), 60, "", "bed-board"),
    ]


async def play(work: Work, world: World, member: Member) -> None:
    """Leave a trace of the member in every table about mock rounds."""
    session = await work.rounds.add(a_session(world, member))
    await work.rounds.add_turns(session.id, some_turns())
    await work.debriefs.queue(session.id, NOW)
    await work.debriefs.put(session.id, a_report(), NOW)
    await work.rounds.take_seat(Seat(session.id, member.id, "er", NOW))
    met = (("stops-it", Verdict.MET),)
    await work.rounds.put_mark(Mark(session.id, member.id, "bed-board", met, "Clear.", NOW))
