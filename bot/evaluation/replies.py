"""The run over labelled replies: agreement with the labels, floors and baselines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grade import Grade, Verdict
from bot.evaluation.correlation import spearman
from bot.evaluation.cutting import levels_from
from bot.evaluation.figure import Figure, measured, share_of
from bot.evaluation.grouping import by_question
from bot.evaluation.interval import SEED
from bot.evaluation.kappa import confusion, weighted_kappa
from bot.evaluation.lines import HIGHEST_LEVEL
from bot.evaluation.marking import counted, label, mark
from bot.evaluation.ordering import Order, order
from bot.evaluation.report import Report, Row, Table
from bot.evaluation.ridge import predictions
from bot.evaluation.sample import LabelledReply
from bot.evaluation.swaps import GOOD, HELD, swaps
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

PLAIN_SPOKEN = frozenset({"nonnative", "paraphrase"})
"""Kinds whose good replies use plain or imperfect words."""

HONEST = PLAIN_SPOKEN | {"plain"}
"""Kinds that try to answer; all others game the grader or are confidently wrong."""

FAR_OFF = 2
"""The distance in levels from which a reply is listed by its line."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One reply with its label, the level it got and the score behind it."""

    sample: LabelledReply
    level: int
    score: float


async def evaluate_replies(
    bank: PromptBank,
    grader: Grader,
    samples: Sequence[LabelledReply],
    *,
    dropped: int = 0,
    swapped: Sequence[str] = (),
    seed: int = SEED,
) -> Report:
    """Grade labelled replies and compare; `swapped` names the prompts for the swaps, if any."""
    grades = await mark(bank, grader, [(one.prompt, one.reply) for one in samples])
    marked = [
        Marked(one, int(grade.level), grade.score)
        for one, grade in zip(samples, grades, strict=True)
    ]
    figures = [*_agreement(marked, seed), *_floors(marked, seed), _quoted(samples, grades)]
    if swapped:
        figures.append(await swaps(bank, grader, samples, swapped, seed))
    groups = by_question(marked, lambda one: one.sample.prompt)
    return Report(
        task="replies",
        grader=label(grader),
        counted=counted(len(samples), "reply", len(groups)),
        dropped=dropped,
        figures=tuple(figures),
        tables=(
            _baselines(marked, seed),
            _matrix(marked),
            _kinds(marked),
            _prompts(groups),
            *_far_off(marked),
        ),
        notes=(_note(len(groups)),),
    )


def _agreement(marked: Sequence[Marked], seed: int) -> list[Figure]:
    groups = list(by_question(marked, lambda one: one.sample.prompt).values())
    orders = [_order(group) for group in groups]
    pairs = sum(one.pairs for one in orders)
    n = len(marked)
    return [
        measured("qwk", "level, QWK", groups, _kappa, n=n, of="replies", seed=seed),
        measured("spearman", "score, Spearman", groups, _spearman, n=n, of="replies", seed=seed),
        measured(
            "pair_order", "pair order in a prompt", orders, _ordered, n=pairs, of="pairs", seed=seed
        ),
        share_of(
            "exact",
            "exact level",
            [[one.level == one.sample.level for one in group] for group in groups],
            "replies",
            seed,
        ),
    ]


def _floors(marked: Sequence[Marked], seed: int) -> list[Figure]:
    """What must hold whatever the agreement: gaming earns nothing, plain words cost nothing."""
    gaming: list[list[bool]] = []
    plain: list[list[bool]] = []
    good: list[list[bool]] = []
    for group in by_question(marked, lambda one: one.sample.prompt).values():
        strong = [one for one in group if one.sample.level >= GOOD]
        gaming.append(
            [
                one.level <= HELD
                for one in group
                if one.sample.level <= HELD and one.sample.kind not in HONEST
            ]
        )
        good.append([one.level >= GOOD for one in strong])
        plain.append([one.level >= GOOD for one in strong if one.sample.kind in PLAIN_SPOKEN])
    return [
        share_of("gaming_held", f"gaming, wrong held <= {HELD}", gaming, "replies", seed),
        share_of("plain_recognised", f"plain-spoken good ones >= {GOOD}", plain, "replies", seed),
        share_of("good_recognised", f"all good ones >= {GOOD}", good, "replies", seed),
    ]


