"""Sittings at the terminal: scripts in, what is printed out, members on one database."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.adapter import CannotSend
from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.chat import Sitting, chat
from adapters.terminal.render import console, draw, put
from adapters.terminal.screen import Screen
from bot.domain.message import MessageKind, QueuedMessage
from bot.errors import BadInput
from bot.outgoing import Outgoing
from bot.settings import Settings
from bot.views.model import Attachment, Reply, note, text_file
from tests.adapters.contract import AdapterContract
from tests.adapters.test_contract import PipedTerminal
from tests.adapters.views import NASTY, every_block
from tests.conftest import MONDAY
from tests.rules.source import ROOT
from tests.support.conversation import PLACE

CONTENT = ROOT / "docs" / "rehearsal" / "content"
GOOD = "We count serious errors per 100 uses. Above 2 we stop the rollout and tell the wards."


class Table:
    """One database in a folder, at which people sit down one after the other."""

    def __init__(self, folder: Path) -> None:
        self._settings = Settings(
            database_url=f"sqlite:///{folder / 'rounds.db'}", content=CONTENT, zone="Europe/Berlin"
        )

    async def sit(
        self, name: str, *lines: str, now: str = "2026-03-02T19:00", echo: bool = False
    ) -> str:
        """What that member is shown while typing these lines."""
        out = io.StringIO()
        source = io.StringIO("".join(f"{line}\n" for line in lines))
        await chat(self._settings, Sitting(name, now, echo), source, out)
        return out.getvalue()


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    monkeypatch.chdir(tmp_path)
    return Table(tmp_path)


async def test_a_sitting_from_prompt_to_grade(table: Table) -> None:
    shown = await table.sit("Ana", GOOD, "/streak")
    assert shown.startswith("Rounds · Ana · Mon 02 Mar 2026, 19:00")
    greeting, _, feedback = shown.partition("Your answer is in")
    assert "Today's prompt" in greeting
    assert "of 100" in feedback
    assert "serious errors" in feedback.partition("“")[2].partition("”")[0]
    assert "Streak: 1 day" in feedback
    assert "\x1b" not in shown


async def test_the_prompt_greets_once(table: Table) -> None:
    assert (await table.sit("Ana")).count("Today's prompt") == 1
    assert (await table.sit("Ana")).count("Today's prompt") == 1


async def test_the_prompt_comes_with_what_is_due_again(table: Table) -> None:
    assert "Due again" not in await table.sit("Ana", "We would watch the numbers of the app.")
    shown = await table.sit("Ana", now="2026-03-04T19:00")
    greeting = shown.split("Today's prompt")[1]
    assert "Due again, when you have ten minutes: Metrics. Say practice." in greeting
    assert "Streak:" in greeting


async def test_a_rehearsed_day_is_the_same_whatever_was_asked_before(tmp_path: Path) -> None:
    shown = []
    for name, lines in (("a", ()), ("b", ("/practice", "/practice", "/drill any"))):
        (tmp_path / name).mkdir()
        heard = await Table(tmp_path / name).sit("Ana", *lines, "/now 2026-03-03 19:00")
        shown.append(heard.rsplit("Today's prompt", 1)[1])
    assert shown[0] == shown[1]


async def test_a_fence_left_open_is_closed_by_the_end(table: Table) -> None:
    shown = await table.sit("Ana", '"""', "We count serious errors.", "", "Above 2 we stop.")
    assert "Your answer is in" in shown
    assert "serious errors" in shown.partition("“")[2].partition("”")[0]


async def test_nothing_said_is_nothing_stored(table: Table) -> None:
    shown = await table.sit("Ana", "", "   ", '"""', "  ", '"""', "/history")
    assert "That reply is empty" in shown
    assert "You have not answered a prompt here yet" in shown


async def test_quit_leaves_the_rest_unsaid(table: Table) -> None:
    shown = await table.sit("Ana", "/quit", GOOD)
    assert "Your answer is in" not in shown
    assert "Your answer is in" not in await table.sit("Ana", "/EXIT", GOOD)


async def test_what_is_wrong_is_said_and_the_chat_goes_on(table: Table) -> None:
    shown = await table.sit("Ana", "/nonsense", "/leaderbord", "/as ", "/now never", "/streak")
    assert "I do not know “nonsense”" in shown
    assert "Did you mean leaderboard" in shown
    assert "A name is 1 to 40 letters" in shown
    assert "“never” is no moment" in shown
    assert "Your streak" in shown


async def test_two_names_are_two_members(table: Table) -> None:
    await table.sit("Ana", GOOD)
    shown = await table.sit("Ben", "We would watch sign-ups.", "/history", "/leaderboard")
    assert "wards" not in shown, "Ben reads nothing of Ana's answer"
    board = shown.rpartition("Leaderboard")[2]
    assert board.index("Ana") < board.index("Ben")
    again = (await table.sit("ANA", "/leaderboard")).rpartition("Leaderboard")[2]
    assert again.upper().count("ANA") == 1, "capitals make no other member"


async def test_a_hidden_member_holds_no_place(table: Table) -> None:
    await table.sit("Ana", GOOD, "/settings board hidden")
    shown = await table.sit("Ben", "We would count missed cases.", "/leaderboard")
    board = shown.rpartition("Leaderboard")[2]
    assert "Ana" not in board
    assert "1  Ben" in board
    assert "You are hidden from the board. Your own count:" in " ".join(
        (await table.sit("Ana", "/leaderboard")).split()
    )


