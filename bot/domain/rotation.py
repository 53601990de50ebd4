"""Which prompt comes next: no repeats until the bank is used up, topics in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from random import Random

from bot.domain.prompt import PromptHead, PromptLevel


def eligible(
    heads: Iterable[PromptHead], *, topics: Collection[str], levels: Collection[PromptLevel]
) -> list[PromptHead]:
    """The prompts of these topics and levels; an empty collection leaves that choice open."""
    return [
        head
        for head in heads
        if (not topics or head.topic in topics) and (not levels or head.level in levels)
    ]


def choose(heads: Sequence[PromptHead], used: Sequence[str], chance: Random) -> PromptHead | None:
    """The next prompt among `heads`, None when there is none.

    `used` are the prompt ids posted before, oldest first. Only the prompts used least often are
    considered; among their topics the one posted least often wins, then the one posted longest ago,
    and `chance` decides within the topic.
    """
    if not heads:
        return None
    times = Counter(used)
    fewest = min(times[head.id] for head in heads)
    fresh = [head for head in heads if times[head.id] == fewest]
    topic_of = {head.id: head.topic for head in heads}
    history = [topic_of[prompt_id] for prompt_id in used if prompt_id in topic_of]
    posted = Counter(history)
    last = {topic: index for index, topic in enumerate(history)}
    topic = min({head.topic for head in fresh}, key=lambda t: (posted[t], last.get(t, -1), t))
    return chance.choice([head for head in fresh if head.topic == topic])


def remaining(heads: Sequence[PromptHead], used: Collection[str]) -> int:
    """How many of `heads` were never posted."""
    seen = set(used)
    return sum(head.id not in seen for head in heads)
