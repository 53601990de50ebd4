"""How appeals, overrides and regradings read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.appeal import Appeal
from bot.domain.grade import CriterionGrade, Grade, Verdict
from bot.domain.prompt import Prompt
from bot.domain.regrading import Change, Regrading, moves
from bot.domain.rubric import Criterion, Kind, Rubric
from bot.services.appeals import Case, Waiting
from bot.services.overrides import Overridden
from bot.views import words
from bot.views.model import (
    Action,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
    note,
)

_MARKS = {Verdict.MET: Mark.MET, Verdict.PARTLY: Mark.PARTLY, Verdict.MISSED: Mark.MISSED}

VERDICTS = {Verdict.MET: "there", Verdict.PARTLY: "partly there", Verdict.MISSED: "missing"}
_MISTAKES = {Verdict.MET: "made", Verdict.PARTLY: "partly made", Verdict.MISSED: "not made"}


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
        label = f"{criterion.id}: mistake {_MISTAKES[judged.verdict]}"
    if judged.settled:
        label += ", settled by a host"
    elif not judged.sure:
        label += ", not sure"
    return Check(mark, label, criterion.text, judged.evidence)


def overridden(done: Overridden) -> Reply:
    """Tells the host what their verdict did."""
    text = f"Done, and {done.member} is told why. {_step(done.before, done.after)}."
    return note(text)


def declined(case: Case) -> Reply:
    """Tells the host that the grade stays."""
    return note(f"The grade stays, and {case.member} is told why.")


def override_letter(done: Overridden) -> Reply:
    """Tells a member what a host changed about their grade, and why."""
    lines = (
        Paragraph(f"{_change(done)}. {_step(done.before, done.after)}."),
        Paragraph("In the host's words:", Weight.MUTED),
        Said(done.reason),
        Paragraph(_closing(done), Weight.MUTED),
    )
    see = Action("My feedback", "feedback", (("prompt", done.prompt.id),))
    title = f"A host looked at your answer: {done.prompt.head.title}"
    return Reply((Card(title, lines, (see,)),), prompt_id=done.prompt.id)


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


def regrade_letter(prompt: Prompt, change: Change) -> Reply:
    """Tells a member that judging again moved the level of their answer."""
    text = (
        f"The grading of this prompt got better, so your answer was read again. "
        f"{_step(change.before, change.after)}."
    )
    known = {one.id: one for one in prompt.rubric.criteria}
    lines = tuple(
        f"{known[id_].text}: {_verdict(known[id_], after)}"
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


def _step(before: Grade, after: Grade) -> str:
    """`It goes from mixed (35 of 100) to good (48)`, as a sentence without its full stop."""
    old, new = words.LEVEL_NAMES[before.level], words.LEVEL_NAMES[after.level]
    if before.score == after.score and before.level is after.level:
        return f"It stays {new}, {after.score} of 100"
    if before.level is after.level:
        return f"It stays {new} and goes from {before.score} to {after.score} of 100"
    return f"It goes from {old} ({before.score} of 100) to {new} ({after.score})"


def _change(done: Overridden) -> str:
    was = {one.id: one.verdict for one in done.before.criteria}.get(done.criterion.id)
    now = {one.id: one.verdict for one in done.after.criteria}[done.criterion.id]
    text = f"“{done.criterion.text}” now counts as {_verdict(done.criterion, now)}"
    return text if was is None else f"{text}; before it was {_verdict(done.criterion, was)}"


def _verdict(criterion: Criterion, verdict: Verdict) -> str:
    if criterion.kind is Kind.PITFALL:
        return f"a mistake {_MISTAKES[verdict]}"
    return VERDICTS[verdict]


def _closing(done: Overridden) -> str:
    if done.after.score > done.before.score:
        return "You saw it right, and the grader did not. Your points and streak follow."
    return "Your points and streak follow. If you see it differently, talk to your host."


def _what(case: Case) -> str:
    return case.prompt.head.title if case.prompt is not None else case.graded.attempt.prompt_id


def _grade(case: Case) -> str:
    grade = case.graded.grade
    if grade is None:
        return "not graded"
    return f"{words.LEVEL_NAMES[grade.level]}, {grade.score} of 100 by {grade.grader_label}"
