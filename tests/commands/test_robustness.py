"""No command breaks: whatever is typed or pressed, the answer is a sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.catalogue import all_commands
from bot.commands.command import Command, OptionKind
from bot.domain.member import Account
from bot.inbound import Chosen, Inbound
from bot.refusals import groups as group_refusals
from bot.refusals import trouble as trouble_refusals
from tests.conftest import MONDAY
from tests.support.conversation import PLACE, Conversation, a_conversation, read_out
from tests.support.fakes import FakeBank

COMMANDS = all_commands().commands()

HOSTILE = (
    "",
    " ",
    "=",
    "what=",
    "level=hard topic=ai",
    "\x00\x00",
    "\x1b[2J\x1b]0;title\x07",
    "\u202eright to left",
    "\ud800",
    "'; DROP TABLE members;--",
    "%s %n {0} {member}",
    "../../../etc/passwd",
    "<script>alert(1)</script> @everyone",
    "0",
    "-1",
    "1e999",
    "9" * 4000,
    "👩‍⚕️" * 200,
    "x" * 30_000,
    "\n\n\n",
)

VERDICTS = ("met", "partly", "missed")

RULINGS = tuple(
    f"{which} {verdict} {criterion} {reason}"
    for which in ("1", "a1", "99", "a99", "a", "９", "9" * 20)
    for verdict in (*VERDICTS, "perhaps")
    for criterion in ("fallback", "FALLBACK", "bluff", "none")
    for reason in ("", "Because", '"60 an" Because', '"" Because', '"..." Because', "“x” \x00")
)
"""What a host may type about a grade."""

EDGES = {
    "zone": ("UTC", "group", "localtime", "Etc/GMT+12", "Pacific/Kiritimati"),
    "time": ("00:00", "23:59", "12am"),
    "days": ("sun", "daily", "mon,mon,mon"),
    "deadline": ("1", "168", "default", "0"),
    "skip": ("today", "0001-01-01", "9999-12-31"),
    "unskip": ("today", "0001-01-01", "9999-12-31"),
    "away": ("today", "0001-01-01 9999-12-31", "9999-12-31", "today to tomorrow"),
    "board": ("alias", "alias ", "hidden", "shown", "alias 👩‍⚕️", "alias \ud800", "alias \x00"),
    "topics": ("all", ",", "ai,ai", "nonsense"),
    "levels": ("all", ",", "hard", "nonsense"),
    "feedback": ("all", ",", "thread", "private", "nonsense"),
    "selfscore": ("on", "off", "maybe"),
    "share": ("on", "off", "maybe"),
    "reminder": ("off", "00:00", "23:59", "7pm", "25:00", "soon"),
    "threads": ("on", "off", "maybe", ""),
    "pins": ("on", "off", "maybe"),
    "private": ("x" * 90, "mon", "thread"),
    "thread": ("channel=", "channel=x", "hosts=x", "name="),
    "approve": ("1", "1 Because", "99", "a", "９", "9" * 20),
    "decline": ("1", "1 Because", "1 \x00\ud800", "99 Because", "a", "9" * 20),
    "name": ("x" * 300, "\x1b[31mred", ",", "\ud800", "\x00", "\u202e"),
}
"""Values at the edge of what each choice takes."""


def lines_of(command: Command) -> list[str]:
    """The command with nothing, with garbage, and with every choice at its edges."""
    lines = [command.words, *(f"{command.words} {text}" for text in HOSTILE)]
    if command.words in {"override", "decline"}:
        lines += [f"{command.words} {text}" for text in RULINGS]
    for option in command.options:
        for choice in option.choices:
            lines.append(f"{command.words} {choice}")
            lines += [f"{command.words} {choice} {text}" for text in EDGES.get(choice, ())]
            lines += [f"{command.words} {choice} {text}" for text in HOSTILE[-8:]]
    return lines


async def try_everything(talk: Conversation, names: tuple[str, ...] = ("Ana",)) -> None:
    # What deletes the speaker comes last.
    for command in sorted(COMMANDS, key=lambda one: one.words == "mydata delete"):
        for line in lines_of(command):
            for name in names:
                heard = read_out(await talk.ask(name, f"/{line}"))
                assert heard.strip(), line[:80]
                assert trouble_refusals.UNEXPECTED[:20] not in heard, line[:80]
                assert "Traceback" not in heard, line[:80]
        await talk.work()


async def test_before_any_prompt_exists(talk: Conversation) -> None:
    await try_everything(talk)


async def test_with_an_empty_bank(tmp_path: Path) -> None:
    talk = await a_conversation(tmp_path, MONDAY, bank=FakeBank([]))
    await talk.later(hours=2)
    await try_everything(talk)
    await talk.core.close()


async def test_with_a_prompt_open_and_answers_graded(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "60 an answer")
    await talk.answer("Ben", "an answer off the topic")
    await try_everything(talk, ("Ana", "Ben"))


async def test_after_the_prompt_is_closed(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "60 an answer")
    await talk.say("Ana", "/pause")
    await talk.later(hours=30)
    await try_everything(talk)


@pytest.mark.parametrize("year", [2, 9998])
async def test_edges_of_a_calendar_stay_sentences(tmp_path: Path, year: int) -> None:
    """A rehearsal may be set to nearly any moment that can be written down."""
    talk = await a_conversation(tmp_path, MONDAY.replace(year=year))
    for line in ("/daily", "/streak why", "/leaderboard all", "50 an answer", "/history"):
        assert trouble_refusals.UNEXPECTED[:20] not in await talk.say("Ana", line), line
    await talk.work()
    await talk.core.close()


async def test_where_there_is_no_group(talk: Conversation) -> None:
    for command in COMMANDS:
        reply = await talk.core.handle(
            Inbound(
                place=type(PLACE)("testing", "elsewhere", "nowhere"),
                account=Account("testing:ana", "Ana"),
                said=Chosen(command.words),
                event_key=f"nowhere-{command.words}",
                at=talk.clock.now(),
            )
        )
        assert group_refusals.NO_GROUP_HERE in " ".join(read_out(reply).split())


@pytest.fixture
async def open_day(tmp_path: Path) -> AsyncIterator[Conversation]:
    talk = await a_conversation(tmp_path, MONDAY)
    await talk.later(hours=1)
    await talk.answer("Ana", "60 an answer")
    yield talk
    await talk.core.close()


async def test_old_buttons_and_odd_values_stay_sentences(open_day: Conversation) -> None:
    """A button may outlive the version that made it."""
    odd = {"what": "gone", "value": "x", "prompt": "no-such-prompt", "text": "", "level": "x"}
    for words in [*(command.words for command in COMMANDS), "gone", "", "mydata", "🙂"]:
        heard = await open_day.press("Ana", words, **odd)
        assert heard.strip()
        assert trouble_refusals.UNEXPECTED[:20] not in heard, words


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.sampled_from(
        [command.words for command in COMMANDS if command.words != "mydata delete"]
    ),
    rest=st.text(max_size=60),
)
async def test_any_text_behind_any_command(open_day: Conversation, words: str, rest: str) -> None:
    heard = await open_day.say("Ana", f"/{words} {rest}")
    assert heard.strip()
    assert trouble_refusals.UNEXPECTED[:20] not in heard


def test_every_kind_of_option_is_tried_at_its_edges() -> None:
    """A new choice with a value of its own needs a row above."""
    taking = [one for one in COMMANDS if any(o.kind is OptionKind.TEXT for o in one.options)]
    choices = {c for one in taking for option in one.options for c in option.choices}
    assert choices - {"back", "check", *VERDICTS} <= set(EDGES)
