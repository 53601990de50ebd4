"""Parts of sentences that several refusals share."""

from __future__ import annotations

from collections.abc import Sequence


def either(options: Sequence[str]) -> str:
    """`a, b or c`: what there is to choose from."""
    return " or ".join(options)
