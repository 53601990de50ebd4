"""How a debrief reads: the recommendation first, then by skill, with quotes and where they fell."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.debrief import (
    Dossier,
    Finding,
    Note,
    Part,
    PartKind,
    Report,
)
from bot.domain.grade import Verdict
from bot.domain.panel import Scorecards
from bot.services.mock.records import Shown
from bot.views import words
from bot.views.criteria import brief
from bot.views.mock import dossier
from bot.views.mock.recommendation import MEANINGS, NAMES, judged_by, practise
from bot.views.model import (
    Action,
    Audience,
    Block,
    Bullets,
    Card,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
)

_NOTES = {
    Note.OVERTIME: ("You went {n} over. That is noted and costs nothing here.", "minute"),
    Note.PAUSES: ("You paused {n}.", "time"),
    Note.SKIPPED: ("You passed {n}.", "question"),
    Note.ENDED_EARLY: ("{n} never came up, because the round ended before.", "question"),
    Note.LATE: ("It came {n} after the deadline.", "hour"),
    Note.TURNED: ("New facts made you change your decision {n}: that earned points.", "time"),
    Note.WAVERED: ("You changed your decision {n} without new facts that asked for it.", "time"),
    Note.STUCK: ("{n} asked for another decision, and yours stayed.", "new fact"),
    Note.ASKED: ("You asked back {n}.", "time"),
}

_SHOWN_SKILLS = 6
_SHOWN_GAPS = 4


def debrief(shown: Shown, skills: Mapping[str, str], *, everybody: bool = False) -> Reply:
    """The debrief of a round; `everybody` reads it with the member's name."""
    audience = Audience.PLACE if everybody else Audience.ASKER
    if isinstance(shown.report, Dossier):
        return Reply((dossier.card(shown, shown.report),), audience)
    return Reply((_report(shown, shown.report, skills, everybody=everybody),), audience)


def _report(shown: Shown, report: Report, skills: Mapping[str, str], *, everybody: bool) -> Card:
    blocks: list[Block] = []
    if shown.moved:
        blocks.append(Paragraph("A second look moved this debrief.", Weight.MUTED))
    recommendation = report.recommendation
    blocks.append(Paragraph(f"{NAMES[recommendation]}: {MEANINGS[recommendation]}.", Weight.STRONG))
    blocks += _change(shown, skills)
    blocks += _best(shown, report)
    blocks += _gaps(report)
    blocks += _notes(report)
    blocks += practise(shown)
    blocks.append(judged_by(report.grader, provisional=report.provisional))
    who = f"{shown.name} · " if everybody else ""
    title = f"{who}Debrief: {shown.stage.title} · {report.score} of 100"
    this = (("session", str(shown.session.id)),)
    actions = [
        Action(f"Practise: {head.title}", "practice", (("prompt", head.id),))
        for head in shown.practise
    ]
    actions.append(Action("Transcript", "mock transcript", this))
    return Card(
        title,
        tuple(blocks),
        tuple(actions),
        more=_more(shown, report, skills),
        recall=Action("Point by point", "mock debrief", (("part", "full"), *this)),
    )


def full(shown: Shown, skills: Mapping[str, str]) -> Reply:
    """Everything behind the debrief: skills, each question, the panel."""
    if isinstance(shown.report, Dossier):
        return debrief(shown, skills)
    return Reply((_more(shown, shown.report, skills),))


def _more(shown: Shown, report: Report, skills: Mapping[str, str]) -> Card:
    rows = tuple(
        (skills.get(one.skill, one.skill), f"{one.points} of {one.most}", f"{one.percent}%")
        for one in report.skills[:_SHOWN_SKILLS]
    )
    blocks: list[Block] = [Table(("skill", "points", "share"), rows, frozenset({1, 2}))]
    for part in report.parts:
        blocks.append(Paragraph(_part_title(shown, part), Weight.STRONG))
        if not part.answered:
            blocks.append(Paragraph("Not answered.", Weight.MUTED))
        blocks += [_finding(one) for one in part.findings if one.quote or one.lost > 0]
    if shown.panel is not None:
        blocks += _panel(shown.panel)
    return Card(f"Point by point: {shown.stage.title}", tuple(blocks))


