"""Sample views: every reply the product makes, caught while it makes it, and blocks of any text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest

import bot.views
from bot.domain.attempt import Attempt, AttemptState
from bot.domain.message import MessageKind
from bot.domain.prompt import Prompt
from bot.domain.regrading import Change
from bot.domain.rubric import Criterion, Rubric
from bot.views.grades import grade_reply
from bot.views.model import (
    Action,
    Attachment,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
)
from bot.views.regrading import regrade_letter
from tests.conftest import MONDAY
from tests.support.builders import a_prompt
from tests.support.conversation import Conversation, a_conversation
from tests.support.courses import ANSWERS, a_course
from tests.support.fakes import FakeBank, FakeGrader, FakeTrial, a_grade

STEERING = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \u202eturned\u2066 \r\x08\x00 \u2028end"
WORDS = "👩‍⚕️👨‍👩‍👧‍👦🇩🇪 العربية עברית 漢字 ｆｕｌｌ [bold]m[/bold] :smile: @everyone **md** <b> a\tb"
CALLS = (
    "<!channel> <!here|x> <!subteam^S1> <@U0ANA00> <@1> <@&2> <#C1|x> "
    "<https://e.example|safe> [a](https://e.example)"
)
"""What calls people or leads away on some platform, as people may write it."""

NASTY = f"{STEERING} {WORDS} {CALLS}"

TEXTS = {
    "short": "Name the fallback.",
    "empty": "",
    "nasty": NASTY,
    "lines": "one\n\ntwo\r\nthree\n   four",
    "long": "What did you require before launch? " * 556,
    "one word": "x" * 20_000,
    "wide": "漢" * 5_000,
    "emoji": "👩‍⚕️" * 1_000,
    "right to left": "كيف تقيس هذا؟ " * 400,
}


def every_block(text: str) -> Reply:
    """A reply with every kind of block, and that text wherever a text may stand."""
    checks = tuple(Check(mark, text, text, (text, "a quote"), text) for mark in Mark)
    blocks: tuple[Block, ...] = (
        *(Paragraph(text, weight) for weight in Weight),
        Said(text),
        Bullets((text, "a second item")),
        Facts(((text, "a value"), ("a label", text))),
        Table(("#", "name", "points"), (("1", text, "7"), ("2", "Ben", "5")), frozenset({0, 2}), 0),
        Checklist(checks),
    )
    more = Card(text, blocks[:1])
    actions = (Action("Answer", "answer"), Action("Why", "streak", (("why", "why"),)))
    return Reply((Card(text, blocks, actions, more), Card("", (Paragraph(text),))))


def texts(reply: Reply) -> Iterator[str]:
    """Every text of a reply that a reader is to see."""
    for card in reply.cards:
        yield from _card_texts(card)


def _card_texts(card: Card) -> Iterator[str]:
    yield card.title
    for block in card.blocks:
        yield from _block_texts(block)
    if card.more is not None:
        yield from _card_texts(card.more)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text, _, moments):
            # A platform may show a moment on its reader's own clock, in words of its own.
            parts = [text]
            for moment in moments:
                assert moment.text in text
                parts = [piece for part in parts for piece in part.split(moment.text)]
            yield from (part.strip() for part in parts)
        case Said(text):
            yield text
        case Bullets(items):
            yield from items
        case Facts(pairs):
            yield from (part for pair in pairs for part in pair)
        case Table(headings, rows, _, _):
            yield from headings
            yield from (cell for row in rows for cell in row)
        case Checklist(checks):
            for check in checks:
                yield from (check.label, check.text, *check.quotes, check.note)


def actions(reply: Reply) -> list[Action]:
    """Every action of a reply."""
    return [action for card in reply.cards for action in card.actions]


def attachments(reply: Reply) -> tuple[Attachment, ...]:
    """The files that come with it."""
    return reply.attachments


VIEWS = [
    import_module(found.name)
    for found in walk_packages(bot.views.__path__, "bot.views.")
    if found.name not in {"bot.views.model", "bot.views.words"}
]


def view_functions() -> Iterator[tuple[ModuleType, str, Callable[..., Reply]]]:
    """Every function of the views that makes a reply."""
    for module in VIEWS:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and inspect.signature(function).return_annotation in {"Reply", Reply}:
                yield module, name, function


async def every_reply(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Reply]]:
    """A week lived through with nasty names and texts: the replies by the view that made them."""
    made: dict[str, list[Reply]] = {}
    for module, name, function in view_functions():
        kept: list[Reply] = []
        made[f"{module.__name__}.{name}"] = kept
        monkeypatch.setattr(module, name, _keeping(function, kept))
    talk = await a_conversation(
        folder,
        MONDAY,
        bank=FakeBank([_nasty_prompt(n) for n in range(4)]),
        course=a_course(NASTY),
        grader=FakeGrader(),
    )
    await _live(talk)
    await _learn(talk)
    await _keep(talk, f"Ana {WORDS}")
    await talk.core.close()
    prompt = _nasty_prompt(1)
    made["bot.views.grades.grade_reply"].append(
        grade_reply(a_grade(prompt, 60, quote="x"), prompt, {"safety": NASTY})
    )
    made["bot.views.knocks.unreachable"].append(talk.core.unreachable())
    made["bot.views.practice.kept"].append(talk.core.kept())
    made["bot.views.regrading.regrade_letter"].append(_regraded(prompt))
    return made


def _regraded(prompt: Prompt) -> Reply:
    attempt = Attempt(
        id=1,
        member_id=1,
        group_id=1,
        prompt_id=prompt.id,
        posting_id=None,
        revises_id=None,
        text=NASTY,
        sent_at=MONDAY,
        zone="UTC",
        practice_date=MONDAY.date(),
        hints=0,
        counts=True,
        state=AttemptState.ACTIVE,
        probe_text=None,
    )
    change = Change(attempt, a_grade(prompt, 20), a_grade(prompt, 60), closed=False)
    return regrade_letter(prompt, change)


def _keeping(function: Callable[..., Reply], kept: list[Reply]) -> Callable[..., Reply]:
    def call(*args: object, **named: object) -> Reply:
        reply = function(*args, **named)
        kept.append(reply)
        return reply

    return call


def _nasty_prompt(number: int) -> Prompt:
    prompt = a_prompt(f"prompt-{number}", topic=("ai", "metrics")[number % 2])
    head = replace(prompt.head, title=f"{number} {NASTY}", question=NASTY * 9, hints=(NASTY,) * 3)
    criteria = tuple(_nasty_criterion(one) for one in prompt.rubric.criteria)
    rubric = Rubric(prompt.id, "r1", criteria, {})
    return Prompt(head, rubric, (NASTY, NASTY), prompt.sources)


def _nasty_criterion(criterion: Criterion) -> Criterion:
    return replace(criterion, text=f"Text {NASTY}", why=f"Why {NASTY}", probe=f"Probe {NASTY}")


async def _keep(talk: Conversation, name: str) -> None:
    """Stories kept and told for too much, and questions suggested."""
    for line in (
        "/story add",
        "/story add",
        "/story list",
        "/story use 1 safety",
        "/story remove 1",
        "/story add a1",
        "/story list",
        "/story list 2",
        "/story list 3",
        "/mydata export",
        "/suggest",
        "/suggestions",
        f"/suggest What would you ask first? {NASTY}",
        f"/suggest And what would you ask last? {NASTY}",
    ):
        await talk.say(name, line)
        await talk.work()
    for line in (
        "/plan",
        "/plan in 3 weeks",
        "/plan",
        "/plan all",
        "/plan 2026-12-01 payer",
        "/plan stop",
    ):
        await talk.say(name, line)
    await talk.say(name, "/suggestions")
    await talk.say(name, f"/suggestions approve 1 {NASTY}")
    await talk.say(name, f"/suggestions decline 2 {NASTY}")
    await talk.work()


async def _learn(talk: Conversation) -> None:
    for line in (
        "/learn",
        "/learn own-figures",
        "/learn own-figures 200 20% 3 48 150",
        "/learn plain prompt-1",
        "/learn points start",
        "/learn points yn",
        "/learn points ynu",
        "/learn points yyy",
        "/drill",
        *(f"/drill {kind}\n/drill {said}" for kind, said in ANSWERS.items()),
    ):
        for one in line.split("\n"):
            await talk.say("Dora", one)
    await talk.say("Dora", "/drill sums")
    await talk.say("Dora", "/drill 999")
    await talk.say("Dora", "/drill any")


async def _play(talk: Conversation, name: str) -> None:
    """Mock rounds from the first word to the committee, with a panel and every refusal."""
    answers = [f"90 {NASTY}", "20 thin", f"70 jane@clinic.example {NASTY}", "95 firm"]
    await talk.say(name, "/mock status")
    await talk.say(name, "/mock start")
    for line in ("/mock", "/mock start clinic talk", "How many patients come?", *answers):
        await talk.say(name, line)
        await talk.work()
    for line in ("/mock start ward", "/mock status", "/mock answer", "/mock pause", "/mock resume"):
        await talk.say(name, line)
        await talk.work()
    for line in ("/mock end yes", "/mock debrief", "/mock debrief full", "/mock transcript"):
        await talk.say(name, line)
    await talk.say(name, "/mock panel clinic ward")
    for line in ("/mock seat", "/mock score 1 1,2~ calm", "/mock leave"):
        await talk.say("Dora", line)
        await talk.work()
    for line in ("/mock decide pause", "/mock skip", answers[0], "/mock end", "/mock end yes"):
        await talk.say(name, line)
        await talk.work()
    await talk.say(name, "/mock debrief full")
    for line in ("/mock start home", "/mock", "/mock status", "/mock start board"):
        await talk.say(name, line)
        await talk.work()
    await talk.later(hours=30)
    await talk.later(hours=24)


async def _live(talk: Conversation) -> None:
    name = f"Ana {WORDS}"
    talk.adapter.steps = (MessageKind.THREAD, MessageKind.PIN)
    talk.adapter.closed = {"testing:ben"}
    say: Callable[[str], Awaitable[str]] = lambda line: talk.say(name, line)  # noqa: E731
    for line in ("/daily", "/history", "/history prompt-1", "/audit", "/streak why", "/probe"):
        await say(line)
    await talk.later(hours=1)
    for line in ("/daily", "/answer", "/hint", "/practice", "/practice metrics"):
        await say(line)
    await talk.answer(name, f"40 at first {NASTY}")
    await say("/daily")
    await say("/probe")
    await talk.answer(name, f"/probe 60 {NASTY}")
    await talk.answer(name, f"/revise 90 jane@clinic.example {NASTY}")
    await talk.answer("Ben", f"off the topic {NASTY}")
    for reader in (name, "Ben"):
        await talk.press(reader, "feedback", attempt="1", part="full")
    await say(f"/appeal {NASTY}")
    for line in (
        "/appeals",
        f'/override 1 met drill "E-mail address" {NASTY}',
        "/appeal",
        f"/decline 2 {NASTY}",
        "/settings selfscore on",
        "/answer 70 with a guess",
        "/guess",
        "/guess 50",
        "/answer 75 without one",
        "/feedback",
        "/settings selfscore off",
        "/regrade",
        "/revise",
        "/feedback",
        "/history",
        "/progress",
        "/progress dark",
        "/streak",
        "/streak why",
        "/help",
        "/help practice",
        "/settings",
        "/settings away 2026-03-10 2026-03-12",
        f"/group name {NASTY}",
        "/group",
        "/schedule days mon-sun",
        "/pause",
        "/resume",
        "/bank",
        "/health",
        "/insight",
        "/audit",
        "/mydata export",
        "/leaderboard",
        "/leaderboard all streak",
        "/leaderboard all improvement",
        "/leaderboard all groups",
    ):
        await say(line)
        await talk.work()
    talk.core.offer_trial("testing", FakeTrial(NASTY))
    for line in ("/setup", "/setup zone=Berln", "/setup hosts=r1", "/pause", "/setup check"):
        await say(line)
    talk.core.offer_trial("testing", FakeTrial())
    await say("/setup check")
    for number in range(4):
        await say(f"/history prompt-{number}")
    code = re.search(r"\b\w{4}-\w{4}\b", await say("/link"))
    assert code is not None
    await talk.say("Cem", f"/link {code[0]}")
    for line in ("/settings reminder 19:00", "/settings share on"):
        await say(line)
    for day in range(9):
        # Two days at once in the middle: the first of them is missed.
        await talk.later(hours=48 if day == 2 else 24)
    await say("/post now")  # is refused: the day has its prompt
    await talk.later(hours=23)
    await say("/post now")
    await talk.work()
    await say("/daily")
    await talk.answer(name, f"95 for the best of the day {NASTY}")
    await talk.later(hours=26)
    await say("/best")
    await say("/insight")
    await talk.say("Ben", "/later 2")
    await talk.later(hours=3)
    await _play(talk, name)
