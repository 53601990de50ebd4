"""The Web API as the real client meets it: what it answers, refuses and keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import card
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.team import Team


@dataclass
class Scene:
    """Ana and Ben in a channel with the bot; nothing listens."""

    fake: FakeSlack
    study: Team
    ana: Person
    ben: Person
    room: Channel
    client: AsyncWebClient

    async def refused(self, method: str, **args: Any) -> dict[str, Any]:
        """What a call that must fail was answered with."""
        with pytest.raises(SlackApiError) as caught:
            await self.client.api_call(method, json=args)
        answer: dict[str, Any] = caught.value.response.data
        return answer


@pytest.fixture
async def scene(fake: FakeSlack) -> Scene:
    study = fake.team("Study")
    ana, ben = fake.user("Ana", study, "admin"), fake.user("Ben", study)
    room = fake.channel(study, "practice", [ana, ben])
    client = AsyncWebClient(token=study.token, base_url=fake.api_url)
    return Scene(fake, study, ana, ben, room, client)


async def test_tokens(scene: Scene) -> None:
    who = await scene.client.auth_test()
    assert (who["team"], who["bot_id"]) == ("Study", scene.study.bot.bot_id)
    assert (await scene.refused("apps.connections.open"))["error"] == "not_allowed_token_type"
    scene.fake.revoke(scene.study.bot)
    assert (await scene.refused("auth.test"))["error"] == "token_revoked"
    scene.fake.uninstall(scene.study.bot)
    assert (await scene.refused("auth.test"))["error"] == "account_inactive"
    scene.client.token = "xoxb-wrong"
    assert (await scene.refused("auth.test"))["error"] == "invalid_auth"
    scene.client.token = scene.fake.app.token
    assert (await scene.refused("auth.test"))["error"] == "not_allowed_token_type"


async def test_scopes_are_asked_for_by_method_and_kind_of_channel(scene: Scene) -> None:
    scene.study.bot.scopes -= {"users:read", "groups:history"}
    refused = await scene.refused("users.info", user=scene.ana.id)
    assert (refused["error"], refused["needed"]) == ("missing_scope", "users:read")
    assert "chat:write" in refused["provided"].split(",")
    den = scene.fake.private(scene.study, "den", [scene.ana])
    assert (await scene.refused("conversations.history", channel=den.id))[
        "needed"
    ] == "groups:history"
    await scene.client.conversations_history(channel=scene.room.id)


async def test_places(scene: Scene) -> None:
    other = scene.fake.channel(scene.study, "other", [scene.ana], joined=False)
    hidden = scene.fake.private(scene.study, "hidden", [scene.ana], joined=False)
    elsewhere = scene.fake.channel(scene.fake.team("Elsewhere"), "practice")
    for channel, error in [
        (other, "not_in_channel"),
        (hidden, "channel_not_found"),
        (elsewhere, "channel_not_found"),
    ]:
        refused = await scene.refused("chat.postMessage", channel=channel.id, text="x")
        assert refused["error"] == error
    await scene.client.conversations_join(channel=other.id)
    await scene.client.chat_postMessage(channel=other.id, text="x")
    scene.fake.archive(other)
    assert (await scene.refused("chat.postMessage", channel=other.id, text="x"))[
        "error"
    ] == "is_archived"
    listed = await scene.client.conversations_list(types="public_channel,private_channel")
    assert [one["name"] for one in listed["channels"]] == ["practice", "other"]
    members = await scene.client.conversations_members(channel=scene.room.id)
    assert members["members"] == [scene.ana.id, scene.ben.id, scene.study.bot.user.id]


async def test_direct_messages(scene: Scene) -> None:
    first = await scene.client.conversations_open(users=scene.ben.id)
    again = await scene.client.conversations_open(users=scene.ben.id)
    assert first["channel"]["id"] == again["channel"]["id"] == scene.ben.dm.id
    assert again["already_open"]
    bot = scene.study.bot.user.id
    assert (await scene.refused("conversations.open", users=bot))["error"] == "cannot_dm_bot"
    assert (await scene.refused("conversations.open", users="U1"))["error"] == "user_not_found"
    scene.fake.deactivate(scene.ana)
    refused = await scene.refused("conversations.open", users=scene.ana.id)
    assert refused["error"] == "user_disabled"
    scene.fake.app.has_messages = False
    refused = await scene.refused("chat.postMessage", channel=scene.ben.id, text="x")
    assert refused["error"] == "messages_tab_disabled"


async def test_an_update_without_blocks_keeps_the_old_ones(scene: Scene) -> None:
    posted = await scene.client.chat_postMessage(
        channel=scene.room.id, text="old", blocks=card("old")
    )
    message = scene.room.messages[posted["ts"]]
    await scene.client.chat_update(channel=scene.room.id, ts=message.ts, text="new")
    assert message.notification == "new"
    assert message.text.startswith("old")
    assert message.labels
    await scene.client.chat_update(channel=scene.room.id, ts=message.ts, text="new", blocks=[])
    assert (message.text, message.labels) == ("new", [])
    said = (await scene.ana.write(scene.room, "mine")).message
    assert said is not None
    refused = await scene.refused("chat.update", channel=scene.room.id, ts=said.ts, text="x")
    assert refused["error"] == "cant_update_message"


async def test_metadata_comes_back_only_when_asked_for(scene: Scene) -> None:
    metadata = {"event_type": "posting", "event_payload": {"key": "monday"}}
    posted = await scene.client.chat_postMessage(channel=scene.room.id, text="x", metadata=metadata)
    await scene.client.chat_update(channel=scene.room.id, ts=posted["ts"], text="y")
    found = await scene.client.conversations_history(
        channel=scene.room.id, include_all_metadata=True, limit=1
    )
    assert found["messages"][0]["metadata"] == metadata
    found = await scene.client.conversations_history(channel=scene.room.id)
    assert found["messages"][0]["metadata"] == {"event_type": "posting"}
    refused = await scene.refused(
        "chat.postMessage", channel=scene.room.id, text="x", metadata={"event_type": "a"}
    )
    assert refused["error"] == "invalid_metadata_format"
    assert "invalid_metadata_format" in scene.fake.violations.pop()


async def test_history_and_threads(scene: Scene) -> None:
    said = [(await scene.ana.write(scene.room, f"m{number}")).message for number in range(5)]
    root = said[2]
    assert root is not None
    for number in range(2):
        await scene.ben.write(scene.room, f"answer {number}", thread=root)
    found = await scene.client.conversations_history(channel=scene.room.id, limit=3)
    assert [one["text"] for one in found["messages"]] == ["m4", "m3", "m2"]
    assert (found["messages"][2]["reply_count"], found["has_more"]) == (2, True)
    cursor = found["response_metadata"]["next_cursor"]
    found = await scene.client.conversations_history(channel=scene.room.id, cursor=cursor)
    assert [one["text"] for one in found["messages"]] == ["m1", "m0"]
    found = await scene.client.conversations_history(channel=scene.room.id, oldest=root.ts)
    assert [one["text"] for one in found["messages"]] == ["m4", "m3"]
    found = await scene.client.conversations_replies(channel=scene.room.id, ts=root.ts)
    assert [one["text"] for one in found["messages"]] == ["m2", "answer 0", "answer 1"]
    refused = await scene.refused("conversations.replies", channel=scene.room.id, ts="1.000001")
    assert refused["error"] == "thread_not_found"


async def test_of_a_deleted_thread_a_tombstone_stays(scene: Scene) -> None:
    posted = await scene.client.chat_postMessage(channel=scene.room.id, text="x")
    message = scene.room.messages[posted["ts"]]
    await scene.ben.write(scene.room, "answer", thread=message)
    await scene.client.chat_delete(channel=scene.room.id, ts=message.ts)
    found = await scene.client.conversations_history(channel=scene.room.id)
    assert found["messages"][0]["subtype"] == "tombstone"
    refused = await scene.refused("chat.update", channel=scene.room.id, ts=message.ts, text="y")
    assert refused["error"] == "message_not_found"


async def test_ephemeral_messages_are_for_members_only(scene: Scene) -> None:
    await scene.client.chat_postEphemeral(channel=scene.room.id, user=scene.ben.id, text="psst")
    assert [one.text for one in scene.ben.ephemerals] == ["psst"]
    assert not scene.ana.ephemerals
    assert not scene.room.messages
    cid = scene.fake.user("Cid", scene.study)
    refused = await scene.refused(
        "chat.postEphemeral", channel=scene.room.id, user=cid.id, text="psst"
    )
    assert refused["error"] == "user_not_in_channel"


async def test_people_as_they_are_told_of(scene: Scene) -> None:
    guest = scene.fake.user("Guest", scene.study, "guest", zone="Asia/Tokyo")
    owner = scene.fake.user("Owner", scene.study, "owner")
    other = scene.fake.team("Other", installed=False)
    stranger, unknown = scene.fake.user("Sam", other), scene.fake.user("Uma", other)
    scene.fake.share(scene.room, other, stranger)
    told = (await scene.client.users_info(user=guest.id))["user"]
    assert (told["is_restricted"], told["tz"], told["is_admin"]) == (True, "Asia/Tokyo", False)
    assert "email" not in told["profile"]
    assert (await scene.client.users_info(user=owner.id))["user"]["is_owner"]
    told = (await scene.client.users_info(user=stranger.id))["user"]
    assert (told["team_id"], told["is_stranger"]) == (other.id, True)
    assert "is_admin" not in told
    assert (await scene.refused("users.info", user=unknown.id))["error"] == "user_not_found"
    info = await scene.client.conversations_info(channel=scene.room.id)
    assert info["channel"]["is_ext_shared"]


async def test_a_file_goes_up_in_three_calls(scene: Scene) -> None:
    await scene.client.files_upload_v2(
        channel=scene.room.id,
        filename="chart.png",
        content=b"png",
        title="Your week",
        alt_txt="A chart",
        initial_comment="Look",
    )
    message = scene.room.last
    assert (message.notification, message.files[0].data) == ("Look", b"png")
    assert message.text == "Look\nchart.png"
    methods = [one.method for one in scene.fake.requests]
    assert methods == ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]


async def test_pins_reactions_and_links(scene: Scene) -> None:
    posted = await scene.client.chat_postMessage(channel=scene.room.id, text="x")
    at = {"channel": scene.room.id, "timestamp": posted["ts"]}
    await scene.client.pins_add(**at)
    assert (await scene.refused("pins.add", **at))["error"] == "already_pinned"
    await scene.client.reactions_add(name="eyes", **at)
    assert (await scene.refused("reactions.add", name="eyes", **at))["error"] == "already_reacted"
    link = await scene.client.chat_getPermalink(channel=scene.room.id, message_ts=posted["ts"])
    assert link["permalink"].startswith(f"https://study.slack.com/archives/{scene.room.id}/p")


async def test_text_that_people_suffer_from_is_a_warning(scene: Scene) -> None:
    await scene.client.chat_postMessage(channel=scene.room.id, text="x" * 4001)
    await scene.client.api_call(
        "chat.postMessage", json={"channel": scene.room.id, "blocks": card("x")}
    )
    assert len(scene.fake.warnings) == 2
    scene.fake.warnings.clear()
    for text, error in [("x" * 40001, "msg_too_long"), ("", "no_text")]:
        refused = await scene.refused("chat.postMessage", channel=scene.room.id, text=text)
        assert refused["error"] == error
        assert error in scene.fake.violations.pop()
    assert (await scene.refused("chat.sendMessage"))["error"] == "unknown_method"
    assert "unknown_method" in scene.fake.violations.pop()


async def test_text_is_kept_with_entities_and_read_without(scene: Scene) -> None:
    said = f"5 < 6 &amp; <@{scene.ben.id}> <!channel> <https://a.b/?c&amp;d|there>"
    await scene.client.chat_postMessage(channel=scene.room.id, text=said)
    message = scene.room.last
    assert message.raw.startswith("5 &lt; 6 &amp; <@")
    assert message.text == "5 < 6 & @Ben @channel there"
    assert message.pings == sorted([scene.ben.id, "channel"])
    assert message.links == ["https://a.b/?c&d"]
