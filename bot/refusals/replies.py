"""What is said when an answer, a hint or a follow-up cannot be."""

from __future__ import annotations

from bot.handed import MOST_BYTES, MOST_FILES, Unread

NOT_YOUR_MESSAGE = "That message is somebody else's. You can hand in your own only."
EDITED_TOO_LATE = (
    "The deadline has passed, so your edit changes nothing: the answer counts as it was. To try "
    "again, say revise."
)
EMPTY_REPLY = (
    "That reply is empty. Write your answer in your own words; a few sentences are enough."
)
ALREADY_HANDLED = "That one already arrived; nothing was counted twice."
NO_PROMPT_TODAY = "There is no prompt open right now. Try practice for one outside the schedule."
ANSWERED_ALREADY = "You have answered this one already. Revise lets you go once more."
CLOSES_TOO_SOON = (
    "It closes in a few minutes, too soon for a reminder. Two or three sentences are enough."
)
NOTHING_CLOSED = (
    "No prompt of that date is closed. Answers are shown only after the deadline; a date is "
    "written like 2026-11-21."
)
NOTHING_SHARED = (
    "Nobody shares a good answer to that prompt. To let the group see yours when it is the best, "
    "say settings share on."
)
NO_HINT_LEFT = "You have seen every hint for this prompt."
NOTHING_TO_PROBE = "There is no answer of yours to follow up on yet. Answer a prompt first."
STILL_GRADING = "Your answer is stored and still being graded. It will be here in a moment."
NO_PROBE_LEFT = "Nothing is left to ask about your last answer: no criterion was missing."
PROBE_ANSWERED = (
    "You have answered the follow-up to your last answer. Revise lets you go once more."
)
NO_ATTEMPT_YET = "You have not answered a prompt here yet."
NOTHING_TO_PRACTISE = (
    "The bank holds no prompt of that topic and level. Try another topic or level."
)
HANDED_IN_NOTHING = "I found no text in that file. Write your answer, or attach it as .txt or .md."


def too_long(length: int, most: int) -> str:
    """The reply has more characters than are taken."""
    return (
        f"That reply has {length:,} characters and at most {most:,} are taken. "
        "Nothing was stored; please shorten it."
    )


def unread_file(name: str, why: Unread) -> str:
    """A file that came with a message could not be read."""
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    return {
        Unread.KIND: f"I cannot read {shown}: I take text only, as a .txt or .md file, or pasted.",
        Unread.PICTURE: f"I read words only: {shown} is not part of your answer.",
        Unread.SIZE: f"{shown} is too large: at most {MOST_BYTES // 1000} kB are read.",
        Unread.CODING: f"I cannot read {shown}: save it as plain text in UTF-8, or paste it.",
        Unread.LOST: f"I could not fetch {shown}. Please paste its text, or attach it once more.",
        Unread.FORBIDDEN: (
            f"I am not allowed to read {shown} here yet; a host can change that. "
            "Please paste its text."
        ),
        Unread.MANY: f"{shown} was not read: I take at most {MOST_FILES} files with a message.",
    }[why]
