"""Progress: what a member has practised and what it shows, in words and as a picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.pictures import in_pixels
from bot.domain.exercise import read_mark
from bot.grading.late import LateGrader
from bot.services import coverage
from bot.views.model import SVG, Facts, Reply
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.fakes import a_bank
from tests.support.loops import FakeLoops
from tests.support.playing import begin, finish, hear


async def _progress(talk: Conversation, name: str, line: str = "/progress") -> tuple[Reply, str]:
    reply = await talk.ask(name, line)
    return reply, " ".join(read_out(reply).split())


async def test_nothing_yet_is_an_invitation(talk: Conversation) -> None:
    reply, said = await _progress(talk, "Ana")
    assert "Your first answer starts it." in said
    assert "/practice" in said
    assert not reply.attachments


async def test_days_of_practice_show_level_streak_and_skills(talk: Conversation) -> None:
    await talk.later(hours=1)
    for day in range(8):
        await talk.later(hours=24)
        await talk.answer("Ana", f"{40 + 5 * day} words")
    reply, said = await _progress(talk, "Ana")
    assert "Level now: good, 65 of 100" in said
    assert "Practised on 8 of the last 30 days. Streak: 8 days" in said
    assert re.search(r"Risk and safety \d+%, \w+ \(8 answers\)", said)
    (picture,) = reply.attachments
    assert picture.media == SVG
    assert "Level now: good" in picture.told
    assert "■" in picture.drawn
    (shown,) = in_pixels(reply.attachments)
    assert shown.name == "progress.png"


async def test_a_revision_of_the_day_moves_nothing(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "50 at first")
    await talk.answer("Ana", "/revise 95 with the feedback at hand")
    _, said = await _progress(talk, "Ana")
    assert "Level now: mixed, 50 of 100" in said
    assert "(1 answer)" in said


async def test_what_waits_for_a_guess_is_not_given_away(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "/settings selfscore on")
    await talk.answer("Ana", "70 to be guessed")
    _, said = await _progress(talk, "Ana")
    assert "nothing to show yet" in said


async def test_it_is_the_members_own(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "70 words")
    _, said = await _progress(talk, "Ben")
    assert "nothing to show yet" in said


async def test_light_and_dark(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "70 words")
    light, _ = await _progress(talk, "Ana")
    dark, _ = await _progress(talk, "Ana", "/progress dark")
    assert light.attachments[0].data != dark.attachments[0].data
    assert "light, dark" in (await _progress(talk, "Ana", "/progress pink"))[1]
    facts = [block for block in light.cards[0].blocks if isinstance(block, Facts)]
    assert facts


# Drills, rounds and cards.


async def _solve(talk: Conversation, *, right: bool) -> None:
    """Take the drill with three bins; the first is the right one."""
    reply = await talk.ask("Ana", "/drill bins")
    assert read_mark(reply.prompt_id or "") is not None
    await talk.say("Ana", f"/drill {'a' if right else 'b'}")


async def test_drills_stand_beside_a_skill_and_move_no_level(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "40 words")
    before, said = await _progress(talk, "Ana")
    share = re.search(r"Risk and safety (\d+)% \(1 answer\)", said)
    assert share is not None
    for right in (True, True, False):
        await _solve(talk, right=right)
    after, said = await _progress(talk, "Ana")
    assert f"Risk and safety {share[1]}% (1 answer); drills 2 of 3 right" in said
    assert "Level now: mixed, 40 of 100" in said
    assert "drills 2/3" in after.attachments[0].drawn
    assert before.attachments[0].data != after.attachments[0].data


async def test_only_the_newest_drills_are_counted(talk: Conversation) -> None:
    for right in (False, False, *(8 * [True])):
        await _solve(talk, right=right)
    _, said = await _progress(talk, "Ana")
    assert "drills 8 of 8 right; no answer yet" in said


async def test_a_drill_alone_is_something_to_show(talk: Conversation) -> None:
    await talk.later(hours=1)
    await _solve(talk, right=True)
    reply, said = await _progress(talk, "Ana")
    assert "No answer of your own yet. Practised on 1 of the last 30 days." in said
    assert "drills 1 of 1 right; no answer yet" in said
    assert "the skills" not in said, "its only skill was drilled"
    await talk.later(hours=24)
    reply, _ = await _progress(talk, "Ana")
    assert "▪" in reply.attachments[0].drawn.split("Tue")[1].split("■ answered")[0]


async def test_what_was_never_touched_is_said(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "70 words")
    _, said = await _progress(talk, "Ana")
    assert "mock rounds (say mock); 3 of 3 cards (say learn); 5 of 5 kinds of drill" in said
    await talk.say("Ana", "/learn plain")
    await _solve(talk, right=True)
    _, said = await _progress(talk, "Ana")
    assert "2 of 3 cards (say learn); 4 of 5 kinds of drill (say drill)" in said


async def test_a_mock_round_counts_question_by_question(tmp_path: Path) -> None:
    talk = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await begin(talk)
    await finish(talk)
    _, said = await _progress(talk, "Ana")
    # Two questions, a surprise, and the conversation as a whole.
    assert "(4 answers, 4 of them in mock rounds)" in said
    assert re.search(r"1 mock round; the newest, The talk: (strong )?yes\.", said)
    assert "mock rounds (say mock)" not in said
    assert "No answer of your own yet. Practised on 1 of the last 30 days." in said
    await talk.core.close()


async def test_all_mock_rounds_are_counted_and_those_that_were_left_hide_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "_ROUNDS", 1)
    talk = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await begin(talk)
    await finish(talk)
    await talk.later(hours=1)
    await begin(talk)
    assert "nothing is judged" in await hear(talk, "Ana", "/mock end yes")
    assert "1 mock round; the newest, The talk" in (await _progress(talk, "Ana"))[1]
    await talk.later(hours=1)
    await begin(talk)
    await finish(talk)
    assert "2 mock rounds; the newest, The talk" in (await _progress(talk, "Ana"))[1]
    await talk.core.close()


async def test_it_says_what_comes_back_and_when(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "20 words")
    _, said = await _progress(talk, "Ana")
    assert "Coming back, each as another question: Risk and safety on Tue 3 Mar." in said
    await talk.later(hours=48)
    _, said = await _progress(talk, "Ana")
    assert "Risk and safety now." in said