def _quoted(samples: Sequence[LabelledReply], grades: Sequence[Grade]) -> Figure:
    """The share of met and half-met verdicts whose quotes stand in the reply to the letter."""
    exact = [
        bool(one.evidence) and all(quote in sample.reply for quote in one.evidence)
        for sample, grade in zip(samples, grades, strict=True)
        for one in grade.criteria
        if one.verdict is not Verdict.MISSED
    ]
    share = sum(exact) / len(exact) if exact else None
    return Figure("quoted", "verdicts with an exact quote", share, len(exact), "verdicts")


def _kappa(groups: Sequence[Sequence[Marked]]) -> float | None:
    every = [one for group in groups for one in group]
    return weighted_kappa([one.sample.level for one in every], [one.level for one in every])


def _spearman(groups: Sequence[Sequence[Marked]]) -> float | None:
    every = [one for group in groups for one in group]
    return spearman([one.sample.level for one in every], [one.score for one in every])


def _order(group: Sequence[Marked]) -> Order:
    return order([one.sample.level for one in group], [one.score for one in group])


def _ordered(orders: Sequence[Order]) -> float | None:
    return sum(orders, Order(0, 0, 0)).share


def _baselines(marked: Sequence[Marked], seed: int) -> Table:
    """The same figures for graders that read nothing, levels learned on the other questions."""
    samples = [one.sample for one in marked]
    questions = [one.prompt for one in samples]
    levels = [one.level for one in samples]
    lengths: list[float] = [len(one.reply.split()) for one in samples]
    words = predictions([one.reply for one in samples], levels, questions)
    rows = [_row("this grader", marked, seed)]
    for name, scores in (("length alone", lengths), ("bag of words", words)):
        graded = None if scores is None else levels_from(scores, levels, questions)
        if scores is not None and graded is not None:
            again = [Marked(*one) for one in zip(samples, graded, scores, strict=True)]
            rows.append(_row(name, again, seed))
    columns = ("", "QWK", "Spearman", "pair order", "gaming <= 1", "plain-spoken >= 3", "good >= 3")
    title = "Beside graders that know nothing (each question graded by what the others teach):"
    return Table("baselines", title, columns, tuple(rows))


def _row(name: str, marked: Sequence[Marked], seed: int) -> Row:
    groups = list(by_question(marked, lambda one: one.sample.prompt).values())
    floors = [one.value for one in _floors(marked, seed)]
    ordered = _ordered([_order(group) for group in groups])
    return (name, _kappa(groups), _spearman(groups), ordered, *floors)


def _matrix(marked: Sequence[Marked]) -> Table:
    levels = list(range(HIGHEST_LEVEL + 1))
    table = confusion([one.sample.level for one in marked], [one.level for one in marked], levels)
    rows: list[Row] = []
    for level, row in zip(levels, table, strict=True):
        rows.append((f"labelled {level}", *row, sum(row)))
    columns = ("", *(f"graded {level}" for level in levels), "all")
    return Table("confusion", "Levels:", columns, tuple(rows))


def _kinds(marked: Sequence[Marked]) -> Table:
    rows = []
    for kind, group in sorted(by_question(marked, lambda one: one.sample.kind).items()):
        n = len(group)
        rows.append(
            (
                kind,
                n,
                sum(one.sample.level for one in group) / n,
                sum(one.level for one in group) / n,
                sum(one.level <= HELD for one in group) / n,
                sum(one.level >= GOOD for one in group) / n,
                sum(one.level == one.sample.level for one in group) / n,
            )
        )
    columns = ("", "n", "mean label", "mean level", "held <= 1", "given >= 3", "exact")
    return Table("kinds", "By kind:", columns, tuple(rows))


def _prompts(groups: dict[str, list[Marked]]) -> Table:
    rows = tuple(
        (prompt, len(group), _kappa([group]), _spearman([group]), _order(group).share)
        for prompt, group in sorted(groups.items())
    )
    return Table("prompts", "By prompt:", ("", "n", "QWK", "Spearman", "pair order"), rows)


def _far_off(marked: Sequence[Marked]) -> tuple[Table, ...]:
    rows = tuple(
        (f"line {one.sample.line}", one.sample.prompt, one.sample.kind, one.sample.level, one.level)
        for one in marked
        if abs(one.level - one.sample.level) >= FAR_OFF
    )
    columns = ("", "prompt", "kind", "labelled", "graded")
    title = f"Off by {FAR_OFF} levels or more:"
    return (Table("far_off", title, columns, rows),) if rows else ()


def _note(prompts: int) -> str:
    if prompts < 2:
        return "One prompt only: no intervals and no baselines, which need other questions."
    return (
        "Intervals (95%) draw whole prompts anew. Agreement alone shows little: look at the "
        "baselines, the pairs and the swaps beside it."
    )
