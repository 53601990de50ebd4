"""Socket Mode: tickets, spreading, refresh, abort, silence, redelivery."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import in_socket_mode
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.team import Team


@pytest.fixture
def study(fake: FakeSlack) -> Team:
    return fake.team("Study")


@pytest.fixture
def ana(fake: FakeSlack, study: Team) -> Person:
    return fake.user("Ana", study)


@pytest.fixture
def room(fake: FakeSlack, study: Team, ana: Person) -> Channel:
    return fake.channel(study, "practice", [ana])


async def test_a_ticket_is_for_one_use(fake: FakeSlack, study: Team) -> None:
    client = AsyncWebClient(base_url=fake.api_url)
    opened = await client.apps_connections_open(app_token=fake.app.token)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]) as line:
            hello = await line.receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


async def test_envelopes_are_spread_over_the_lines(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study, lines=2):
        for _ in range(4):
            assert (await ana.slash(room, "/rounds", "x")).acknowledged
        assert [one.sent for one in fake.socket.lines] == [2, 2]
        fake.socket.abort(fake.socket.lines[0])
        await fake.until(lambda: len(fake.socket.lines) == 1)
        assert (await ana.slash(room, "/rounds", "x")).acknowledged


async def test_a_refresh_loses_nothing(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study) as bot:
        await fake.socket.refresh("warning")
        await fake.until(lambda: fake.socket.opened == 2 and len(fake.socket.lines) == 1)
        await fake.socket.refresh()
        said = await ana.write(room, "in between")
        assert not said.acknowledged, "the library closes the old line before it opens the new"
        await fake.until(lambda: fake.socket.opened == 3)
        await fake.until(lambda: said.acknowledged)
        assert bot.events[-1]["event"]["text"] == "in between"


async def test_after_an_abort_the_event_comes_again_and_the_click_does_not(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study) as bot:
        fake.courier(fake.app).retry_after_s = (0.3, 0.3, 0.3)
        fake.socket.abort()
        await fake.until(lambda: not fake.socket.lines)
        missed = await ana.slash(room, "/rounds", "x")
        said = await ana.write(room, "heard later")
        assert not missed.acknowledged
        assert not said.acknowledged
        await fake.connected()
        await fake.until(lambda: said.acknowledged)
        assert bot.retries[-1] in "123"
        assert not missed.acknowledged
        assert len(missed.parcels[0].attempts) == 1


async def test_what_is_answered_too_late_counts_as_unanswered(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study):
        asking = asyncio.create_task(ana.slash(room, "/rounds", "slow"))
        await fake.until(lambda: fake.parcels and fake.parcels[0].attempts)
        fake.clock.shift(3)
        asked = await asking
        assert not asked.acknowledged
        await fake.until(lambda: asked.parcels[0].attempts[0].late)
        assert not asked.acknowledged
        assert not asked.text


async def test_retries_come_at_once_then_after_one_and_five_minutes(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    said = await ana.write(room, "to nobody")
    parcel = said.parcels[0]
    fake.clock.shift(0.2)
    await fake.until(lambda: len(parcel.attempts) == 2)
    fake.clock.shift(60)
    await fake.until(lambda: len(parcel.attempts) == 3)
    fake.clock.shift(299)
    await asyncio.sleep(0.02)
    assert len(parcel.attempts) == 3
    fake.clock.shift(1)
    await parcel.done
    assert [one.number for one in parcel.attempts] == [0, 1, 2, 3]
    assert not parcel.acknowledged


async def test_a_line_gone_stale_is_noticed_by_the_library(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study):
        fake.socket.mute = True
        fake.world.answer_within_s = 0.02
        assert not (await ana.slash(room, "/rounds", "x")).acknowledged
        fake.world.answer_within_s = 3.0
        await fake.until(lambda: not fake.socket.lines)
        fake.socket.mute = False
        await fake.connected()
        assert (await ana.slash(room, "/rounds", "x")).acknowledged


async def test_two_applications_do_not_hear_of_each_other(fake: FakeSlack, study: Team) -> None:
    other = fake.team("Other", app=fake.application("Rounds too"))
    cid = fake.user("Cid", other)
    hall = fake.channel(other, "practice", [cid])
    async with in_socket_mode(fake, study) as bot:
        said = await cid.write(hall, "not for you")
        assert said.heard
        assert not said.acknowledged
        assert not bot.events


async def test_an_application_in_two_workspaces_hears_both(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    """Bolt with one token does not look at the team: that is the product's to do."""
    other = fake.team("Other")
    cid = fake.user("Cid", other)
    hall = fake.channel(other, "practice", [cid])
    async with in_socket_mode(fake, study) as bot:
        await ana.write(room, "here")
        said = await cid.write(hall, "there")
        assert said.acknowledged
        assert [one["team_id"] for one in bot.events] == [study.id, other.id]
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await bot.client.chat_postMessage(channel=hall.id, text="x")
