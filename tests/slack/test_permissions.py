"""What the bot may not do: its host is told in words, and everything else goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.slack.fake import FakeSlack
from tests.slack.fake.world import events
from tests.slack.fake.world.installation import Token
from tests.slack.rounds import Study, a_study, posting_in
from tests.support.days import calm, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def next_day(study: Study) -> None:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)


async def told(study: Study, *words: str) -> None:
    """The host was told in private."""

    def letters() -> str:
        return "\n".join(one.text for one in study.ana.dm.messages.values())

    await study.fake.until(lambda: all(one in letters() for one in words))


async def test_an_archived_channel(study: Study, fake: FakeSlack) -> None:
    fake.archive(study.room)
    await next_day(study)
    await told(study, "could not post the prompt", "archived")
    fake.unarchive(study.room)
    await next_day(study)
    await fake.until(lambda: posting_in(study.room) is not study.posted)


async def test_a_channel_without_us(study: Study, fake: FakeSlack) -> None:
    fake.leave(study.room, study.team.bot)
    await next_day(study)
    await told(study, "could not post the prompt", "/invite @Rounds")


async def test_a_channel_that_is_gone(study: Study, fake: FakeSlack) -> None:
    fake.remove_channel(study.room)
    await next_day(study)
    await told(study, "could not post the prompt")


async def test_a_scope_that_lacks(study: Study, fake: FakeSlack) -> None:
    fake.fail("chat.postMessage", "missing_scope", needed="chat:write", provided="")
    await next_day(study)
    await told(study, "chat:write", "manifest")


async def test_pins_without_their_scope(study: Study, fake: FakeSlack) -> None:
    await (await study.ana.slash(study.room, "/rounds", "group pins on")).settled()
    fake.fail("pins.add", "missing_scope", needed="pins:write", provided="")
    await next_day(study)
    await told(study, "could not pin the prompt", "pins:write")


async def test_a_token_that_was_taken_back(study: Study, fake: FakeSlack) -> None:
    """Nothing can be said; when the app is back, everything goes on and the reason is known."""
    fake.revoke(study.team.bot)
    with capture_logs() as lines:
        await next_day(study)
        await fake.until(lambda: [one for one in fake.asked("chat.*") if one.error])
        await calm(study.bot)
    (line,) = [one for one in lines if one["event"] == "slack.refused"]
    assert "took our token back" in line["reason"]
    study.team.bot.state = Token.LIVE
    await next_day(study)
    await fake.until(lambda: posting_in(study.room) is not study.posted)
    asked = await study.ana.slash(study.room, "/rounds", "audit")
    assert "token" in await asked.settled()
    asked = await study.ana.slash(study.room, "/rounds", "health")
    assert "took our token back" in await asked.settled()


async def test_removed_from_the_workspace(study: Study, fake: FakeSlack) -> None:
    fake.uninstall(study.team.bot)
    fake.requests.clear()
    await next_day(study)
    assert not fake.asked("chat.*")


async def test_a_token_of_somebody_elses_that_was_revoked_is_no_departure(
    study: Study, fake: FakeSlack
) -> None:
    """Slack tells of the tokens of people, too; and an old event may be told again."""
    events.tell(fake.world, study.team.bot, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
    await next_day(study)
    await fake.until(lambda: posting_in(study.room) is not study.posted)


async def test_the_dry_run_names_what_lacks(study: Study, fake: FakeSlack) -> None:
    before = len(study.room.messages)
    for method in ("chat.postMessage", "conversations.history", "reactions.add"):
        fake.fail(method, "missing_scope", needed="x", provided="")
        asked = await study.ana.slash(study.room, "/rounds", "setup check")
        assert "does not work yet" in await asked.settled(), method
    assert len(study.room.messages) == before
    good = await study.ana.slash(study.room, "/rounds", "setup check")
    assert "does not work yet" not in await good.settled()
    assert len(study.room.messages) == before
