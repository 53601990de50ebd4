"""Every command is declared once and completely; help and menus follow from that alone."""

from __future__ import annotations

import pytest

from adapters.terminal.completion import completions
from bot.commands.best import BEST
from bot.commands.catalogue import all_commands
from bot.commands.command import Command, Option, OptionKind
from bot.commands.help import HELP
from bot.commands.hosting import HOSTING
from bot.commands.later import LATER
from bot.commands.learning import LEARNING
from bot.commands.lines import check_values, read_line
from bot.commands.linking import LINKING
from bot.commands.menu import menu
from bot.commands.mock import MOCK
from bot.commands.plan import PLAN
from bot.commands.practice import PRACTICE
from bot.commands.progress import PROGRESS
from bot.commands.review import HOST_REVIEW, REVIEW
from bot.commands.settings import SETTINGS
from bot.commands.setup import SETUP
from bot.commands.standing import STANDING
from bot.commands.stories import STORIES
from bot.commands.suggestions import HOST_SUGGESTIONS, SUGGEST
from bot.errors import UnknownCommand
from tests.adapters.views import texts
from tests.support.conversation import Conversation

REGISTRY = all_commands()
DECLARED = (
    *PRACTICE,
    *MOCK,
    *LATER,
    *LEARNING,
    *PLAN,
    *REVIEW,
    *STANDING,
    *PROGRESS,
    *STORIES,
    *BEST,
    *SETTINGS,
    *LINKING,
    *SUGGEST,
    *HELP,
    *SETUP,
    *HOSTING,
    *HOST_REVIEW,
    *HOST_SUGGESTIONS,
)
EVERY = pytest.mark.parametrize("command", REGISTRY.commands(), ids=lambda one: one.words)


def test_every_declaration_is_in_the_registry_under_its_own_words() -> None:
    assert [one.words for one in REGISTRY.commands()] == [one.words for one in DECLARED]
    assert all(REGISTRY.named(one.words) is one for one in DECLARED)


@EVERY
def test_a_command_says_what_it_does(command: Command) -> None:
    """One line in the middle of a sentence, so that help, menus and manifests can all use it."""
    assert command.words == " ".join(command.words.lower().split())
    assert 1 <= len(command.words.split()) <= 2
    for line in (command.summary, *(option.summary for option in command.options)):
        assert 5 <= len(line) <= 100
        assert line[0].islower()
        assert not line.endswith(".")


@EVERY
def test_options_are_complete(command: Command) -> None:
    names = [option.name for option in command.options]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.islower() for name in names)
    for index, option in enumerate(command.options):
        assert bool(option.choices) == (option.kind is OptionKind.CHOICE)
        if option.kind is OptionKind.TEXT:
            assert index == len(command.options) - 1, "a text takes all the rest"
    needed = [option.required for option in command.options]
    assert needed == sorted(needed, reverse=True), "needed options come first"


@EVERY
def test_the_usage_names_every_option(command: Command) -> None:
    assert command.usage.startswith(command.words)
    for option in command.open_options:
        wanted = f"<{option.name}>" if option.required else f"[{option.name}]"
        assert wanted in command.usage


@EVERY
def test_the_examples_can_be_typed(command: Command) -> None:
    for example in command.examples:
        found, values = read_line(REGISTRY, example)
        assert found is command
        check_values(found, values)


@EVERY
def test_completion_offers_every_command_and_choice(command: Command) -> None:
    tree = menu(REGISTRY, _known)
    line = f"/{command.words} "
    offered = {word for word, _ in completions(tree, line)}
    assert (command.words.split()[-1], 0) in completions(
        tree, line.rpartition(command.words.split()[-1])[0]
    )
    for option in command.open_options:
        assert set(_known(option)) <= offered


def _known(option: Option) -> tuple[str, ...]:
    return ("ai", "metrics") if option.kind is OptionKind.TOPIC else option.choices


async def test_help_lists_everything_that_one_may_use(talk: Conversation) -> None:
    host = set(texts(await talk.ask("Ana", "/help")))
    member = set(texts(await talk.ask("Ben", "/help")))
    for command in REGISTRY.commands():
        assert command.usage in host
        assert (command.usage in member) is not command.hosts_only


async def test_help_explains_each(talk: Conversation) -> None:
    for command in REGISTRY.commands():
        said = " ".join((await talk.say("Ana", f"/help {command.words}")).split())
        assert command.usage in said
        assert command.summary[1:] in said
        for option in command.open_options:
            assert option.name in said
            assert all(choice in said for choice in option.choices)
        assert all(" ".join(example.split()) in said for example in command.examples)


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("leaderbord", "leaderboard"),
        ("stre", "streak"),
        ("dialy", "daily"),
        ("historie", "history"),
        ("mydata", "mydata export"),
        ("post", "post now"),
        ("mydata exprt", "mydata export"),
    ],
)
def test_what_was_meant_is_guessed(said: str, guess: str) -> None:
    with pytest.raises(UnknownCommand, match=f"Did you mean .*{guess}"):
        REGISTRY.split(said)


@pytest.mark.parametrize("said", ["", " ", "zzzzzz", "/", "💥", "\x00", "d" * 100_000])
def test_what_nobody_could_mean_is_refused_without_a_guess(said: str) -> None:
    with pytest.raises(UnknownCommand) as refused:
        REGISTRY.split(said)
    assert "Did you mean" not in refused.value.sentence
    assert len(refused.value.sentence) < 200
