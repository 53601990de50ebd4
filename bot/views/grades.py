"""How a grade reads: the short card first, the whole rubric behind it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind, Rubric
from bot.services.records import Feedback
from bot.views import words
from bot.views.guesses import guess_line, habit_line
from bot.views.model import (
    Action,
    Audience,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Mark,
    Paragraph,
    Reply,
    Weight,
)
from bot.views.streaks import streak_line

_FLAGS = {
    Flag.PARROT: "Parts of it repeat the question or the model answer; those words earn nothing.",
    Flag.KEYWORD_LIST: "Parts of it read as a list of terms. Say what you would do with them.",
    Flag.INSTRUCTION: "Parts of it talk to the grader; those words earn nothing.",
    Flag.OFF_TOPIC: "It does not answer this question yet.",
    Flag.SHUFFLED: "Parts of it are in an order that could not be read.",
    Flag.REPEATED: "Parts of it are said more than once; each thing counts once.",
    Flag.EMPTY: "There was nothing in it to grade.",
}

_MARKS = {Verdict.MET: Mark.MET, Verdict.PARTLY: Mark.PARTLY, Verdict.MISSED: Mark.MISSED}

_MARK_LABELS = {
    Mark.MET: "met",
    Mark.PARTLY: "partly",
    Mark.MISSED: "missing",
    Mark.UNSURE: "not sure",
    Mark.MISTAKE: "mistake",
}


def feedback(shown: Feedback, skills: Mapping[str, str], *, name: str = "") -> Reply:
    """The feedback on an answer: level, score, what was good, the most valuable gap, the probe.

    With a name it is said to everybody, about that member's answer.
    """
    grade = shown.graded.grade
    if grade is None:
        return Reply((Card("", (Paragraph("This answer is still being graded."),)),))
    rubric = shown.prompt.rubric
    this = (("prompt", shown.prompt.id),)
    actions = [Action("Revise", "revise", this)]
    if grade.probe is not None and shown.graded.attempt.probe_text is None:
        actions.insert(0, Action("Answer the follow-up", "probe", this))
    card = Card(
        f"{name}: {_headline(grade)}" if name else _headline(grade),
        (*_short(shown, grade, rubric), *(() if name else _guess(shown))),
        tuple(actions),
        more=full_card(grade, rubric, skills) if grade.level > Level.NONE else None,
    )
    audience = Audience.PLACE if name else Audience.ASKER
    return Reply((card,), audience, prompt_id=shown.prompt.id)


def grade_reply(grade: Grade, prompt: Prompt, skills: Mapping[str, str]) -> Reply:
    """A grade of a reply that belongs to nobody: for authors who try a rubric."""
    blocks: list[Block] = [Paragraph(_summary(grade, prompt.rubric))]
    blocks += [Paragraph(_FLAGS[flag]) for flag in grade.flags]
    if grade.probe is not None:
        blocks.append(Paragraph(f"Follow-up: {grade.probe}", Weight.STRONG))
    card = Card(_headline(grade), tuple(blocks), more=full_card(grade, prompt.rubric, skills))
    return Reply((card,))


def full_card(grade: Grade, rubric: Rubric, skills: Mapping[str, str]) -> Card:
    """Every criterion with its verdict and the words that earned it; mistakes only if made."""
    known = {criterion.id: criterion for criterion in rubric.criteria}
    checks = [
        _check(known[one.id], one, skills)
        for one in grade.criteria
        if one.id in known and not _avoided(known[one.id], one)
    ]
    foot = f"Graded by {grade.grader_label}, rubric {grade.rubric_version}."
    if grade.provisional:
        foot += " Provisional: a second look follows."
    blocks = (Checklist(tuple(checks)), Paragraph(foot, Weight.MUTED))
    return Card("Every criterion, and your words that earned it", blocks)


def _headline(grade: Grade) -> str:
    score = f"{grade.score} of 100"
    if grade.high - grade.low >= 5:
        score = f"about {grade.score} of 100 (between {grade.low} and {grade.high})"
    return f"{words.LEVEL_NAMES[grade.level].capitalize()} · {score}"


def _short(shown: Feedback, grade: Grade, rubric: Rubric) -> list[Block]:
    blocks: list[Block] = [] if grade.flags else [Paragraph(_summary(grade, rubric))]
    blocks += [Paragraph(_FLAGS[flag]) for flag in grade.flags]
    change = _change(shown, grade, rubric)
    if change:
        blocks.append(Bullets(change))
    if grade.gap is not None:
        gap = rubric.criterion(grade.gap)
        blocks.append(Paragraph(f"Most to win: {_lower_first(gap.text)}"))
        blocks.append(Paragraph(gap.why, Weight.MUTED))
    if grade.probe is not None and shown.graded.attempt.probe_text is None:
        blocks.append(Paragraph(f"Follow-up: {grade.probe}", Weight.STRONG))
    if shown.streak is not None:
        blocks.append(Paragraph(streak_line(shown.streak), Weight.MUTED))
    if not shown.graded.attempt.counts:
        text = "Beyond today's share of practice that counts for the board; the practice is yours."
        blocks.append(Paragraph(text, Weight.MUTED))
    return blocks


def _guess(shown: Feedback) -> list[Block]:
    """The member's own guess beside the grade; nobody else is shown it."""
    lines = (guess_line(shown.graded), habit_line(shown.habit))
    return [Paragraph(line) for line in lines if line]


