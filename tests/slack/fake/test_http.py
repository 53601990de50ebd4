"""HTTP mode: signatures, forms, time, repetition."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.slack.fake import FakeSlack
from tests.slack.fake.delivery.post import FORM_TYPE, signed
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import over_http
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


async def test_bolt_checks_the_signature(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with over_http(fake, study) as bot:
        said = await ana.write(room, "hello")
        body = said.parcels[0].attempts[0].body
        status, _ = await fake.post.send(body, headers=signed(body, "wrong", 1))
        assert status == 401
        now = int(fake.clock.epoch())
        for stamp in (now - 301, now + 301):
            headers = signed(body, fake.app.signing_secret, stamp)
            assert (await fake.post.send(body, headers=headers))[0] == 401
        assert len(bot.events) == 1
        assert await fake.replay(said) == [(200, "")]
        assert len(bot.events) == 2, "a replay within five minutes passes: the product must count"


async def test_the_wrong_secret_hears_nothing(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with over_http(fake, study) as bot:
        await fake.deliver_to(bot.url, "another secret", verify=False)
        asked = await ana.slash(room, "/rounds", "x")
        assert not asked.acknowledged
        assert asked.parcels[0].attempts[0].status == 401
        with pytest.raises(AssertionError, match="url_verification"):
            await fake.deliver_to(bot.url, "another secret")


async def test_slowness_by_the_clock_of_the_fake(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with over_http(fake, study):
        assert (await ana.slash(room, "/rounds", "slow")).text == "at last"
        asking = asyncio.create_task(ana.slash(room, "/rounds", "slow"))
        await fake.until(lambda: len(fake.parcels) == 2 and fake.parcels[1].attempts)
        fake.clock.shift(3)
        asked = await asking
        assert (asked.acknowledged, asked.text) == (False, "")
        assert asked.parcels[0].attempts[0].failure == "http_timeout"


async def test_events_are_repeated_with_their_number_and_reason(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with over_http(fake, study) as bot:
        url, fake.post.url = fake.post.url, "http://127.0.0.1:1/"
        said = await ana.write(room, "hello")
        attempts = said.parcels[0].attempts
        await fake.until(lambda: len(attempts) == 2 and attempts[1].failure)
        fake.post.url = url
        fake.clock.shift(60)
        await fake.until(lambda: said.acknowledged)
        assert bot.retries == ["2"]
        assert attempts[2].headers["X-Slack-Retry-Reason"] == "connection_failed"


async def test_what_slack_posts(fake: FakeSlack, study: Team, ana: Person, room: Channel) -> None:
    async with over_http(fake, study):
        asked = await ana.slash(room, "/rounds", "5 < 6")
        attempt = asked.parcels[0].attempts[0]
        assert attempt.headers["Content-Type"] == FORM_TYPE
        assert b"text=5+%26lt%3B+6" in attempt.body
        said = await ana.write(room, "x")
        assert json.loads(said.parcels[0].attempts[0].body)["type"] == "event_callback"


async def test_a_body_that_is_none(fake: FakeSlack, study: Team) -> None:
    """Whatever the test likes can be signed and sent."""
    async with over_http(fake, study) as bot:
        status, _ = await fake.post.send(b"payload=%7B%7D", FORM_TYPE)
        assert status == 404
        async with aiohttp.ClientSession() as client, client.post(bot.url, data=b"x") as answer:
            assert answer.status == 401
