"""Opening the optional model: the only door to it, so that nobody pays who does not use it."""

from __future__ import annotations

import os

from bot.embedding.folder import model_folder
from bot.errors import BadSettings
from bot.ports.evidence import Evidence, TextScorer

_THREADS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def open_evidence(setting: str) -> Evidence:
    """Evidence for the offline grader from a folder or the wheel; BadSettings when it cannot be."""
    _prepare()
    # numpy takes a tenth of a second and 30 MB, so it is loaded on this way only.
    from bot.embedding.evidence import AlignmentEvidence  # noqa: PLC0415
    from bot.embedding.model import open_model  # noqa: PLC0415 - as above

    return AlignmentEvidence(open_model(model_folder(setting)))


def open_scorer(setting: str) -> TextScorer:
    """The text-only scorer, likewise."""
    _prepare()
    # As above.
    from bot.embedding.model import open_model  # noqa: PLC0415
    from bot.embedding.scorer import AlignmentScorer  # noqa: PLC0415 - as above

    return AlignmentScorer(open_model(model_folder(setting)))


def _prepare() -> None:
    """Let numpy work with one thread, and say so clearly when it is missing.

    Its threads wait actively for each other: on a busy machine they make a reply take seconds
    instead of a tenth of one, and sums in another order are other sums.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    try:
        # Only here: see above.
        import numpy  # noqa: F401, ICN001, PLC0415
    except ImportError:
        raise BadSettings(
            "The embedding model needs numpy, which is not installed: pip install 'rounds[embed]'"
        ) from None
