"""What people can do, what they see of the answer, and what their client does not allow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.slack.fake import CannotDo, FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import Tiny, card, form, in_socket_mode
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team


@dataclass
class Scene:
    """A bot that listens, and its posting."""

    fake: FakeSlack
    study: Team
    ana: Person
    ben: Person
    room: Channel
    bot: Tiny
    posting: Message


@pytest.fixture
async def scene(fake: FakeSlack) -> AsyncIterator[Scene]:
    study = fake.team("Study")
    ana, ben = fake.user("Ana", study, "admin"), fake.user("Ben", study)
    room = fake.channel(study, "practice", [ana, ben])
    async with in_socket_mode(fake, study) as bot:
        await bot.client.chat_postMessage(channel=room.id, text="Why?", blocks=card("Why?"))
        yield Scene(fake, study, ana, ben, room, bot, room.last)


async def test_commands_answer_in_all_their_ways(scene: Scene) -> None:
    ana, room = scene.ana, scene.room
    asked = await ana.slash(room, "/rounds", "a & b")
    assert asked.parcels[0].payload["text"] == "a &amp; b"
    assert asked.text == "you said a & b"
    loud = await ana.slash(room, "/rounds", "loud")
    assert (loud.ephemeral, loud.messages[0].text) == ([], "for all")
    later = await ana.slash(room, "/rounds", "later")
    assert (await later.told()).labels == ["Answer", "More & more", "Gone"]
    gone = await ana.press(later, "Gone")
    await scene.fake.until(lambda: later.ephemeral == [])
    assert gone.parcels[0].payload["container"]["is_ephemeral"]
    with pytest.raises(CannotDo, match="not supported in threads"):
        await ana.slash(room, "/rounds", "x", thread=scene.posting)


async def test_a_response_url_is_for_five_uses_and_thirty_minutes(scene: Scene) -> None:
    pressed = await scene.ben.press(scene.posting, "More & more")
    await scene.fake.until(lambda: scene.posting.text == "more of it")
    hook = pressed.parcels[0].hook
    assert hook is not None
    assert hook.uses == 1
    hook.uses = 5
    stale = await scene.ben.press(scene.posting, "More & more", stale=True)
    assert stale.acknowledged
    respond = scene.bot.app.client._request
    asked = {"json": {"text": "x"}}
    refused = await respond(http_verb="POST", api_url=hook.url, req_args=dict(asked))
    assert (refused["status_code"], refused["data"]["error"]) == (404, "used_url")
    hook.uses = 1
    scene.fake.clock.shift(30 * 60)
    refused = await respond(http_verb="POST", api_url=hook.url, req_args=dict(asked))
    assert refused["data"]["error"] == "expired_url"


async def test_a_form_is_sent_back_changed_and_stacked(scene: Scene) -> None:
    opened = await scene.ben.press(scene.posting, "answer")
    view = await opened.opened()
    assert scene.ben.modal is view
    with pytest.raises(CannotDo, match="must be filled in"):
        await scene.ben.submit(view)
    done = await scene.ben.submit(view, {"reply": "short"})
    assert (done.errors, view.open) == ({"reply": "Say more"}, True)
    assert "Say more" in view.text
    await scene.ben.submit(view, {"text": "again"})
    assert (view.title, view.state["reply"]["text"]["value"]) == ("Once more", "again")
    pushed = await scene.ben.submit(view, {"Answer": "deeper"})
    assert pushed.acknowledged
    assert scene.ben.modal is not None
    assert (scene.ben.modal.title, scene.ben.modal.depth) == ("Deeper", 2)
    await scene.ben.submit(scene.ben.modal, {"Answer": "enough"})
    assert scene.ben.modal is view
    await scene.ben.close(view)
    assert not scene.fake.world.screens
    with pytest.raises(CannotDo, match="not on Ben's screen"):
        await scene.ben.submit(view, {"Answer": "x"})


async def test_what_was_typed_survives_an_update_by_name(scene: Scene) -> None:
    opened = await scene.ben.press(scene.posting, "Answer")
    view = await opened.opened()
    scene.ben.fill(view, {"Answer": "half a thou"})
    hash_ = view.hash
    await scene.bot.client.views_update(view_id=view.id, view=form("Other", "x"), hash=hash_)
    assert view.state["reply"]["text"]["value"] == "half a thou"
    other = form("Third", "fresh")
    other["blocks"][0]["element"]["action_id"] = "words"
    await scene.bot.client.views_update(view_id=view.id, view=other)
    assert view.state["reply"] == {"words": {"type": "plain_text_input", "value": "fresh"}}


async def test_a_trigger_is_for_one_use_within_three_seconds(scene: Scene) -> None:
    asked = await scene.ana.slash(scene.room, "/rounds", "x")
    trigger = asked.parcels[0].trigger
    assert trigger is not None

    async def error() -> str:
        with pytest.raises(Exception, match="trigger_id") as caught:
            await scene.bot.client.views_open(trigger_id=trigger.id, view=form())
        return str(caught.value.response["error"])  # type: ignore[attr-defined]

    await scene.bot.client.views_open(trigger_id=trigger.id, view=form())
    assert await error() == "exchanged_trigger_id"
    trigger.used = False
    scene.fake.clock.shift(3.1)
    assert await error() == "expired_trigger_id"


async def test_shortcuts(scene: Scene) -> None:
    assert (await (await scene.ana.shortcut("everywhere")).opened()).title == "From anywhere"
    said = (await scene.ben.write(scene.room, "my answer")).message
    assert said is not None
    graded = await scene.ben.shortcut("grade", said)
    assert (await graded.told()).text == "grading my answer"


async def test_a_mention_is_told_twice_and_in_entities(scene: Scene) -> None:
    before = len(scene.bot.events)
    said = await scene.ben.write(scene.room, "5 < 6 http://a.b/?c&d", mentions=[scene.study.bot])
    assert [one.what for one in said.parcels] == ["message", "app_mention"]
    heard = [one["event"] for one in scene.bot.events[before:]]
    assert {one["type"] for one in heard} == {"message", "app_mention"}
    text = f"{scene.study.bot.mention} 5 &lt; 6 <http://a.b/?c&amp;d>"
    assert {one["text"] for one in heard} == {text}
    assert said.message is not None
    assert said.message.text == "@Rounds 5 < 6 http://a.b/?c&d"


async def test_edits_deletions_and_the_bots_own_messages(scene: Scene) -> None:
    said = (await scene.ben.write(scene.room, "first")).message
    assert said is not None
    edited = await scene.ben.edit(said, "second")
    changed = edited.parcels[0].payload["event"]
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "second")
    assert changed["previous_message"]["text"] == "first"
    gone = await scene.ben.delete(said)
    assert gone.parcels[0].payload["event"]["subtype"] == "message_deleted"
    own = scene.fake.parcels[0].payload["event"]
    assert (own["bot_id"], own["user"]) == (scene.study.bot.bot_id, scene.study.bot.user.id)
    with pytest.raises(CannotDo, match="only their own"):
        await scene.ana.edit(scene.posting, "x")
    with pytest.raises(CannotDo, match="may not delete"):
        await scene.ben.delete(scene.posting)


async def test_home_direct_messages_and_files(scene: Scene) -> None:
    opened = await scene.ben.open_home()
    home = await scene.fake.until(lambda: scene.ben.home)
    assert home is not None
    assert "At home" in home.text
    assert "view" not in opened.parcels[0].payload["event"]
    form_ = await scene.ben.press(home, "Answer")
    assert (await form_.opened()).title == "Your answer"
    said = await scene.ben.write(scene.ben.dm, "hello", files={"a.txt": b"x"})
    event = said.parcels[0].payload["event"]
    assert (event["channel_type"], event["subtype"]) == ("im", "file_share")
    assert event["files"][0]["name"] == "a.txt"


async def test_strangers_press_but_do_not_command(scene: Scene) -> None:
    other = scene.fake.team("Other", installed=False)
    sam = scene.fake.user("Sam", other, "owner")
    scene.fake.share(scene.room, other, sam)
    said = await sam.write(scene.room, "hi")
    payload = said.parcels[0].payload
    assert payload["is_ext_shared_channel"]
    assert payload["team_id"] == scene.study.id
    assert payload["event"]["user_team"] == other.id
    opened = await (await sam.press(scene.posting, "Answer")).opened()
    done = await sam.submit(opened, {"text": "x"})
    assert done.acknowledged
    form_payload = done.parcels[0].payload
    assert form_payload["user"]["team_id"] == other.id
    assert form_payload["view"]["app_installed_team_id"] == scene.study.id
    with pytest.raises(CannotDo):
        await sam.slash(scene.room, "/rounds", "x")
    with pytest.raises(CannotDo):
        await sam.shortcut("grade", scene.posting)


async def test_a_manifest_is_kept_to(fake: FakeSlack) -> None:
    fake.app.configure(
        {
            "features": {
                "app_home": {"home_tab_enabled": True, "messages_tab_enabled": False},
                "slash_commands": [{"command": "/rounds", "should_escape": True}],
                "shortcuts": [{"callback_id": "grade", "type": "message"}],
            },
            "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "app_mentions:read"]}},
            "settings": {
                "interactivity": {"is_enabled": True},
                "event_subscriptions": {"bot_events": ["app_mention", "message.channels"]},
            },
        }
    )
    study = fake.team("Study")
    ana = fake.user("Ana", study)
    room = fake.channel(study, "practice", [ana])
    assert study.bot.scopes == {"commands", "chat:write", "app_mentions:read"}
    said = await ana.write(room, "x", mentions=[study.bot])
    assert [one.what for one in said.parcels] == ["app_mention"], "no channels:history"
    asked = await ana.slash(room, "/rounds", "for @ana in #practice, not #x")
    escaped = f"for <@{ana.id}|ana> in <#{room.id}|practice>, not #x"
    assert asked.parcels[0].payload["text"] == escaped
    with pytest.raises(CannotDo, match="is no command"):
        await ana.slash(room, "/other")
    with pytest.raises(CannotDo, match="no global shortcut"):
        await ana.shortcut("grade")
    with pytest.raises(CannotDo, match="no messages tab"):
        await ana.open_home("messages")


async def test_people_act_only_where_they_are(scene: Scene) -> None:
    hidden = scene.fake.private(scene.study, "hidden", [scene.ana])
    with pytest.raises(CannotDo, match="is not in hidden"):
        await scene.ben.write(hidden, "x")
    scene.fake.archive(hidden)
    with pytest.raises(CannotDo, match="is archived"):
        await scene.ana.slash(hidden, "/rounds")
    with pytest.raises(CannotDo, match="no button"):
        await scene.ana.press(scene.posting, "Nothing")
    scene.fake.deactivate(scene.ben)
    with pytest.raises(CannotDo, match="deactivated"):
        await scene.ben.write(scene.room, "x")
