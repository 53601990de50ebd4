"""How a knock reads: a private message could not be delivered, and nobody else learns of what."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import MessageKind
from bot.views.model import Action, Audience, Card, Paragraph, Reply

_TO_HOSTS = {
    MessageKind.APPEAL: "appeals",
    MessageKind.HOST_NOTE: "health",
    MessageKind.SUGGESTION: "suggestions",
}


def knock(about: MessageKind, subject: Mapping[str, int | str]) -> Reply:
    """Tell a member, where others see it, that something private waits for them."""
    if about is MessageKind.FEEDBACK:
        text = "Your feedback is ready, but private messages from me do not reach you."
        values = (("attempt", str(subject["attempt"])),)
        action = Action("Show it to me alone", "feedback", values)
    elif about is MessageKind.MOCK:
        text = "Your mock round goes on in private, but messages from me do not reach you there."
        action = Action(
            "Go on with it here", "mock resume", (("session", str(subject["session"])),)
        )
    elif about in _TO_HOSTS:
        text = "I have a note for the host, but private messages from me do not reach you."
        action = Action("Show it to me alone", _TO_HOSTS[about])
    else:
        text = "There is news about one of your answers, but private messages do not reach you."
        action = Action("Show it to me alone", "history")
    card = Card("", (Paragraph(text),), (action,))
    return Reply((card,), audience=Audience.PLACE)


def unreachable() -> Reply:
    """Somebody asked in the open for what is theirs alone, and takes no private messages."""
    text = (
        "I have something for you alone, but private messages from me do not reach you. Ask with a "
        "slash command instead: nobody else sees what it answers."
    )
    return Reply((Card("", (Paragraph(text),)),), audience=Audience.PLACE)
