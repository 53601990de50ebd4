"""How appeals read: to the member, to the host who judges them, and their end."""

from __future__ import annotations

from bot.domain.appeal import Appeal
from bot.domain.grade import CriterionGrade, Grade, Verdict
from bot.domain.rubric import Criterion, Kind, Rubric
from bot.services.appeals import Case, Waiting
from bot.views import words
from bot.views.model import (
    Action,
    Block,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Said,
    Weight,
    note,
)
from bot.views.verdicts import MISTAKES

_MARKS = {Verdict.MET: Mark.MET, Verdict.PARTLY: Mark.PARTLY, Verdict.MISSED: Mark.MISSED}


def appealed(appeal: Appeal) -> Reply:
    """The member's appeal is on its way."""
    text = "Thank you for saying so. A host will read your answer again, and you will hear back."
    if not appeal.reason:
        text += " It helps to say what was overlooked: next time write it behind the word appeal."
    return note(text)


def appeal_note(case: Case) -> Reply:
    """Tells a host that somebody asks for a look."""
    blocks: list[Block] = [
        Paragraph(f"{case.member} asks you to look at a grade: {_what(case)}, {_grade(case)}.")
    ]
    if case.appeal.reason:
        blocks.append(Said(case.appeal.reason))
    return Reply((Card("For the host", tuple(blocks), (Action("Show it", "appeals"),)),))


def appeals(shown: Waiting) -> Reply:
    """The open appeals with all that a host needs to judge them, oldest first."""
    if not shown.cases:
        return note("No appeal is waiting.", title="Appeals")
    cards = [_appeal_card(case) for case in shown.cases]
    if shown.more:
        more = f"{words.count(shown.more, 'more appeal')} after these."
        cards.append(Card("", (Paragraph(more, Weight.MUTED),)))
    return Reply(tuple(cards))


def declined(case: Case) -> Reply:
    """Tells the host that the grade stays."""
    return note(f"The grade stays, and {case.member} is told why.")


def decline_letter(case: Case) -> Reply:
    """Tells a member that a host left the grade as it is, and why."""
    again = "Your question was welcome. Revise lets you answer again, and that counts too."
    blocks = (
        Paragraph("A host read your answer again and left the grade as it is. In their words:"),
        Said(case.appeal.answer),
        Paragraph(again, Weight.MUTED),
    )
    prompt_id = case.graded.attempt.prompt_id
    revise = Action("Revise", "revise", (("prompt", prompt_id),), asks=("text",))
    title = f"A host looked at your answer: {_what(case)}"
    return Reply((Card(title, blocks, (revise,)),), prompt_id=prompt_id)


def _appeal_card(case: Case) -> Card:
    attempt, number = case.graded.attempt, case.appeal.id
    when = words.clock(attempt.sent_at, attempt.zone)
    pairs = [("answered", when), ("grade", _grade(case)), ("answer", f"a{attempt.id}")]
    if case.graded.grade is not None and case.graded.grade.flags:
        pairs.append(("held down as", ", ".join(case.graded.grade.flags)))
    blocks: list[Block] = [Facts(tuple(pairs))]
    if case.appeal.reason:
        blocks += [Paragraph("Why they ask", Weight.STRONG), Said(case.appeal.reason)]
    blocks += [Paragraph("Their answer", Weight.STRONG), Said(attempt.text)]
    if attempt.probe_text is not None:
        blocks += [Paragraph("And to the follow-up", Weight.STRONG), Said(attempt.probe_text)]
    if case.prompt is not None and case.graded.grade is not None:
        blocks.append(Checklist(_checks(case.graded.grade, case.prompt.rubric)))
    how = (
        f"Change a verdict: override {number} met CRITERION “words of the answer” your reason "
        f"(or partly, missed). Leave it: decline {number} your reason. The member reads the reason."
    )
    blocks.append(Paragraph(how, Weight.MUTED))
    return Card(f"Appeal {number}: {case.member} on {_what(case)}", tuple(blocks))


def _checks(grade: Grade, rubric: Rubric) -> tuple[Check, ...]:
    known = {one.id: one for one in rubric.criteria}
    return tuple(_check(known[one.id], one) for one in grade.criteria if one.id in known)


def _check(criterion: Criterion, judged: CriterionGrade) -> Check:
    mark = _MARKS[judged.verdict]
    label = f"{criterion.id}: {judged.verdict}"
    if criterion.kind is Kind.PITFALL:
        mark = Mark.MET if judged.verdict is Verdict.MISSED else Mark.MISTAKE
        label = f"{criterion.id}: mistake {MISTAKES[judged.verdict]}"
    if judged.settled:
        label += ", settled by a host"
    elif not judged.sure:
        label += ", not sure"
    return Check(mark, label, criterion.text, judged.evidence)


def _what(case: Case) -> str:
    return case.prompt.head.title if case.prompt is not None else case.graded.attempt.prompt_id


def _grade(case: Case) -> str:
    grade = case.graded.grade
    if grade is None:
        return "not graded"
    return f"{words.LEVEL_NAMES[grade.level]}, {grade.score} of 100 by {grade.grader_label}"
