"""The run over answers that people scored: does the grader rank those to one question alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.evaluation.correlation import pearson, spearman
from bot.evaluation.figure import Figure, measured
from bot.evaluation.grouping import by_question
from bot.evaluation.interval import SEED
from bot.evaluation.marking import counted
from bot.evaluation.ordering import Order, order
from bot.evaluation.report import Report, Row, Table
from bot.evaluation.sample import ScoredAnswer
from bot.evaluation.scorer import ANSWER_SCORERS, AnswerScorer

_NOTE = (
    "Correlations are within a question, then averaged; questions whose answers all have one score "
    "are left out of the mean. Nothing is learned from the scores."
)

Group = list[tuple[float, float]]
"""Given score and grader's score of the answers to one question."""


def evaluate_answers(
    samples: Sequence[ScoredAnswer],
    *,
    scorer: str = "textual",
    scorers: Mapping[str, AnswerScorer] = ANSWER_SCORERS,
    dropped: int = 0,
    seed: int = SEED,
) -> Report:
    """Score every answer against its reference; figures are means over questions."""
    groups = _groups(samples, scorers[scorer])
    return Report(
        task="answers",
        grader=scorer,
        counted=counted(len(samples), "answer", len(groups), "question"),
        dropped=dropped,
        figures=tuple(_figures(list(groups.values()), seed)),
        tables=(_beside(samples, scorer, scorers), _questions(groups)),
        notes=(_NOTE,),
    )


def _groups(samples: Sequence[ScoredAnswer], scorer: AnswerScorer) -> dict[str, Group]:
    scores = scorer(samples)
    pieces = zip(samples, scores, strict=True)
    return {
        question: [(sample.score, score) for sample, score in group]
        for question, group in by_question(pieces, lambda one: one[0].question).items()
    }


def _figures(groups: Sequence[Group], seed: int) -> list[Figure]:
    pearsons = [value for value in map(_within, groups) if value is not None]
    spearmans = [value for value in map(_ranked, groups) if value is not None]
    orders = [_order(group) for group in groups]
    n, pairs = len(pearsons), sum(one.pairs for one in orders)
    title = "Pearson within a question"
    return [
        measured("pearson", title, pearsons, _mean, n=n, of="questions", seed=seed),
        measured(
            "spearman", "Spearman within a question", spearmans, _mean, n=n, of="questions",
            seed=seed,
        ),
        measured(
            "pair_order", "pair order in a question", orders, _ordered, n=pairs, of="pairs",
            seed=seed,
        ),
    ]  # fmt: skip


def _within(group: Group) -> float | None:
    """Pearson in one question; 0 where the grader tells nothing apart, None where people did."""
    given = [one for one, _ in group]
    if len(set(given)) < 2:
        return None
    return pearson(given, [score for _, score in group]) or 0.0


def _ranked(group: Group) -> float | None:
    given = [one for one, _ in group]
    if len(set(given)) < 2:
        return None
    return spearman(given, [score for _, score in group]) or 0.0


def _order(group: Group) -> Order:
    return order([one for one, _ in group], [score for _, score in group])


def _ordered(orders: Sequence[Order]) -> float | None:
    return sum(orders, Order(0, 0, 0)).share


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _beside(
    samples: Sequence[ScoredAnswer], scorer: str, scorers: Mapping[str, AnswerScorer]
) -> Table:
    rows: list[Row] = []
    for name in dict.fromkeys((scorer, "textual", "overlap", "length")):
        groups = list(_groups(samples, scorers[name]).values())
        found = [value for value in map(_within, groups) if value is not None]
        rows.append((name, _mean(found), _ordered([_order(group) for group in groups])))
    columns = ("", "Pearson", "pair order")
    return Table("baselines", "Beside plainer graders:", columns, tuple(rows))


def _questions(groups: dict[str, Group]) -> Table:
    rows = tuple(
        (" ".join(question.split())[:60], len(group), _within(group), _order(group).share)
        for question, group in groups.items()
    )
    return Table("questions", "By question:", ("", "n", "Pearson", "pair order"), rows)
