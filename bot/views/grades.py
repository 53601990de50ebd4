"""How a grade reads: the short card first, the whole rubric behind it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.attempt import Attempt
from bot.domain.grade import Flag, Grade, Level, Verdict
from bot.domain.points import HINT_COST_PERCENT, MOST_HINTS
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind, Rubric
from bot.domain.story import is_story
from bot.services.records import Feedback
from bot.views import words
from bot.views.checks import full_card
from bot.views.criteria import brief
from bot.views.guesses import guess_line, habit_line
from bot.views.model import (
    Action,
    Audience,
    Block,
    Bullets,
    Card,
    Paragraph,
    Reply,
    Weight,
)
from bot.views.stories import keep_action
from bot.views.streaks import streak_line

_FLAGS = {
    Flag.PARROT: "Much of it repeats the question or a text of ours. Only your own words count.",
    Flag.KEYWORD_LIST: "Much of it is a list of terms. Say in sentences what you would do and why.",
    Flag.INSTRUCTION: "Part of it talks to the grader. Only what you tell the interviewer counts.",
    Flag.OFF_TOPIC: "It does not answer this question yet.",
    Flag.SHUFFLED: "Much of it could not be read: the words are in no order.",
    Flag.REPEATED: "Much of it is said more than once. Each thing counts once.",
    Flag.EMPTY: "There was nothing in it to grade yet.",
    Flag.LANGUAGE: "I can only judge answers in English. Plain English is fine.",
}

_STRAYS = "Much of it seems to be about something else; what answers the question counts."
"""Said of a reply that is off the question and earned something all the same."""

_WIDE = 5
"""Points from which a range is worth telling."""

_MOST_CHANGES = 4
"""Criteria that a revision names as better or worse."""

_OUTWEIGHED = 0.3
"""The share of the points from which a weak level needs a reason that is not in the list."""

_RECKLESS = (
    "What is good in it is outweighed: it decides something that an interviewer would not accept, "
    "such as going on without a check on safety, or without evidence."
)
_NOTHING = "There is no answer to this question in it yet."
_APPEAL = "Something overlooked? Say appeal and why; a host will look."


def feedback(shown: Feedback, skills: Mapping[str, str], *, name: str = "") -> Reply:
    """The feedback on an answer: level, score, what is good, the most valuable gap, the probe.

    With a name it is said to everybody, about that member's answer.
    """
    grade = shown.graded.grade
    if grade is None:
        waiting = Card("", (Paragraph("This answer is still being graded."),))
        return Reply((waiting,), prompt_id=shown.prompt.id)
    rubric = shown.prompt.rubric
    actions = [_revise(shown.prompt)]
    if _asks(shown, grade):
        this = (("prompt", shown.prompt.id),)
        actions.insert(0, Action("Answer the question", "probe", this, asks=("text",)))
    if not name and is_story(shown.prompt.head.topic, grade.level):
        actions.append(keep_action(shown.graded.attempt.id))
    judged = grade.level > Level.NONE
    card = Card(
        f"{name}: {_headline(grade)}" if name else _headline(grade),
        (*_short(shown, grade, rubric), *(() if name else _guess(shown)), _foot(shown, grade)),
        tuple(actions),
        more=full_card(grade, rubric, skills, note=_APPEAL, name=name) if judged else None,
        recall=_recall(shown.graded.attempt) if judged else None,
    )
    audience = Audience.PLACE if name else Audience.ASKER
    return Reply((card,), audience, prompt_id=shown.prompt.id)


def full(shown: Feedback, skills: Mapping[str, str], *, name: str = "") -> Reply:
    """The whole rubric behind the feedback; with a name it is another member's answer."""
    grade = shown.graded.grade
    if grade is None:
        return feedback(shown, skills)
    appeal = Action("Ask a host to look", "appeal", (("prompt", shown.prompt.id),), ("reason",))
    actions = () if name else (_revise(shown.prompt), appeal)
    card = full_card(grade, shown.prompt.rubric, skills, note=_APPEAL, name=name, actions=actions)
    return Reply((card,), prompt_id=shown.prompt.id)


