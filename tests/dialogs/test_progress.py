"""Progress: what a member has practised and what it shows, in words and as a picture."""

from __future__ import annotations

import re

from adapters.pictures import in_pixels
from bot.views.model import SVG, Facts, Reply
from tests.support.conversation import Conversation, read_out


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
