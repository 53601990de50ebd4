"""The few words that only Slack needs."""

from __future__ import annotations

APP = "Rounds"
"""The name of the app, above its windows."""

ABOUT = "A prompt a day for product-manager interviews in healthcare, graded with evidence."
"""Below the app's name."""

COMMAND = "/rounds"
COMMAND_ABOUT = "Practise: today's prompt, hints, feedback, boards, settings"

GRADE_ABOUT = "Take this message of yours as your answer to the prompt"
ANYWHERE = "Rounds, anywhere"
ANYWHERE_ABOUT = "Give Rounds a command where slash commands do not work, as in threads"
"""The shortcut with a window to type in."""

SEND = "Send"
CANCEL = "Cancel"
CLOSE = "Close"

WAIT = "One moment…"
"""In a window that is opened before there is anything to show."""

TOO_LATE = "That took too long for Slack to open a window. Please press or type it once more."

LINE_LABEL = "What would you like to do?"
LINE_HINT = "daily, hint, practice metrics, help …"
"""In the window of the shortcut that works everywhere."""


def typed(label: str, words: str, values: tuple[tuple[str, str], ...]) -> str:
    """A command to type, where a button cannot carry it."""
    told = " ".join(f"{name}={_quoted(value)}" for name, value in values)
    return f"{label}: {COMMAND} {words} {told}".strip()


def _quoted(value: str) -> str:
    return f'"{value}"' if any(map(str.isspace, value)) else value
