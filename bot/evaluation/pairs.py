"""The run over ranked pairs: does the better reply score higher, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.figure import Figure, measured, share_of
from bot.evaluation.grouping import by_question
from bot.evaluation.interval import SEED
from bot.evaluation.marking import counted, label, mark
from bot.evaluation.report import Report, Table
from bot.evaluation.ridge import bag, fit
from bot.evaluation.sample import LabelledReply, RankedPair
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

CLEAR = 10
"""Points of 100 by which a pair is ordered clearly."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair with both scores and levels."""

    pair: RankedPair
    better: int
    worse: int
    levels: tuple[int, int]

    @property
    def margin(self) -> int:
        """Points by which the better one leads; negative when it trails."""
        return self.better - self.worse

    @property
    def longer(self) -> bool:
        """Whether the better one has more words: what counting words alone would order."""
        return len(self.pair.better.split()) > len(self.pair.worse.split())


async def evaluate_pairs(
    bank: PromptBank,
    grader: Grader,
    pairs: Sequence[RankedPair],
    *,
    taught: Sequence[LabelledReply] = (),
    dropped: int = 0,
    seed: int = SEED,
) -> Report:
    """Grade both replies of every pair and compare their scores.

    `taught` are labelled replies for a bag of words that orders the same pairs, as a baseline.
    """
    pieces = [(one.prompt, reply) for one in pairs for reply in (one.better, one.worse)]
    grades = await mark(bank, grader, pieces)
    compared = [
        Compared(one, first.score, second.score, (int(first.level), int(second.level)))
        for one, first, second in zip(pairs, grades[::2], grades[1::2], strict=True)
    ]
    groups = list(by_question(compared, lambda one: one.pair.prompt).values())
    ties = sum(one.margin == 0 for one in compared)
    note = (
        f"Ties ({ties}) count as not ordered. A coin orders half; a grader that looks at words and "
        "not at what is decided orders little more."
    )
    return Report(
        task="pairs",
        grader=label(grader),
        counted=counted(len(pairs), "pair", len(groups)),
        dropped=dropped,
        figures=(*_figures(groups, seed), *_by_words(groups, taught, seed)),
        tables=_failed(compared),
        notes=(note,),
    )


_QUESTIONS: tuple[tuple[str, str, Callable[[Compared], bool]], ...] = (
    ("ordered", "ordered rightly", lambda one: one.margin > 0),
    ("clear", f"by {CLEAR} points or more", lambda one: one.margin >= CLEAR),
    ("level", "by a level or more", lambda one: one.levels[0] > one.levels[1]),
    ("tied", "tied", lambda one: one.margin == 0),
    ("longer", "the better one is the longer", lambda one: one.longer),
)


def _figures(groups: Sequence[Sequence[Compared]], seed: int) -> Iterator[Figure]:
    for key, title, holds in _QUESTIONS:
        yield share_of(key, title, [list(map(holds, one)) for one in groups], "pairs", seed)
    n = sum(map(len, groups))
    title = "mean margin in points"
    yield measured("margin", title, groups, _margin, n=n, of="pairs", seed=seed)


def _by_words(
    groups: Sequence[Sequence[Compared]], taught: Sequence[LabelledReply], seed: int
) -> Iterator[Figure]:
    """What a model orders that knows the words of good replies and nothing of any question."""
    if not taught:
        return
    model = fit([bag(one.reply) for one in taught], [one.level for one in taught])

    def right(one: RankedPair) -> bool:
        return model.predict(bag(one.better)) > model.predict(bag(one.worse))

    ordered = [[right(one.pair) for one in group] for group in groups]
    yield share_of("words", "ordered by a bag of words", ordered, "pairs", seed)


def _margin(groups: Sequence[Sequence[Compared]]) -> float | None:
    every = [one.margin for group in groups for one in group]
    return sum(every) / len(every) if every else None


def _failed(compared: Sequence[Compared]) -> tuple[Table, ...]:
    rows = tuple(
        (one.pair.name, one.pair.prompt, one.better, one.worse, "tied" if not one.margin else "")
        for one in sorted(compared, key=lambda one: (one.margin, one.pair.prompt, one.pair.name))
        if one.margin <= 0
    )
    title = "Not ordered rightly:"
    return (Table("failed", title, ("", "prompt", "better", "worse", ""), rows),) if rows else ()