def _revise(prompt: Prompt) -> Action:
    return Action("Revise", "revise", (("prompt", prompt.id),), asks=("text",))


def _recall(attempt: Attempt) -> Action:
    """The button for the whole rubric: it names the answer, so that it works for good."""
    which = (("attempt", str(attempt.id)), ("part", "full"))
    return Action("Point by point", "feedback", which)


def grade_reply(grade: Grade, prompt: Prompt, skills: Mapping[str, str]) -> Reply:
    """A grade of a reply that belongs to nobody: for authors who try a rubric."""
    blocks: list[Block] = [Paragraph(_summary(grade, prompt.rubric))]
    blocks += _troubles(grade, prompt.rubric)
    if grade.probe is not None:
        blocks.append(Paragraph(f"Next question: {grade.probe}", Weight.STRONG))
    card = Card(_headline(grade), tuple(blocks), more=full_card(grade, prompt.rubric, skills))
    return Reply((card,), prompt_id=prompt.id)


def _headline(grade: Grade) -> str:
    about = "about " if _is_open(grade) else ""
    return f"{words.LEVEL_NAMES[grade.level].capitalize()} · {about}{grade.score} of 100"


def _is_open(grade: Grade) -> bool:
    return grade.high - grade.low >= _WIDE


def _asks(shown: Feedback, grade: Grade) -> bool:
    """Whether the feedback ends with a question; one about the answer needs an answer first."""
    open_probe = grade.probe is not None and shown.graded.attempt.probe_text is None
    return open_probe and grade.level > Level.NONE


def _short(shown: Feedback, grade: Grade, rubric: Rubric) -> list[Block]:
    """What a person on a phone reads: what is there, what would help most, what to answer next."""
    if grade.level is Level.NONE:
        troubles = _troubles(grade, rubric) or [Paragraph(_NOTHING)]
        return [*troubles, *_gap(grade, rubric, "What is wanted first")]
    change = _change(shown, grade, rubric)
    blocks: list[Block] = [Paragraph(_summary(grade, rubric)), *_troubles(grade, rubric)]
    blocks += [Bullets(change)] if change else _strength(grade, rubric)
    far = grade.level is Level.EXCELLENT
    blocks += _gap(grade, rubric, "To go further" if far else "What would help most")
    if _asks(shown, grade):
        blocks.append(Paragraph(f"Next, answer this: {grade.probe}", Weight.STRONG))
    return blocks


def _strength(grade: Grade, rubric: Rubric) -> list[Block]:
    """The best thing that is there in full."""
    known = _known(rubric)
    met = [one for one in grade.criteria if one.verdict is Verdict.MET and one.id in known]
    met = [one for one in met if one.points > 0]
    if not met:
        return []
    best = max(met, key=lambda one: (one.sure, one.points))
    return [Paragraph(f"What works: {brief(known[best.id].text)}.")]


def _known(rubric: Rubric) -> dict[str, Criterion]:
    """The criteria by id; a grade may be older than its rubric and name others."""
    return {criterion.id: criterion for criterion in rubric.criteria}


def _gap(grade: Grade, rubric: Rubric, lead: str) -> list[Block]:
    gap = _known(rubric).get(grade.gap or "")
    if gap is None:
        return []
    lead = "To mend first" if gap.kind is Kind.PITFALL else lead
    return [Paragraph(f"{lead}: {brief(gap.text)}. {gap.why}")]


def _troubles(grade: Grade, rubric: Rubric) -> list[Block]:
    """What keeps the score down besides what is missing."""
    seen = {one.id for one in grade.criteria if one.verdict is not Verdict.MISSED}
    made = [one for one in rubric.criteria if one.kind is Kind.PITFALL and one.id in seen]
    strays = grade.level > Level.NONE
    lines = [_STRAYS if strays and flag is Flag.OFF_TOPIC else _FLAGS[flag] for flag in grade.flags]
    lines += [f"A mistake in it: {brief(one.text)}." for one in made if one.id != grade.gap]
    if not lines and grade.level is Level.WEAK and _share(grade, rubric) >= _OUTWEIGHED:
        lines = [_RECKLESS]
    return [Paragraph(line) for line in lines]


