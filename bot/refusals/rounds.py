"""What is said when a mock round does not allow it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.refusals.wording import either

NO_LOOPS = "No mock rounds come with this content. Practice and daily work as ever."
NO_ROUND = "You have no mock round under way. Say mock to see what there is."
NOT_YOUR_ROUND = "That is somebody else's round. Say mock to begin one of your own."
ROUND_IS_OVER = "That round is over. Say mock to begin another one."
ROUND_IS_PAUSED = "Your round is paused, so that was not taken as an answer. Say mock resume first."
NOT_IN_THIS_ROUND = (
    "Only the candidate answers here, and only while the round is open: nothing was counted."
)
NOTHING_ASKED = "Nothing is asked in your round right now."
NOTHING_RUNS = "No round of yours is running, so there is nothing to pause."
NOTHING_TO_SKIP = "There is no question open to pass."
TOO_SHORT_TO_HAND_IN = (
    "That is short for a take-home, so I have not handed it in. To hand it in as it is, say mock "
    "answer and the text. A file works as well."
)
NO_ROUND_YET = "You have not finished a mock round yet. Say mock to begin one."
DEBRIEF_COMES = "The round is over and being judged. The debrief comes in a moment."
NOT_A_PANEL = "That round has no panel."
PANEL_IS_OVER = "That panel is over."
OWN_PANEL = "You are the candidate of this panel, so you cannot sit on the other side as well."
PANEL_IS_FULL = "Every seat of this panel is taken. You are welcome to listen."
NO_SEAT = "You have no seat in a panel here. Somebody begins one with mock panel."
PANEL_IN_PRIVATE = "A panel needs the others: say mock panel where your group practises."


def no_loop(said: str, known: Sequence[str]) -> str:
    """No loop has this name."""
    return f"There is no mock round called “{said[:40]}”. There are: {', '.join(known)}."


def no_stage(said: str, known: Sequence[str]) -> str:
    """The loop has no stage of this name."""
    return f"That loop has no stage “{said[:40]}”. It has: {', '.join(known)}."


def no_decision(said: str, known: Sequence[str]) -> str:
    """The round knows no such decision."""
    if not known:
        return "This round asks for no such decision."
    return f"“{said[:40]}” is no decision here. Say {either(known)}."


def no_question_to_score(number: str, most: int) -> str:
    """The interviewer has no card of that number."""
    return f"“{number[:20]}” is no card of yours: give a number from 1 to {most}."


def not_marks(given: str) -> str:
    """The value does not list criteria."""
    return (
        f"“{given[:40]}” lists no criteria. Write the numbers of what was there, such as 1,3 and "
        "a tilde for what was there in part: 1,3~. Write none when nothing was."
    )
