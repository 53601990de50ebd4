"""Embeds: as Discord gives them back, and what a reader sees of them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.discord.fake.errors import Json


def completed(embeds: list[Json]) -> list[Json]:
    """As Discord gives them back: without nulls, each field knowing whether it is inline."""
    made = []
    for one in embeds:
        kept = {key: value for key, value in one.items() if value is not None}
        kept["type"] = "rich"
        if "fields" in kept:
            kept["fields"] = [{"inline": False} | field for field in kept["fields"]]
        made.append(kept)
    return made


def texts(embeds: list[Json]) -> Iterator[str]:
    """What a reader sees, in order."""
    for one in embeds:
        yield from _named(one.get("author"), "name")
        for key in ("title", "description"):
            if one.get(key):
                yield str(one[key])
        for field in one.get("fields") or []:
            yield str(field["name"])
            yield str(field["value"])
        yield from _named(one.get("footer"), "text")


def size(embeds: list[Json]) -> int:
    """The characters that count for the 6,000 a message may have in all its embeds."""
    return sum(len(text) for text in texts(embeds))


def _named(part: Json | None, key: str) -> Iterator[str]:
    if part and part.get(key):
        yield str(part[key])
