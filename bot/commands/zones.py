"""Time zones as people look for them: by city, by what they are called, the likely ones first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

LIKELY = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Toronto",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "UTC",
)
"""One for most of the people there are, from west to east."""

_ALSO_CALLED = {
    "America/New_York": "eastern est edt et boston washington miami atlanta philadelphia",
    "America/Chicago": "central cst cdt ct houston dallas austin minneapolis",
    "America/Denver": "mountain mst mdt mt salt lake city",
    "America/Los_Angeles": "pacific pst pdt pt san francisco seattle san diego portland california",
    "America/Toronto": "montreal ottawa",
    "America/Sao_Paulo": "rio de janeiro brasilia",
    "Europe/London": "gmt bst manchester edinburgh england",
    "Europe/Berlin": "cet cest munich hamburg frankfurt cologne germany",
    "Europe/Paris": "lyon marseille france",
    "Europe/Madrid": "barcelona spain",
    "Europe/Rome": "milan italy",
    "Europe/Zurich": "geneva basel switzerland",
    "Asia/Kolkata": "ist mumbai delhi bangalore bengaluru hyderabad chennai pune india",
    "Asia/Karachi": "lahore islamabad pakistan",
    "Asia/Shanghai": "beijing shenzhen guangzhou china",
    "Asia/Jerusalem": "tel aviv israel",
    "Asia/Ho_Chi_Minh": "hanoi saigon vietnam",
    "Asia/Dubai": "abu dhabi",
    "Australia/Sydney": "canberra",
    "UTC": "universal time zulu",
}
"""Cities and short names that the database of zones does not know."""

_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def zones_like(typed: str, limit: int) -> list[str]:
    """Zones that somebody may mean who has typed so much, the likeliest first.

    The beginning of a city or of a word in it comes before what merely looks alike.
    """
    wanted = _folded(typed)
    if not wanted:
        return list(LIKELY[:limit])
    ranked = sorted(
        (rank, name not in LIKELY, len(name), name)
        for name, words in _searchable().items()
        if (rank := _rank(wanted, words)) is not None
    )
    found = [name for *_, name in ranked]
    return (found or _alike(wanted, limit))[:limit]


def labelled(names: Sequence[str], now: datetime) -> list[tuple[str, str]]:
    """Each with what the clock shows there, as (label, name)."""
    return [(f"{name} · now {now.astimezone(ZoneInfo(name)):%H:%M}", name) for name in names]


def _rank(wanted: str, words: str) -> int | None:
    """0 for the beginning of the name or the city, 1 for that of a word, 2 for any part."""
    place = words.find(wanted)
    if place < 0:
        return None
    if place == 0 or f"/{wanted}" in words:
        return 0
    return 1 if f" {wanted}" in words else 2


def _alike(wanted: str, limit: int) -> list[str]:
    # Only when something was mistyped: it takes three megabytes.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(
        wanted, _searchable(), scorer=fuzz.partial_ratio, limit=limit, score_cutoff=70
    )
    return [name for _, _, name in found]


@cache
def _searchable() -> dict[str, str]:
    """The zones by name with the words they are found by; those nobody chooses are left out."""
    names = {name for name in available_timezones() if name.split("/")[0] in _REGIONS}
    return {
        name: _folded(f"{name} {_ALSO_CALLED.get(name, '')}") for name in sorted(names | {"UTC"})
    }


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