async def test_an_alias_stands_for_the_name(table: Table) -> None:
    await table.sit("Ana", GOOD, "/settings board alias Night Owl")
    board = (await table.sit("Ben", "/leaderboard")).rpartition("Leaderboard")[2]
    assert "Night Owl" in board
    assert "Ana" not in board


async def test_feedback_waits_for_its_member(table: Table) -> None:
    """Ben sits down while Ana's answer is graded: it is shown to Ana alone."""
    shown = await table.sit("Ana", GOOD, "/as Ben", "/as Ana")
    parts = shown.split("Rounds · ")
    assert "of 100" in parts[1]
    assert "of 100" not in parts[2]
    assert "You answered this one" in parts[3]


async def test_only_the_first_to_come_is_host(table: Table) -> None:
    await table.sit("Ana", "/streak")
    assert "Only a host" in await table.sit("Ben", "/pause")
    assert "Paused" in await table.sit("Ana", "/pause")


async def test_a_rehearsal_moves_through_days(table: Table) -> None:
    shown = await table.sit("Ana", GOOD, "/now 2026-03-03 19:00", GOOD, "/streak why")
    assert "Rounds · Ana · Tue 03 Mar 2026, 19:00" in shown
    assert "Mon 2 Mar: practised → 1 day" in shown
    assert "Tue 3 Mar: practised → 2 days" in shown
    assert "Closed:" in shown


async def test_the_same_rehearsal_twice_is_the_same(tmp_path: Path) -> None:
    lines = ("/practice", GOOD, "/now 2026-03-03 19:00", "/daily", "/leaderboard")
    shown = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        shown.append(await Table(tmp_path / folder).sit("Ana", *lines))
    assert shown[0] == shown[1]


async def test_echo_repeats_what_was_typed(table: Table) -> None:
    assert "> /streak\n" in await table.sit("Ana", "/streak", echo=True)
    assert "> /streak" not in await table.sit("Ana", "/streak")


async def test_an_export_is_saved_beside_the_chat(table: Table, tmp_path: Path) -> None:
    shown = await table.sit("Ana", GOOD, "/mydata export")
    for name in ("rounds-ana.json", "rounds-ana.md"):
        assert name in shown
        assert "tell the wards" in (tmp_path / name).read_text(encoding="utf-8")
        assert (tmp_path / name).stat().st_mode & 0o077 == 0, "for its owner alone"


async def test_a_file_that_cannot_be_saved_ends_nothing(table: Table, tmp_path: Path) -> None:
    (tmp_path / "rounds-ana.json").mkdir()
    shown = " ".join((await table.sit("Ana", "/mydata export", "/streak")).split())
    assert "rounds-ana.json could not be saved" in shown
    assert "Your streak" in shown


async def test_nasty_texts_are_answered_and_shown(table: Table) -> None:
    shown = await table.sit("Ana", NASTY, "/history", "/group name " + NASTY, "/audit", "/health")
    assert "Something went wrong" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(("name", "now"), [(" ", "2026-03-02T19:00"), ("Ana", "never")])
async def test_a_bad_name_or_moment_makes_no_database(
    table: Table, tmp_path: Path, name: str, now: str
) -> None:
    with pytest.raises(BadInput):
        await table.sit(name, now=now)
    assert os.listdir(tmp_path) == []  # noqa: PTH208


async def test_the_adapter_reaches_who_sits_there(tmp_path: Path) -> None:
    shown: list[Reply] = []
    adapter = TerminalAdapter(shown.append, "local:ana")
    message = QueuedMessage(
        id=1,
        key="posting/1",
        kind=MessageKind.POSTING,
        place=PLACE,
        subject={},
        tries=0,
        created_at=MONDAY,
    )
    assert adapter.recipients == ["local:ana"]
    assert await adapter.send(Outgoing(message, note("Hello."))) == "posting/1"
    assert shown == [note("Hello.")]
    with pytest.raises(CannotSend) as refused:
        await adapter.send(Outgoing(message, None))
    assert refused.value.for_good


def test_files_come_with_a_line_each(tmp_path: Path) -> None:
    out = io.StringIO()
    files = (text_file("a.txt", "one"), Attachment("b.png", b"\x89PNG"))
    Screen(out, tmp_path, colour=False).show(Reply((), attachments=files))
    assert out.getvalue().count("Saved:") == 2
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one"
    assert (tmp_path / "b.png").read_bytes() == b"\x89PNG"


def test_a_file_that_cannot_be_saved_is_told_in_words(tmp_path: Path) -> None:
    out = io.StringIO()
    files = (Attachment("a.png", b"", told="Three skills, all rising."),)
    Screen(out, tmp_path / "gone", colour=False).show(Reply((), attachments=files))
    assert "could not be saved" in out.getvalue()
    assert "Three skills, all rising." in out.getvalue()


def test_a_picture_is_drawn_in_characters(tmp_path: Path) -> None:
    out = io.StringIO()
    files = (Attachment("a.svg", b"<svg/>", "image/svg+xml", drawn="▁▃▇ delivery"),)
    Screen(out, tmp_path, colour=False).show(Reply((), attachments=files))
    assert out.getvalue() == "▁▃▇ delivery\n\n"
    assert not list(tmp_path.iterdir())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_at_all_is_drawn(text: str) -> None:
    AdapterContract().check(PipedTerminal(), every_block(text))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), min_size=50, max_size=2000))
def test_any_text_is_drawn_in_colour_too(text: str) -> None:
    out = io.StringIO()
    screen = console(colour=True, file=out)
    screen.file = out
    put(screen, draw(note(text, title=text)))
    assert out.getvalue()
