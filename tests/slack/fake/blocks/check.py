"""The limits of blocks and views (docs.slack.dev/reference/block-kit, surfaces/modals)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.slack.fake.blocks import elements, reading
from tests.slack.fake.blocks.problems import Problems, wrong_kind
from tests.slack.fake.errors import Json

IN_MESSAGE, IN_VIEW = 50, 100
HEADER, SECTION, FIELD, FIELDS, LABEL = 150, 3000, 2000, 10, 2000
ACTIONS, CONTEXT, MARKDOWN = 25, 10, 12000
TITLE, METADATA, CALLBACK = 24, 3000, 255
VIEW_BYTES = 250 * 1024
TABLE_ROWS, TABLE_COLUMNS = 100, 20

ID = frozenset({"block_id"})
SPECS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "header": (frozenset({"text"}), ID),
    "section": (frozenset(), ID | {"text", "fields", "accessory", "expand"}),
    "divider": (frozenset(), ID),
    "context": (frozenset({"elements"}), ID),
    "actions": (frozenset({"elements"}), ID),
    "input": (frozenset({"label", "element"}), ID | {"hint", "optional", "dispatch_action"}),
    "image": (frozenset({"alt_text"}), ID | {"image_url", "slack_file", "title"}),
    "markdown": (frozenset({"text"}), ID),
    "rich_text": (frozenset({"elements"}), ID),
    "table": (frozenset({"rows"}), ID | {"column_settings"}),
}
ONLY_IN_MESSAGES = frozenset({"markdown", "table"})
VIEW = frozenset({"callback_id", "private_metadata", "external_id"})
MODAL = VIEW | {"submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}


def check_message(blocks: Any) -> list[str]:
    """Problems of the blocks of a message; an empty list of blocks is fine."""
    problems = Problems()
    if problems.amount("/blocks", blocks, IN_MESSAGE, 0):
        _check_all(problems, "/blocks", blocks, message=True)
        said = sum(len(one["text"]) for one in blocks if _is(one, "markdown", "text"))
        if said > MARKDOWN:
            problems.add("/blocks", f"markdown blocks hold {MARKDOWN} characters in all")
    return problems


def check_view(view: Any, *, modal: bool) -> list[str]:
    """Problems of a modal or of a Home tab."""
    problems = Problems()
    needed = frozenset({"title", "blocks"} if modal else {"blocks"})
    if not problems.keys("/view", view, needed, MODAL if modal else VIEW):
        return problems
    kind = "modal" if modal else "home"
    if view.get("type") != kind:
        problems.add("/view/type", f"must be {kind}")
    for key in ("title", "submit", "close"):
        if view.get(key) is not None:
            problems.words(f"/view/{key}", view[key], TITLE, plain=True)
    problems.length("/view/private_metadata", view.get("private_metadata", ""), METADATA, 0)
    problems.length("/view/callback_id", view.get("callback_id", ""), CALLBACK, 0)
    problems.length("/view/external_id", view.get("external_id", ""), CALLBACK, 0)
    blocks = view["blocks"]
    if problems.amount("/view/blocks", blocks, IN_VIEW, 0):
        _check_all(problems, "/view/blocks", blocks, message=False)
        if modal and not view.get("submit") and any(_is(one, "input") for one in blocks):
            problems.add("/view", "must define `submit` when it has an input block")
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        problems.add("/view", "view_too_large: more than 250 kB")
    return problems


def _is(block: Any, kind: str, key: str = "type") -> bool:
    return isinstance(block, dict) and block.get("type") == kind and key in block


def _check_all(problems: Problems, at: str, blocks: list[Any], *, message: bool) -> None:
    before = len(problems)
    for number, one in enumerate(blocks):
        _check_block(problems, f"{at}/{number}", one, message=message)
    if len(problems) > before:
        return
    names = Counter(one["block_id"] for one in blocks if one.get("block_id"))
    for name, count in names.items():
        if count > 1:
            problems.add(at, f"block_id {name!r} already exists")
    for number, one in enumerate(blocks):
        own = Counter(each.get("action_id") for each in reading.parts(one))
        for name, count in own.items():
            if name and count > 1:
                problems.add(f"{at}/{number}", f"action_id {name!r} already exists in the block")


def _check_block(problems: Problems, at: str, one: Any, *, message: bool) -> None:
    kind = one.get("type") if isinstance(one, dict) else None
    if kind not in SPECS or (kind in ONLY_IN_MESSAGES and not message):
        wrong_kind(problems, at, one if isinstance(one, dict) else {})
        return
    if not problems.keys(at, one, *SPECS[kind]):
        return
    if "block_id" in one:
        problems.length(f"{at}/block_id", one["block_id"], CALLBACK)
    if rule := RULES.get(kind):
        rule(problems, at, one)


def _check_header(problems: Problems, at: str, one: Json) -> None:
    problems.words(f"{at}/text", one["text"], HEADER, plain=True)


def _check_section(problems: Problems, at: str, one: Json) -> None:
    if "text" not in one and "fields" not in one:
        problems.add(at, "missing required field: text or fields")
    if "text" in one:
        problems.words(f"{at}/text", one["text"], SECTION)
    if "fields" in one and problems.amount(f"{at}/fields", one["fields"], FIELDS):
        for number, field in enumerate(one["fields"]):
            problems.words(f"{at}/fields/{number}", field, FIELD)
    if "accessory" in one:
        elements.check(problems, f"{at}/accessory", one["accessory"], elements.ACCESSORIES)


def _check_context(problems: Problems, at: str, one: Json) -> None:
    if not problems.amount(f"{at}/elements", one["elements"], CONTEXT):
        return
    for number, each in enumerate(one["elements"]):
        below = f"{at}/elements/{number}"
        if isinstance(each, dict) and each.get("type") == "image":
            elements.check(problems, below, each, frozenset({"image"}))
        else:
            problems.words(below, each, SECTION)


def _check_actions(problems: Problems, at: str, one: Json) -> None:
    if problems.amount(f"{at}/elements", one["elements"], ACTIONS):
        for number, each in enumerate(one["elements"]):
            elements.check(problems, f"{at}/elements/{number}", each, elements.ACTIONS)


def _check_input(problems: Problems, at: str, one: Json) -> None:
    problems.words(f"{at}/label", one["label"], LABEL, plain=True)
    if "hint" in one:
        problems.words(f"{at}/hint", one["hint"], LABEL, plain=True)
    elements.check(problems, f"{at}/element", one["element"], elements.INPUTS)


def _check_image(problems: Problems, at: str, one: Json) -> None:
    if ("image_url" in one) == ("slack_file" in one):
        problems.add(at, "must have image_url or slack_file")
    problems.length(f"{at}/alt_text", one["alt_text"], LABEL)
    if "title" in one:
        problems.words(f"{at}/title", one["title"], LABEL, plain=True)


def _check_markdown(problems: Problems, at: str, one: Json) -> None:
    problems.length(f"{at}/text", one["text"], MARKDOWN)


def _check_table(problems: Problems, at: str, one: Json) -> None:
    if problems.amount(f"{at}/rows", one["rows"], TABLE_ROWS):
        for number, row in enumerate(one["rows"]):
            problems.amount(f"{at}/rows/{number}", row, TABLE_COLUMNS)


RULES: dict[str, Callable[[Problems, str, Json], None]] = {
    "header": _check_header,
    "section": _check_section,
    "context": _check_context,
    "actions": _check_actions,
    "input": _check_input,
    "image": _check_image,
    "markdown": _check_markdown,
    "table": _check_table,
}
