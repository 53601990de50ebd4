"""Structured logs: one JSON object a line, without secrets and without what people wrote.

What an exception says may quote what somebody wrote, or a whole request: its first line is written
down without whatever stands in quotes, with the stack for ours and the place for a library's.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import structlog

_PRIVATE_KEYS = frozenset(
    {"text", "reply", "quote", "answer", "token", "key", "secret", "password"}
)
_SECRETS = re.compile(
    r"(?:xox[abprs]-|xapp-|sk-|gh[pousr]_|Bot )[\w.-]{8,}|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
    r"|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}|(?<=/webhooks/)\d+/[\w-]+|(?<=/interactions/)\d+/[\w-]+"
)

_QUOTED = re.compile(r"""(['"`]).*(?:\1|$)|“.*(?:”|$)""")
"""From the first quote to the last of its kind: names and words hold apostrophes themselves."""

_LONGEST = 200


def configure_logs(level: str, file: Path | None = None) -> None:
    """Send every log line to `file`, made when the first line comes, or to standard error."""
    handler: logging.Handler
    if file is None:
        handler = logging.StreamHandler(sys.stderr)
    else:
        handler = logging.FileHandler(file, delay=True, encoding="utf-8")
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, of_library],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                with_stack,
                without_secrets,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("apscheduler", "alembic", "aiosqlite", "sqlalchemy"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def without_secrets(
    _: object, __: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop what people wrote and blank whatever looks like a token or a password."""
    for name, value in event.items():
        if name in _PRIVATE_KEYS:
            event[name] = "[left out]"
        elif isinstance(value, str):
            event[name] = _SECRETS.sub("[secret]", value)
    return event


def of_library(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of an exception that a library reports: what it was and where; that is one line."""
    error = _error(event)
    if error is not None:
        last = traceback.extract_tb(error.__traceback__)[-1:]
        event["error"] = _named(error)
        event["at"] = "".join(f"{one.filename}:{one.lineno}" for one in last)
    return event


def with_stack(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Of an exception of ours: the stack of each in its chain, and what they say."""
    error = _error(event)
    if error is not None:
        event["exception"] = "".join(_stacks(error))
    return event


def _error(event: MutableMapping[str, Any]) -> BaseException | None:
    """The exception that a line is about, taken out of it."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    if isinstance(told, tuple):
        told = told[1]
    return told if isinstance(told, BaseException) else None


def _stacks(error: BaseException) -> Iterator[str]:
    """The cause first, as Python writes them."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _stacks(before)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{_named(error)}\n"


def _named(error: BaseException) -> str:
    """`ValueError: '…' is not a valid Level`: what it says, but for what somebody else said."""
    said = _QUOTED.sub("'…'", str(error).strip().partition("\n")[0])[:_LONGEST]
    name = type(error).__qualname__
    return f"{name}: {said}" if said else name
