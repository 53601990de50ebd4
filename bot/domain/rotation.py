"""Which prompt comes next: no repeats until the bank is used up, topics in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from random import Random

from bot.domain.prompt import PromptHead, PromptLevel

GENTLE_START = 3
"""So many prompts of a new group are starters, where the bank has any."""
LOW_BANK = 14
"""With fewer prompts left a host is told: two weeks of a group that posts daily."""
_WARNINGS = (LOW_BANK - 1, 6, 0)
"""Told two weeks before the first repeat, a week before, and with the last new one."""


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
    considered, of these only starters for the first few; among their topics the one posted least
    often wins, then the one posted longest ago. Within the topic `chance` decides among prompts
    that were never posted; of others the one posted longest ago comes again.
    """
    if not heads:
        return None
    times = Counter(used)
    fewest = min(times[head.id] for head in heads)
    fresh = [head for head in heads if times[head.id] == fewest]
    if len(used) < GENTLE_START:
        fresh = [head for head in fresh if head.level is PromptLevel.STARTER] or fresh
    topic = _topic_in_turn(heads, fresh, used, chance)
    among = [head for head in fresh if head.topic == topic]
    if fewest == 0:
        return chance.choice(among)
    last = {prompt_id: index for index, prompt_id in enumerate(used)}
    return min(among, key=lambda head: last[head.id])


def _topic_in_turn(
    heads: Sequence[PromptHead], fresh: Sequence[PromptHead], used: Sequence[str], chance: Random
) -> str:
    topic_of = {head.id: head.topic for head in heads}
    history = [topic_of[prompt_id] for prompt_id in used if prompt_id in topic_of]
    posted = Counter(history)
    last = {topic: index for index, topic in enumerate(history)}

    def turn(topic: str) -> tuple[int, int]:
        return posted[topic], last.get(topic, -1)

    topics = sorted({head.topic for head in fresh})
    first = min(turn(topic) for topic in topics)
    return chance.choice([topic for topic in topics if turn(topic) == first])


def remaining(heads: Sequence[PromptHead], used: Collection[str]) -> int:
    """How many of `heads` were never posted."""
    seen = set(used)
    return sum(head.id not in seen for head in heads)


def warning(left: int) -> int | None:
    """Which of the warnings is due with so many prompts left; None while there are enough."""
    return min((one for one in _WARNINGS if left <= one), default=None)
