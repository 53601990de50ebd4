"""`rounds content check`: every fault of a content folder in one run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.content.report import report_lines
from bot.operations import check_content, content_folder
from bot.settings import read_settings


@click.group("content")
def command() -> None:
    """Check the prompts and rubrics of a folder."""


@command.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Name every fault with its file, its line and the fix; status 1 when there are any."""
    chosen = folder or content_folder(read_settings())
    result = check_content(chosen)
    click.echo("\n".join(report_lines(result, str(chosen))))
    sys.exit(1 if result.errors else 0)
