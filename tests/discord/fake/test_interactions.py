"""Commands, buttons, forms and menus over the wire."""

from __future__ import annotations

import asyncio

import pytest

from tests.discord.fake import CannotDo, FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.tiny import running
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild


@pytest.fixture
def ana(fake: FakeDiscord) -> Person:
    return fake.user("Ana", locale="fr")


@pytest.fixture
def study(fake: FakeDiscord, ana: Person) -> Guild:
    return fake.guild("Study", owner=ana, members=[fake.user("Ben")])


@pytest.fixture
def room(fake: FakeDiscord, study: Guild) -> GuildChannel:
    return fake.text(study, "practice")


async def test_a_deferred_command_fills_its_spinner(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    """Visibility was fixed by the deferral; the second followup has its own."""
    async with running(fake) as bot:
        asked = await ana.slash(study, room, "slow", private=True)
        assert asked.kind == "deferred"
        first = await asked.settled()
        assert (first.text, first.ephemeral) == ("done at last", True)
        second = await asked.followup()
        assert (second.text, second.ephemeral) == ("and more", True)
        assert first is asked.message
        assert asked.messages == [first, second]
        await fake.until(lambda: len(bot.heard) == 2)
        told = [(one.guild, one.flags.ephemeral) for one in bot.heard]
        assert told == [(None, True)] * 2, "Discord tells of them as if they were direct"


async def test_the_answer_of_a_public_deferral_is_an_edited_message(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        asked = await ana.slash(study, room, "slow")
        first = await asked.settled()
        await fake.until(lambda: "raw_message_edit" in bot.events)
        assert room.messages[first.id].text == "done at last"


async def test_a_command_without_answer_lapses(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        waiting = asyncio.create_task(ana.slash(study, room, "silent"))
        await asyncio.sleep(0.05)
        fake.clock.shift(3)
        asked = await waiting
        assert not asked.acknowledged
        assert asked.seconds is None
        assert asked.kind is None


async def test_options_are_completed_and_checked(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        offered = await ana.autocomplete(study, room, "practice", "topic", "a")
        assert [one["value"] for one in offered.choices] == ["ai", "apis"]
        ben = next(one.user for one in study.members.values() if one.user.shown == "Ben")
        started = await ana.slash(study, room, "mock start", rounds=3, who=ben)
        assert started.text == "3 rounds with ben"
        with pytest.raises(CannotDo, match="offers"):
            await ana.slash(study, room, "mock start", rounds=4, who=ben)
        with pytest.raises(CannotDo, match="must be given"):
            await ana.slash(study, room, "mock start", rounds=3)
        with pytest.raises(CannotDo, match="must be followed by"):
            await ana.slash(study, room, "mock")
        with pytest.raises(CannotDo, match="no command"):
            await ana.slash(study, room, "nothing")


async def test_host_commands_are_hidden_from_members_and_direct_messages(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        ben = next(one.user for one in study.members.values() if one.user.shown == "Ben")
        assert isinstance(ben, Person)
        with pytest.raises(CannotDo, match="is not shown"):
            await ben.slash(study, room, "mock start", rounds=3, who=ana)
        forced = await ben.slash(study, room, "mock start", rounds=3, who=ana, forced=True)
        assert forced.acknowledged
        with pytest.raises(CannotDo, match="direct messages"):
            await ana.slash(None, ana.dm, "mock start", rounds=3, who=ben)
        private = await ana.slash(None, ana.dm, "practice", topic="ai")
        assert private.text.startswith("practice ai")


async def test_buttons_and_selects_change_and_answer(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        card = await (await ana.slash(study, room, "practice")).settled()
        assert card.labels == ["Answer", "More"]
        chosen = await ana.select(card, "Zone", ["Lima"])
        assert (chosen.kind, chosen.text) == ("message", "zone Lima")
        assert chosen.message is not None
        assert chosen.message.replied is card
        more = await ana.press(card, "card:more")
        assert (more.kind, card.text) == ("update", "more of it")
        with pytest.raises(CannotDo, match="no button"):
            await ana.press(card, "Answer")


async def test_a_form_checks_what_a_client_checks(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        card = await (await ana.slash(study, room, "practice")).settled()
        form = await ana.press(card, "Answer")
        with pytest.raises(CannotDo, match="must be filled"):
            await ana.submit(form, {})
        with pytest.raises(CannotDo, match="no field"):
            await ana.submit(form, {"Reply": "x"})
        with pytest.raises(CannotDo, match="screen"):
            await fake.user("Cem").submit(form, {"Answer": "x"})
        done = await ana.submit(form, {"text": "mine"})
        assert done.text == "got mine"


async def test_a_form_of_labels(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        form = await ana.slash(study, room, "survey")
        assert form.text == "Survey\nTell us\nName\nDays\nMon\nTue\nWed"
        with pytest.raises(CannotDo, match="offers"):
            await ana.submit(form, {"Days": ["Sun"]})
        with pytest.raises(CannotDo, match="number of values"):
            await ana.submit(form, {})
        done = await ana.submit(form, {"Days": ["Mon", "Wed"]})
        assert done.text == "nobody Mon, Wed"


async def test_ephemeral_messages_are_for_one_person(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        written = await ana.write(room, "I would ask the nurses")
        graded = await ana.menu("Grade as my answer", written)
        assert graded.text == "grading I would ask the nurses"
        assert graded.ephemeral
        ben = next(one.user for one in study.members.values() if one.user.shown == "Ben")
        assert isinstance(ben, Person)
        assert graded.message is not None
        with pytest.raises(CannotDo, match="somebody else"):
            await ben.press(graded.message, "x")


async def test_buttons_work_after_a_restart(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake):
        card = await (await ana.slash(study, room, "practice")).settled()
    await fake.until(lambda: not fake.gateway.connected)
    fake.world.answer_within_s = 0.05
    assert not (await ana.press(card, "Answer")).acknowledged, "nobody is there"
    fake.world.answer_within_s = 3.0
    async with running(fake, sync=False):
        assert (await ana.press(card, "Answer")).modal is not None
