"""Buttons, selects and layouts as sent: walking through them, and the numbers Discord adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.discord.fake.errors import Json

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
TEXT, CONTAINER, LABEL, UPLOAD, RADIO, CHECKS, CHECK = 10, 17, 18, 19, 21, 22, 23
INTERACTIVE = (BUTTON, INPUT, *SELECTS, UPLOAD, RADIO, CHECKS, CHECK)


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, each before those in it."""
    for one in components:
        yield one
        yield from walk(one.get("components") or [])
        for key in ("accessory", "component"):
            if one.get(key):
                yield from walk([one[key]])


def texts(components: list[Json]) -> Iterator[str]:
    """What a reader sees of them, in order: text, labels, placeholders, options."""
    for one in walk(components):
        for key in ("content", "label", "placeholder"):
            if one.get(key):
                yield str(one[key])
        for option in one.get("options") or []:
            yield str(option["label"])


def completed(components: list[Json]) -> list[Json]:
    """As Discord gives them back: numbered, with the fields that were left out."""
    made: list[Json] = [_copy(one) for one in components]
    taken = {int(one["id"]) for one in walk(made) if one.get("id")}
    number = 0
    for one in walk(made):
        if not one.get("id"):
            number += 1
            while number in taken:
                number += 1
            one["id"] = number
        _fill(one)
    return made


def _fill(one: Json) -> None:
    kind = one["type"]
    if kind in SELECTS:
        one.setdefault("min_values", 1)
        one.setdefault("max_values", 1)
    if kind == CONTAINER:
        one.setdefault("accent_color", None)
        one.setdefault("spoiler", False)
    if kind == 14:
        one.setdefault("divider", True)
        one.setdefault("spacing", 1)


def _copy(one: Any) -> Any:
    if isinstance(one, dict):
        return {key: _copy(value) for key, value in one.items() if value is not None}
    if isinstance(one, list):
        return [_copy(value) for value in one]
    return one