def _share(grade: Grade, rubric: Rubric) -> float:
    """The share of the points that the reply earned before anything was held against it."""
    earned = sum(one.points for one in grade.criteria if one.points > 0)
    return earned / rubric.positive_points if rubric.positive_points else 0.0


def _foot(shown: Feedback, grade: Grade) -> Paragraph:
    """The grader's name, the streak, and whether it counts."""
    lines = [f"Graded by {grade.grader_label}."]
    if grade.provisional:
        lines.append("A second look follows; you hear of it if the level moves.")
    if shown.streak is not None and grade.level > Level.NONE:
        lines.append(streak_line(shown.streak))
    if not shown.graded.attempt.counts:
        lines.append("Beyond today's share of practice that counts for the board; it is yours.")
    elif shown.graded.attempt.hints:
        hints = words.count(shown.graded.attempt.hints, "hint")
        part = 100 - HINT_COST_PERCENT * min(shown.graded.attempt.hints, MOST_HINTS)
        lines.append(f"After {hints} the board counts {part}% of it.")
    return Paragraph(" ".join(lines), Weight.MUTED)


def _guess(shown: Feedback) -> list[Block]:
    """The member's own guess beside the grade; nobody else is shown it."""
    lines = (guess_line(shown.graded), habit_line(shown.habit))
    return [Paragraph(line) for line in lines if line]


def _summary(grade: Grade, rubric: Rubric) -> str:
    """How much of what an interviewer listens for is there, and how sure that is."""
    known = _known(rubric)
    mistakes = {one.id for one in rubric.criteria if one.kind is Kind.PITFALL}
    wanted = [one for one in grade.criteria if one.id in known and one.id not in mistakes]
    met = sum(one.verdict is Verdict.MET for one in wanted)
    partly = sum(one.verdict is Verdict.PARTLY for one in wanted)
    verb = "is" if met == 1 else "are"
    text = f"{met} of {len(wanted)} things an interviewer listens for {verb} there"
    text += f", {partly} more in part" if partly else ""
    text += f": {words.LEVEL_MEANINGS[grade.level]}."
    unsure = sum(not one.sure for one in grade.criteria)
    if _is_open(grade):
        verb = "was" if unsure == 1 else "were"
        text += f" {unsure} {verb} hard to tell, so the score may lie between {grade.low} and "
        text += f"{grade.high}."
    return text


def _change(shown: Feedback, grade: Grade, rubric: Rubric) -> tuple[str, ...]:
    """What got better and what was lost since the attempt that this one revises."""
    if shown.before is None or shown.before.grade is None:
        return ()
    before = shown.before.grade
    earlier = {one.id: one.verdict for one in before.criteria}
    lines: list[str] = []
    known = _known(rubric)
    for one in grade.criteria:
        if one.id not in earlier or one.verdict is earlier[one.id] or one.id not in known:
            continue
        criterion = known[one.id]
        better = _worth(one.verdict, criterion) > _worth(earlier[one.id], criterion)
        lines.append(f"{'Better' if better else 'Less of it now'}: {brief(criterion.text)}")
    more = [f"and {len(lines) - _MOST_CHANGES} more"] if len(lines) > _MOST_CHANGES else []
    return (_difference(before, grade), *lines[:_MOST_CHANGES], *more)


def _difference(before: Grade, grade: Grade) -> str:
    difference = grade.score - before.score
    if difference < 0:
        return f"{-difference} points below your last answer; for the board the better one counts"
    if difference:
        return f"{difference:+d} points since your last answer"
    return "Same score as before"


def _worth(verdict: Verdict, criterion: Criterion) -> int:
    rank = {Verdict.MISSED: 0, Verdict.PARTLY: 1, Verdict.MET: 2}[verdict]
    return -rank if criterion.kind is Kind.PITFALL else rank
