"""A content folder's own pairs, as the run over pairs takes them."""

from __future__ import annotations

from pathlib import Path

from bot.content.pairs import read_pairs
from bot.errors import RoundsError
from bot.evaluation.lines import Fault, Lines
from bot.evaluation.sample import RankedPair
from bot.ports.prompts import PromptBank


def own_pairs(folder: Path, bank: PromptBank) -> Lines[RankedPair]:
    """The pairs of `calibration/`; those of prompts that cannot be used are among the faults."""
    written, broken = read_pairs(folder)
    kept: list[RankedPair] = []
    faults = [Fault(fault.line, fault.sentence) for fault in broken]
    for one in written:
        try:
            bank.prompt(one.prompt)
        except RoundsError as error:
            faults.append(Fault(one.line, error.sentence))
        else:
            kept.append(RankedPair(one.prompt, one.better, one.worse, one.id))
    return Lines(tuple(kept), tuple(faults), 0)
