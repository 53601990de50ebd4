"""How the prompt bank reads to a host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.prompt import PromptHead, PromptLevel
from bot.views import words
from bot.views.model import Card, Paragraph, Reply, Table


def bank(heads: Sequence[PromptHead], topics: Mapping[str, str], left: int) -> Reply:
    """How many prompts there are of each topic and level, and how many are still unposted."""
    rows = []
    for topic, title in topics.items():
        of_topic = [head for head in heads if head.topic == topic]
        counts = [sum(head.level is level for head in of_topic) for level in PromptLevel]
        rows.append((title, *(str(number) for number in counts), str(len(of_topic))))
    table = Table(
        headings=("topic", *(words.PROMPT_LEVELS[level] for level in PromptLevel), "all"),
        rows=tuple(rows),
        numeric=frozenset({1, 2, 3, 4}),
    )
    text = (
        f"{words.count(len(heads), 'prompt')} in the bank; {left} of those that fit this group "
        "were not posted yet."
    )
    if not left:
        text += " All come again in turn, those posted longest ago first."
    return Reply((Card("The bank", (Paragraph(text), table)),))


def bank_ends(left: int) -> str:
    """That few prompts are left, or none: how many, what happens then, what helps."""
    more = "Widen the topics or levels, or add prompts."
    if left:
        return f"Only {words.count(left, 'prompt')} left before the first repeat. {more}"
    return f"There is no new prompt left: those posted longest ago come again. {more}"
