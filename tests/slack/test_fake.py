"""The fake Slack in short: a whole day's round with the real Bolt. More in `fake/test_*`."""

from __future__ import annotations

import time

import pytest
from slack_sdk.errors import SlackApiError

from tests.slack.fake import FakeSlack
from tests.slack.fake.tiny import card, in_socket_mode, over_http

MODES = {"socket": in_socket_mode, "http": over_http}


@pytest.mark.parametrize("mode", MODES)
async def test_a_day_with_the_bot(fake: FakeSlack, mode: str) -> None:
    """Posting, thread, form, direct message, Home, redelivery, a rate limit, an archive."""
    study = fake.team("Study")
    ana, ben = fake.user("Ana", study, "owner"), fake.user("Ben", study)
    room = fake.channel(study, "practice", [ana, ben])
    async with MODES[mode](fake, study) as bot:
        metadata = {"event_type": "posting", "event_payload": {"key": "monday"}}
        posted = await bot.client.chat_postMessage(
            channel=room.id, text="Today's question", blocks=card("*Why?*"), metadata=metadata
        )
        posting = room.messages[posted["ts"]]
        asked = await ana.slash(room, "/rounds", "practice ai")
        assert (asked.acknowledged, asked.text) == (True, "you said practice ai")
        assert asked.seconds is not None
        assert asked.seconds < 1
        assert asked.ephemeral[0].only_for is ana

        form = await ben.press(posting, "Answer")
        done = await ben.submit(await form.opened(), {"Answer": "5 < 6 & more"})
        assert (await done.dm()).text == "got 12"
        assert bot.submitted[0]["view"]["state"]["values"]["reply"]["text"]["value"][2] == "<"

        said = await ben.write(room, "5 < 6", thread=posting)
        assert said.acknowledged
        assert bot.events[-1]["event"]["text"] == "5 &lt; 6"
        await fake.redeliver(said)
        assert bot.retries[-1] == "1"
        assert bot.events[-1]["event_id"] == bot.events[-2]["event_id"]

        await ben.open_home()
        await fake.until(lambda: ben.home)
        fake.archive(room)
        with pytest.raises(SlackApiError) as refused:
            await bot.client.chat_postMessage(channel=room.id, text="x")
        assert refused.value.response["error"] == "is_archived"


async def test_it_starts_at_once() -> None:
    began = time.monotonic()
    async with FakeSlack() as fake:
        assert fake.api_url.endswith("/api/")
    assert time.monotonic() - began < 0.5, "usually some ten milliseconds"
