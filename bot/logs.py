"""Structured logs: one JSON object a line, without secrets and without what people wrote."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
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
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_secrets,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("alembic", "aiosqlite", "sqlalchemy"):
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
