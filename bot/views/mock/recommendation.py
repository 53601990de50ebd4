"""How a recommendation reads, and what stands at the end of one."""

from __future__ import annotations

from bot.domain.debrief import Recommendation
from bot.services.mock.records import Shown
from bot.views import words
from bot.views.model import Block, Bullets, Paragraph, Weight

NAMES = {
    Recommendation.STRONG_NO: "Strong no",
    Recommendation.NO: "No",
    Recommendation.LEAN_NO: "Lean no",
    Recommendation.LEAN_YES: "Lean yes",
    Recommendation.YES: "Yes",
    Recommendation.STRONG_YES: "Strong yes",
}


MEANINGS = {
    Recommendation.STRONG_NO: "far from what this stage listens for; a good place to start",
    Recommendation.NO: "this would not pass yet",
    Recommendation.LEAN_NO: "a start, and not yet enough to pass",
    Recommendation.LEAN_YES: "close: one or two points decide it",
    Recommendation.YES: "this would pass",
    Recommendation.STRONG_YES: "this would stand out",
}


def practise(shown: Shown) -> list[Block]:
    """What the round suggests to practise next; nothing where there is nothing."""
    if not shown.practise:
        return []
    titles = tuple(f"{head.title} ({words.PROMPT_LEVELS[head.level]})" for head in shown.practise)
    return [Paragraph("Practise next:"), Bullets(titles)]


def judged_by(grader: str, *, provisional: bool) -> Paragraph:
    """Whose judgement it is, and whether another follows."""
    more = " A second look follows; you hear of it if it moves." if provisional else ""
    return Paragraph(f"Judged by {grader}.{more}", Weight.MUTED)
