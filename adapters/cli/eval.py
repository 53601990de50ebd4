"""`rounds eval`: how well a grader grades, on replies that people have labelled."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.bootstrap import open_bank, open_grader
from bot.content.pairs import read_pairs
from bot.errors import BadInput, RoundsError
from bot.evaluation.lines import Fault, Lines, labelled_reply, ranked_pair, read_lines
from bot.evaluation.pairs import evaluate_pairs
from bot.evaluation.replies import evaluate_replies
from bot.evaluation.report import Report, fields, lines
from bot.evaluation.sample import LabelledReply, RankedPair
from bot.operations import content_folder
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.settings import read_settings

_GRADERS: dict[str, Callable[[], Grader]] = {"offline": open_grader}
"""Graders by the name that --grader takes."""

Command = TypeVar("Command", bound=Callable[..., None])
Prompted = TypeVar("Prompted", LabelledReply, RankedPair)

_FILE = click.Path(path_type=Path, allow_dash=True)


@click.group("eval")
def command() -> None:
    """Measure a grader on lines that people have labelled.

    Broken lines are named by number on standard error; the others are evaluated all the same and
    the exit status is 1.
    """


def _with_grader(function: Command) -> Command:
    """The options of every word that grades against rubrics."""
    for option in (
        click.option("--content", type=click.Path(path_type=Path), help="Another content folder."),
        click.option(
            "--grader", "name", type=click.Choice(sorted(_GRADERS)), default="offline",
            show_default=True, help="The grader to measure.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    ):  # fmt: skip
        function = option(function)
    return function


@command.command("replies")
@click.argument("file", type=_FILE)
@click.option(
    "--swaps", type=click.Choice(["bank", "file", "none"]), default="bank", show_default=True,
    help="Under which other prompts good replies are tried.",
)  # fmt: skip
@_with_grader
def replies(file: Path, swaps: str, name: str, as_json: bool, content: Path | None) -> None:
    """Lines with prompt, reply, level (0-4) and kind: agreement, kinds, baselines, swaps."""
    bank, found = _prompted(file, labelled_reply, content)
    others = {"none": [], "file": sorted({one.prompt for one in found.samples})}
    swapped = others.get(swaps, [head.id for head in bank.heads()])
    report = asyncio.run(
        evaluate_replies(
            bank, _GRADERS[name](), found.samples, dropped=found.empty, swapped=swapped
        )
    )
    _finish(report, found.faults, str(file), as_json=as_json)


@command.command("pairs")
@click.argument("file", default="default")
@_with_grader
def pairs(file: str, name: str, as_json: bool, content: Path | None) -> None:
    """Lines with prompt, better and worse; `default` takes the content folder's own pairs."""
    if file == "default":
        bank, found = _own_pairs(content)
    else:
        bank, found = _prompted(Path(file), ranked_pair, content)
    report = asyncio.run(evaluate_pairs(bank, _GRADERS[name](), found.samples, dropped=found.empty))
    _finish(report, found.faults, file, as_json=as_json)


def _own_pairs(content: Path | None) -> tuple[PromptBank, Lines[RankedPair]]:
    settings = read_settings(content=content)
    bank = open_bank(settings)
    own, faults = read_pairs(content_folder(settings))
    found = Lines(
        tuple(RankedPair(one.prompt, one.better, one.worse, one.id) for one in own),
        tuple(Fault(fault.line, fault.sentence) for fault in faults),
        0,
    )
    return bank, _known(bank, found, [one.line for one in own])


def _prompted(
    file: Path, parse: Callable[[dict[str, Any], int], Prompted | None], content: Path | None
) -> tuple[PromptBank, Lines[Prompted]]:
    """The bank and the lines of a file, those for prompts it does not hold among the broken."""
    bank = open_bank(read_settings(content=content))

    def known(row: dict[str, Any], number: int) -> Prompted | None:
        sample = parse(row, number)
        if sample is not None:
            bank.prompt(sample.prompt)
        return sample

    return bank, read_lines(_read(file), known)


def _known(bank: PromptBank, found: Lines[RankedPair], places: Sequence[int]) -> Lines[RankedPair]:
    kept: list[RankedPair] = []
    faults = list(found.faults)
    for sample, line in zip(found.samples, places, strict=True):
        try:
            bank.prompt(sample.prompt)
        except RoundsError as error:
            faults.append(Fault(line, error.sentence))
        else:
            kept.append(sample)
    return Lines(tuple(kept), tuple(faults), found.empty)


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    try:
        return file.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from None


def _finish(report: Report, faults: Sequence[Fault], file: str, *, as_json: bool) -> None:
    """Print the report, name the broken lines, and leave with 1 when there are any."""
    if as_json:
        faulty = [{"line": one.line, "sentence": one.sentence} for one in faults]
        told = fields(report) | {"faults": faulty}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(lines(report)))
    for one in faults:
        click.echo(f"{file}:{one.line}: {one.sentence}", err=True)
    sys.exit(1 if faults else 0)
