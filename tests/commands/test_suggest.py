"""What is offered while somebody types: the likely thing first, at once, without the database."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.catalogue import all_commands
from bot.commands.suggest import suggest
from bot.commands.zones import LIKELY, zones_like
from bot.content.library import FileBank, default_folder
from bot.services.deps import Deps
from tests.conftest import MONDAY
from tests.support.builders import a_prompt
from tests.support.conversation import a_conversation
from tests.support.fakes import FakeBank

REGISTRY = all_commands()
FASTEST_LIST = 0.020
"""Seconds a list may take while somebody types."""


@pytest.fixture
async def deps(tmp_path: Path) -> Deps:
    prompts = [a_prompt(f"night-{n:03d}") for n in range(40)]
    titled = [("ai-drift", "A model that drifts"), ("metrics-wait", "Waits in the emergency room")]
    for prompt_id, title in titled:
        prompt = a_prompt(prompt_id)
        prompts.append(replace(prompt, head=replace(prompt.head, title=title)))
    talk = await a_conversation(tmp_path, MONDAY, bank=FakeBank(prompts))
    # Closed at once: what is offered may not need it.
    await talk.core.close()
    return talk.core.deps


def values(deps: Deps, words: str, option: str, typed: str, limit: int = 25) -> list[str]:
    return [value for _, value in suggest(deps, REGISTRY, words, option, typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ai-d", "ai-drift"),
        ("a model", "ai-drift"),
        ("DRIFT", "ai-drift"),
        ("emergency", "metrics-wait"),
        ("wait", "metrics-wait"),
        ("emergancy rom", "metrics-wait"),
        ("night-017", "night-017"),
        ("  night 017 ", "night-017"),
    ],
)
async def test_prompts_by_title_or_id(deps: Deps, typed: str, first: str) -> None:
    assert values(deps, "hint", "prompt", typed)[0] == first
    assert values(deps, "history", "prompt", typed)[0] == first


async def test_with_nothing_typed_there_is_something_to_pick(deps: Deps) -> None:
    assert len(values(deps, "hint", "prompt", "")) == 25
    assert values(deps, "practice", "topic", " ") == ["ai", "metrics"]
    assert values(deps, "practice", "level", "") == ["starter", "standard", "hard"]
    assert values(deps, "setup", "zone", "") == list(LIKELY)


async def test_topics_and_choices(deps: Deps) -> None:
    assert suggest(deps, REGISTRY, "practice", "topic", "care") == [("AI in care", "ai")]
    assert values(deps, "practice", "topic", "METR") == ["metrics"]
    assert values(deps, "practice", "level", "st") == ["starter", "standard"]
    assert values(deps, "practice", "level", "strater") == ["starter"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berlin", "Europe/Berlin"),
        ("york", "America/New_York"),
        ("new york", "America/New_York"),
        ("europe/l", "Europe/London"),
        ("Lond", "Europe/London"),
        ("mumbai", "Asia/Kolkata"),
        ("san francisco", "America/Los_Angeles"),
        ("pst", "America/Los_Angeles"),
        ("utc", "UTC"),
        ("são paulo", "America/Sao_Paulo"),
        ("berln", "Europe/Berlin"),
        ("Amerika/New York", "America/New_York"),
        ("zürich", "Europe/Zurich"),
    ],
)
async def test_zones_by_city(deps: Deps, typed: str, first: str) -> None:
    found = suggest(deps, REGISTRY, "setup", "zone", typed)
    assert found[0][1] == first
    clock = MONDAY.astimezone(ZoneInfo(first))
    assert found[0][0] == f"{first} · now {clock:%H:%M}"


async def test_what_is_offered_can_be_used(deps: Deps) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        for name in zones_like(letter, 25):
            assert ZoneInfo(name).key == name


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ("answer", "text"),
        ("setup", "channel"),
        ("setup", "time"),
        ("setup", "group"),
        ("setup", "gone"),
        ("gone", "prompt"),
        ("", ""),
    ],
)
async def test_what_takes_anything_is_offered_nothing(deps: Deps, words: str, option: str) -> None:
    assert suggest(deps, REGISTRY, words, option, "a") == []


@pytest.mark.parametrize("typed", ["x" * 4000, "\x00", "\ud800", "💥", "%_", "(", "\u202e", "٣"])
async def test_whatever_is_typed_is_no_trouble(deps: Deps, typed: str) -> None:
    for words, option in (("hint", "prompt"), ("setup", "zone"), ("practice", "topic")):
        found = suggest(deps, REGISTRY, words, option, typed)
        assert len(found) <= 25
        assert all(len(part) <= 100 for pair in found for part in pair)


async def test_labels_fit_and_long_ids_are_left_out(deps: Deps) -> None:
    short, long = a_prompt("a-prompt"), a_prompt("b" * 101)
    bank = FakeBank([replace(short, head=replace(short.head, title="long " * 60)), long])
    (found,) = suggest(replace(deps, bank=bank), REGISTRY, "hint", "prompt", "")
    assert len(found[0]) == 100
    assert found[0].endswith("…")
    assert len(suggest(deps, REGISTRY, "hint", "prompt", "", limit=3)) == 3


async def test_it_is_fast_on_the_whole_bank(deps: Deps) -> None:
    real = replace(deps, bank=FileBank(default_folder()))
    cases = [
        (words, option, typed)
        for words, option in (("hint", "prompt"), ("setup", "zone"), ("practice", "topic"))
        for typed in ("", "m", "metr", "wiat in emergancy", "zzzzzz")
    ]
    for case in cases:
        suggest(real, REGISTRY, *case)
    slowest = 0.0
    for case in cases:
        took = []
        for _ in range(5):
            began = time.perf_counter()
            suggest(real, REGISTRY, *case)
            took.append(time.perf_counter() - began)
        slowest = max(slowest, min(took))
    print(f"slowest list: {slowest * 1000:.2f} ms")
    assert slowest < FASTEST_LIST
