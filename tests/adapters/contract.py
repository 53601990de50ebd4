"""What every adapter keeps: it shows all of every view, steers nothing, reaches every command."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Protocol

import pytest
from rich.cells import cell_len

from bot.commands.catalogue import all_commands
from bot.commands.lines import read_line
from bot.inbound import Typed
from bot.views.model import Reply
from tests.adapters.views import TEXTS, actions, every_block, every_reply, texts

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Subject(Protocol):
    """An adapter as the contract sees it."""

    @property
    def columns(self) -> int | None:
        """The width that no line may pass; None where the platform wraps."""
        ...

    def show(self, reply: Reply) -> str:
        """What a reader sees of a reply, as text."""
        ...

    def hear(self, command: str) -> object:
        """What the core is told when somebody uses that command."""
        ...


class AdapterContract:
    """The tests; an adapter's own test class inherits them and gives the fixture `subject`."""

    absent: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    """Commands and their options that ask for what the platform does not have: not offered."""

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
    def test_every_kind_of_block_shows_all_of_any_text(self, subject: Subject, text: str) -> None:
        self.check(subject, every_block(text))

    async def test_every_reply_of_the_views_is_shown_whole(
        self, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = await every_reply(tmp_path, monkeypatch)
        assert [name for name, replies in made.items() if not replies] == [], "never made"
        for replies in made.values():
            for reply in replies:
                self.check(subject, reply)

    def test_every_command_is_reachable(self, subject: Subject) -> None:
        registry = all_commands()
        for command in registry.commands():
            heard = subject.hear(command.words)
            assert isinstance(heard, Typed), command.words
            assert read_line(registry, heard.line)[0] is command

    def test_an_empty_reply_breaks_nothing(self, subject: Subject) -> None:
        self.check(subject, Reply(()))

    def check(self, subject: Subject, reply: Reply) -> None:
        shown = subject.show(reply)
        steering = {char for char in shown if steers(char)}
        assert not steering, f"the reader's terminal is steered by {steering!r}"
        lost = letters(texts(reply)) - letters([shown])
        assert not lost, f"dropped: {lost}"
        roomy = subject.columns is None or subject.columns >= 80
        for text in texts(reply):
            if roomy and len(text) < 20 and text.isprintable():
                assert text in shown
        for action in actions(reply):
            if action.asks and (action.words, action.asks[0]) in self.absent:
                assert action.label not in shown
                continue
            label = _bare(action.label)
            words = _bare(action.words)
            assert label in _bare(shown) or words in _bare(shown) or "your answer" in shown
        if subject.columns is not None:
            widest = max((cell_len(line) for line in shown.split("\n")), default=0)
            assert widest <= subject.columns


def letters(shown: Iterable[str]) -> Counter[str]:
    """How often each visible character occurs; wrapping may move it, never lose it."""
    return Counter(
        char for text in shown for char in text if not char.isspace() and not steers(char)
    )


def _bare(text: str) -> str:
    """The text without what a platform may take out of a label or put into it."""
    return "".join(char for char in text if not char.isspace() and not steers(char))


def steers(char: str) -> bool:
    """Whether the character controls a terminal or turns the reading direction."""
    category = unicodedata.category(char)
    return char != "\n" and (category in {"Cc", "Cs", "Zl", "Zp"} or char in TURNING)
