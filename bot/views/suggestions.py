"""How proposed questions read, to hosts and to those who proposed them."""

from __future__ import annotations

from bot.domain.suggestion import Suggestion, SuggestionState
from bot.services.suggestions import Proposal, Proposals
from bot.views.model import Action, Block, Card, Paragraph, Reply, Said, Weight, note

_HOW = (
    "An approved one is kept for whoever writes prompts: it needs a rubric before it can be asked. "
    "On the machine that runs the bot, “rounds bank export” writes its head as a draft."
)


def proposed(suggestion: Suggestion) -> Reply:
    """A question is with the hosts."""
    text = (
        f"Thank you. Your question (number {suggestion.id}) is with the host; you will hear what "
        "becomes of it."
    )
    return note(text)


def ask_for_question() -> Reply:
    """Asks for the question when none came with the command."""
    action = Action("Write a question", "suggest", asks=("text",))
    return note("Which question should the group practise? Say: suggest YOUR QUESTION.", action)


def suggestions(shown: Proposals) -> Reply:
    """The open proposals, oldest first."""
    if not shown.shown:
        return note("No suggested question is waiting.", title="Suggestions")
    cards = [_card(one) for one in shown.shown]
    more = f" {shown.more} more after these." if shown.more else ""
    cards.append(Card("", (Paragraph(_HOW + more, Weight.MUTED),)))
    return Reply(tuple(cards))


def _card(one: Proposal) -> Card:
    number = one.suggestion.id
    blocks: tuple[Block, ...] = (
        Said(one.suggestion.text),
        Paragraph(f"Suggested by {one.member}", Weight.MUTED),
    )
    which = ("which", str(number))
    actions = (
        Action("Approve", "suggestions", (("do", "approve"), which)),
        Action("Decline", "suggestions", (("do", "decline"), which), asks=("why",)),
    )
    return Card(f"Suggestion {number}", blocks, actions)


def answered(done: Proposal, state: SuggestionState) -> Reply:
    """Tells the host what they did."""
    if state is SuggestionState.APPROVED:
        return note(f"Approved, and {done.member} is told. {_HOW}")
    return note(f"Declined, and {done.member} is told why.")


def suggestion_note(one: Proposal) -> Reply:
    """Tells a host that a question was suggested."""
    blocks: tuple[Block, ...] = (
        Paragraph(f"{one.member} suggests a question:"),
        Said(one.suggestion.text),
    )
    return Reply((Card("For the host", blocks, (Action("Show them", "suggestions"),)),))


def suggestion_letter(suggestion: Suggestion) -> Reply:
    """Tells a member what became of their question."""
    blocks: list[Block] = [Said(suggestion.text)]
    if suggestion.state is SuggestionState.APPROVED:
        text = (
            "The host would like to ask your question. It comes to the group once somebody has "
            "written what a good answer holds. Thank you!"
        )
    else:
        text = "The host decided not to ask your question."
    blocks.insert(0, Paragraph(text))
    if suggestion.answer:
        blocks += [Paragraph("What the host says:"), Said(suggestion.answer)]
    return Reply((Card("Your suggested question", tuple(blocks)),))
