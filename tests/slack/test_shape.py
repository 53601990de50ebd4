"""What Slack may leave out is no fault."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.slack.inbound import from_command
from adapters.slack.shape import fault
from bot.inbound import Typed

COMMAND = {
    "command": "/rounds",
    "text": "help",
    "team_id": "T0000001",
    "user_id": "U0000001",
    "channel_id": "C0000001",
    "trigger_id": "1.2.3",
}


def test_a_command_needs_no_name_of_who_said_it() -> None:
    assert fault(COMMAND) is None
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert from_command(COMMAND, Typed("help"), at).account.name == ""


@pytest.mark.parametrize("key", ["user_id", "channel_id", "trigger_id"])
def test_a_command_needs_what_it_is_handled_by(key: str) -> None:
    assert fault({name: value for name, value in COMMAND.items() if name != key}) == key
