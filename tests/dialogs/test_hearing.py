"""What is meant for us and what is not: threads, mentions, private words, edits, deletions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.group import Place
from bot.inbound import Chosen, Edited, Mentioned, Replied, Typed
from bot.refusals import groups as group_refusals
from bot.refusals import replies as reply_refusals
from bot.views.model import Reply
from tests.support.conversation import PLACE, Conversation, read_out

HOME_ROLE = frozenset({"coach"})
PRIVATE = Place(PLACE.platform, "", "private-ana")
LONG = "I would pause the rollout, tell the desk, and watch 60 waits"


def said(reply: Reply) -> str:
    return " ".join(read_out(reply).split())


@pytest.fixture
async def posted(talk: Conversation) -> Conversation:
    """A group on a day with an open posting, whose message the platform calls message-1."""
    await talk.say("Ana", "/daily")
    await talk.later(hours=1)
    return talk


async def attempts(talk: Conversation, name: str) -> str:
    return " ".join((await talk.say(name, "/history")).split())


async def test_words_under_a_posting_are_an_answer(posted: Conversation) -> None:
    reply = await posted.send("Ben", Replied(LONG, addressed=False), about="message-1")
    assert reply.receipt
    assert "60 of 100" in " ".join(await posted.work())


async def test_words_overheard_elsewhere_are_left_alone(posted: Conversation) -> None:
    assert await posted.send("Ben", Replied(LONG, addressed=False)) == Reply(())
    assert await posted.send("Ben", Replied(LONG, addressed=False), about="nobody") == Reply(())
    async with posted.core.deps.store.read() as work:
        assert await work.members.of_account("testing:ben") is None


async def test_talk_after_an_answer_is_no_other_answer(posted: Conversation) -> None:
    await posted.send("Ben", Replied("60 at first", addressed=False), about="message-1")
    reply = await posted.send("Ben", Replied("nice one, Ana!", addressed=False), about="message-1")
    assert reply == Reply(())
    longer = await posted.send("Ben", Replied(LONG, addressed=False), about="message-1")
    assert "new answer" in said(longer)


async def test_a_message_handed_in_by_hand_and_overheard_counts_once(
    posted: Conversation,
) -> None:
    mine = {"message": "testing:m1", "about": "message-1"}
    await posted.send("Ben", Replied(LONG), author="testing:ben", **mine)
    assert await posted.send("Ben", Replied(LONG, addressed=False), **mine) == Reply(())
    again = await posted.send("Ben", Replied(LONG), author="testing:ben", **mine)
    assert said(again) == reply_refusals.ALREADY_HANDLED
    await posted.work()
    assert (await attempts(posted, "Ben")).count("60") == 1


async def test_a_mention_is_a_command_or_an_answer(posted: Conversation) -> None:
    assert "Hint 1 of 3" in said(await posted.send("Ben", Mentioned("Hint")))
    assert "Streak" in said(await posted.send("Ben", Mentioned(" /streak ")))
    # The host begins an answer with a word that is also a command.
    pausing = await posted.send("Ana", Mentioned("Pause the launch until 70 charts are read"))
    assert "answer is in" in said(pausing)
    assert "Paused" not in await posted.say("Ana", "/health")
    assert "I do not know" in said(await posted.send("Ben", Mentioned("/hnit")))


async def test_private_words_go_to_the_group_one_practises_in(posted: Conversation) -> None:
    stranger = await posted.send("Ben", Mentioned("daily"), place=PRIVATE, private=True)
    assert said(stranger) == group_refusals.NO_GROUP_IN_PRIVATE
    await posted.say("Ben", "/streak")
    assert "Today's prompt" in said(
        await posted.send("Ben", Mentioned("daily"), place=PRIVATE, private=True)
    )
    await posted.send("Ben", Mentioned(LONG), place=PRIVATE, private=True)
    assert "60 of 100" in " ".join(await posted.work())


async def test_private_words_answer_the_prompt_shown_last(posted: Conversation) -> None:
    await posted.say("Ben", "/streak")
    shown = await posted.send("Ben", Typed("practice metrics"), place=PRIVATE, private=True)
    stored = await posted.send("Ben", Mentioned(LONG), place=PRIVATE, private=True)
    assert stored.prompt_id == shown.prompt_id
    posted.clock.advance(timedelta(hours=25))
    await posted.work()
    later = await posted.send("Ben", Mentioned(LONG), place=PRIVATE, private=True)
    assert later.prompt_id != shown.prompt_id


async def test_an_edit_before_the_deadline_is_a_new_version(posted: Conversation) -> None:
    await posted.send("Ben", Replied(LONG), message="m1")
    await posted.work()
    edited = await posted.send("Ben", Edited("Now 80, and the desk drills it"), message="m1")
    assert "new answer is in" in said(edited)
    assert "80 of 100" in " ".join(await posted.work())
    again = await posted.send("Ben", Edited("Now 80, and the desk drills it"), message="m1")
    assert again == Reply(())


async def test_an_edit_after_the_deadline_changes_nothing_and_says_so(
    posted: Conversation,
) -> None:
    await posted.send("Ben", Replied(LONG), message="m1")
    await posted.later(hours=25)
    before = await attempts(posted, "Ben")
    late = await posted.send("Ben", Edited("Now 90"), message="m1")
    assert said(late) == reply_refusals.EDITED_TOO_LATE
    assert await attempts(posted, "Ben") == before


async def test_a_deleted_answer_counts_no_more(posted: Conversation) -> None:
    await posted.send("Ben", Replied(LONG), message="m1")
    await posted.send("Ben", Edited("Now 80, and the desk drills it"), message="m1")
    await posted.work()
    assert "Ben" in await posted.say("Ana", "/leaderboard all")
    await posted.core.deleted("m1")
    assert "Ben" not in await posted.say("Ana", "/leaderboard all")
    assert "none yet" in await posted.say("Ben", "/streak")
    await posted.core.deleted("m1")
    await posted.core.deleted("m2")


async def test_feedback_on_an_answer_deleted_meanwhile_is_not_sent(posted: Conversation) -> None:
    await posted.send("Ben", Replied(LONG), message="m1")
    await posted.core.deleted("m1")
    assert await posted.work() == []


async def test_nobody_edits_anothers_answer(posted: Conversation) -> None:
    await posted.send("Ben", Replied(LONG), message="m1")
    assert await posted.send("Cem", Edited("Mine 90 now"), message="m1") == Reply(())
    assert "60 of 100" in " ".join(await posted.work())


async def test_nobody_hands_in_anothers_message(posted: Conversation) -> None:
    theirs = await posted.send("Cem", Replied(LONG), message="m1", author="testing:ben")
    assert said(theirs) == reply_refusals.NOT_YOUR_MESSAGE
    assert "answer is in" in said(
        await posted.send("Ben", Replied(LONG), message="m1", author="testing:ben")
    )


async def test_a_message_that_was_no_answer_may_change_as_it_likes(posted: Conversation) -> None:
    assert await posted.send("Ben", Edited(LONG), message="m9") == Reply(())


async def test_an_answer_after_the_deadline_says_what_it_counts_as(posted: Conversation) -> None:
    await posted.later(hours=2)
    async with posted.core.deps.store.read() as work:
        posting = await work.postings.get(1)
    assert posting is not None
    at = posting.deadline_at + timedelta(seconds=1)
    late = await posted.send("Ben", Replied(LONG, addressed=False), about="message-1", at=at)
    assert "deadline has passed" in said(late)


async def test_who_runs_the_workspace_is_a_host(posted: Conversation) -> None:
    assert said(await posted.send("Ben", Chosen("pause"))) == group_refusals.HOSTS_ONLY
    assert "Paused" in said(await posted.send("Ben", Chosen("pause"), trusted=True))
    assert (
        said(await posted.send("Ben", Chosen("resume"), roles=HOME_ROLE))
        == group_refusals.HOSTS_ONLY
    )


async def test_late_words_in_the_thread_of_another_workspace_are_not_heard(
    posted: Conversation,
) -> None:
    elsewhere = Place("elsewhere", PLACE.workspace, PLACE.channel)
    reply = await posted.send(
        "Ben", Replied(LONG, addressed=False), about="message-1", place=elsewhere
    )
    assert reply == Reply(())
