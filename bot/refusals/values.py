"""What is said when a command or a value of it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.refusals.wording import either


def unknown_prompt(prompt_id: str) -> str:
    """The bank holds no such prompt."""
    return f"The bank holds no prompt called “{prompt_id[:60]}”."


def unknown_command(said: str, near: Sequence[str]) -> str:
    """No command has these words."""
    guess = f" Did you mean {either(near)}?" if near else ""
    return f"I do not know “{said[:40]}”.{guess} Say help for all commands."


def missing_option(command: str, option: str, what: str) -> str:
    """A needed option was not given."""
    return f"{command} needs {option}: {what}."


def too_much(command: str, rest: str) -> str:
    """Words were left over after the options."""
    return f"{command} does not take “{rest[:60]}”. Say help {command} for what it takes."


def not_a_choice(given: str, choices: Sequence[str], near: Sequence[str]) -> str:
    """The value is none of the choices."""
    guess = f" Did you mean {either(near)}?" if near else ""
    return f"“{given[:40]}” is not one of {', '.join(choices)}.{guess}"


def not_a_zone(given: str, near: Sequence[str]) -> str:
    """The time zone database has no such zone."""
    guess = f" Did you mean {either(near)}?" if near else ""
    return f"There is no time zone “{given[:40]}”. Use a name such as Europe/Berlin.{guess}"


def not_a_time(given: str) -> str:
    """The value is no time of day."""
    return f"“{given[:40]}” is not a time of day. Write it like 09:00 or 9am."


def not_a_date(given: str) -> str:
    """The value is no date."""
    return f"“{given[:40]}” is not a date. Write it like 2026-11-21, today or tomorrow."


def not_days(given: str) -> str:
    """The value names no weekdays."""
    return f"“{given[:40]}” does not name weekdays. Write them like mon-fri or mon,wed,fri."


def not_a_number(given: str, low: int, high: int) -> str:
    """The value is no whole number in the range."""
    return f"“{given[:40]}” is not a whole number from {low} to {high}."


def value_needed(what: str, example: str) -> str:
    """A setting was named without its value."""
    return f"{what} needs a value, for example {example}."


def dates_reversed(first: str, last: str) -> str:
    """An absence ends before it begins."""
    return f"{last} comes before {first}. Write the first date of your absence, then the last."


def not_a_channel(given: str) -> str:
    """The value cannot be a channel."""
    return f"“{given[:40]}” is no channel. Pick one from the list."


def not_a_role(given: str) -> str:
    """The value cannot be a role."""
    return f"“{given[:40]}” is no role. Pick one from the list, or say none."
