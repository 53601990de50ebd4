"""What a reader sees of a page, read off its blocks; and what Slack would refuse about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from adapters.slack.actionid import read
from adapters.slack.limits import FALLBACK, FILES
from adapters.slack.render import Page
from tests.slack.fake import text
from tests.slack.fake.blocks.check import check_message

Json = dict[str, Any]

DATE = re.compile(r"<!date\^(\d+)\^([^|>^]+)\|([^<>|]*)>")
MARKUP = re.compile(r"[*_~`<>@#]|:[^\s:]+:|://")


def screen(pages: Sequence[Page]) -> str:
    """What is on the screen, in the order in which it is read aloud."""
    return "\n\n".join("\n".join(_page(page)) for page in pages)


def _page(page: Page) -> Iterator[str]:
    for block in page.blocks:
        yield from seen(block)
    for file in page.files:
        yield f"[file {file.name}]"


def seen(block: Json) -> Iterator[str]:
    """What a block shows, a line each."""
    match block["type"]:
        case "header":
            yield text.decode(block["text"]["text"])
        case "context":
            for one in block["elements"]:
                yield text.decode(DATE.sub(lambda found: found[3], one["text"]))
        case "rich_text":
            yield from (_rich(one) for one in block["elements"])
        case "actions":
            yield "  ".join(_control(one) for one in block["elements"])
        case "input":
            yield f"[{text.decode(block['label']['text'])} ____]"


def _rich(one: Json) -> str:
    match one["type"]:
        case "text":
            return str(one["text"])
        case "date":
            return str(one["fallback"])
        case "channel":
            return f"#{one['channel_id']}"
        case "usergroup":
            return f"@{one['usergroup_id']}"
        case "rich_text_list":
            return "\n".join(f"• {_rich(item)}" for item in one["elements"])
        case "rich_text_section" | "rich_text_quote":
            return "".join(map(_rich, one["elements"]))
    raise AssertionError(one)


def _control(one: Json) -> str:
    if one["type"] == "button":
        return f"[{text.decode(one['text']['text'])}]"
    label = text.decode(one["placeholder"]["text"])
    options = [text.decode(option["text"]["text"]) for option in one.get("options", [])]
    return f"[{label} ▾ {' | '.join(options) or 'channels'}]"


def leaves(node: Any) -> Iterator[Json]:
    """Every object of blocks that has a type and nothing typed below it."""
    if isinstance(node, list):
        for below in node:
            yield from leaves(below)
    elif isinstance(node, dict):
        inside = [one for below in node.values() for one in leaves(below)]
        yield from inside or ([node] if "type" in node else [])


def looks(pages: Sequence[Page]) -> set[str]:
    """Every way in which anything looks other than plain."""
    made: set[str] = set()
    for page in pages:
        for one in leaves(list(page.blocks)):
            made |= set(one.get("style", ())) if isinstance(one.get("style"), dict) else set()
        made |= {str(block["type"]) for block in page.blocks}
        made |= {
            str(part["type"])
            for block in page.blocks
            if block["type"] == "rich_text"
            for part in block["elements"]
        }
    return made


def action_ids(page: Page) -> list[str]:
    """The action ids of all that can be pressed."""
    return [one["action_id"] for block in page.blocks for one in _controls(block)]


def _controls(block: Json) -> list[Json]:
    return list(block["elements"]) if block["type"] == "actions" else []


def problems(page: Page) -> list[str]:
    """What is wrong with a page by Slack's limits, and by our own promises."""
    found = check_message(list(page.blocks))
    found += [one for block in page.blocks for one in live(block)]
    found += [
        f"{count} controls of one id" for count in Counter(action_ids(page)).values() if count > 1
    ]
    found += [f"a foreign id {one}" for one in action_ids(page) if read(one) is None]
    if not page.text.strip():
        found.append("no text for notifications")
    if len(page.text) > FALLBACK:
        found.append(f"{len(page.text)} characters of text")
    if (
        text.pinged(page.text)
        or text.links(page.text)
        or text.encode(text.decode(page.text)) != page.text
    ):
        found.append("a text that acts")
    if len(page.files) > FILES:
        found.append("too many files")
    return found


def live(block: Json) -> Iterator[str]:
    """What in a block acts, or would come out other than it was written."""
    for one in leaves(block):
        if one["type"] == "mrkdwn":
            rest = DATE.sub("", one["text"])
            if MARKUP.search(rest) or not one.get("verbatim"):
                yield f"markup: {one['text']!r}"
        elif one["type"] == "plain_text":
            if one.get("emoji") is not False or text.CONTROL.search(one["text"]):
                yield f"a plain text that acts: {one['text']!r}"
        elif one["type"] == "text" and not one["text"]:
            yield "an empty text"
    if block["type"] == "rich_text" and not all(one["elements"] for one in block["elements"]):
        yield "an empty part"
