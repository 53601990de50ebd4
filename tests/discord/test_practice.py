"""Practising on Discord: commands, buttons, forms, threads, direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice whose prompt of the day is out."""
    async with a_study(fake, tmp_path) as made:
        yield made


async def test_the_answer_button_opens_a_form_and_the_feedback_is_the_members_alone(
    study: Study,
) -> None:
    form = await study.ben.press(study.posted, "Answer")
    assert form.modal is not None
    done = await study.ben.submit(form, {"text": REPLY})
    assert done.ephemeral
    assert "safe" in done.text
    feedback = await done.followup(1)
    assert feedback.only_for is study.ben
    assert "70 of 100" in feedback.text
    assert not study.ben.dm.messages


async def test_the_form_shows_the_question_and_takes_long_answers(study: Study) -> None:
    form = await study.ben.press(study.posted, "Answer")
    assert form.modal is not None
    assert "What did you require before launch" in form.modal.text


async def test_a_slash_answer_opens_the_form_or_takes_the_text(study: Study) -> None:
    form = await study.ben.slash(study.guild, study.room, "answer")
    assert form.modal is not None
    taken = await study.ben.slash(study.guild, study.room, "answer", text=REPLY)
    assert "safe" in taken.text


async def test_a_reply_with_a_ping_counts_and_gets_its_mark(
    study: Study, fake: FakeDiscord
) -> None:
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted, ping=True)
    await fake.until(lambda: said.reactions)
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_a_mention_in_the_thread_counts(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(study.thread, f"{fake.bot.mention} {REPLY}", mentions=[fake.bot])
    await fake.until(lambda: said.reactions)
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_a_direct_message_answers_the_open_prompt(study: Study, fake: FakeDiscord) -> None:
    await study.ben.slash(study.guild, study.room, "streak")
    said = await study.ben.write(study.ben.dm, REPLY)
    await fake.until(lambda: said.reactions)
    assert "70 of 100" in (await fake.answer(said)).text


async def test_a_direct_message_can_be_a_command(study: Study, fake: FakeDiscord) -> None:
    await study.ben.slash(study.guild, study.room, "streak")
    said = await study.ben.write(study.ben.dm, "daily")
    assert "Today's prompt" in (await fake.answer(said)).text


async def test_the_menu_hands_in_a_message_of_ones_own(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(study.room, REPLY)
    done = await study.ben.menu("Grade as my answer", said)
    assert "safe" in done.text
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    again = await study.ben.menu("Grade as my answer", said)
    await fake.until(lambda: "already" in again.text)
    theirs = await study.ana.menu("Grade as my answer", said)
    assert "somebody else's" in theirs.text


async def test_talk_handed_in_by_its_menu_counts_once(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, content=True) as study:
        first = await study.ben.write(study.thread, "60 at first")
        await fake.until(lambda: first.reactions)
        talk = await study.ben.write(study.thread, "80 with paper")
        done = await study.ben.menu("Grade as my answer", talk)
        assert "safe" in done.text
        await fake.until(
            lambda: any("80 of 100" in one.text for one in study.ben.dm.messages.values())
        )
        again = await study.ben.menu("Grade as my answer", talk)
        await fake.until(lambda: "already" in again.text)
        assert not talk.reactions
        history = await study.ben.slash(study.guild, study.room, "history")
        assert history.text.count("80") == 1


async def test_plain_words_in_the_thread_are_left_alone_without_the_intent(
    study: Study, fake: FakeDiscord
) -> None:
    plain = await study.ben.write(study.thread, REPLY)
    called = await study.ben.write(study.thread, f"{fake.bot.mention} hint", mentions=[fake.bot])
    assert "Hint 1 of 3" in (await fake.said(study.ben.dm, 1)).text
    assert not plain.reactions
    assert not called.reactions


async def test_talk_in_another_channel_is_nobodys_answer(study: Study, fake: FakeDiscord) -> None:
    other = fake.text(study.guild, "random")
    await study.ben.write(other, REPLY)
    asked = await study.ben.slash(study.guild, study.room, "history")
    assert "70 of 100" not in asked.text


async def test_hint_revise_probe_feedback_by_button(study: Study) -> None:
    hint = await study.ben.press(study.posted, "Hint")
    assert hint.ephemeral
    assert "Hint 1 of 3" in hint.text
    done = await study.ben.submit(
        await study.ben.press(study.posted, "Answer"), {"text": "40 at first"}
    )
    card = await done.followup(1)
    whole = await study.ben.press(card, "Point by point")
    assert whole.ephemeral
    assert "Names the drill" in whole.text
    form = await study.ben.press(card, "Revise")
    better = await study.ben.submit(form, {"text": "90 with paper at each desk"})
    assert "90 of 100" in (await better.followup(1)).text
    form = await study.ben.press(card, "Answer the question")
    probed = await study.ben.submit(form, {"text": "95 they drill it"})
    assert (
        "95 of 100" in (await probed.followup(1)).text
        or "being graded again" in (await probed.followup(1)).text
    )


async def test_open_feedback_goes_into_the_thread(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, feedback="thread") as study:
        form = await study.ben.press(study.posted, "Answer")
        await study.ben.submit(form, {"text": REPLY})
        told = await fake.said(study.thread, 2)  # after the one that opens it
        assert "Ben" in told.text
        assert "70 of 100" in told.text
        assert told.only_for is None


async def test_with_the_intent_plain_words_in_the_thread_count(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, content=True) as study:
        said = await study.ben.write(study.thread, REPLY)
        await fake.until(lambda: said.reactions)
        assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
        talk = await study.ben.write(study.thread, "thanks, all!")
        await study.ben.edit(said, "85 and the desk drills it every quarter too")
        await fake.until(lambda: "85 of 100" in _said(study))
        assert not talk.reactions


def _said(study: Study) -> str:
    return "\n".join(one.text for one in study.ben.dm.messages.values())


async def test_a_deleted_answer_is_withdrawn(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted, ping=True)
    await fake.said(study.ben.dm, 1)

    async def board() -> str:
        return (await study.ben.slash(study.guild, study.room, "leaderboard", window="all")).text

    assert "Ben" in await board()
    await study.ben.delete(said)
    for _ in range(100):
        if "Ben" not in await board():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the withdrawn answer still counts")


async def test_closed_direct_messages_are_told_in_the_thread(
    study: Study, fake: FakeDiscord
) -> None:
    study.ben.close_dms()
    await study.ben.write(study.room, REPLY, reply_to=study.posted, ping=True)
    knock = await fake.said(study.thread, 2)  # after the one that opens it
    assert knock.pings(study.ben)
    assert "70 of 100" not in knock.text
    shown = await study.ben.press(knock, "Show it to me alone")
    assert shown.ephemeral
    assert "70 of 100" in shown.text
    other = await study.ana.press(knock, "Show it to me alone")
    assert "70 of 100" not in other.text
