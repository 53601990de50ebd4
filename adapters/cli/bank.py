"""`rounds bank`: take in many prompts at once, and write out the questions members suggest."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot import operations
from bot.bootstrap import open_core
from bot.content.report import counted
from bot.operations import content_folder
from bot.settings import Settings, read_settings

_FILE = click.Path(path_type=Path)


@click.group("bank")
def command() -> None:
    """Fill the bank of prompts."""


@command.command("import")
@click.argument("file", type=_FILE)
@click.option("--content", type=_FILE, help="the content folder, else the one that is set")
@click.option("--partial", is_flag=True, help="take in what is right although other rows are not")
def take_in(file: Path, content: Path | None, *, partial: bool) -> None:
    """Take the prompts of FILE into the content folder; every fault is told with its row.

    FILE holds prompts as docs/content.md describes them, as YAML documents with --- between them,
    or, when it ends in .csv, heads of prompts, which become drafts that wait for their rubrics.
    Nothing is written unless all is right.
    """
    folder = content or content_folder(read_settings())
    taken = operations.import_prompts(file, folder, partial=partial)
    for fault in taken.faults:
        click.echo(fault.sentence)
    for place in taken.written:
        click.echo(f"written: {folder / place}")
    faults = counted(len(taken.faults), "fault") if taken.faults else "no faults"
    click.echo(f"{counted(taken.prompts, 'prompt')} read, {len(taken.written)} written: {faults}.")
    if taken.drafts:
        click.echo("Drafts are asked once they have a rubric and lie below prompts/.")
    sys.exit(1 if taken.faults else 0)


@command.command("export")
@click.argument("target", type=_FILE, required=False)
def export(target: Path | None) -> None:
    """Write the suggested questions that hosts approved to TARGET, a new file, else to the screen.

    They are heads of prompts: the rubric is an author's work.
    """
    settings = read_settings()
    questions = asyncio.run(_approved(settings))
    text = operations.blank_prompts(content_folder(settings), questions)
    if target is None:
        click.echo(text, nl=False)
        return
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(f"{target} is there already; name a new file.") from None
    click.echo(f"{counted(len(questions), 'suggested question')} written to {target}.")


async def _approved(settings: Settings) -> list[tuple[int, str]]:
    core = await open_core(settings)
    try:
        return await core.approved_suggestions()
    finally:
        await core.close()
