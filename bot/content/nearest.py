"""Names that look like the one somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 60.0
"""Share of letters, out of 100, from which two names count as alike."""


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """At most `most` known names that look like `name`, the likeliest first; ties by alphabet."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - start-up never needs it

    found = process.extract(
        name[:120], sorted(known), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=most
    )
    return [match for match, _, _ in found]
