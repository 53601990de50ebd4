"""What is said when a card, a drill or an answer to it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.refusals.wording import either

NO_DRILLS = "There are no drills here yet."
DRILL_GONE = "That exercise is no longer there. Say drill for those there are."
NO_OPEN_DRILL = "No drill waits for your answer. Say drill to see one."
MANY_NUMBERS = "I see more than one number there. Which is your answer? Write that one alone."
CARD_GONE = "That card is no longer there. Say learn for the map."
FIGURES_NEEDED = (
    "I need four figures, and a fifth if you know it: alerts a day, precision, minutes for a false "
    "alarm, pay by the hour, and what a true alert is worth. For example: 200 20% 3 48 150."
)
PRECISION_IS_A_SHARE = (
    "Precision is the share of alerts that are true, from 0% to 100%: 20%, or 0.2."
)
NO_YES_OR_NO = "Please say yes, no, or don't know; y, n or u will do, several at once as yyn."


def no_number(unit: str) -> str:
    """An answer holds no number that can be read."""
    return f"I cannot read a number there. Write it with digits, in {unit}."


def no_choice(places: int, options: int) -> str:
    """An answer names none of the options, or not the right number of them."""
    letters = "ABCDEFGH"[:options]
    if places == 1:
        return f"Please answer with one letter, {letters[0]} to {letters[-1]}, or in its words."
    example = " ".join((letters[::-1] * places)[:places])
    return f"Please answer with {places} letters in order, such as {example}."


def unread_figure(name: str, said: str) -> str:
    """A figure of a calculator cannot be read."""
    told = f"“{said[:40]}” for {name}" if said.strip() else f"a figure for {name}"
    return f"I cannot read {told}. Write a number above zero, such as 120, 1.8k or 12 %."


def no_card(said: str, near: Sequence[str]) -> str:
    """There is no such card."""
    return f"There is no card “{said[:60]}”. {_perhaps(near)}Say learn for the map."


def no_drill(said: str, near: Sequence[str]) -> str:
    """There is no such kind of drill."""
    return f"There is no drill “{said[:60]}”. {_perhaps(near)}Say drill for all kinds."


def _perhaps(near: Sequence[str]) -> str:
    return f"Did you mean {either(near)}? " if near else ""
