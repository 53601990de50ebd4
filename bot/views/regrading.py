"""How judging again reads: what it comes to, and the letter to a member."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.domain.regrading import Change, Regrading, moves
from bot.views import words
from bot.views.model import Action, Block, Bullets, Card, Facts, Paragraph, Reply, Table, Weight
from bot.views.verdicts import step, verdict_of


def regrade_letter(prompt: Prompt, change: Change) -> Reply:
    """Tells a member that judging again moved the level of their answer."""
    text = (
        f"The grading of this prompt got better, so your answer was read again. "
        f"{step(change.before, change.after)}."
    )
    known = {one.id: one for one in prompt.rubric.criteria}
    lines = tuple(
        f"{known[id_].text}: {verdict_of(known[id_], after)}"
        for id_, _, after in change.criteria()
        if id_ in known and after is not None
    )
    blocks: list[Block] = [Paragraph(text)]
    if lines:
        blocks.append(Bullets(lines))
    blocks.append(Paragraph("Your points and streak follow it.", Weight.MUTED))
    see = Action("My feedback", "feedback", (("prompt", prompt.id),))
    title = f"Graded again: {prompt.head.title}"
    return Reply((Card(title, tuple(blocks), (see,)),), prompt_id=prompt.id)


def regrading(found: Regrading, *, applied: int | None = None, every: bool = False) -> Reply:
    """What judging again comes to; with `every` each answer by itself. `applied` None is a try."""
    blocks: list[Block] = [Facts(_counts(found))]
    if found.open:
        blocks.append(_moves(found.open))
    if every:
        blocks += _each("Would change" if applied is None else "Changed", found.open)
        blocks += _each("In a closed season, so they stay as they are", found.closed)
    blocks.append(Paragraph(_outcome(found, applied)))
    return Reply((Card("Grading again", tuple(blocks)),))


def _counts(found: Regrading) -> tuple[tuple[str, str], ...]:
    pairs = (
        ("judged again", found.looked),
        ("would differ", len(found.changes)),
        ("of these in a closed season", len(found.closed)),
        ("up to date already", found.current),
        ("settled by a host, left alone", found.by_host),
        ("prompt no longer there", found.gone),
        ("better grader away, left alone", found.postponed),
    )
    return tuple((label, f"{number:,}") for label, number in pairs if number or "again" in label)


def _moves(changes: Sequence[Change]) -> Table:
    counted = sorted(moves(changes).items())
    rows = tuple(
        (words.LEVEL_NAMES[old], words.LEVEL_NAMES[new], _direction(old, new), f"{number:,}")
        for (old, new), number in counted
    )
    return Table(("from", "to", "", "answers"), rows, numeric=frozenset({3}))


def _direction(old: int, new: int) -> str:
    return "same level" if old == new else "up" if new > old else "down"


def _each(heading: str, changes: Sequence[Change]) -> list[Block]:
    if not changes:
        return []
    return [Paragraph(heading, Weight.STRONG), Bullets(tuple(_line(one) for one in changes))]


def _line(one: Change) -> str:
    parts = [
        f"a{one.attempt.id}",
        one.attempt.prompt_id,
        one.attempt.practice_date.isoformat(),
        _arrow(one.before, one.after),
    ]
    criteria = [f"{id_} {old or 'new'} → {new or 'gone'}" for id_, old, new in one.criteria()]
    if criteria:
        parts.append(", ".join(criteria))
    return " · ".join(parts)


def _outcome(found: Regrading, applied: int | None) -> str:
    if not found.changes:
        return "Nothing would change."
    if applied is None:
        return "Nothing was changed yet. On the machine of the bot: rounds regrade --apply"
    passed = len(found.open) - applied
    text = f"{words.count(applied, 'new grade')} stored; points and streaks follow."
    if passed:
        text += f" {words.count(passed, 'answer')} got another grade meanwhile and stayed."
    return text


def _arrow(before: Grade, after: Grade) -> str:
    old, new = words.LEVEL_NAMES[before.level], words.LEVEL_NAMES[after.level]
    return f"{old} {before.score} → {new} {after.score}"
