"""`rounds doctor`: whether everything is in place, each thing with what to do about it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from adapters.discord.settings import DiscordSettings
from adapters.finding import Finding
from adapters.http_settings import HttpSettings
from adapters.slack.settings import SlackSettings
from bot import operations
from bot.bootstrap import open_core, open_grader
from bot.clock import SystemClock, machine_zone
from bot.errors import BadSettings, RoundsError
from bot.settings import (
    PREFIX,
    AdapterSettings,
    Settings,
    read_adapter_settings,
    read_settings,
)

ADAPTERS: tuple[type[AdapterSettings], ...] = (DiscordSettings, SlackSettings, HttpSettings)
"""The settings that adapters keep beside the core's."""


@click.command("doctor")
def command() -> None:
    """Look at settings, database, content and time zones; status 1 when something is wrong."""
    settings = read_settings()
    findings = [
        *_settings(settings, ADAPTERS),
        *asyncio.run(_database(settings)),
        *_content(settings),
        *_zones(settings),
        *_embedding(settings),
    ]
    if all(one.good for one in findings):
        findings += asyncio.run(_platforms(settings))
    for one in findings:
        click.echo(f"{'ok  ' if one.good else 'FIX '} {one.subject}: {one.found}")
    wrong = sum(not one.good for one in findings)
    click.echo("Everything is in place." if not wrong else f"{wrong} to fix.")
    sys.exit(1 if wrong else 0)


def _settings(settings: Settings, adapters: Sequence[type[AdapterSettings]]) -> list[Finding]:
    findings = _set(settings, PREFIX)
    for kind in adapters:
        try:
            findings += _set(read_adapter_settings(kind), kind.prefix())
        except BadSettings as error:
            findings.append(Finding(False, f"settings of {kind.TABLE}", error.sentence))
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    known |= {f"{kind.prefix()}{name.upper()}" for kind in adapters for name in kind.model_fields}
    unknown = sorted(n for n in os.environ if n.startswith(PREFIX) and n not in known)
    findings += [
        Finding(True, "note", f"{name} is no setting of this version; is it spelled right?")
        for name in unknown
    ]
    return findings


def _set(settings: Settings | AdapterSettings, prefix: str) -> list[Finding]:
    findings = []
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        shown = _shown(name, value)
        findings.append(Finding(True, f"{prefix}{name.upper()}", f"{shown} ({field.description})"))
    return findings


def _shown(name: str, value: object) -> str:
    if value is None or value == "":
        return "not set"
    # An address may hold a password.
    return "set" if name == "database_url" else str(value)


async def _platforms(settings: Settings) -> list[Finding]:
    """Each platform that is set, tried by doing what the bot will do there."""
    discord = read_adapter_settings(DiscordSettings)
    slack = read_adapter_settings(SlackSettings)
    findings = []
    if discord.token is None:
        findings.append(Finding(True, "Discord", "not set; docs/discord.md shows how"))
    if slack.bot_token is None:
        findings.append(Finding(True, "Slack", "not set; docs/slack.md shows how"))
    if len(findings) == 2:
        return findings
    core = await open_core(settings)
    try:
        if discord.token is not None:
            # Only with a token: the library takes half a second to load.
            from adapters.discord.examination import examine as of_discord  # noqa: PLC0415

            findings += await of_discord(discord, core)
        if slack.bot_token is not None:
            # As above.
            from adapters.slack.examination import examine as of_slack  # noqa: PLC0415

            findings += await of_slack(slack, core)
    finally:
        await core.close()
    return findings


def _embedding(settings: Settings) -> list[Finding]:
    """Whether the model for evidence beyond words can be read, where one is set."""
    if settings.embed_model is None:
        return []
    try:
        open_grader(settings)
    except RoundsError as error:
        return [Finding(False, "embedding model", error.sentence)]
    return [Finding(True, "embedding model", "read, its weights are the known ones")]


async def _database(settings: Settings) -> list[Finding]:
    try:
        facts = await operations.database_facts(settings)
    except RoundsError as error:
        return [Finding(False, "database", error.sentence)]
    findings = [
        Finding(True, "database", f"{facts.where}, schema {facts.state}"),
        Finding(True, facts.kind, facts.version),
        Finding(facts.integrity == "ok", "integrity", facts.integrity),
    ]
    if facts.one_process_advised:
        advice = "this SQLite should not be written by two processes at once (fixed in 3.51.3)"
        findings.append(Finding(True, "note", advice))
    return findings


def _content(settings: Settings) -> list[Finding]:
    folder = operations.content_folder(settings)
    try:
        result = operations.check_content(folder)
    except RoundsError as error:
        return [Finding(False, "content", error.sentence)]
    found = f"{folder}: {result.prompts} prompts, {len(result.errors)} faults"
    if result.errors:
        found += "; rounds content check names them"
    return [Finding(not result.errors, "content", found)]


def _zones(settings: Settings) -> list[Finding]:
    name = settings.zone or machine_zone()
    try:
        local = SystemClock().now().astimezone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return [Finding(False, "time zone", f"there is no zone {name}; set {PREFIX}ZONE")]
    try:
        data = version("tzdata")
    except PackageNotFoundError:
        data = "the system's own"
    return [Finding(True, "time zone", f"{name}, where it is {local:%H:%M}; zone data {data}")]
