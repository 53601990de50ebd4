"""Slack's text on the wire: entities, mentions and links; what is typed and what is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ENTITY = re.compile(r"&(?:amp|lt|gt);")
CONTROL = re.compile(r"<(?:[@#!][^<>\n]+|(?:https?|mailto|tel|slack):[^<>\n]+)>")
WEB = re.compile(r"https?://[^\s<>|]+")
USER = re.compile(r"@([UW][A-Z0-9]+)(?:\|.*)?")
BROAD = re.compile(r"!(channel|here|everyone)(?:\|.*)?")
GROUP = re.compile(r"!subteam\^([A-Z0-9]+)(?:\|.*)?")


def encode(typed: str) -> str:
    """The three characters that Slack takes for control characters, as entities."""
    return re.sub(r"[&<>]", lambda found: ENTITIES[found[0]], typed)


def decode(text: str) -> str:
    for plain, entity in reversed(ENTITIES.items()):
        text = text.replace(entity, plain)
    return text


def sent_by_person(typed: str) -> str:
    """What a client makes of typed words: entities, and addresses as links."""
    parts: list[str] = []
    at = 0
    for found in WEB.finditer(typed):
        parts += [encode(typed[at : found.start()]), f"<{encode(found[0])}>"]
        at = found.end()
    return "".join([*parts, encode(typed[at:])])


def kept(text: str) -> str:
    """What Slack keeps of an application's text: bare `&`, `<` and `>` become entities."""
    parts: list[str] = []
    at = 0
    for found in re.finditer(f"{ENTITY.pattern}|{CONTROL.pattern}", text):
        parts += [encode(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, encode(text[at:])])


def seen(text: str, names: Mapping[str, str]) -> str:
    """What a reader sees: names for mentions (`names` by id), words for links, no entities."""
    parts: list[str] = []
    at = 0
    for found in CONTROL.finditer(text):
        parts += [decode(text[at : found.start()]), _control(found[0][1:-1], names)]
        at = found.end()
    return "".join([*parts, decode(text[at:])])


def pinged(text: str) -> list[str]:
    """Whom it notifies: ids of users and groups, or `channel`, `here`, `everyone`."""
    inside = [found[0][1:-1] for found in CONTROL.finditer(text)]
    tried = [rule.fullmatch(one) for one in inside for rule in (USER, BROAD, GROUP)]
    return [match[1] for match in tried if match]


def links(text: str) -> list[str]:
    """The addresses that can be followed."""
    inside = (found[0][1:-1] for found in CONTROL.finditer(text))
    return [decode(one.partition("|")[0]) for one in inside if one[0] not in "@#!"]


def _control(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    if target[0] in "@#":
        return target[0] + names.get(target[1:], label or target[1:])
    if broad := BROAD.fullmatch(inside):
        return f"@{broad[1]}"
    return decode(label or target)
