"""The daily round: daily, answer, practice, hint, revise, probe, feedback."""

from __future__ import annotations

import re

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.learning import answered
from bot.commands.registry import nearest
from bot.commands.values import read_id
from bot.domain.prompt import PromptLevel
from bot.errors import BadInput
from bot.refusals import values as refusals
from bot.services.guesses import guess_is_open, skip_guesses, take_guess
from bot.services.hints import asked_prompt, next_hint
from bot.services.practice import named_prompt, practice_prompt
from bot.services.probes import answer_probe, newest_attempt, open_probe
from bot.services.records import latest_feedback, open_feedback
from bot.services.replies import submit
from bot.services.today import today
from bot.views import grades as grade_views
from bot.views import guesses as guess_views
from bot.views import practice as practice_views
from bot.views.model import Reply

_BARE_NUMBER = re.compile(r"\s*(?:100|[0-9]{1,2})\s*")
"""A message that is a guess, not an answer, while one is asked for."""


_TEXT = Option("text", "your answer, in your own words", OptionKind.TEXT)
_PROMPT = Option("prompt", "another prompt than today's, by its id", OptionKind.PROMPT)


async def _daily(ask: Ask) -> Reply:
    if ask.member.self_score:
        await skip_guesses(ask.deps, ask.visitor, ask.at)
    return practice_views.today(await today(ask.deps, ask.visitor, ask.at), ask.topics, ask.at)


async def _answer(ask: Ask) -> Reply:
    text = ask.values.get("text")
    if text is None:
        async with ask.deps.store.read() as work:
            head = await asked_prompt(ask.deps, work, ask.visitor, ask.asked_prompt, ask.at)
        return practice_views.write_answer(head)
    exercise = await answered(ask, text)
    if exercise is not None:
        return exercise
    if _BARE_NUMBER.fullmatch(text) and await guess_is_open(ask.deps, ask.visitor, ask.at):
        guess = await take_guess(
            ask.deps, ask.visitor, int(text), event_key=ask.event_key, at=ask.at
        )
        return guess_views.taken(guess)
    stored = await submit(
        ask.deps,
        ask.visitor,
        text,
        prompt_id=ask.asked_prompt,
        event_key=ask.event_key,
        at=ask.at,
        message=ask.message,
    )
    return practice_views.received(stored)


async def _practice(ask: Ask) -> Reply:
    if "prompt" in ask.values:
        return practice_views.picked(named_prompt(ask.deps, ask.values["prompt"]), ask.topics)
    topic = ask.values.get("topic")
    known = ask.topics
    if topic is not None and topic not in known and ask.deps.bank.head(topic) is not None:
        return practice_views.picked(named_prompt(ask.deps, topic), known)
    if topic is not None and topic.lower() not in known:
        raise BadInput(refusals.not_a_choice(topic, list(known), nearest(topic, list(known))))
    level = ask.values.get("level")
    chosen = await practice_prompt(
        ask.deps,
        ask.visitor,
        topic=topic.lower() if topic else None,
        level=PromptLevel(level) if level else None,
        at=ask.at,
    )
    return practice_views.practice(chosen, known, ask.visitor.zone)


async def _hint(ask: Ask) -> Reply:
    hint = await next_hint(
        ask.deps, ask.visitor, prompt_id=ask.asked_prompt, event_key=ask.event_key, at=ask.at
    )
    return practice_views.hint(hint)


async def _revise(ask: Ask) -> Reply:
    if ask.values.get("text") is not None:
        return await _answer(ask)
    async with ask.deps.store.read() as work:
        head = await asked_prompt(ask.deps, work, ask.visitor, ask.asked_prompt, ask.at)
        graded = await newest_attempt(work, ask.visitor, head.id)
    gap = ""
    if graded is not None and graded.grade is not None and graded.grade.gap is not None:
        rubric = ask.deps.bank.prompt(head.id).rubric
        # A grade may be older than its rubric and name a criterion that is gone.
        gap = next((one.text for one in rubric.criteria if one.id == graded.grade.gap), "")
    return practice_views.write_revision(head, gap)


async def _probe(ask: Ask) -> Reply:
    text = ask.values.get("text")
    if text is None:
        async with ask.deps.store.read() as work:
            return practice_views.probe_question(
                await open_probe(work, ask.visitor, ask.asked_prompt)
            )
    probe = await answer_probe(
        ask.deps,
        ask.visitor,
        text,
        prompt_id=ask.asked_prompt,
        event_key=ask.event_key,
        at=ask.at,
    )
    return practice_views.probe_received(probe)


async def _feedback(ask: Ask) -> Reply:
    if ask.member.self_score and await skip_guesses(ask.deps, ask.visitor, ask.at):
        return guess_views.skipped()
    attempt = ask.values.get("attempt")
    if attempt is not None:
        number = read_id(attempt)
        opened = await open_feedback(ask.deps, ask.visitor, number, ask.at)
        if opened.name or ask.values.get("part") == "full":
            return grade_views.full(opened.feedback, ask.skills, name=opened.name)
        return grade_views.feedback(opened.feedback, ask.skills)
    shown = await latest_feedback(ask.deps, ask.visitor, prompt_id=ask.asked_prompt, at=ask.at)
    return grade_views.feedback(shown, ask.skills)


PRACTICE = (
    Command("daily", "today's prompt", _daily, hosts_only=False),
    Command(
        "answer",
        "answer today's prompt, or the one shown last",
        _answer,
        (_TEXT,),
        examples=("answer I would first ask which decision this number is for.",),
        keeps=True,
        hosts_only=False,
    ),
    Command(
        "practice",
        "a prompt outside the schedule, chosen for you",
        _practice,
        (
            Option("topic", "a topic of the bank", OptionKind.TOPIC),
            Option(
                "level",
                "how demanding",
                OptionKind.CHOICE,
                tuple(level.value for level in PromptLevel),
            ),
            Option("prompt", "one prompt, by its id", hidden=True),
        ),
        examples=("practice ai", "practice metrics hard", "practice level=starter"),
        hosts_only=False,
    ),
    Command(
        "hint",
        "the next hint; each lowers what the board counts by 10%",
        _hint,
        (_PROMPT,),
        hosts_only=False,
    ),
    Command(
        "revise",
        "answer again; the feedback shows what got better",
        _revise,
        (_TEXT,),
        keeps=True,
        hosts_only=False,
    ),
    Command(
        "probe",
        "answer the follow-up question of your feedback",
        _probe,
        (_TEXT,),
        keeps=True,
        hosts_only=False,
    ),
    Command(
        "feedback",
        "your newest feedback, with every criterion",
        _feedback,
        (
            _PROMPT,
            Option("attempt", "an answer, by its number", hidden=True),
            Option("part", "full for every criterion", hidden=True),
        ),
        hosts_only=False,
    ),
)
