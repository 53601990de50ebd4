"""Tests of the fake itself: its own answers are held against Discord's document too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.discord.fake import FakeDiscord, schema


@pytest.fixture(autouse=True)
def _answers_are_true_to_discord(fake: FakeDiscord) -> Iterator[None]:
    yield
    if not schema.known():
        return
    wrong = [
        f"{one!r} {problem}"
        for one in fake.requests
        if one.template and one.status and one.status < 300
        for problem in schema.answer_problems(one.method, one.template, one.status, one.answer)
    ]
    assert not wrong, "\n".join(sorted(set(wrong)))
