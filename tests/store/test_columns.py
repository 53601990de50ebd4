"""Values come back as they were given, or are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from bot.domain.member import Account
from bot.store.columns import NUL_STANDS_AS, storable
from bot.store.store import SqlStore
from tests.store.samples import NOW, World, a_message, a_reply, found_world


async def test_instants_come_back_aware_and_naive_ones_are_refused(store: SqlStore) -> None:
    east = datetime(2026, 3, 1, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=9)))
    async with store.write() as work:
        member = await work.members.add(Account("local:a", "A"), east)
        kept = await work.members.get(member.id)
        assert kept is not None
        assert kept.created_at == east
        assert kept.created_at.tzinfo is UTC
    with pytest.raises(StatementError, match="no time zone"):
        async with store.write() as work:
            await work.inbox.take("naive", datetime(2026, 1, 1))  # noqa: DTZ001


@given(
    reply=st.text(
        st.characters() | st.sampled_from("\0\ud800\udfff'\"%;\\\u202e\N{PILE OF POO}"), max_size=80
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_text_is_kept(store: SqlStore, reply: str) -> None:
    async with store.write() as work:
        known = await work.groups.named("night")
        if known is None:
            known = (await found_world(work)).group
        (member, _), *_ = await work.members.of_group(known.id)
        attempt = await work.attempts.add(a_reply(World(known, [member]), member, text=reply))
        stored = await work.attempts.get(attempt.id)
        assert stored is not None
        assert stored.attempt == attempt
        assert attempt.text == storable(reply)
        if "\0" not in reply and not any("\ud800" <= sign <= "\udfff" for sign in reply):
            assert attempt.text == reply
        await work.outbox.add([a_message("key" + reply, recipient=reply)], NOW)


async def test_a_very_long_reply_is_kept(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        attempt = await work.attempts.add(a_reply(world, world.ana, text="word\0 " * 20_000))
        stored = await work.attempts.get(attempt.id)
        assert stored is not None
        assert stored.attempt.text == f"word{NUL_STANDS_AS} " * 20_000
