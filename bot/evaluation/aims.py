"""Aims: which figures we promise, what a naive grader reaches, and what we are after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.evaluation.figure import Figure
from bot.evaluation.report import Report, Row, Table, shown


@dataclass(frozen=True, slots=True)
class Aim:
    """One promised figure: the `key` of the report named `source`.

    `baseline` says what naive graders reach on replies that are kept back; `aim` and `beyond` are
    to be reached or, with `lower`, to stay at or below.
    """

    title: str
    source: str
    key: str
    baseline: str
    aim: float
    beyond: float
    lower: bool = False

    def reached(self, value: float) -> str:
        """`beyond`, `yes` or `no`."""
        if self._holds(value, self.beyond):
            return "beyond"
        return "yes" if self._holds(value, self.aim) else "no"

    def _holds(self, value: float, bound: float) -> bool:
        return value <= bound if self.lower else value >= bound


AIMS: tuple[Aim, ...] = (
    Aim("level, QWK", "replies", "qwk", ".28 length, .58 words", 0.80, 0.88),
    Aim("the content's pairs ordered", "own pairs", "ordered", ".64 words", 0.88, 0.95),
    Aim("blind minimal pairs ordered", "pairs", "ordered", ".64 words", 0.88, 0.95),
    Aim("crossed pairs (same words) ordered", "crossed", "ordered", "0 words", 0.88, 0.95),
    Aim("good reply, wrong question, <= 1", "replies", "swaps_held", "0 words", 0.95, 0.99),
    Aim("gaming and wrong held <= 1", "replies", "gaming_held", ".29 length, .40 words", 0.95, 1.0),
    Aim("plain-spoken good ones >= 3", "replies", "plain_recognised", ".38 length", 0.80, 0.92),
    Aim("criteria from text, macro-F1", "criteria", "macro_f1", ".65 overlap", 0.72, 0.78),
    Aim("answers, Pearson in a question", "answers", "pearson", ".34 overlap", 0.45, 0.55),
    Aim("met verdicts with an exact quote", "replies", "quoted", "-", 1.0, 1.0),
    Aim("attacks, mean share of credit", "attacks", "credit", ".89-1.0", 0.10, 0.05, lower=True),
    Aim("attacks, the worst family", "attacks", "worst", ".89-1.0", 0.10, 0.05, lower=True),
    Aim("ms a 250-word reply takes", "speed", "speed", "15", 15.0, 5.0, lower=True),
)
"""What `make eval` prints, in its order."""


def table(reports: Mapping[str, Report]) -> Table:
    """The aims beside the measured figures, `no data` where a source has no report."""
    rows = tuple(_row(aim, reports) for aim in AIMS)
    columns = ("figure", "baseline", "aim", "beyond", "measured", "95% interval", "n", "reached")
    return Table("aims", "Aims and what was measured:", columns, rows)


def _row(aim: Aim, reports: Mapping[str, Report]) -> Row:
    head = (aim.title, aim.baseline, aim.aim, aim.beyond)
    report = reports.get(aim.source)
    figure = report.figure(aim.key) if report else None
    if figure is None or figure.value is None:
        return (*head, None, "", "", "undefined" if report else "no data")
    return (
        *head,
        figure.value,
        _bounds(figure),
        f"{figure.n} {figure.of}",
        aim.reached(figure.value),
    )


def _bounds(figure: Figure) -> str:
    return "" if figure.low is None else f"[{shown(figure.low)}, {shown(figure.high)}]"