def _part_title(shown: Shown, part: Part) -> str:
    if part.kind is PartKind.CONVERSATION:
        return f"The whole conversation: {part.score} of 100"
    who = shown.stage.persona(part.persona).name if part.persona else ""
    title = part.title or "the curveball"
    return f"{who}, {title}: {part.score} of 100"


def _finding(one: Finding) -> Block:
    if one.most == 0:
        mark = "mistake"
    elif one.points >= one.most:
        mark = "there"
    else:
        mark = "in part" if one.points > 0 else "missing"
    quote = f" “{one.quote}” (turn {one.turn})" if one.quote else ""
    return Paragraph(f"{mark}: {brief(one.text)}.{quote}")


def _change(shown: Shown, skills: Mapping[str, str]) -> list[Block]:
    change = shown.change
    if change is None:
        return []
    now = shown.report.score
    text = f"Your last run of this stage came to {change.before}; this one to {now}."
    if change.better:
        text += f" Better: {_listed(change.better, skills)}."
    if change.worse:
        text += f" Less: {_listed(change.worse, skills)}."
    return [Paragraph(text)]


def _listed(names: tuple[str, ...], skills: Mapping[str, str]) -> str:
    return ", ".join(skills.get(one, one).lower() for one in names)


def _best(shown: Shown, report: Report) -> list[Block]:
    """What went best, in the member's own words."""
    strengths = report.strengths
    if not strengths:
        return [Paragraph("Nothing yet that an interviewer could quote for you.")]
    best = strengths[0]
    where = _where(shown, best.turn)
    return [Paragraph(f"What works: {brief(best.text)}. You said{where}:"), Said(best.quote)]


def _where(shown: Shown, number: int) -> str:
    turn = next((one for one in shown.turns if one.number == number), None)
    if turn is None:
        return ""
    return f" in turn {number}, minute {turn.spent // 60}"


def _gaps(report: Report) -> list[Block]:
    gaps = report.gaps[:_SHOWN_GAPS]
    if not gaps:
        return []
    lines = []
    for one in gaps:
        lead = "A mistake" if one.most == 0 else "Missing"
        quote = f" You said: “{one.quote}” (turn {one.turn})." if one.quote else ""
        lines.append(f"{lead}: {brief(one.text)}. {one.why}{quote}")
    return [Paragraph("What would help most:"), Bullets(tuple(lines))]


def _notes(report: Report) -> list[Block]:
    lines = [_note(note, number) for note, number in report.notes]
    if report.adjusted:
        lines.append(f"How you decided moved the score by {report.adjusted:+d}.")
    return [Paragraph(" ".join(lines), Weight.MUTED)] if lines else []


def _note(note: Note, number: int) -> str:
    if note is Note.UNDECIDED:
        return "You took no decision, and that costs more than a wrong one."
    if note is Note.DECIDED_LATE:
        return f"Your decision came in minute {number}: waiting cost points."
    text, unit = _NOTES[note]
    return text.format(n=words.count(number, unit))


def _panel(panel: Scorecards) -> list[Block]:
    if not panel.compared:
        return [Paragraph("The panel gave no marks.", Weight.MUTED)]
    names = ", ".join(panel.interviewers)
    found: list[Block] = [
        Paragraph(f"The panel ({names}) and I agree on {panel.percent}% of the points."),
    ]
    rows = tuple(
        (one.part, brief(one.text), _VERDICTS[one.ours], _theirs(one.theirs))
        for one in panel.differences
    )
    if rows:
        found.append(Table(("question", "point", "I say", "the panel says"), rows))
    found += [Paragraph(f"{name}: {note}") for name, note in panel.notes]
    return found


_VERDICTS = {Verdict.MET: "there", Verdict.PARTLY: "in part", Verdict.MISSED: "missing"}


def _theirs(theirs: tuple[tuple[str, Verdict], ...]) -> str:
    return ", ".join(f"{name}: {_VERDICTS[verdict]}" for name, verdict in theirs)
