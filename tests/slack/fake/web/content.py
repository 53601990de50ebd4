"""What an application may put into a message, and how it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.slack.fake import text
from tests.slack.fake.blocks.check import check_message
from tests.slack.fake.blocks.keeping import kept
from tests.slack.fake.errors import Json, Malformed, invalid
from tests.slack.fake.web.call import Call

ADVISED, MOST = 4000, 40000
METADATA_BYTES = 8000


@dataclass(frozen=True)
class Content:
    """None: nothing was said of it."""

    raw: str | None
    blocks: list[Json] | None
    metadata: Json | None


def content(call: Call, most: int = MOST) -> Content:
    """The text, blocks and metadata of a call, checked against the limits."""
    said = call.args.get("text")
    blocks = call.json("blocks")
    if blocks is not None and (problems := check_message(blocks)):
        raise invalid("invalid_blocks", problems)
    raw = None if said is None else str(said)
    if raw is not None and len(raw) > most:
        raise Malformed("msg_too_long")
    if raw is not None and len(raw) > ADVISED:
        call.world.warnings.append(f"{call.request!r}: a text over {ADVISED} characters")
    if blocks and not (raw or "").strip():
        call.world.warnings.append(f"{call.request!r}: blocks without text for notifications")
    return Content(
        None if raw is None else text.kept(raw),
        None if blocks is None else kept(blocks, call.world.ids),
        _metadata(call.json("metadata")),
    )


def not_empty(made: Content) -> None:
    if not (made.raw or "").strip() and not made.blocks:
        raise Malformed("no_text")


def _metadata(given: Any) -> Json | None:
    if given is None or given == {}:
        return None if given is None else {}
    if not isinstance(given, dict) or given.keys() != {"event_type", "event_payload"}:
        raise Malformed("invalid_metadata_format")
    if not isinstance(given["event_payload"], dict) or not given["event_type"]:
        raise Malformed("invalid_metadata_schema")
    if len(json.dumps(given).encode()) > METADATA_BYTES:
        raise Malformed("metadata_too_large")
    made: Json = given
    return made
