"""Members' own choices, and everything held about them."""

from __future__ import annotations

import json

from tests.support.conversation import Conversation


async def test_settings_are_shown_and_changed(talk: Conversation) -> None:
    assert "UTC (the group's)" in await talk.say("Ana", "/settings")
    assert "Europe/Berlin" in await talk.say("Ana", "/settings zone europe/berlin")
    assert "Did you mean" in await talk.say("Ana", "/settings zone Berlin")
    assert "Tue 24 Mar to Thu 26 Mar" in await talk.say(
        "Ana", "/settings away 2026-03-24 to 2026-03-26"
    )
    assert "comes before" in await talk.say("Ana", "/settings away 2026-03-24 2026-03-20")
    for said in ("24 mar to whenever", "whenever", "24 Mar 25 Mar 26 Mar"):
        assert "is not a date" in await talk.say("Ana", f"/settings away {said}")
    assert "no dates" in await talk.say("Ana", "/settings back")
    for said in ("24 Mar to 26 Mar", "Mar 24, 26 March 2026", "2026-03-24 26 mar"):
        assert "Tue 24 Mar to Thu 26 Mar" in await talk.say("Ana", f"/settings away {said}")
        await talk.say("Ana", "/settings back")
    assert "Wed 4 Mar" in await talk.say("Ana", "/settings away wed")


async def test_the_practice_date_is_the_members_own(talk: Conversation) -> None:
    await talk.say("Ana", "/settings zone Pacific/Auckland")
    await talk.later(hours=4)  # Monday noon UTC, Tuesday 01:00 in Auckland
    await talk.say("Ana", "/post now")
    await talk.answer("Ana", "80 at night")
    assert "2026-03-03" in await talk.say("Ana", "/history")


async def test_changing_the_zone_rewrites_no_past_day(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 here")
    await talk.say("Ana", "/settings zone Pacific/Kiritimati")
    assert "2026-03-02" in await talk.say("Ana", "/history")


async def test_export_holds_everything_and_deletion_leaves_nothing(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 words about fallbacks")
    await talk.say("Ana", "/hint")
    reply = await talk.ask("Ana", "/mydata export")
    as_json, as_markdown = reply.attachments
    data = json.loads(as_json.data)
    assert data["attempts"][0]["text"] == "80 words about fallbacks"
    assert "80 words about fallbacks" in as_markdown.data.decode()
    assert "for good" in await talk.say("Ana", "/mydata delete")
    assert "is deleted" in await talk.say("Ana", "/mydata delete yes")
    assert "not answered a prompt" in await talk.say("Ana", "/history")
    assert "Nobody has points" in await talk.say("Ben", "/leaderboard")


async def test_history_shows_one_prompt_in_full(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "40 first words")
    await talk.answer("Ana", "90 second words")
    reply = await talk.ask("Ana", "/daily")
    shown = await talk.say("Ana", f"/history {reply.prompt_id}")
    assert "40 first words" in shown
    assert "90 second words" in shown
    assert "no prompt called" in await talk.say("Ana", "/history nothing-such")


async def test_hosts_only(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    assert "Only a host" in await talk.say("Ben", "/pause")
    assert "For hosts" not in await talk.say("Ben", "/help")
    assert "For hosts" in await talk.say("Ana", "/help")


async def test_the_closing_tells_about_everybody_and_names_nobody_hidden(
    talk: Conversation,
) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 good")
    await talk.answer("Ben", "40 less")
    await talk.answer("Cem", "40 some")
    await talk.say("Ben", "/settings board hidden")
    closing, _ = await talk.later(days=1)
    assert "A laminated sheet at each desk" in closing
    assert "3 answers: 1 excellent, 2 mixed" in closing
    assert "Names the drill (3 of 3)" in closing
    assert "Ben" not in closing


async def test_the_closing_of_two_answers_tells_of_neither(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 good")
    await talk.answer("Ben", "40 less")
    closing, _ = await talk.later(days=1)
    assert "2 answers." in closing
    assert "mixed" not in closing
    assert "Names the drill (" not in closing


async def test_feedback_goes_to_the_thread_for_those_who_want_it(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "/settings feedback thread")
    assert "Ana: Excellent · 80 of 100" in await talk.answer("Ana", "80 for all to see")
    assert talk.adapter.sent[-1].message.recipient is None
    await talk.answer("Ben", "60 for me alone")
    assert talk.adapter.sent[-1].message.recipient == "testing:ben"
