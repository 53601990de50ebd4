"""What stands on a platform after a siege, told from the cards that people see there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_FEEDBACK = re.compile(r"feedback\?attempt=(\d+)")


def attempt_of(controls: object) -> int | None:
    """The attempt whose feedback a card is, by what can be pressed on it; None for others."""
    found = _FEEDBACK.search(json.dumps(controls))
    return None if found is None else int(found[1])


@dataclass(slots=True)
class Feedback:
    """How often the feedback of each attempt stands somewhere.

    What one person alone sees for a while has no key on either platform: a process that is killed
    after it showed that, and before it wrote so down, leaves it to be sent again.
    """

    lasting: Counter[int] = field(default_factory=Counter)
    passing: Counter[int] = field(default_factory=Counter)

    def lost(self, graded: Iterable[int]) -> int:
        """Attempts with a grade of which nobody was told."""
        return sum(not self.lasting[one] and not self.passing[one] for one in graded)

    @property
    def doubled(self) -> int:
        """Cards that stay and stand there once too often."""
        return sum(count - 1 for count in self.lasting.values() if count > 1)

    @property
    def again(self) -> int:
        """Cards that were shown for a while, and came once more in whatever way."""
        return sum(
            count - (0 if self.lasting[one] else 1) for one, count in self.passing.items() if count
        )
