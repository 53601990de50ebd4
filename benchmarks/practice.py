"""Practice: choosing the next question for a member with a thousand things to recall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from benchmarks import world
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, spread
from benchmarks.timing import Times
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.domain.choosing import choose_practice
from bot.domain.deck import Deck
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.recall import Recall
from bot.domain.review import Rated, Rating, Review
from bot.inbound import Chosen, Inbound
from bot.services.arrival import Standing, Visitor, arrive
from bot.services.practice import chosen_for, past_of, practice_prompt
from bot.services.reviews import replay

_PROMPTS = 120
_RECALLS = 1_000
_REVIEWS = 365
"""A year of answers, one a day."""


class _Bank(FileBank):
    """As many prompts as are wanted: those of the folder, over and over under new ids."""

    def heads(self) -> Sequence[PromptHead]:
        """The heads, with a number behind the id."""
        return self._many

    def head(self, prompt_id: str) -> PromptHead | None:
        """The head of one of them."""
        return self._by_id.get(prompt_id)

    def prompt(self, prompt_id: str) -> Prompt:
        """The prompt of the folder that it is a copy of."""
        return super().prompt(prompt_id.rpartition("-")[0])

    def multiply(self, size: int) -> None:
        """Make it so many."""
        found = FileBank.heads(self)
        self._many = tuple(
            replace(found[n % len(found)], id=f"{found[n % len(found)].id}-{n}")
            for n in range(size)
        )
        self._by_id = {head.id: head for head in self._many}


async def run(sizes: Sizes) -> list[Table]:
    """What choosing costs, in parts and as a whole; and what it costs to make a deck anew."""
    with world.folder() as folder:
        path = folder / "rounds.db"
        await world.a_database(path)
        bank = _Bank(default_folder())
        bank.multiply(_PROMPTS)
        core = await world.a_core(path, bank)
        try:
            visitor = await arrive(
                core.deps, world.place(1), world.account(1), world.NOW, Standing()
            )
            await _fill(core, bank, visitor)
            return [await _choosing(core, visitor, sizes), await _deck(core, visitor, sizes)]
        finally:
            await core.close()


async def _fill(core: Core, bank: _Bank, visitor: Visitor) -> None:
    """A thousand recalls, a third of them due, and every prompt but a few seen before."""
    chance = Random(5)
    skills = [skill for skill, _ in bank.skills()]
    keys = [(skill, skill) for skill in skills]
    keys += [
        (f"{bank.heads()[n % _PROMPTS].id}/point-{n}", chance.choice(skills))
        for n in range(_RECALLS - len(skills))
    ]
    recalls = []
    for key, skill in keys:
        missed = world.NOW - timedelta(days=chance.uniform(1, 200))
        deck = Deck(core.deps.spacing.remember)
        deck.take(_review(missed, Rated(key, skill, Rating.AGAIN, lacking=True)))
        due_at = world.NOW + timedelta(days=chance.uniform(-30, 60))
        recalls.append(replace(deck.recalls[key], due_at=due_at))
    async with core.deps.store.write() as work:
        await work.recalls.put(visitor.member.id, recalls)
        for number, head in enumerate(bank.heads()[10:]):
            at = world.NOW - timedelta(days=number, hours=1)
            await work.recalls.show(visitor.member.id, head.id, at)


def _review(at: datetime, *rated: Rated, source: str = "mock/1") -> Review:
    return Review(source, "", at, at.date(), rated)


async def _choosing(core: Core, visitor: Visitor, sizes: Sizes) -> Table:
    table = Table(f"practice: among {_PROMPTS} prompts, {_RECALLS:,} recalls", ("", *SPREAD))
    rule, choosing, service, whole = Times(), Times(), Times(), Times()
    heads = core.deps.bank.heads()
    async with core.deps.store.read() as work:
        past = await past_of(work, visitor, heads, world.NOW)
    for number in range(sizes.board_calls + 1):
        with rule.once():
            choose_practice(heads, past, world.NOW, core.deps.chance)
        with choosing.once():
            await chosen_for(core.deps, visitor, topic=None, level=None, at=world.NOW)
        with service.once():
            chosen = await practice_prompt(core.deps, visitor, topic=None, level=None, at=world.NOW)
        assert chosen.recall is not None
        inbound = Inbound(
            place=world.place(1),
            account=world.account(1),
            said=Chosen("practice", {}),
            event_key=f"practice/{number}",
            at=world.NOW,
        )
        with whole.once():
            reply = await core.handle(inbound)
        assert reply.prompt_id is not None, reply
    for name, times in (
        ("the rule alone", rule),
        ("choosing: what is due, weak and seen, and the rule", choosing),
        ("the same, and remembered as shown (a commit)", service),
        ("from the command to the view (core.handle)", whole),
    ):
        del times.values[0]
        table.add(name, *spread(times))
    due = sum(recall.is_due(world.NOW) for recall in await _recalls(core, visitor))
    table.notes.append(f"{due} recalls are due; {sizes.board_calls} times each")
    return table


async def _recalls(core: Core, visitor: Visitor) -> list[Recall]:
    async with core.deps.store.read() as work:
        return await work.recalls.all(visitor.member.id)


async def _deck(core: Core, visitor: Visitor, sizes: Sizes) -> Table:
    """What an override or a withdrawal costs after a year; a new grade touches few recalls."""
    chance = Random(6)
    skills = [skill for skill, _ in core.deps.bank.skills()]
    reviews = []
    for number in range(_REVIEWS):
        at = world.NOW - timedelta(days=_REVIEWS - number)
        rated = []
        for skill in chance.sample(skills, 3):
            rating = chance.choice(list(Rating))
            key = f"{chance.choice(core.deps.bank.heads()).id}/point-{chance.randrange(4)}"
            rated.append(Rated(key, skill, rating, lacking=not rating.cleared))
            rated.append(Rated(skill, skill, rating, lacking=not rating.cleared))
        reviews.append(_review(at, *rated, source=f"mock/{number}"))
    times = Times()
    async with core.deps.store.write() as work:
        await work.recalls.put_reviews(visitor.member.id, reviews)
    for _ in range(min(sizes.board_calls, 30)):
        with times.once():
            async with core.deps.store.write() as work:
                await replay(core.deps, work, visitor.member.id)
    table = Table(f"practice: a deck made anew from {_REVIEWS} reviews", ("", *SPREAD))
    table.add("replay", *spread(times))
    table.notes.append(f"{len(await _recalls(core, visitor)):,} recalls come of it")
    return table
