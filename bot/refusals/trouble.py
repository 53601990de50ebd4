"""What is said when the fault is ours."""

from __future__ import annotations

UNEXPECTED = (
    "Something went wrong on our side, and it has been written down for the host. "
    "What you sent before is safe; please try again."
)
AWAY = "I cannot write anything down right now, so that is not stored. Please send it again soon."
