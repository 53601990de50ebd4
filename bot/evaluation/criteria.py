"""The run over single criteria of which the grader gets the text and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import BadInput
from bot.evaluation.classes import calibration_error, macro_f1
from bot.evaluation.figure import Figure, measured
from bot.evaluation.grouping import by_question
from bot.evaluation.interval import SEED
from bot.evaluation.logistic import judged
from bot.evaluation.marking import counted
from bot.evaluation.ordering import area
from bot.evaluation.report import Report, Row, Table
from bot.evaluation.sample import JudgedCriterion
from bot.evaluation.scorer import CRITERION_SCORERS, CriterionScorer

_SURE_SHARES = (1.0, 0.8, 0.6, 0.4)
_SHOWN = 8
_NOTE = (
    "The criterion's text is all the grader gets; its weights and its threshold come from the "
    "other questions."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion with the chance that it is met, the verdict, and how far the two are apart."""

    sample: JudgedCriterion
    chance: float
    met: bool
    sureness: float


def evaluate_criteria(
    samples: Sequence[JudgedCriterion],
    *,
    scorer: str = "textual",
    scorers: Mapping[str, CriterionScorer] = CRITERION_SCORERS,
    dropped: int = 0,
    seed: int = SEED,
) -> Report:
    """Judge every criterion with a model and a threshold that the other questions teach.

    Raises BadInput when there are fewer than two questions, since then nothing could teach it.
    """
    found = _judge(samples, scorers[scorer])
    if found is None:
        raise BadInput("Criteria of at least two questions are needed: each is left out in turn.")
    groups = by_question(found, lambda one: one.sample.question)
    return Report(
        task="criteria",
        grader=f"{scorer}, one question left out at a time",
        counted=counted(len(samples), "criterion", len(groups), "question"),
        dropped=dropped,
        figures=tuple(_figures(list(groups.values()), seed)),
        tables=(
            _beside(samples, scorer, scorers),
            _labels(found),
            _sure(found),
            *_surest_mistakes(found),
        ),
        notes=(_NOTE,),
    )


def _judge(samples: Sequence[JudgedCriterion], scorer: CriterionScorer) -> list[Judged] | None:
    features = scorer(samples)
    questions = [one.question for one in samples]
    verdicts = judged(features, [one.met for one in samples], questions)
    if verdicts is None:
        return None
    return [
        Judged(sample, one.chance, one.met, abs(one.chance - one.least))
        for sample, one in zip(samples, verdicts, strict=True)
    ]


def _figures(groups: Sequence[Sequence[Judged]], seed: int) -> list[Figure]:
    n = sum(map(len, groups))
    return [
        measured("macro_f1", "macro-F1", groups, _f1, n=n, of="criteria", seed=seed),
        measured("auc", "AUC", groups, _auc, n=n, of="criteria", seed=seed),
        measured("ece", "calibration error", groups, _ece, n=n, of="criteria", seed=seed),
    ]


def _flat(groups: Sequence[Sequence[Judged]]) -> list[Judged]:
    return [one for group in groups for one in group]


def _f1(groups: Sequence[Sequence[Judged]]) -> float | None:
    every = _flat(groups)
    return macro_f1([one.sample.met for one in every], [one.met for one in every])


def _auc(groups: Sequence[Sequence[Judged]]) -> float | None:
    every = _flat(groups)
    return area([one.sample.met for one in every], [one.chance for one in every])


def _ece(groups: Sequence[Sequence[Judged]]) -> float | None:
    every = _flat(groups)
    return calibration_error([one.sample.met for one in every], [one.chance for one in every])


def _beside(
    samples: Sequence[JudgedCriterion], scorer: str, scorers: Mapping[str, CriterionScorer]
) -> Table:
    rows: list[Row] = []
    for name in dict.fromkeys((scorer, "textual", "overlap", "length")):
        found = _judge(samples, scorers[name]) or []
        rows.append((name, _f1([found]), _auc([found]), _ece([found])))
    never = macro_f1([one.met for one in samples], [False] * len(samples))
    rows.append(("never met", never, 0.5, None))
    columns = ("", "macro-F1", "AUC", "calibration error")
    return Table("baselines", "Beside plainer graders:", columns, tuple(rows))


def _labels(found: Sequence[Judged]) -> Table:
    def name(one: Judged) -> str:
        return one.sample.label or ("met" if one.sample.met else "not met")

    rows = tuple(
        (
            label,
            len(group),
            sum(one.chance for one in group) / len(group),
            sum(one.met for one in group) / len(group),
        )
        for label, group in sorted(by_question(found, name).items())
    )
    columns = ("", "n", "mean chance", "judged met")
    return Table("labels", "By label:", columns, rows)


def _sure(found: Sequence[Judged]) -> Table:
    """What is gained by leaving the least sure verdicts open."""
    ordered = sorted(found, key=lambda one: -one.sureness)
    rows: list[Row] = []
    for part in _SURE_SHARES:
        kept = ordered[: max(1, round(part * len(ordered)))]
        rows.append((f"surest {part:.0%}", len(kept), _f1([kept])))
    title = "When the least sure are left open:"
    return Table("sure", title, ("", "n", "macro-F1"), tuple(rows))


def _surest_mistakes(found: Sequence[Judged]) -> tuple[Table, ...]:
    wrong = [one for one in found if one.met is not one.sample.met]
    wrong.sort(key=lambda one: (-one.sureness, one.sample.line))
    rows = tuple(
        (
            f"line {one.sample.line}",
            one.chance,
            "met" if one.sample.met else "not met",
            one.sample.criterion[:60],
        )
        for one in wrong[:_SHOWN]
    )
    columns = ("", "chance", "labelled", "criterion")
    return (Table("mistakes", "The surest mistakes:", columns, rows),) if rows else ()
