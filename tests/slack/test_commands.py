"""Every command over the wire, by a host and by a member."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.texts import WAIT
from bot.commands.catalogue import all_commands
from bot.refusals.groups import HOSTS_ONLY
from bot.refusals.trouble import UNEXPECTED
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"

EVERYBODY = (
    "daily",
    "practice",
    "practice ai hard",
    "hint",
    "feedback",
    "later 5",
    "guess 70",
    "leaderboard",
    "leaderboard month",
    "streak",
    "streak why",
    "history",
    "best",
    "settings",
    "settings zone Europe/Berlin",
    "settings reminder 19:00",
    "mydata export",
    "link",
    "plan",
    "plan in 3 weeks",
    "story add",
    "story list",
    "story use 1 safety",
    "suggest Our triage bot misses sepsis in one clinic. What do you do on Monday?",
    "help",
    "help practice",
)
HOSTS = (
    "schedule",
    "schedule time 09:00",
    "group",
    "group name Night owls",
    "bank",
    "health",
    "audit",
    "appeals",
    "suggestions",
    "suggestions approve 1",
    "regrade",
    "pause",
    "resume",
    "setup",
    "setup check",
    "post now",
)


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path) as made:
        yield made


def examples(*, hosts_only: bool) -> list[str]:
    """Every command by its words alone, and as its help shows it."""
    return [
        line
        for one in all_commands().commands()
        if one.hosts_only is hosts_only and one.words not in {"mydata delete", "pause"}
        for line in (one.words, *one.examples)
    ]


async def read(study: Study, asked: Exchange) -> str:
    """What the answer says, once it is there in place of a window that waits for it."""
    await study.fake.until(lambda: asked.text and WAIT not in asked.text)
    return asked.text


async def test_a_member_is_answered_to_every_command(study: Study) -> None:
    for line in [*EVERYBODY, *examples(hosts_only=False)]:
        asked = await study.ben.slash(study.room, "/rounds", line)
        assert asked.acknowledged, line
        assert UNEXPECTED not in await read(study, asked), line
        if not line.startswith("mock"):
            assert not asked.messages, f"{line}: everybody saw it"


async def test_a_host_is_answered_to_every_command_of_hosts(study: Study) -> None:
    for line in [*HOSTS, *examples(hosts_only=True)]:
        asked = await study.ana.slash(study.room, "/rounds", line)
        assert asked.acknowledged, line
        text = await read(study, asked)
        assert HOSTS_ONLY not in text, line
        assert UNEXPECTED not in text, line


async def test_a_member_is_refused_what_hosts_do(study: Study) -> None:
    for line in HOSTS:
        asked = await study.ben.slash(study.room, "/rounds", line)
        assert HOSTS_ONLY in await read(study, asked), line


async def test_whoever_runs_the_workspace_is_trusted(study: Study, fake: FakeSlack) -> None:
    cleo = fake.user("Cleo", study.team, "admin")
    fake.join(study.room, cleo)
    asked = await cleo.slash(study.room, "/rounds", "health")
    assert HOSTS_ONLY not in await asked.settled()


async def test_help_reads_as_it_is_typed(study: Study) -> None:
    listed = await study.ben.slash(study.room, "/rounds", "help")
    text = await listed.settled()
    assert "/rounds practice [topic] [level]" in text
    assert "/rounds daily" in text
    one = await study.ben.slash(study.room, "/rounds", "help practice")
    text = await one.settled()
    assert "/rounds practice [topic] [level]" in text
    assert "For example" in text
    assert text.count("/rounds practice") > 1


async def test_a_word_too_many_is_explained(study: Study) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "streek")
    assert "streak" in await asked.settled()
    empty = await study.ben.slash(study.room, "/rounds", "")
    assert "practice" in await empty.settled()


async def test_my_data_comes_as_files_to_nobody_else(study: Study, fake: FakeSlack) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "mydata export")
    await fake.until(lambda: any(one.files for one in study.ben.dm.messages.values()))
    names = [file.name for one in study.ben.dm.messages.values() for file in one.files]
    assert any(name.endswith(".json") for name in names)
    assert any(name.endswith(".md") for name in names)
    assert not asked.messages


async def test_a_command_works_where_we_are_not(study: Study, fake: FakeSlack) -> None:
    other = fake.channel(study.team, "elsewhere", [study.ben], joined=False)
    asked = await study.ben.slash(other, "/rounds", "help")
    assert "practice" in await asked.settled()


async def test_commands_in_the_direct_message(study: Study) -> None:
    asked = await study.ben.slash(study.ben.dm, "/rounds", "streak")
    assert "streak" in (await asked.settled()).lower()
    said = await study.ben.write(study.ben.dm, "history")
    assert said.acknowledged
    assert await said.settled()


async def test_an_answer_by_command(study: Study) -> None:
    asked = await study.ben.slash(study.room, "/rounds", f"answer {REPLY}")
    assert asked.acknowledged
    assert "safe" in (await asked.told(1)).text
    assert "70 of 100" in (await asked.told(2)).text


async def test_answer_without_words_opens_the_form(study: Study) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "answer")
    done = await study.ben.submit(await asked.opened(), {"text": REPLY})
    assert "70 of 100" in (await done.told(2)).text
