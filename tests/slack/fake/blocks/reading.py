"""What blocks say and hold, for readers and for those who press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.slack.fake import text
from tests.slack.fake.errors import Json

STATEFUL: dict[str, tuple[str, str]] = {
    # The kind of element: the key of its value in the state, and that of what it begins with.
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
State = dict[str, dict[str, Json]]
"""By block_id and action_id."""

SEVERAL = ("selected_options", "selected_users", "selected_channels", "selected_conversations")


def parts(block: Json) -> list[Json]:
    """The elements of a block that a person can use."""
    match block["type"]:
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "actions":
            return list(block["elements"])
        case "input":
            return [block["element"]]
    return []


def elements(blocks: list[Json]) -> list[Json]:
    """Every element with an action_id; the block_id is added."""
    return [
        one | {"block_id": block["block_id"]}
        for block in blocks
        for one in parts(block)
        if "action_id" in one
    ]


def labels(blocks: list[Json]) -> list[str]:
    return [text.decode(one["text"]["text"]) for one in elements(blocks) if one["type"] == "button"]


def initial(element: Json) -> Json | None:
    """How its state begins; None where it has none (buttons, menus)."""
    known = STATEFUL.get(element["type"])
    if known is None:
        return None
    key, begins = known
    empty: Any = [] if key in SEVERAL else None
    return {"type": element["type"], key: element.get(begins, empty)}


def values(blocks: list[Json], before: State) -> State:
    """The state of all elements; what was put in survives where both names and the kind stay."""
    made: State = {}
    for one in elements(blocks):
        fresh = initial(one)
        if fresh is not None:
            known = before.get(one["block_id"], {}).get(one["action_id"], fresh)
            now = known if known["type"] == one["type"] else fresh
            made.setdefault(one["block_id"], {})[one["action_id"]] = now
    return made


def texts(blocks: list[Json], names: Mapping[str, str]) -> list[str]:
    """What is read, from top to bottom; inputs with what they ask."""
    return [text.seen(one, names) for block in blocks for one in _said(block)]


def written(blocks: list[Json]) -> list[str]:
    """All text in which Slack reads mentions and links: mrkdwn and markdown, never plain text."""
    made = [one["text"] for one in _objects(blocks) if one.get("type") == "mrkdwn"]
    return made + [block["text"] for block in blocks if block["type"] == "markdown"]


def _objects(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str) and "type" in node:
            yield node
        for below in node.values():
            yield from _objects(below)
    elif isinstance(node, list):
        for below in node:
            yield from _objects(below)


def _said(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "section":
            yield from ([block["text"]["text"]] if "text" in block else [])
            yield from (one["text"] for one in block.get("fields", []))
            yield from (one for each in parts(block) for one in _on(each))
        case "context":
            yield from (one.get("text") or one.get("alt_text", "") for one in block["elements"])
        case "actions":
            yield from (one for each in block["elements"] for one in _on(each))
        case "input":
            yield block["label"]["text"]
            yield from ([block["hint"]["text"]] if "hint" in block else [])
            yield from _on(block["element"])
        case "image":
            yield from ([block["title"]["text"]] if "title" in block else [])
            yield block["alt_text"]
        case "markdown":
            yield block["text"]
        case "rich_text":
            yield from _rich(block["elements"])
        case "table":
            yield from (cell.get("text", "") for row in block["rows"] for cell in row)


def _on(element: Json) -> Iterator[str]:
    if "text" in element:
        yield element["text"]["text"]
    if "placeholder" in element:
        yield element["placeholder"]["text"]
    if element.get("initial_value"):
        yield text.encode(str(element["initial_value"]))
    options = [*element.get("options", [])]
    options += [one for group in element.get("option_groups", []) for one in group["options"]]
    for one in options:
        yield one["text"]["text"]
    if "alt_text" in element:
        yield element["alt_text"]


def _rich(nodes: list[Json]) -> Iterator[str]:
    for one in nodes:
        if "elements" in one:
            yield "".join(_rich(one["elements"]))
        else:
            said = text.encode(str(one.get("text") or one.get("url") or ""))
            yield said or f"<@{one.get('user_id')}>"
