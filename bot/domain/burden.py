"""Clinical burden math: what false alarms cost in time and money, against what true ones are worth.

Precision is the share of alerts that are true: of `alerts` a day, `alerts x (1 - precision)` are
false, and each takes `minutes` of somebody who earns `wage` an hour. The source is the definition
of precision (true alerts by all alerts) and plain arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

DAYS = 30
"""Days that a month is reckoned with."""

LINE = 5_000
"""Dollars a month above which one of the source articles asks for a redesign; no standard."""


@dataclass(frozen=True, slots=True)
class Burden:
    """A member's own figures.

    `alerts` a day, at least 1; `precision` from 0 to 1; `minutes` that a false alarm takes;
    `wage` by the hour; `worth` of a true alert in money, 0 where nobody knows.
    """

    alerts: Fraction
    precision: Fraction
    minutes: Fraction
    wage: Fraction
    worth: Fraction

    @property
    def false_alarms(self) -> Fraction:
        """A day."""
        return self.alerts * (1 - self.precision)

    @property
    def true_alerts(self) -> Fraction:
        """A day."""
        return self.alerts * self.precision

    @property
    def hours(self) -> Fraction:
        """That false alarms take, a day."""
        return self.false_alarms * self.minutes / 60

    @property
    def cost_of_one(self) -> Fraction:
        """What one false alarm costs in pay."""
        return self.minutes * self.wage / 60

    @property
    def cost(self) -> Fraction:
        """What all cost, a month."""
        return self.hours * self.wage * DAYS

    @property
    def false_for_true(self) -> Fraction | None:
        """False alarms for each true alert; None where none is true."""
        return self.false_alarms / self.true_alerts if self.true_alerts else None

    @property
    def benefit(self) -> Fraction:
        """What the true alerts are worth, a month."""
        return self.true_alerts * self.worth * DAYS

    @property
    def break_even(self) -> Fraction | None:
        """The precision at which cost and worth are the same; None where nothing has a price."""
        both = self.cost_of_one + self.worth
        return self.cost_of_one / both if both and self.worth else None
