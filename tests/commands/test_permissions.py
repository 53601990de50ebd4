"""Who may use what: the matrix is made from the declarations, so that no command is left out."""

from __future__ import annotations

from bot.commands.catalogue import all_commands
from bot.commands.command import OptionKind
from bot.refusals import groups as refusals
from bot.views.model import Reply
from tests.support.conversation import Conversation

COMMANDS = all_commands().commands()
FOR_HOSTS = [command for command in COMMANDS if command.hosts_only]
FOR_ALL = [command for command in COMMANDS if not command.hosts_only]

VALUES = {
    "schedule": "days mon-fri",
    "group": "name Ours now",
    "setup": "elsewhere time=10:30 days=sun hosts=everybody",
    "decline": "1 No",
    "override": "1 missed fallback No",
}
"""Something that would change the group, where a command takes values."""


def said(reply: Reply) -> list[str]:
    return [str(getattr(block, "text", "")) for card in reply.cards for block in card.blocks]


async def test_hosts_only_means_hosts_only(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")  # the first to come is the host
    before = await talk.say("Ana", "/audit")
    for command in FOR_HOSTS:
        for line in (command.words, f"{command.words} {VALUES.get(command.words, '')}".strip()):
            assert said(await talk.ask("Ben", f"/{line}")) == [refusals.HOSTS_ONLY], line
        assert refusals.HOSTS_ONLY in " ".join((await talk.press("Ben", command.words)).split())
    assert await talk.say("Ana", "/audit") == before
    for command in FOR_HOSTS:
        assert said(await talk.ask("Ana", f"/{command.words}")) != [refusals.HOSTS_ONLY]


async def test_everything_else_is_for_everybody(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    for command in FOR_ALL:
        assert refusals.HOSTS_ONLY not in said(await talk.ask("Ben", f"/{command.words}"))


def test_what_changes_a_group_is_for_hosts() -> None:
    """Said once more by hand, so that a declaration changed by mistake is noticed."""
    assert {command.words for command in FOR_HOSTS} == {
        "appeals",
        "audit",
        "bank",
        "decline",
        "group",
        "health",
        "insight",
        "override",
        "pause",
        "post now",
        "regrade",
        "resume",
        "schedule",
        "setup",
        "suggestions",
    }


async def test_the_host_stays_the_host_however_many_come(talk: Conversation) -> None:
    for name in ("Ana", "Ben", "Cem"):
        await talk.say(name, "/daily")
    assert said(await talk.ask("Ana", "/pause")) != [refusals.HOSTS_ONLY]
    assert said(await talk.ask("Cem", "/resume")) == [refusals.HOSTS_ONLY]


async def test_a_member_sees_nobody_elses_answers(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 a private answer")
    for command in FOR_ALL:
        line = f"/{command.words}"
        takes = [one.kind for one in command.options]
        if OptionKind.PROMPT in takes:
            line += " prompt-00"
        assert "private answer" not in await talk.say("Ben", line), line
