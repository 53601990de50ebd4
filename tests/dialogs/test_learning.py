"""Learning: the map, cards and their calculators, drills by every way of answering."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.content.course import FileCourse
from bot.content.library import default_folder
from bot.domain.drill import NumericItem
from bot.domain.exercise import Mark, drawn, read_mark
from bot.inbound import Chosen, Replied
from bot.views.model import Reply
from tests.adapters.views import actions
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.courses import a_course, a_sum

MINUTES = re.compile(r"(\d+) beds, ([\d.]+) minutes")


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation with the cards and drills that come with Rounds."""
    course = FileCourse(default_folder())
    made = await a_conversation(tmp_path, MONDAY, course=course)
    yield made
    await made.core.close()


def shown_mark(reply: Reply) -> Mark:
    mark = read_mark(reply.prompt_id or "")
    assert mark is not None
    return mark


async def a_drill(talk: Conversation, name: str = "Ana", kind: str = "sums") -> tuple[Mark, float]:
    """The exercise that is shown, and its right answer worked out from the words on the screen."""
    reply = await talk.ask(name, f"/drill {kind}")
    found = MINUTES.search(read_out(reply))
    assert found is not None
    return shown_mark(reply), float(found[1]) * float(found[2])


async def test_the_map_says_what_is_untouched(talk: Conversation) -> None:
    before = await talk.say("Ana", "/learn")
    assert "3 cards" in before
    assert "Next: /learn plain" in before
    await talk.say("Ana", "/learn plain")
    after = await talk.say("Ana", "/learn")
    assert "2 of 3 cards are still new" in after
    assert re.search(r"plain +Card plain Words. · read", after)
    assert "3 cards" in await talk.say("Ben", "/learn")


async def test_a_drill_or_a_prompt_of_a_card_counts_as_practice(talk: Conversation) -> None:
    _, right = await a_drill(talk)
    await talk.say("Ana", f"/drill {right}")
    said = await talk.say("Ana", "/learn")
    assert said.count("· practised") == 3


async def test_a_card_is_found_by_its_id_or_its_title(talk: Conversation) -> None:
    for said in ("own-figures", "own figures", "Card own-figures Words."):
        assert "Worked through" in await talk.say("Ana", f"/learn {said}")
    assert "Did you mean plain?" in await talk.say("Ana", "/learn plian")


async def test_figures_may_follow_a_name_of_several_words(real: Conversation) -> None:
    for name in ("burden-math", "burden math", "Clinical burden math"):
        assert "Your burden math" in await real.say("Ana", f"/learn {name} 200 20% 3 48 150")
    assert "point 3 of 7" in await real.say("Ana", "/learn launch checklist yy")


async def test_a_card_leads_to_its_prompts(talk: Conversation) -> None:
    assert "learn plain prompt-01" in await talk.say("Ana", "/learn plain")
    typed = await talk.ask("Ana", "/learn plain prompt-01")
    picked = await talk.send("Ana", _chosen("learn", card="plain", prompt="prompt-01"))
    assert typed.prompt_id == picked.prompt_id == "prompt-01"


async def test_a_card_names_its_mock_round_where_there_are_any(talk: Conversation) -> None:
    heard = await talk.say("Ana", "/learn plain")
    assert ("mock start ai-pm screen" in heard) == ("mock start" in talk.core.registry)


def _chosen(words: str, **values: str) -> Chosen:
    return Chosen(words, values)


@pytest.mark.parametrize(
    "said",
    [
        "200 20% 3 48 150",
        "200 alerts, 20 %, 3 min, $48, $150",
        "alerts=200 precision=0.2 minutes=3 wage=48 worth=150",
        "wage 48 worth 150 minutes 3 alerts 200 precision 20%",
    ],
)
async def test_ones_own_burden(talk: Conversation, said: str) -> None:
    heard = " ".join((await talk.say("Ana", f"/learn own-figures {said}")).split())
    # 200 x 80% = 160; x 3 / 60 = 8 hours; x 48 x 30 = 11,520. Worth: 40 x 150 x 30 = 180,000.
    for part in ("160", "8", "$11,520", "$180,000", "$2.40", "1.57%", "Above the line"):
        assert part in heard


