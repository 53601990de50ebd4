"""How linking two accounts reads."""

from __future__ import annotations

from bot.services.linking import LinkCode, Linked
from bot.views import words
from bot.views.model import Block, Bullets, Card, Facts, Paragraph, Reply, Weight
from bot.views.streaks import streak_line

_HALF = 4


def code(shown: LinkCode) -> Reply:
    """A fresh code and what to do with it."""
    readable = f"{shown.code[:_HALF]}-{shown.code[_HALF:]}"
    minutes = words.count(round(shown.valid_for.total_seconds() / 60), "minute")
    blocks: tuple[Block, ...] = (
        Facts((("your code", readable),)),
        Bullets(
            (
                f"With your other account, say to me: link {readable}",
                f"It works once, within {minutes}.",
                "Both accounts are one member then, with everything that either has done.",
            )
        ),
        Paragraph(
            "Keep it to yourself: whoever uses it shares your history for good.", Weight.MUTED
        ),
    )
    return Reply((Card("Link another account", blocks),))


def linked(done: Linked) -> Reply:
    """Two accounts are one member's now."""
    answers = words.count(done.answers, "answer")
    blocks = (
        Paragraph(
            f"Your {done.accounts} accounts are one now: {answers}, one streak, one place on the "
            "board."
        ),
        Paragraph(streak_line(done.streak), Weight.MUTED),
        Paragraph(
            "Your settings are those of the older account. Have a look with: settings",
            Weight.MUTED,
        ),
    )
    return Reply((Card("Linked", blocks),))
