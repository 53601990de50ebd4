"""What Slack makes of blocks when it keeps them: names, defaults, entities."""

from __future__ import annotations

import copy
from typing import Any

from tests.slack.fake import text
from tests.slack.fake.blocks import reading
from tests.slack.fake.errors import Json
from tests.slack.fake.ids import Ids


def kept(blocks: list[Json], ids: Ids) -> list[Json]:
    """A copy with a block_id on each block and an action_id on each element, text encoded."""
    made = copy.deepcopy(blocks)
    for one in made:
        one.setdefault("block_id", ids.secret()[:5])
        for each in reading.parts(one):
            if each["type"] != "image":
                each.setdefault("action_id", ids.secret()[:5])
        _encode(one)
    return made


def _encode(node: Any) -> None:
    """Button labels come back with entities too; what a person is to type in comes raw."""
    if isinstance(node, list):
        for below in node:
            _encode(below)
        return
    if not isinstance(node, dict) or node.get("type") in {"rich_text", "markdown"}:
        return
    if node.get("type") in {"plain_text", "mrkdwn"}:
        node["text"] = text.kept(node["text"])
        node.setdefault(*_DEFAULTS[node["type"]])
        return
    for below in node.values():
        _encode(below)


_DEFAULTS: dict[str, tuple[str, bool]] = {
    "plain_text": ("emoji", True),
    "mrkdwn": ("verbatim", False),
}