async def test_figures_that_cannot_be_read_are_named(talk: Conversation) -> None:
    said = "/learn own-figures"
    assert "four figures" in await talk.say("Ana", f"{said} lots of alerts")
    assert "share of alerts" in await talk.say("Ana", f"{said} 200 120% 3 48")
    heard = await talk.press("Ana", "learn", card="own-figures", alerts="many", precision="20%")
    assert "“many” for alerts" in heard


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        (("yes", "Yes.", "y"), "Launch. Every point holds"),
        (("yes", "no", "not yet"), "Not yet. 2 of 3 points are open"),
        (("I don’t know", "yes", "yes"), "Stop. 1 of 3 points are open"),
    ],
)
async def test_a_checklist_is_walked_in_plain_words(
    talk: Conversation, answers: tuple[str, ...], verdict: str
) -> None:
    reply = await talk.ask("Ana", "/learn points start")
    for said in answers:
        assert reply.prompt_id is not None
        reply = await talk.ask("Ana", said, prompt_id=reply.prompt_id)
    assert verdict in read_out(reply)
    assert verdict in await talk.say("Ana", f"/learn points {answers_as_letters(answers)}")


def answers_as_letters(answers: tuple[str, ...]) -> str:
    return "".join({"y": "y", "n": "n", "i": "u"}[one[0].lower()] for one in answers)


async def test_what_is_no_yes_or_no_is_asked_again(talk: Conversation) -> None:
    reply = await talk.ask("Ana", "/learn points start")
    heard = await talk.say("Ana", "perhaps, on Tuesdays", prompt_id=reply.prompt_id)
    assert "yes, no, or don't know" in heard


