"""`rounds eval`: how well a grader grades, on replies that people have labelled."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.bootstrap import open_bank, open_grader, open_text_scorer
from bot.errors import BadInput
from bot.evaluation.answers import evaluate_answers
from bot.evaluation.attacks import evaluate_attacks
from bot.evaluation.criteria import evaluate_criteria
from bot.evaluation.lines import (
    Fault,
    Lines,
    judged_criterion,
    labelled_reply,
    ranked_pair,
    read_lines,
    scored_answer,
)
from bot.evaluation.overview import Given, overview
from bot.evaluation.ownpairs import own_pairs
from bot.evaluation.pairs import evaluate_pairs
from bot.evaluation.replies import evaluate_replies
from bot.evaluation.report import Report, fields, lines
from bot.evaluation.sample import LabelledReply, RankedPair
from bot.evaluation.scorer import (
    ANSWER_SCORERS,
    CRITERION_SCORERS,
    answers_by_meaning,
    criteria_by_meaning,
)
from bot.operations import content_folder
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.settings import Settings, read_settings


def _with_model() -> Settings:
    """The settings with an embedding model: the one that is set, or else the installed wheel's."""
    return read_settings(embed_model=read_settings().embed_model or "wheel")


_GRADERS: dict[str, Callable[[], Grader]] = {
    "offline": open_grader,
    "embed": lambda: open_grader(_with_model()),
}
"""Graders by the name that --grader takes."""

_MEANING, _BOTH = "meaning", "textual and meaning"
"""Text-only grading by the embedding model, alone and beside the words."""

Sample = TypeVar("Sample")
Command = TypeVar("Command", bound=Callable[..., None])
Prompted = TypeVar("Prompted", LabelledReply, RankedPair)

_FILE = click.Path(path_type=Path, allow_dash=True)


@click.group("eval")
def command() -> None:
    """Measure a grader on lines that people have labelled.

    Broken lines are named by number on standard error; the others are evaluated all the same and
    the exit status is 1.
    """


def _options(graders: Iterable[str], default: str) -> Callable[[Command], Command]:
    """The options that every word takes."""

    def add(function: Command) -> Command:
        for option in (
            click.option(
                "--content", type=click.Path(path_type=Path), help="Another content folder."
            ),
            click.option(
                "--grader", "name", type=click.Choice(sorted(graders)), default=default,
                show_default=True, help="The grader to measure.",
            ),
            click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
        ):  # fmt: skip
            function = option(function)
        return function

    return add


@command.command("replies")
@click.argument("file", type=_FILE)
@click.option(
    "--swaps", type=click.Choice(["bank", "file", "none"]), default="bank", show_default=True,
    help="Under which other prompts good replies are tried.",
)  # fmt: skip
@_options(_GRADERS, "offline")
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
    _finish(report, found.faults, as_json=as_json)


@command.command("pairs")
@click.argument("file", default="default")
@click.option("--words", type=_FILE, help="Labelled replies that teach a bag of words, to compare.")
@_options(_GRADERS, "offline")
def pairs(file: str, words: Path | None, name: str, as_json: bool, content: Path | None) -> None:
    """Lines with prompt, better and worse; `default` takes the content folder's own pairs."""
    bank, found = _pairs(file, content)
    taught = read_lines(_read(words), labelled_reply).samples if words else ()
    report = asyncio.run(
        evaluate_pairs(bank, _GRADERS[name](), found.samples, taught=taught, dropped=found.empty)
    )
    _finish(report, found.faults, as_json=as_json)


@command.command("attacks")
@click.argument("file", default="default")
@_options(_GRADERS, "offline")
def attacks(file: str, name: str, as_json: bool, content: Path | None) -> None:
    """Forge replies out of such pairs, and see what share of the honest ones' credit they get."""
    bank, found = _pairs(file, content)
    report = asyncio.run(
        evaluate_attacks(bank, _GRADERS[name](), found.samples, dropped=found.empty)
    )
    _finish(report, found.faults, as_json=as_json)


@command.command("overview")
@click.argument("data", type=click.Path(path_type=Path))
@click.option(
    "--pairs",
    "minimal",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of pairs.jsonl and crossed.jsonl.",
)
@_options(_GRADERS, "offline")
def all_at_once(data: Path, minimal: Path, name: str, as_json: bool, content: Path | None) -> None:
    """Every promised figure beside its aim, from the files of the folder DATA."""
    bank, own = _pairs("default", content)
    given = Given(data, minimal, own)
    report = asyncio.run(overview(bank, _GRADERS[name](), given, time.perf_counter))
    _finish(report, own.faults, as_json=as_json)


def _pairs(file: str, content: Path | None) -> tuple[PromptBank, Lines[RankedPair]]:
    if file != "default":
        return _prompted(Path(file), ranked_pair, content)
    settings = read_settings(content=content)
    bank = open_bank(settings)
    folder = content_folder(settings)
    return bank, _named(own_pairs(folder, bank), str(folder))


_embedded = click.option(
    "--embed", is_flag=True, help="The textual grader and the embedding model together."
)


@command.command("criteria")
@click.argument("file", type=_FILE)
@_options([*CRITERION_SCORERS, _MEANING], "textual")
@_embedded
def criteria(file: Path, name: str, as_json: bool, content: Path | None, embed: bool) -> None:
    """Lines with question, criterion, reply and met: what a criterion's text alone gives."""
    del content  # No rubric is asked here; the option is taken so that all words take the same.
    found = _named(read_lines(_read(file), judged_criterion), str(file))
    scorers = dict(CRITERION_SCORERS)
    if embed or name == _MEANING:
        name = _BOTH if embed else _MEANING
        scorers[name] = criteria_by_meaning(open_text_scorer(_with_model()), words=embed)
    report = evaluate_criteria(found.samples, scorer=name, scorers=scorers, dropped=found.empty)
    _finish(report, found.faults, as_json=as_json)


@command.command("answers")
@click.argument("file", type=_FILE)
@_options([*ANSWER_SCORERS, _MEANING], "textual")
@_embedded
def answers(file: Path, name: str, as_json: bool, content: Path | None, embed: bool) -> None:
    """Lines with question, reference, reply and score: ranking against a reference answer."""
    del content  # As above.
    found = _named(read_lines(_read(file), scored_answer), str(file))
    scorers = dict(ANSWER_SCORERS)
    if embed or name == _MEANING:
        name = _BOTH if embed else _MEANING
        scorers[name] = answers_by_meaning(open_text_scorer(_with_model()), words=embed)
    report = evaluate_answers(found.samples, scorer=name, scorers=scorers, dropped=found.empty)
    _finish(report, found.faults, as_json=as_json)


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

    return bank, _named(read_lines(_read(file), known), str(file))


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    try:
        return file.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from None


def _named(found: Lines[Sample], file: str) -> Lines[Sample]:
    """The lines, the broken ones named on standard error; BadInput when none is left."""
    for one in found.faults:
        click.echo(f"{file}:{one.line}: {one.sentence}", err=True)
    if not found.samples:
        raise BadInput(f"{file} has no line that can be evaluated.")
    return found


def _finish(report: Report, faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print the report, and leave with 1 when there were broken lines."""
    if as_json:
        faulty = [{"line": one.line, "sentence": one.sentence} for one in faults]
        told = fields(report) | {"faults": faulty}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(lines(report)))
    sys.exit(1 if faults else 0)
