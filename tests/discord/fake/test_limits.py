"""What Discord refuses as malformed: by its own document and by rules beside it."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.discord.fake import FakeDiscord, schema
from tests.discord.fake.errors import Json
from tests.discord.fake.world.channel import GuildChannel

BUTTON: Json = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(**more: Any) -> Json:
    return BUTTON | more


def select(**more: Any) -> Json:
    options = [{"label": "a", "value": "a"}, {"label": "b", "value": "b"}]
    return {"type": 3, "custom_id": "pick", "options": options} | more


GOOD: dict[str, Json] = {
    "text": {"content": "x" * 2000},
    "numbers as ids": {
        "content": "x",
        "message_reference": {"message_id": 1, "fail_if_not_exists": False},
    },
    "row": {"components": [row(button()), row(select())]},
    "layout": {"flags": 1 << 15, "components": [{"type": 10, "content": "hello"}]},
    "embed": {"embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}]}]},
}
BAD: dict[str, Json] = {
    "content": {"content": "x" * 2001},
    "embeds together": {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3001}]},
    "blank field": {"embeds": [{"fields": [{"name": "n", "value": " "}]}]},
    "empty embed": {"embeds": [{"color": 1}]},
    "six rows": {"components": [row(button(custom_id=str(n))) for n in range(6)]},
    "six buttons": {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
    "button and select": {"components": [row(button(), select())]},
    "the same name twice": {"components": [row(button(), button())]},
    "no label": {"components": [row(button(label=None))]},
    "link with a name": {"components": [row(button(style=5, url="https://example.org"))]},
    "no name": {"components": [row(button(custom_id=None))]},
    "the same option twice": {
        "components": [
            row(select(options=[{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]))
        ]
    },
    "more than there are": {"components": [row(select(max_values=3))]},
    "layout without its flag": {"components": [{"type": 10, "content": "hello"}]},
    "layout and content": {
        "flags": 1 << 15,
        "content": "x",
        "components": [{"type": 10, "content": "hello"}],
    },
    "too much layout": {
        "flags": 1 << 15,
        "components": [{"type": 10, "content": "x"} for _ in range(41)],
    },
    "reply to nothing": {"content": "x", "message_reference": {"message_id": "1"}},
    "blank": {"content": " \n"},
}
BY_DOCUMENT: dict[str, Json] = {
    "long label": {"components": [row(button(label="x" * 81))]},
    "long name": {"components": [row(button(custom_id="x" * 101))]},
    "a misspelt field": {"contents": "x", "content": "x"},
    "26 options": {
        "components": [row(select(options=[{"label": str(n), "value": str(n)} for n in range(26)]))]
    },
    "11 embeds": {"embeds": [{"title": "t"}] * 11},
    "wrong type": {"content": 7},
}


@pytest.fixture
def room(fake: FakeDiscord) -> GuildChannel:
    return fake.text(fake.guild("Study", owner=fake.user("Ana")), "practice")


async def ask(fake: FakeDiscord, method: str, path: str, body: Any) -> tuple[int, Json]:
    headers = {"Authorization": f"Bot {fake.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as client,
        client.request(method, fake.api_url + path, json=body) as got,
    ):
        return got.status, await got.json()


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
async def test_good_messages_are_taken(fake: FakeDiscord, room: GuildChannel, body: Json) -> None:
    status, said = await ask(fake, "POST", f"/channels/{room.id}/messages", body)
    assert status == 200, said


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
async def test_bad_messages_are_refused(fake: FakeDiscord, room: GuildChannel, body: Json) -> None:
    status, said = await ask(fake, "POST", f"/channels/{room.id}/messages", body)
    assert (status, said["code"] in (50035, 50006)) == (400, True), said
    assert not room.messages
    assert fake.violations
    fake.violations.clear()


@pytest.mark.skipif(not schema.known(), reason="Discord's OpenAPI document is not at hand")
@pytest.mark.parametrize("body", BY_DOCUMENT.values(), ids=BY_DOCUMENT.keys())
async def test_the_document_is_kept(fake: FakeDiscord, room: GuildChannel, body: Json) -> None:
    status, said = await ask(fake, "POST", f"/channels/{room.id}/messages", body)
    assert (status, said["code"]) == (400, 50035)
    assert fake.violations
    fake.violations.clear()


async def test_broken_json_and_a_flag_that_stays(fake: FakeDiscord, room: GuildChannel) -> None:
    path = f"/channels/{room.id}/messages"
    layout = {"flags": 1 << 15, "components": [{"type": 10, "content": "hello"}]}
    _, sent = await ask(fake, "POST", path, layout)
    status, said = await ask(fake, "PATCH", f"{path}/{sent['id']}", {"flags": 0, "content": "x"})
    assert (status, said["code"]) == (400, 50035)
    headers = {"Authorization": f"Bot {fake.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as client,
        client.post(fake.api_url + path, data=b"{", headers=headers) as got,
    ):
        assert (await got.json(content_type=None))["code"] == 50109
    assert len(fake.violations) == 2
    fake.violations.clear()


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([{"name": "Big", "description": "x"}], 50035),
        ([{"name": "x"}], 50035),
        ([{"name": "a", "description": "x"}] * 2, 50035),
        ([{"name": f"c{n}", "description": "x"} for n in range(101)], 30032),
        (
            [
                {
                    "name": "a",
                    "description": "x",
                    "options": [
                        {"type": 3, "name": "may", "description": "x"},
                        {"type": 3, "name": "must", "description": "x", "required": True},
                    ],
                }
            ],
            50035,
        ),
    ],
    ids=["capitals", "no words", "twice", "too many", "required last"],
)
async def test_bad_commands_are_refused(fake: FakeDiscord, commands: list[Json], code: int) -> None:
    path = f"/applications/{fake.bot.id}/commands"
    status, said = await ask(fake, "PUT", path, commands)
    assert (status, said["code"]) == (400, code), said
    assert not fake.world.commands.all()
    fake.violations.clear()
