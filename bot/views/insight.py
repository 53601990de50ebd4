"""How a group's answers read to its host: what to practise, what to ask, whom to write to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.insight import Insight, Question, Unearned
from bot.views import words
from bot.views.criteria import brief
from bot.views.model import Action, Block, Bullets, Card, Facts, Paragraph, Reply, Weight, note

_SEPARATION = (
    "Here strong members score hardly higher than others. Such a question may be too easy, too "
    "hard or unclear. Told from eight members on who have answered three other questions."
)


def insight(shown: Insight) -> Reply:
    """For hosts alone: skills, questions, criteria, members who went quiet, the bank."""
    if not shown.answers:
        return note(
            "Nothing to tell yet: it takes scheduled questions that are closed and graded.",
            Action("Health", "health"),
            title="Your group",
        )
    cards = (
        Card("Your group, last 90 days", (*_attendance(shown), *_skills(shown), *_bank(shown))),
        Card("Questions", tuple(_questions(shown)), (Action("The bank", "bank"),)),
    )
    return Reply(cards)


def _attendance(shown: Insight) -> list[Block]:
    heard = f"{shown.heard} of {words.count(shown.members, 'member')} practised this week or last."
    blocks: list[Block] = [Paragraph(heard)]
    names, hidden = shown.quiet.names, shown.quiet.hidden
    unnamed = f"{words.count(hidden, 'member')} hidden from the board" if hidden else ""
    told = ", ".join(one for one in (*names, unnamed) if one)
    if told:
        blocks.append(Paragraph(f"Quiet since, after practising before: {told}."))
        kind = "A kind word helps more than a reminder. Who said they are away is not listed."
        blocks.append(Paragraph(kind, Weight.MUTED))
    return blocks


def _skills(shown: Insight) -> list[Block]:
    told = [one for one in shown.skills if one.share is not None]
    if not told:
        few = "Skills are told from three members on, so that nobody's results can be read off."
        return [Paragraph(few, Weight.MUTED)]
    ordered = sorted(told, key=lambda one: (one.share or 0, one.title))
    facts = Facts(
        tuple(
            (one.title, f"{one.share}% of the points ({words.count(one.members, 'member')})")
            for one in ordered
        )
    )
    return [Paragraph("By skill, the one with most to win first:", Weight.STRONG), facts]


def _bank(shown: Insight) -> list[Block]:
    left = words.count(shown.left, "new question")
    if shown.ends is None:
        return [Paragraph(f"The bank: {left} left; posting is paused.")]
    if not shown.left:
        return [Paragraph("The bank: all were asked; those asked longest ago come again.")]
    when = f"{words.date_of(shown.ends)} {shown.ends.year}"
    return [Paragraph(f"The bank: {left} left, enough until about {when}.")]


def _questions(shown: Insight) -> list[Block]:
    blocks: list[Block] = []
    blocks += _listed("Hardest, by the mean score:", [_hard(one) for one in shown.hard])
    blocks += _listed("Asked for and earned by nobody:", [_unearned(one) for one in shown.unearned])
    blocks += _listed("Do not separate strong from weak:", [_blunt(one) for one in shown.blunt])
    if shown.blunt or not shown.measured:
        blocks.append(Paragraph(_SEPARATION if shown.blunt else _TOO_FEW, Weight.MUTED))
    return blocks


_TOO_FEW = (
    "Whether a question separates strong from weak answers is told from eight members on who have "
    "answered three other questions."
)


def _listed(heading: str, lines: Sequence[str]) -> list[Block]:
    return [Paragraph(heading, Weight.STRONG), Bullets(tuple(lines))] if lines else []


def _hard(one: Question) -> str:
    return f"{one.head.title}: {one.item.score} of 100 ({words.count(one.item.answers, 'answer')})"


def _unearned(one: Unearned) -> str:
    return f"{one.head.title}: {brief(one.text)} ({words.count(one.judged, 'answer')})"


def _blunt(one: Question) -> str:
    assert one.item.separation is not None
    return f"{one.head.title}: r = {one.item.separation:.2f}"
