"""Menus and inputs of every kind, as a person uses them and as Slack writes them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake import CannotDo, FakeSlack
from tests.slack.fake.errors import Json
from tests.slack.fake.person import Person
from tests.slack.fake.tiny import Tiny, in_socket_mode, plain
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.view import View

ZONES: list[Json] = [
    {"text": plain(one), "value": one.lower()} for one in ("Paris", "Lima", "R & B")
]


def asked(label: str, kind: str, **more: Any) -> Json:
    element = {"type": kind, "action_id": kind, **more}
    return {"type": "input", "block_id": kind, "label": plain(label), "element": element}


def survey() -> Json:
    """One of each."""
    blocks = [
        asked("Zone", "static_select", options=ZONES),
        asked("Days", "checkboxes", options=ZONES, initial_options=ZONES[:1]),
        asked("Loud", "radio_buttons", options=ZONES),
        asked("At", "timepicker", initial_time="09:00"),
        asked("Day", "datepicker") | {"optional": True},
        asked("Where", "conversations_select"),
        asked("Who", "multi_users_select"),
        asked("How many", "number_input", is_decimal_allowed=False),
        asked("Words", "plain_text_input", min_length=2, max_length=5, initial_value="abc"),
        asked("Place", "external_select"),
    ]
    more = {"title": plain("Survey"), "submit": plain("Go"), "notify_on_close": True}
    return {"type": "modal", "callback_id": "survey", "blocks": blocks, **more}


@pytest.fixture
def study(fake: FakeSlack) -> Team:
    return fake.team("Study")


@pytest.fixture
def ana(fake: FakeSlack, study: Team) -> Person:
    return fake.user("Ana", study)


@pytest.fixture
def room(fake: FakeSlack, study: Team, ana: Person) -> Channel:
    return fake.channel(study, "practice", [ana])


async def opened(bot: Tiny, ana: Person, room: Channel) -> tuple[View, list[Json]]:
    """The survey on Ana's screen, and a list of what is submitted or closed."""
    heard: list[Json] = []

    @bot.app.view("survey")
    async def submitted(ack: Any, body: Json) -> None:
        await ack()
        heard.append(body)

    @bot.app.view_closed("survey")
    async def closed(ack: Any, body: Json) -> None:
        await ack()
        heard.append(body)

    @bot.app.options("external_select")
    async def offered(ack: Any, payload: Json) -> None:
        await ack(options=[one for one in ZONES if one["value"].startswith(payload["value"])])

    command = await ana.slash(room, "/rounds", "x")
    trigger = command.parcels[0].trigger
    assert trigger is not None
    await bot.client.views_open(trigger_id=trigger.id, view=survey())
    assert command.modal is not None
    return command.modal, heard


async def test_a_form_with_one_of_each(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study) as bot:
        view, heard = await opened(bot, ana, room)
        offered = await ana.suggest(view, "Place", "l")
        done = await ana.submit(
            view,
            {
                "Zone": "R & B",
                "Days": ["lima", "Paris"],
                "Loud": "paris",
                "Where": room,
                "Who": [ana],
                "How many": 3,
                "Place": offered.choices[0],
            },
        )
        assert done.acknowledged
        values = heard[0]["view"]["state"]["values"]
        state = {kind: one[kind] for kind, one in values.items()}
        assert state["static_select"]["selected_option"]["text"]["text"] == "R &amp; B"
        assert [one["value"] for one in state["checkboxes"]["selected_options"]] == [
            "lima",
            "paris",
        ]
        assert state["timepicker"]["selected_time"] == "09:00"
        assert state["datepicker"]["selected_date"] is None
        assert state["conversations_select"]["selected_conversation"] == room.id
        assert state["multi_users_select"]["selected_users"] == [ana.id]
        assert state["number_input"]["value"] == "3"
        assert state["plain_text_input"]["value"] == "abc"
        assert state["external_select"]["selected_option"]["value"] == "lima"


async def test_what_the_client_does_not_let_pass(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    async with in_socket_mode(fake, study) as bot:
        view, heard = await opened(bot, ana, room)
        with pytest.raises(CannotDo, match="there is no 'Rome'"):
            ana.fill(view, {"Zone": "Rome"})
        with pytest.raises(CannotDo, match="no field 'Colour'"):
            ana.fill(view, {"Colour": "red"})
        ana.fill(view, {"Zone": "Lima", "Loud": "Lima", "Where": room, "Who": [ana]})
        ana.fill(view, {"How many": 1, "Place": ZONES[0], "Words": "too long"})
        with pytest.raises(CannotDo, match="takes 2 to 5 characters"):
            await ana.submit(view)
        await ana.close(view)
        await fake.until(lambda: heard)
        assert (heard[0]["type"], heard[0]["is_cleared"]) == ("view_closed", False)


async def test_a_menu_on_a_message(
    fake: FakeSlack, study: Team, ana: Person, room: Channel
) -> None:
    menu = {
        "type": "static_select",
        "action_id": "zone",
        "placeholder": plain("Zone"),
        "options": ZONES,
    }
    blocks = [{"type": "actions", "elements": [menu]}]
    async with in_socket_mode(fake, study) as bot:
        await bot.client.chat_postMessage(channel=room.id, text="Where?", blocks=blocks)
        chosen = await ana.select(room.last, "Zone", "Lima")
        assert (await chosen.told()).text == "zone lima"
        payload = chosen.parcels[0].payload
        block_id = room.last.blocks[0]["block_id"]
        state = payload["state"]["values"][block_id]["zone"]
        assert state["selected_option"]["value"] == "lima"


async def test_a_home_view_knows_its_hash(fake: FakeSlack, study: Team, ana: Person) -> None:
    client = AsyncWebClient(token=study.token, base_url=fake.api_url)
    view = {"type": "home", "blocks": []}
    first = await client.views_publish(user_id=ana.id, view=view)
    await client.views_publish(user_id=ana.id, view=view, hash=first["view"]["hash"])
    with pytest.raises(Exception, match="hash_conflict"):
        await client.views_publish(user_id=ana.id, view=view, hash=first["view"]["hash"])
    fake.app.has_home = False
    with pytest.raises(Exception, match="not_enabled"):
        await client.views_publish(user_id=ana.id, view=view)