async def test_plain_words_answer_the_drill_shown_last(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    heard = await talk.say("Ana", f"about {right} minutes", prompt_id=str(mark))
    assert "Right" in heard
    assert "that is it" in heard


async def test_every_way_of_giving_the_same_answer(talk: Conversation) -> None:
    for said in ("/drill {}", "/drill {} minutes", "/drill answer={}"):
        _, right = await a_drill(talk)
        assert "Right" in await talk.say("Ana", said.format(right))
    mark, right = await a_drill(talk)
    assert "Right" in await talk.press("Ana", "drill", of=str(mark), answer=f"{right / 60} hours")


async def test_a_known_slip_is_named_and_the_working_shown(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    figures = drawn(a_sum(), mark)
    heard = await talk.say("Ana", f"/drill {float(sum(figures.values()))}")
    assert "Not this time" in heard
    assert "The usual slip" in heard
    assert "were added" in heard
    assert f"= {right:g} minutes" in heard.replace(",", "")


async def test_an_answer_that_cannot_be_read_costs_nothing(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    assert "cannot read a number" in await talk.say("Ana", "no idea", prompt_id=str(mark))
    assert "more than one number" in await talk.say("Ana", "12 or 19", prompt_id=str(mark))
    assert "Right" in await talk.say("Ana", str(right), prompt_id=str(mark))


async def test_the_first_answer_counts(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    assert "Not this time" in await talk.press("Ana", "drill", of=str(mark), answer="1")
    again = await talk.press("Ana", "drill", of=str(mark), answer=str(right))
    assert "the first answer counts" in again
    assert "0 of 1 right" in await talk.say("Ana", "/drill")


async def test_the_same_event_twice_is_one_answer(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    await talk.ask("Ana", str(right), prompt_id=str(mark), event_key="once")
    again = await talk.ask("Ana", str(right), prompt_id=str(mark), event_key="once")
    assert "already arrived" in read_out(again)
    assert "1 of 1 right" in await talk.say("Ana", "/drill")


async def test_a_long_answer_is_for_the_prompt(talk: Conversation) -> None:
    """Somebody who answers today's prompt after a drill must not lose their words."""
    await talk.later(hours=2)
    mark, _ = await a_drill(talk)
    await talk.say("Ana", "I would first ask. " * 10, prompt_id=str(mark))
    assert any("of 100" in one for one in await talk.work())


async def test_in_private_a_drill_is_answered_until_it_is_solved(talk: Conversation) -> None:
    await talk.later(hours=2)
    reply = await talk.send("Ana", _chosen("drill", kind="sums"), private=True)
    found = MINUTES.search(read_out(reply))
    assert found is not None
    answer = str(float(found[1]) * float(found[2]))
    reply = await talk.send("Ana", Replied(answer), private=True)
    assert "Right" in read_out(reply)
    reply = await talk.send("Ana", Replied("Paper sheets lie at each desk."), private=True)
    assert "answer is in" in read_out(reply)


@pytest.mark.parametrize(("kind", "places"), [("bins", 1), ("pairs", 3), ("order", 3), ("hole", 1)])
async def test_the_other_forms_are_answered_by_letters_and_by_forms(
    talk: Conversation, kind: str, places: int
) -> None:
    reply = await talk.ask("Ana", f"/drill {kind}")
    mark = shown_mark(reply)
    letters = "ABC"[:places]
    (answer, *_) = actions(reply)
    assert dict(answer.values)["of"] == str(mark)
    heard = await talk.say("Ana", letters, prompt_id=str(mark))
    given = {f"p{n}": letter for n, letter in enumerate(letters, 1)} if places > 1 else {}
    again = await talk.press("Ana", "drill", of=str(mark), **(given or {"answer": letters}))
    assert heard.splitlines()[0] == again.splitlines()[0]
    assert "the first answer counts" in again


async def test_forms_hold_a_list_for_each_place(talk: Conversation) -> None:
    reply = await talk.ask("Ana", "/drill pairs")
    (answer, *_) = actions(reply)
    form = talk.core.form(_chosen("drill", **dict(answer.values)), answer.asks)
    assert form is not None
    assert [one.name for one in form.fields] == ["p1", "p2", "p3"]
    assert all([value for _, value in one.picks] == ["A", "B", "C"] for one in form.fields)


async def test_a_drill_that_is_gone_says_so(talk: Conversation) -> None:
    assert "no longer there" in await talk.press("Ana", "drill", of="d/gone/x/1", answer="1")
    assert "no longer there" in await talk.press("Ana", "drill", of="d/sums/gone/1")
    assert "No drill waits" in await talk.say("Ana", "/drill answer=12")


async def test_after_a_day_a_bare_answer_is_for_nothing(talk: Conversation) -> None:
    await a_drill(talk)
    await talk.later(hours=25)
    assert "No drill waits" in await talk.say("Ana", "/drill answer=12")


async def test_exercises_take_turns(real: Conversation) -> None:
    """All of a kind come before one comes again, and all kinds before a kind does."""
    course = real.core.deps.course
    for drill in course.drills()[:3]:
        seen = [shown_mark(await real.ask("Ana", f"/drill {drill.id}")).item for _ in drill.items]
        assert sorted(seen) == sorted(one.id for one in drill.items)
    kinds = [shown_mark(await real.ask("Ben", "/drill any")).drill for _ in course.drills()]
    assert len(set(kinds)) == len(kinds)


async def test_the_mistake_of_the_article_is_found(real: Conversation) -> None:
    """1.8 minutes x 120 beds = 216 minutes = 3.6 hours: not 1.8 nurses but 0.45 of a shift."""
    drill = real.core.deps.course.drill("alert-economy")
    assert drill is not None
    (item,) = [
        one
        for one in drill.items
        if isinstance(one, NumericItem) and not one.draw and "216" in one.text.filled({})
    ]
    mark = str(Mark(drill.id, item.id, 0))
    wrong = await real.press("Ana", "drill", of=mark, answer="1.8")
    assert "repeats the article" in wrong
    assert "0.45" in wrong
    for said in ("0,45", "0.45 nurses", "45 %", "9/20"):
        assert "Right" in await real.press("Ben", "drill", of=mark, answer=said)


async def test_what_was_learnt_is_in_ones_data_and_goes_with_it(talk: Conversation) -> None:
    mark, right = await a_drill(talk)
    await talk.say("Ana", str(right), prompt_id=str(mark))
    await talk.say("Ana", "/learn plain")
    async with talk.core.deps.store.read() as work:
        found = await work.members.of_account("testing:ana")
        assert found is not None
        held = await work.members.export(found.id)
    (turn,) = held["drill_turns"]
    assert (turn["skill"], turn["score"]) == ("safety", 100)
    (card,) = held["cards_opened"]
    assert card["card"] == "plain"


def test_the_course_of_the_tests_is_whole() -> None:
    course = a_course()
    assert {one.form for one in course.drills()} == {"numeric", "sort", "match", "rank", "gap"}
