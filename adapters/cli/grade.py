"""`rounds grade`: one reply, or a file of them; a stable interface that other programs use."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from adapters.cli.report import grade_fields
from adapters.terminal.render import console, draw, put
from bot.bootstrap import open_bank, open_grader
from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.errors import BadInput, RoundsError
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.settings import read_settings
from bot.views.grades import grade_reply


@click.command("grade")
@click.argument("prompt_id", required=False)
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the grade as one JSON object.")
@click.option("--batch", type=click.Path(path_type=Path), help="Grade a JSONL file of replies.")
@click.option("--out", type=click.Path(path_type=Path), help="Where --batch writes its JSONL.")
@click.option("--content", type=click.Path(path_type=Path), help="Another content folder.")
def command(
    prompt_id: str | None,
    file: Path | None,
    as_json: bool,
    batch: Path | None,
    out: Path | None,
    content: Path | None,
) -> None:
    """Grade a reply to PROMPT_ID from FILE, or from standard input without one or with -.

    With --batch each line holds {"prompt": ID, "reply": TEXT}; the same lines come out in the same
    order with their grades, and broken ones are reported by number on standard error.
    """
    settings = read_settings(content=content)
    bank, grader = open_bank(settings), open_grader(settings)
    if batch is not None:
        sys.exit(asyncio.run(_grade_batch(bank, grader, batch, out)))
    if prompt_id is None:
        raise click.UsageError("Name a prompt, or a file with --batch.")
    prompt = bank.prompt(prompt_id)
    grade = asyncio.run(grader.grade(prompt, _read(file)))
    if as_json:
        _write(sys.stdout, {"prompt": prompt.id} | grade_fields(grade))
    else:
        _draw(grade, prompt, bank)


def _read(file: Path | None) -> str:
    if file is None or str(file) == "-":
        return _text(sys.stdin.buffer.read())
    return _text_of(file)


def _text_of(file: Path) -> str:
    try:
        return _text(file.read_bytes())
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from None


def _text(read: bytes) -> str:
    """Any bytes as text; some editors begin a file with a mark, which is none of its words."""
    return read.decode("utf-8-sig", errors="replace")


def _draw(grade: Grade, prompt: Prompt, bank: PromptBank) -> None:
    screen = console(colour=sys.stdout.isatty(), file=sys.stdout)
    put(screen, draw(grade_reply(grade, prompt, dict(bank.skills()))))


async def _grade_batch(bank: PromptBank, grader: Grader, batch: Path, out: Path | None) -> int:
    """Grade line by line; the exit status is 1 when any line could not be graded."""
    failed = False
    lines = _text_of(batch).split("\n")
    with _target(out) as target:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                _write(target, await _grade_line(bank, grader, line))
            except RoundsError as error:
                failed = True
                click.echo(f"{batch}:{number}: {error.sentence}", err=True)
    return 1 if failed else 0


@contextmanager
def _target(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", encoding="utf-8") as target:
            yield target
    except OSError as error:
        raise BadInput(f"{out} cannot be written: {error.strerror}.") from None


async def _grade_line(bank: PromptBank, grader: Grader, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("this line is not JSON.") from None
    if not isinstance(row, dict):
        raise BadInput("this line is not a JSON object.")
    prompt_id, reply = row.get("prompt"), row.get("reply")
    if not isinstance(prompt_id, str) or not isinstance(reply, str):
        raise BadInput('this line needs "prompt" and "reply", both texts.')
    clean = reply.encode("utf-8", errors="replace").decode("utf-8")
    return row | grade_fields(await grader.grade(bank.prompt(prompt_id), clean))


def _write(target: TextIO, row: dict[str, Any]) -> None:
    # Escapes where the output could not hold a quote word for word.
    escaped = (target.encoding or "").lower().replace("-", "") != "utf8"
    text = json.dumps(row, ensure_ascii=escaped)
    target.write(text.encode("utf-8", errors="replace").decode("utf-8") + "\n")
