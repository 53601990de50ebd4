"""Refusals, lost lines, rate limits and slowness, on demand."""

from __future__ import annotations

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import in_socket_mode
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.team import Team

POST = "chat.postMessage"


@pytest.fixture
def study(fake: FakeSlack) -> Team:
    return fake.team("Study")


@pytest.fixture
def ana(fake: FakeSlack, study: Team) -> Person:
    return fake.user("Ana", study)


@pytest.fixture
def room(fake: FakeSlack, study: Team, ana: Person) -> Channel:
    return fake.channel(study, "practice", [ana])


@pytest.fixture
def client(fake: FakeSlack, study: Team) -> AsyncWebClient:
    return AsyncWebClient(token=study.token, base_url=fake.api_url, retry_handlers=[])


async def test_a_rate_limit_is_raised_or_waited_out(
    fake: FakeSlack, room: Channel, client: AsyncWebClient
) -> None:
    fake.trouble.rate_limit(POST, retry_after=7)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=room.id, text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "7"
    assert refused.value.response["error"] == "ratelimited"
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    fake.trouble.rate_limit(POST, retry_after=0)
    await client.chat_postMessage(channel=room.id, text="x")
    assert [one.status for one in fake.asked("chat.*")] == [429, 429, 200]


async def test_a_quota_is_kept_where_a_test_says_so(
    fake: FakeSlack, room: Channel, client: AsyncWebClient
) -> None:
    fake.quota.limit(POST, 1, 1.0, each_channel=True)
    await client.chat_postMessage(channel=room.id, text="x")
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.chat_postMessage(channel=room.id, text="x")
    fake.clock.shift(1)
    await client.chat_postMessage(channel=room.id, text="x")
    assert fake.quota.hits == 1


@pytest.mark.parametrize("effect", [False, True])
async def test_a_lost_line_before_or_after_the_effect(
    fake: FakeSlack, room: Channel, client: AsyncWebClient, effect: bool
) -> None:
    fake.drop(POST, effect=effect)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=room.id, text="x")
    assert len(room.messages) == effect
    assert fake.asked(POST)[0].status is None


async def test_the_library_repeats_a_post_whose_line_was_lost(
    fake: FakeSlack, study: Team, room: Channel
) -> None:
    """As it is by default: what was done is done twice."""
    fake.drop(POST, effect=True)
    client = AsyncWebClient(token=study.token, base_url=fake.api_url)
    await client.chat_postMessage(channel=room.id, text="x")
    assert len(room.messages) == 2


async def test_refusals_with_and_without_effect(
    fake: FakeSlack, room: Channel, client: AsyncWebClient
) -> None:
    fake.fail(POST, "internal_error", effect=True)
    fake.fail(POST, "missing_scope", needed="chat:write", provided="commands")
    fake.fail("chat.*", "Bad gateway", status=502)
    for error in ("internal_error", "chat:write", "502"):
        with pytest.raises(SlackApiError, match=error):
            await client.chat_postMessage(channel=room.id, text="x")
    assert len(room.messages) == 1


async def test_slowness_and_its_end(fake: FakeSlack, room: Channel, client: AsyncWebClient) -> None:
    fake.trouble.slow(POST, 0.1)
    began = time.monotonic()
    await client.chat_postMessage(channel=room.id, text="x")
    assert time.monotonic() - began > 0.1
    fake.trouble.clear()
    began = time.monotonic()
    await client.chat_postMessage(channel=room.id, text="x")
    assert time.monotonic() - began < 0.1


async def test_a_response_url_can_fail(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study):
        fake.fail("response_url", "oops", status=500)
        asked = await ana.slash(room, "/rounds", "later")
        await fake.until(lambda: fake.asked("response_url"))
        assert (asked.acknowledged, asked.ephemeral) == (True, [])


async def test_what_slack_could_not_do_with_an_answer_is_a_violation(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study) as bot:

        @bot.app.command("/long")
        async def long(ack: object) -> None:
            block = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
            await ack(text="x", blocks=[block])  # type: ignore[operator]

        asked = await ana.slash(room, "/long")
        assert asked.acknowledged
        assert not asked.text
        assert "must be less than 151 characters" in fake.violations.pop()
