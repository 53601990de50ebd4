"""`rounds slack`: what the shell can do about Slack."""

from __future__ import annotations

import click

from adapters.slack.manifest import manifest_text, reasons


@click.group("slack")
def command() -> None:
    """Make the app for a Slack workspace."""


@command.command("manifest")
@click.option("--http", metavar="URL", help="for HTTP: the https address at which Slack calls you")
@click.option("--why", is_flag=True, help="tell instead why the app asks for each scope")
def manifest(http: str | None, why: bool) -> None:
    """Print the manifest from which Slack makes the app: for Socket Mode, unless --http."""
    click.echo(reasons() if why else manifest_text(http))
