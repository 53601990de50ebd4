"""The contract, kept by the terminal in a pipe, at a window, and by the adapter of the tests."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

from adapters.terminal.inbound import read_entry
from adapters.terminal.render import console, draw, put
from bot.inbound import Typed
from bot.views.model import Reply
from tests.adapters.contract import AdapterContract, Subject, steers
from tests.adapters.views import texts

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class PipedTerminal:
    """Plain text of 80 columns."""

    columns = 80

    def show(self, reply: Reply) -> str:
        out = io.StringIO()
        put(console(colour=False, file=out), draw(reply))
        return out.getvalue()

    def hear(self, command: str) -> object:
        return read_entry(f"/{command}")


class Window(PipedTerminal):
    """Colour in a window; its own codes are taken out, whatever else steers stays to be seen."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def show(self, reply: Reply) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            put(console(colour=True, file=out), draw(reply))
        return COLOUR.sub("", out.getvalue())


class Recording:
    """The adapter of the tests keeps views as they are; it shows that the contract is one."""

    columns = None

    def show(self, reply: Reply) -> str:
        said = [*texts(reply), *(action.label for card in reply.cards for action in card.actions)]
        return "\n".join("".join(char for char in one if not steers(char)) for one in said)

    def hear(self, command: str) -> object:
        return Typed(command)


class TestPipe(AdapterContract):
    @pytest.fixture
    def subject(self) -> Subject:
        return PipedTerminal()


@pytest.mark.parametrize("columns", [80, 40])
class TestWindow(AdapterContract):
    @pytest.fixture
    def subject(self, columns: int, monkeypatch: pytest.MonkeyPatch) -> Subject:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("TERM", "xterm-256color")
        return Window(columns)


class TestRecording(AdapterContract):
    @pytest.fixture
    def subject(self) -> Subject:
        return Recording()
