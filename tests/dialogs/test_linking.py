"""Two accounts become one member's: the code, who may use it, and what is one afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.group import Founding, Place
from bot.domain.member import Account, Member
from bot.inbound import Chosen
from bot.refusals import groups as group_refusals
from bot.refusals import members as member_refusals
from bot.refusals import replies as reply_refusals
from bot.services.linking import ALPHABET
from bot.services.tries import MOST_TRIES
from tests.support.conversation import Conversation, read_out

ELSEWHERE = Place("another", "team", "channel")
ABROAD = Account("another:ana", "Ana Lu")


async def said(talk: Conversation, name: str, line: str) -> str:
    return " ".join((await talk.say(name, line)).split())


async def code_of(talk: Conversation, name: str) -> str:
    shown = await said(talk, name, "/link")
    assert "within 10 minutes" in shown
    (code,) = set(re.findall(r"\b\w{4}-\w{4}\b", shown))
    return str(code)


async def member(talk: Conversation, key: str) -> Member:
    async with talk.core.deps.store.read() as work:
        found = await work.members.of_account(key)
    assert found is not None
    return found


async def agrees(talk: Conversation) -> bool:
    return (await talk.core.recompute()).differing == 0


async def test_a_code_is_of_letters_that_nobody_mistakes(talk: Conversation) -> None:
    codes = {await code_of(talk, "Ana") for _ in range(30)}
    assert len(codes) == 30
    assert set("".join(codes)) <= set(ALPHABET) | {"-"}
    assert not set("01OILU") & set(ALPHABET)
    assert len(ALPHABET) ** 8 > 10**11


async def test_two_accounts_with_a_history_each_become_one(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "70 on Monday")
    await talk.later(days=1)
    await talk.answer("Lu", "80 on Tuesday")
    code = await code_of(talk, "Ana")
    done = await said(talk, "Lu", f"/link {code}")
    assert "Your 2 accounts are one now: 2 answers" in done
    assert "Streak: 2 days." in done
    assert await agrees(talk)
    for name in ("Ana", "Lu"):
        assert "Streak: 2 days." in await said(talk, name, "/streak")
        history = await said(talk, name, "/history")
        assert "2026-03-02" in history
        assert "2026-03-03" in history
    board = await said(talk, "Ana", "/leaderboard")
    assert "1 Ana 150 2" in board
    assert "Lu" not in board
    assert "accounts.linked" in await talk.say("Ana", "/audit")


async def test_what_both_answered_counts_as_an_answer_and_its_revision(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "40 at first")
    await talk.answer("Lu", "90 at last")
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    assert "1 Ana 70 1" in await said(talk, "Ana", "/leaderboard")  # half of what was missed
    assert "(revised)" in await said(talk, "Lu", "/history")
    assert await agrees(talk)


async def test_on_another_platform_one_goes_on_as_the_same_member(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "70 on Monday")
    code = await code_of(talk, "Ana")
    await talk.core.found(ELSEWHERE, Founding("Abroad", "UTC"))
    reply = await talk.send("Ana", Chosen("link", {"code": code}), place=ELSEWHERE, account=ABROAD)
    assert "Your 2 accounts are one now: 1 answer," in " ".join(read_out(reply).split())
    ana = await member(talk, ABROAD.key)
    assert ana == await member(talk, "testing:ana")
    async with talk.core.deps.store.read() as work:
        assert len(await work.members.groups(ana.id)) == 2
    exported = await talk.say("Ana", "/mydata export")
    assert "everything held" in exported.lower()


async def test_who_came_first_is_kept_unless_only_the_other_answered(talk: Conversation) -> None:
    await talk.say("Ana", "/streak")
    await talk.later(hours=1)
    await talk.answer("Lu", "70 on Monday")
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    assert (await member(talk, "testing:ana")).name == "Lu"
    assert "1 Lu 70 1" in await said(talk, "Ana", "/leaderboard")
    await talk.say("Ben", "/streak")
    await talk.say("Cem", "/streak")
    await said(talk, "Ben", f"/link {await code_of(talk, 'Cem')}")
    assert (await member(talk, "testing:cem")).name == "Ben"
    assert await agrees(talk)


async def test_the_host_stays_the_host(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")  # the first to come is the host
    await talk.later(hours=1)
    await talk.answer("Lu", "70 on Monday")
    assert group_refusals.HOSTS_ONLY in await said(talk, "Lu", "/pause")
    await said(talk, "Ana", f"/link {await code_of(talk, 'Lu')}")
    assert "audit log" in (await said(talk, "Lu", "/audit")).lower()


async def test_a_code_is_read_as_people_write_it_and_used_once(talk: Conversation) -> None:
    code = await code_of(talk, "Ana")
    assert "one now" in await said(talk, "Lu", f"/link  {code.lower().replace('-', ' ')} ")
    assert member_refusals.WRONG_CODE in await said(talk, "Ben", f"/link {code}")


async def test_a_repeated_event_is_no_wrong_try(talk: Conversation) -> None:
    line = f"/link {await code_of(talk, 'Ana')}"
    assert "one now" in read_out(await talk.ask("Lu", line, event_key="the same"))
    for _ in range(MOST_TRIES + 1):
        again = read_out(await talk.ask("Lu", line, event_key="the same"))
        assert reply_refusals.ALREADY_HANDLED in " ".join(again.split())


async def test_only_the_newest_code_and_for_ten_minutes(talk: Conversation) -> None:
    old = await code_of(talk, "Ana")
    new = await code_of(talk, "Ana")
    assert member_refusals.WRONG_CODE in await said(talk, "Lu", f"/link {old}")
    talk.clock.advance(timedelta(minutes=10))
    assert member_refusals.WRONG_CODE in await said(talk, "Lu", f"/link {new}")
    fresh = await code_of(talk, "Ana")
    talk.clock.advance(timedelta(minutes=9, seconds=59))
    assert "one now" in await said(talk, "Lu", f"/link {fresh}")


async def test_ones_own_code_is_refused_and_stays_good(talk: Conversation) -> None:
    code = await code_of(talk, "Ana")
    assert member_refusals.OWN_CODE in await said(talk, "Ana", f"/link {code}")
    assert "one now" in await said(talk, "Lu", f"/link {code}")
    again = await code_of(talk, "Ana")
    for name in ("Lu", "Ana"):
        assert member_refusals.LINKED_ALREADY in await said(talk, name, f"/link {again}")
    assert "Your 3 accounts" in await said(talk, "Ben", f"/link {again}")


async def test_guessing_is_stopped(talk: Conversation) -> None:
    code = await code_of(talk, "Ana")
    for _ in range(MOST_TRIES):
        assert member_refusals.WRONG_CODE in await said(talk, "Mal", "/link AAAA-AAAA")
        talk.clock.advance(timedelta(minutes=1))
    assert "Try again in 5 min" in await said(talk, "Mal", f"/link {code}")
    assert "Try again in 5 min" in await said(talk, "Mal", "/link nonsense")
    assert "one now" in await said(talk, "Lu", f"/link {code}"), "nobody else has to wait"
    talk.clock.advance(timedelta(minutes=5))
    assert "one now" in await said(talk, "Mal", f"/link {await code_of(talk, 'Ana')}")


async def test_the_more_private_choice_holds(talk: Conversation) -> None:
    await talk.say("Ana", "/settings share on")
    await talk.say("Ana", "/settings feedback thread")
    await talk.say("Lu", "/settings board alias Owl")
    await talk.say("Lu", "/settings feedback private")
    await talk.say("Lu", "/settings zone Asia/Tokyo")
    await talk.say("Lu", "/settings reminder 19:00")
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    shown = await said(talk, "Ana", "/settings")
    for line in ("shown as Owl", "only to you", "best answer off", "Asia/Tokyo", "at 19:00"):
        assert line in shown, line
    ana = await member(talk, "testing:ana")
    async with talk.core.deps.store.read() as work:
        then = await work.reminders.next_of(ana.id)
    assert then is not None
    assert f"{then:%H:%M}" == "10:00"


async def test_absences_of_both_hold(talk: Conversation) -> None:
    await talk.say("Ana", "/settings away 2026-03-10 2026-03-12")
    await talk.say("Lu", "/settings away 2026-03-11 2026-03-15")
    await talk.say("Lu", "/settings away 2026-04-01")
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    shown = await said(talk, "Ana", "/settings")
    assert "away Tue 10 Mar to Sun 15 Mar; Wed 1 Apr to Wed 1 Apr" in shown


async def test_what_waits_for_its_grade_is_graded_for_the_one(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "70 not graded yet")
    await talk.say("Lu", "/hint")
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    heard = await talk.work()
    assert "70 of 100" in heard[-1]
    assert "70" in await said(talk, "Lu", "/leaderboard")
    assert await agrees(talk)


async def test_more_practice_than_a_day_holds_counts_no_more(talk: Conversation) -> None:
    for name, prompts in (("Ana", ("prompt-01", "prompt-02")), ("Lu", ("prompt-03", "prompt-04"))):
        for prompt_id in prompts:
            await talk.say(name, "50 for practice", prompt_id=prompt_id)
            await talk.work()
    await said(talk, "Lu", f"/link {await code_of(talk, 'Ana')}")
    assert "1 Ana 100 2" in await said(talk, "Ana", "/leaderboard")
    assert await agrees(talk)


@pytest.mark.parametrize("line", ["/link", "/link AAAA-AAAA"])
async def test_a_stranger_may_begin_with_it(talk: Conversation, line: str) -> None:
    assert "Something went wrong" not in await said(talk, "Nobody", line)
    assert (await member(talk, "testing:nobody")).name == "Nobody"
