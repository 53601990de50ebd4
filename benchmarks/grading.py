"""Grading: what one reply costs on one core, and what the first one to a prompt costs more."""

from __future__ import annotations

import re
from random import Random

from benchmarks import words
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, figure, spread, times_as_long
from benchmarks.timing import Times
from bot.content.library import FileBank, default_folder
from bot.grading.offline import Prepared, judge_prepared, prepare

_LENGTHS = (50, 250, 1000)
_WORD = re.compile(r"\w+")


async def run(sizes: Sizes) -> list[Table]:
    """A table by length of reply, and one of what a prompt's first use costs."""
    bank = FileBank(default_folder(), kept=1000)
    loading, compiling = Times(), Times()
    prepared = []
    for head in bank.heads()[: sizes.prompts]:
        with loading.once():
            prompt = bank.prompt(head.id)
        with compiling.once():
            prepared.append(prepare(prompt))
    return [_by_length(prepared, sizes), _first_use(loading, compiling)]


def _by_length(prepared: list[Prepared], sizes: Sizes) -> Table:
    table = Table(
        "grading: one reply by the offline grader, one core",
        ("reply", *SPREAD, "replies/s", "split in words", "p50 ratio"),
    )
    scores = []
    for length in _LENGTHS:
        ours, least = Times(), Times()
        chance = Random(length)
        for number in range(sizes.graded):
            one = prepared[number % len(prepared)]
            text = words.reply(length, chance, one.prompt)
            with ours.once():
                grade = judge_prepared(one, text)
            with least.once():
                _WORD.findall(text.lower())
            scores.append(grade.score)
        table.add(
            f"{length:,} words",
            *spread(ours),
            figure(1000 / ours.median),
            figure(least.median),
            times_as_long(ours.median, least.median),
        )
    criteria = sum(len(one.prompt.rubric.criteria) for one in prepared) / len(prepared)
    table.notes += [
        f"{sizes.graded} made-up replies each to {len(prepared)} prompts of the bank in turn",
        f"{criteria:.1f} criteria each; words seen before are remembered, as in a running bot",
        f"their scores: {min(scores)} to {max(scores)}, mean {sum(scores) / len(scores):.0f}",
        "split in words: the same text through one regular expression, the least any grader does",
    ]
    return table


def _first_use(loading: Times, compiling: Times) -> Table:
    table = Table("grading: the first reply to a prompt", ("what", *SPREAD))
    table.add("its file read and checked", *spread(loading))
    table.add("its rubric compiled", *spread(compiling))
    table.notes.append(
        f"once for each of {len(loading)} prompts; the first of all imports what it needs"
    )
    return table
