"""Every command there is, used by the host, by a member and in a direct message."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import paths
from bot.commands.catalogue import all_commands
from bot.refusals.groups import HOSTS_ONLY
from bot.refusals.trouble import UNEXPECTED
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.rounds import Study, a_study

EVERY = {" ".join(path): command for path, command in paths(all_commands()).items()}
HOSTS = [words for words, command in EVERY.items() if command.hosts_only]
VALUES: dict[str, dict[str, Any]] = {
    "override": {"which": "a1", "verdict": "met", "on": "drill", "why": "“desk” says it"},
    "decline": {"which": "1", "why": "it stands"},
    "practice": {"topic": "ai", "level": "standard"},
    "answer": {"text": "70 because the desk drills it"},
    "schedule": {"what": "time", "value": "10:00"},
    "group": {"what": "name", "value": "Owls"},
    "settings": {"what": "zone", "value": "Europe/Berlin"},
    "leaderboard": {"window": "week", "kind": "points"},
    "appeal": {"reason": "I did name it"},
    "mock decide": {"decision": "pause"},
    "mock score": {"question": "1", "marks": "1,2"},
    "story use": {"which": "1", "skill": "safety"},
    "story remove": {"which": "1"},
}
"""What is filled in; nothing in the others."""


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path) as made:
        yield made


def check(words: str, done: Exchange) -> None:
    """Acknowledged in time, in words, and none of them those of an error."""
    assert done.acknowledged, words
    assert done.seconds is not None
    assert done.seconds < 1.5, words
    assert done.text.strip(), words
    assert UNEXPECTED not in done.text, words
    assert "Traceback" not in done.text, words
    assert "Error" not in done.text, words


async def test_the_host_uses_every_command(study: Study) -> None:
    for words in EVERY:
        done = await study.ana.slash(study.guild, study.room, words, **VALUES.get(words, {}))
        check(words, done)
        assert HOSTS_ONLY not in done.text, words


async def test_a_member_is_refused_every_command_of_hosts(study: Study) -> None:
    assert HOSTS
    for words in HOSTS:
        done = await study.ben.slash(
            study.guild, study.room, words, forced=True, **VALUES.get(words, {})
        )
        check(words, done)
        assert HOSTS_ONLY in done.text, words
        assert done.ephemeral, words
    audit = await study.ana.slash(study.guild, study.room, "audit")
    assert "Ben" not in audit.text
    shown = [one for one in study.room.messages.values() if one.only_for is None and one.buttons]
    assert shown == [study.posted]


async def test_a_member_uses_every_other_command(study: Study) -> None:
    for words in EVERY:
        if words not in HOSTS:
            done = await study.ben.slash(study.guild, study.room, words, **VALUES.get(words, {}))
            check(words, done)


async def test_every_command_in_a_direct_message(study: Study) -> None:
    await study.ben.slash(study.guild, study.room, "streak")
    for words in EVERY:
        done = await study.ben.slash(
            None, study.ben.dm, words, forced=True, **VALUES.get(words, {})
        )
        check(words, done)
        assert (HOSTS_ONLY in done.text) == (words in HOSTS), words


async def test_a_stranger_in_a_direct_message_is_told_where_to_begin(
    study: Study, fake: FakeDiscord
) -> None:
    cleo = fake.user("Cleo")
    fake.member(study.guild, cleo)
    done = await cleo.slash(None, cleo.dm, "daily")
    assert "do not know your study group yet" in done.text
    said = await cleo.write(cleo.dm, "hello there")
    assert "do not know your study group yet" in (await fake.answer(said)).text


async def test_a_host_by_role_may_do_what_hosts_do(study: Study, fake: FakeDiscord) -> None:
    host = fake.role(study.guild, "host")
    cleo = fake.user("Cleo")
    fake.member(study.guild, cleo, host)
    refused = await cleo.slash(study.guild, study.room, "health", forced=True)
    assert HOSTS_ONLY in refused.text
    await study.ana.slash(study.guild, study.room, "setup", hosts=host)
    allowed = await cleo.slash(study.guild, study.room, "health", forced=True)
    assert HOSTS_ONLY not in allowed.text
    asked = await cleo.write(study.room, f"{fake.bot.mention} health", mentions=[fake.bot])
    assert HOSTS_ONLY not in (await fake.said(cleo.dm, 1)).text
    assert not asked.reactions
    fake.member(study.guild, cleo)
    again = await cleo.slash(study.guild, study.room, "health", forced=True)
    assert HOSTS_ONLY in again.text


async def test_what_is_offered_while_typing(study: Study) -> None:
    async def offered(words: str, option: str, typed: str) -> list[str]:
        done = await study.ana.autocomplete(study.guild, study.room, words, option, typed)
        assert done.acknowledged
        return [one["name"] for one in done.choices]

    assert await offered("practice", "topic", "") == ["AI in care", "Metrics"]
    assert await offered("practice", "topic", "metr") == ["Metrics"]
    assert await offered("hint", "prompt", "prompt 03") == ["Prompt 03"]
    assert len(await offered("hint", "prompt", "")) == 25
    assert any("Berlin" in one for one in await offered("setup", "zone", "berl"))
    assert await offered("practice", "topic", "\N{SNOWMAN}" * 50) == []


async def test_a_picked_prompt_is_the_one_that_is_meant(study: Study) -> None:
    done = await study.ben.slash(study.guild, study.room, "hint", prompt="prompt-03")
    assert "Hint 1 of 3" in done.text


async def test_a_command_that_is_gone_is_answered_in_words(study: Study, fake: FakeDiscord) -> None:
    fake.world.commands.upsert(None, {"type": 1, "name": "karaoke", "description": "Sing"})
    done = await study.ben.slash(study.guild, study.room, "karaoke")
    assert "I do not know “karaoke”" in done.text
    assert done.ephemeral
