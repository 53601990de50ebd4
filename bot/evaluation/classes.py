"""Yes or no: macro-F1, and how well stated chances come true."""

from __future__ import annotations

from collections.abc import Sequence

BINS = 10


def macro_f1(labels: Sequence[bool], verdicts: Sequence[bool]) -> float | None:
    """The mean of the F1 for yes and the F1 for no, 0 to 1; None without any label.

    A class that nobody gave and nobody has is left out of the mean.
    """
    found: list[float] = []
    for one in (True, False):
        hits = sum(a is one and b is one for a, b in zip(labels, verdicts, strict=True))
        named = sum(a is one for a in labels) + sum(b is one for b in verdicts)
        if named:
            found.append(2 * hits / named)
    return sum(found) / len(found) if found else None


def calibration_error(labels: Sequence[bool], chances: Sequence[float]) -> float | None:
    """The expected calibration error, 0 to 1, over ten bins of equal width.

    The mean distance of the chance stated and the share that came true, each bin weighted by its
    size; None without any label. Source: Guo et al. (2017).
    """
    if not labels:
        return None
    bins: list[list[tuple[bool, float]]] = [[] for _ in range(BINS)]
    for label, chance in zip(labels, chances, strict=True):
        bins[min(BINS - 1, max(0, int(chance * BINS)))].append((label, chance))
    off = sum(abs(sum(c for _, c in one) - sum(a for a, _ in one)) for one in bins)
    return off / len(labels)
