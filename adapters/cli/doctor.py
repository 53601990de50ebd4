"""`rounds doctor`: whether everything is in place, each thing with what to do about it."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from bot import operations
from bot.clock import SystemClock, machine_zone
from bot.errors import RoundsError
from bot.settings import PREFIX, Settings, read_settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    good: bool
    subject: str
    found: str


@click.command("doctor")
def command() -> None:
    """Look at settings, database, content and time zones; status 1 when something is wrong."""
    settings = read_settings()
    findings = [
        *_settings(settings),
        *asyncio.run(_database(settings)),
        *_content(settings),
        *_zones(settings),
    ]
    for one in findings:
        click.echo(f"{'ok  ' if one.good else 'FIX '} {one.subject}: {one.found}")
    wrong = sum(not one.good for one in findings)
    click.echo("Everything is in place." if not wrong else f"{wrong} to fix.")
    sys.exit(1 if wrong else 0)


def _settings(settings: Settings) -> list[Finding]:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(n for n in os.environ if n.startswith(PREFIX) and n not in known)
    findings = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        shown = "not set" if value is None else "set" if name == "database_url" else str(value)
        findings.append(Finding(True, f"{PREFIX}{name.upper()}", f"{shown} ({field.description})"))
    findings += [
        Finding(True, "note", f"{name} is no setting of this version; is it spelled right?")
        for name in unknown
    ]
    return findings


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