def _summary(grade: Grade, rubric: Rubric) -> str:
    kinds = {criterion.id: criterion.kind for criterion in rubric.criteria}
    wanted = [one for one in grade.criteria if kinds.get(one.id) is not Kind.PITFALL]
    met = sum(one.verdict is Verdict.MET for one in wanted)
    partly = sum(one.verdict is Verdict.PARTLY for one in wanted)
    mistakes = sum(
        one.verdict is not Verdict.MISSED
        for one in grade.criteria
        if kinds.get(one.id) is Kind.PITFALL
    )
    text = f"{met} of {len(wanted)} criteria met"
    text += f", {partly} in part" if partly else ""
    text += f", and {words.count(mistakes, 'mistake')} an interviewer would hold against it" * bool(
        mistakes
    )
    return f"{text}: {words.LEVEL_MEANINGS[grade.level]}."


def _change(shown: Feedback, grade: Grade, rubric: Rubric) -> tuple[str, ...]:
    """What got better and what was lost since the attempt that this one revises."""
    if shown.before is None or shown.before.grade is None:
        return ()
    earlier = {one.id: one.verdict for one in shown.before.grade.criteria}
    difference = grade.score - shown.before.grade.score
    lines = [
        f"{difference:+d} points since your last answer" if difference else "Same score as before"
    ]
    for one in grade.criteria:
        if one.id not in earlier or one.verdict is earlier[one.id]:
            continue
        criterion = rubric.criterion(one.id)
        better = _worth(one.verdict, criterion) > _worth(earlier[one.id], criterion)
        lines.append(f"{'Better' if better else 'Lost'}: {_lower_first(criterion.text)}")
    return tuple(lines)


def _worth(verdict: Verdict, criterion: Criterion) -> int:
    rank = {Verdict.MISSED: 0, Verdict.PARTLY: 1, Verdict.MET: 2}[verdict]
    return -rank if criterion.kind is Kind.PITFALL else rank


def _check(criterion: Criterion, judged: CriterionGrade, skills: Mapping[str, str]) -> Check:
    mark = _mark(criterion, judged)
    points = f"{judged.points} of {words.count(criterion.points, 'point')}"
    if criterion.kind is Kind.PITFALL:
        points = words.count(judged.points, "point")
    skill = skills.get(criterion.skill, criterion.skill)
    note = "" if mark is Mark.MET else criterion.why
    if not judged.sure and mark is not Mark.UNSURE:
        note = f"Not sure about this one. {note}".strip()
    return Check(
        mark,
        f"{_MARK_LABELS[mark]}, {points} · {skill}",
        criterion.text,
        judged.evidence,
        note,
    )


def _avoided(criterion: Criterion, judged: CriterionGrade) -> bool:
    return criterion.kind is Kind.PITFALL and judged.verdict is Verdict.MISSED


def _mark(criterion: Criterion, judged: CriterionGrade) -> Mark:
    if criterion.kind is Kind.PITFALL:
        return Mark.MISTAKE
    if judged.verdict is Verdict.MISSED and not judged.sure:
        return Mark.UNSURE
    return _MARKS[judged.verdict]


def _lower_first(text: str) -> str:
    """A criterion's text inside a sentence; names and abbreviations keep their capitals."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]
