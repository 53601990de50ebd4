"""Whom to remind when, and reminders that wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.message import MessageKind, NewMessage
from bot.store.store import SqlStore
from tests.store.samples import HOME, NOW, a_message, found_world

HOUR = timedelta(hours=1)


async def test_members_are_due_in_order_and_moved_on(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, "Ana", "Ben", "Cem")
        ana, ben, cem = world.members
        await work.reminders.set_next(ana.id, NOW)
        await work.reminders.set_next(ben.id, NOW - HOUR)
        await work.reminders.set_next(cem.id, NOW + HOUR)
        due = await work.reminders.due(NOW, 9)
        assert [(one.member, one.at) for one in due] == [(ben, NOW - HOUR), (ana, NOW)]
        assert [one.member for one in await work.reminders.due(NOW, 1)] == [ben]
        await work.reminders.move([])
        await work.reminders.move([(due[0], NOW + HOUR), (due[1], None)])
        assert await work.reminders.due(NOW, 9) == []
        assert await work.reminders.next_of(ben.id) == NOW + HOUR
        assert await work.reminders.next_of(ana.id) is None


async def test_a_change_made_meanwhile_stays(store: SqlStore) -> None:
    async with store.write() as work:
        ana = (await found_world(work, "Ana")).ana
        await work.reminders.set_next(ana.id, NOW)
        due = await work.reminders.due(NOW, 9)
        await work.reminders.set_next(ana.id, NOW + 5 * HOUR)
        await work.reminders.move([(due[0], NOW + HOUR)])
        assert await work.reminders.next_of(ana.id) == NOW + 5 * HOUR


async def test_only_waiting_reminders_of_the_prefix_are_called_off(store: SqlStore) -> None:
    def letter(key: str, kind: MessageKind = MessageKind.REMINDER) -> NewMessage:
        return replace(a_message(key), kind=kind)

    async with store.write() as work:
        await work.outbox.add([letter("reminder/later/1/0")], NOW)
        (sending,) = await work.outbox.claim([HOME.platform], NOW, 60, 9)
        await work.outbox.add(
            [
                letter("reminder/later/1/4"),
                letter("reminder/later/12/4"),
                letter("reminder/later/1/feedback", MessageKind.FEEDBACK),
            ],
            NOW,
        )
        await work.reminders.call_off("reminder/later/1/")
        left = await work.outbox.claim([HOME.platform], NOW + 2 * HOUR, 60, 9)
        assert [one.key for one in left] == [
            sending.key,
            "reminder/later/12/4",
            "reminder/later/1/feedback",
        ]
