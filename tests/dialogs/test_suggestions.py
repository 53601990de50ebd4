"""Suggestions: proposed by a member, answered by a host, told to the member."""

from __future__ import annotations

from tests.support.conversation import PLACE, Conversation

QUESTION = "Our triage bot misses sepsis in one clinic. What do you do on Monday?"


def flat(text: str) -> str:
    return " ".join(text.split())


async def hosted(talk: Conversation) -> None:
    await talk.say("Hana", "/daily")  # the first to speak hosts


async def test_a_host_hears_of_it_approves_it_and_the_member_is_told(talk: Conversation) -> None:
    await hosted(talk)
    assert "with the host" in flat(await talk.say("Ana", f"/suggest {QUESTION}"))
    await talk.work()
    told = talk.adapter.sent[-1]
    assert told.message.recipient == f"{PLACE.platform}:hana"
    assert told.reply is not None
    shown = flat(await talk.say("Hana", "/suggestions"))
    assert QUESTION in shown
    assert "Suggested by Ana" in shown
    assert "it needs a rubric" in shown
    heard = await talk.press("Hana", "suggestions", do="approve", which="1")
    assert "Ana is told" in flat(heard)
    letter = flat((await talk.work())[-1])
    assert talk.adapter.sent[-1].message.recipient == f"{PLACE.platform}:ana"
    assert "The host would like to ask your question" in letter
    assert "No suggested question is waiting" in await talk.say("Hana", "/suggestions")
    assert "was answered already" in flat(await talk.say("Hana", "/suggestions approve 1"))
    assert "suggestion" in await talk.say("Hana", "/audit")
    async with talk.core.deps.store.read() as work:
        assert [one.text for one in await work.suggestions.approved()] == [QUESTION]


async def test_declined_it_needs_a_reason_and_the_member_reads_it(talk: Conversation) -> None:
    await hosted(talk)
    await talk.say("Ana", f"/suggest {QUESTION}")
    assert "Please give your reason" in flat(await talk.say("Hana", "/suggestions decline 1"))
    await talk.say("Hana", "/suggestions decline 1 We have one like it, the night outage.")
    letter = flat((await talk.work())[-1])
    assert "decided not to ask your question" in letter
    assert "We have one like it, the night outage." in letter


async def test_only_hosts_answer_and_nonsense_is_a_sentence(talk: Conversation) -> None:
    await hosted(talk)
    await talk.say("Ana", f"/suggest {QUESTION}")
    for line, part in (
        ("/suggestions approve", "suggestions approve 3"),
        ("/suggestions approve 9", "no suggestion 9"),
        ("/suggestions approve x", "whole number"),
        ("/suggest", "Which question should the group practise"),
        ("/suggest Why?", "too short"),
        (f"/suggest {'long ' * 300}", "at most 1,000"),
    ):
        assert part in flat(await talk.say("Hana", line)), line


async def test_ten_may_wait_and_identifiers_are_taken_out(talk: Conversation) -> None:
    await hosted(talk)
    await talk.say("Ana", "/suggest Ask jane.doe@clinic.example what she would do on Monday?")
    for number in range(9):
        await talk.say("Ana", f"/suggest {QUESTION} ({number})")
    assert "10 questions of yours wait" in flat(await talk.say("Ana", f"/suggest {QUESTION}"))
    shown = flat(await talk.say("Hana", "/suggestions"))
    assert "jane.doe" not in shown
    assert "5 more after these" in shown


async def test_who_leaves_takes_their_questions_along(talk: Conversation) -> None:
    await hosted(talk)
    await talk.say("Ana", f"/suggest {QUESTION}")
    await talk.say("Ana", "/mydata delete yes")
    assert "No suggested question is waiting" in await talk.say("Hana", "/suggestions")
    await talk.work()
    assert all("suggests a question" not in str(one.reply) for one in talk.adapter.sent)
