"""How drills read: the kinds, one exercise, and what became of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.amount import is_time
from bot.domain.drill import Form
from bot.domain.exercise import Posed
from bot.domain.judging import LETTERS, Line, Verdict
from bot.services.drills import Kind, Solved
from bot.views import words
from bot.views.model import (
    Action,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Field,
    Mark,
    Paragraph,
    Reply,
    Table,
    Weight,
)
from bot.views.model import Form as Asked

_SHORT = 36
"""Characters up to which an option may stand on a button."""

_FEW = 4
"""So many options are buttons; more are a list."""

ANY = "any"

ORDINALS = ("first", "second", "third", "fourth", "fifth")

_NOTHING_MORE = ""
"""Plain words answer no exercise any more."""


def kinds(found: Sequence[Kind], skills: Mapping[str, str]) -> Reply:
    """Every kind with what the member has done of it."""
    pairs = tuple((one.drill.id, f"{one.drill.title} · {_record(one)}") for one in found)
    picks = tuple((f"{one.drill.title}: {one.drill.summary}", one.drill.id) for one in found)
    blocks = (
        Paragraph("Short exercises with exact answers; each shows the working afterwards."),
        Facts(pairs),
    )
    actions = (
        Action("Surprise me", "drill", (("kind", ANY),)),
        Action("Pick a kind", "drill", asks=("kind",), picks=picks),
        Action("Cards behind them", "learn"),
    )
    trained = {one.drill.skill for one in found}
    shown = ", ".join(title for skill, title in skills.items() if skill in trained)
    line = (Paragraph(f"They train: {shown}.", Weight.MUTED),) if shown else ()
    return Reply((Card("Drills", (*blocks, *line), actions),))


def _record(one: Kind) -> str:
    if not one.answered:
        return "new"
    return f"{one.correct} of {one.answered} right"


def exercise(posed: Posed) -> Reply:
    """An exercise to answer by button, form or plain words."""
    card = Card(f"Drill: {posed.title}", (*_question(posed), _how(posed)), _ways(posed))
    return Reply((card,), prompt_id=str(posed.mark))


def _question(posed: Posed) -> list[Block]:
    blocks: list[Block] = [Paragraph(posed.text, Weight.STRONG)]
    if posed.document:
        blocks.append(Bullets(posed.document))
    if posed.rows:
        numeric = frozenset(range(1, len(posed.headings)))
        blocks.append(Table(posed.headings, posed.rows, numeric))
    if posed.lefts:
        blocks.append(Facts(tuple((f"{n}.", left) for n, left in enumerate(posed.lefts, start=1))))
    if posed.options:
        blocks.append(Facts(_lettered(posed.options)))
    return blocks


def _lettered(options: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{letter}.", one) for letter, one in zip(LETTERS, options, strict=False))


def _how(posed: Posed) -> Paragraph:
    letters = LETTERS[: len(posed.options)]
    # In no order that could be taken for a hint.
    example = " ".join((letters[1::-1] + letters[:1:-1])[: posed.places])
    match posed.form:
        case Form.NUMERIC:
            text = f"Answer with one number, in {posed.unit}{_such_as(posed.unit)}."
        case Form.MATCH:
            text = f"Answer with a letter for each, in order, such as {example}."
        case Form.RANK:
            text = f"Answer with all letters, what counts most first, such as {example}."
        case _:
            text = f"Answer with a letter, A to {letters[-1]}."
    return Paragraph(text, Weight.MUTED)


def _such_as(unit: str) -> str:
    if is_time(unit):
        return "; you may write 90 min or 3 h 20"
    return "" if unit.startswith("%") else "; you may write 1.8k or 0,3"


def _ways(posed: Posed) -> tuple[Action, ...]:
    this = (("of", str(posed.mark)),)
    if posed.places == 0:
        return (Action("Answer", "drill", this, asks=("answer",)),)
    if posed.places > 1:
        asks = tuple(f"p{number}" for number in range(1, posed.places + 1))
        return (Action("Answer", "drill", this, asks=asks),)
    picks = tuple((one, LETTERS[at]) for at, one in enumerate(posed.options))
    if len(picks) <= _FEW and all(len(one) <= _SHORT for one in posed.options):
        return tuple(Action(one, "drill", (*this, ("answer", letter))) for one, letter in picks)
    return (Action("Choose", "drill", this, asks=("answer",), picks=picks),)


def form(posed: Posed, asks: Sequence[str]) -> Asked:
    """The form for the parts of an answer: a field for a number, a list for each place."""
    picks = tuple((f"{letter} {one}", letter[:1]) for letter, one in _lettered(posed.options))
    fields = tuple(
        Field("answer", f"Your answer, in {posed.unit}")
        if name == "answer"
        else Field(name, _place(posed, number), picks=picks)
        for number, name in enumerate(asks)
    )
    rows = "\n".join(" · ".join(row) for row in (posed.headings, *posed.rows) if row)
    return Asked(posed.title, fields, intro=f"{posed.text}\n\n{rows}".strip())


def _place(posed: Posed, number: int) -> str:
    if posed.lefts:
        return posed.lefts[number]
    return f"What comes {ORDINALS[number]}?"


def solved(done: Solved) -> Reply:
    """How an answer came out, the working, the slip if it is a known one, and what to do next."""
    verdict = done.verdict
    blocks: list[Block] = [Paragraph(_outcome(done), Weight.STRONG)]
    if verdict.slip:
        blocks.append(Paragraph(f"The usual slip: {verdict.slip}"))
    if verdict.working:
        blocks += [Paragraph("The working", Weight.MUTED), Bullets(verdict.working)]
    if verdict.lines:
        blocks.append(Checklist(tuple(_check(done.posed, line) for line in verdict.lines)))
    if verdict.why:
        blocks.append(Paragraph(verdict.why))
    if not done.counted:
        again = "You answered this one before; the first answer counts."
        blocks.append(Paragraph(again, Weight.MUTED))
    title = _title(verdict)
    return Reply((Card(title, tuple(blocks), _next(done)),), prompt_id=_NOTHING_MORE)


def _title(verdict: Verdict) -> str:
    if verdict.correct:
        return "Right"
    return f"Partly right: {verdict.score} of 100" if verdict.score else "Not this time"


def _outcome(done: Solved) -> str:
    verdict = done.verdict
    if verdict.lines:
        right = sum(line.met for line in verdict.lines)
        return f"{right} of {words.count(len(verdict.lines), 'place')} right."
    if verdict.correct and verdict.said == verdict.right:
        return f"{verdict.right}: that is it."
    if verdict.correct:
        return f"You said {verdict.said}; worked out exactly it is {verdict.right}."
    return f"You said {verdict.said}. The answer is {verdict.right}."


def _check(posed: Posed, line: Line) -> Check:
    mark = Mark.MET if line.met else Mark.MISSED
    about = line.about if posed.lefts else f"Place {line.about}"
    said = "" if line.met else f"you said {line.said}"
    return Check(mark, said or "as you said", f"{about}: {line.right}", note=line.why)


def _next(done: Solved) -> tuple[Action, ...]:
    kind = done.drill.id
    actions = [Action("Another one", "drill", (("kind", kind),))]
    if done.drill.form is Form.NUMERIC and not done.verdict.correct:
        same = (("kind", kind), ("item", done.posed.mark.item))
        actions.append(Action("The same with other figures", "drill", same))
    actions += [
        Action(f"Card: {one.title}", "learn", (("card", one.id),)) for one in done.cards[:2]
    ]
    return (*actions, Action("All drills", "drill"))
