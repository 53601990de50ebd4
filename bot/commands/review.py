"""Looking at grades again: appeal, appeals, override, decline, regrade; and guess beforehand."""

from __future__ import annotations

import re

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.domain.grade import Level, Verdict
from bot.domain.guess import GUESSED_LEVEL
from bot.domain.regrading import Scope
from bot.errors import BadInput
from bot.refusals import reviews as review_refusals
from bot.refusals import values as value_refusals
from bot.services import appeals as appeal_service
from bot.services.guesses import take_guess
from bot.services.overrides import Ruling, Target, override
from bot.services.regrading import regrading
from bot.views import appeals as appeal_views
from bot.views import guesses as guess_views
from bot.views import overrides as override_views
from bot.views import regrading as regrading_views
from bot.views.model import Reply

_NEWEST = 200
"""Answers that a dry run from the chat looks at: it is answered while somebody waits."""

_TARGET = re.compile(r"(a?)#?(\d{1,15})")
_PROMPT_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


async def _appeal(ask: Ask) -> Reply:
    prompt_id, reason = ask.values.get("prompt"), ask.values.get("reason", "")
    if prompt_id is not None and ask.deps.bank.head(prompt_id) is None:
        # A typed line may begin with the reason at once.
        if not reason and _PROMPT_ID.fullmatch(prompt_id):
            raise BadInput(value_refusals.unknown_prompt(prompt_id))
        prompt_id, reason = None, f"{prompt_id} {reason}"
    appeal = await appeal_service.open_appeal(
        ask.deps,
        ask.visitor,
        prompt_id=prompt_id,
        place_prompt=ask.place_prompt,
        reason=reason,
        event_key=ask.event_key,
        at=ask.at,
    )
    return appeal_views.appealed(appeal)


async def _appeals(ask: Ask) -> Reply:
    return appeal_views.appeals(await appeal_service.waiting(ask.deps, ask.visitor))


async def _override(ask: Ask) -> Reply:
    ruling = Ruling(
        criterion_id=ask.values["on"],
        verdict=Verdict(ask.values["verdict"]),
        said=ask.values["why"],
    )
    target = read_target(ask.values["which"])
    done = await override(ask.deps, ask.visitor, target, ruling, event_key=ask.event_key, at=ask.at)
    return override_views.overridden(done)


async def _decline(ask: Ask) -> Reply:
    target = read_target(ask.values["which"])
    if target.appeal_id is None:
        raise BadInput(review_refusals.not_a_target(ask.values["which"]))
    case = await appeal_service.decline(
        ask.deps,
        ask.visitor,
        target.appeal_id,
        ask.values["why"],
        event_key=ask.event_key,
        at=ask.at,
    )
    return appeal_views.declined(case)


def read_target(said: str) -> Target:
    """An appeal by its number, or an answer by `a` and its number."""
    match = _TARGET.fullmatch(said.strip().lower())
    if match is None or not said.isascii():
        raise BadInput(review_refusals.not_a_target(said))
    number = int(match[2])
    return Target(attempt_id=number) if match[1] else Target(appeal_id=number)


async def _regrade(ask: Ask) -> Reply:
    scope = Scope(prompt_id=ask.values.get("prompt"), group_id=ask.group.id, newest=_NEWEST)
    if scope.prompt_id is not None and ask.deps.bank.head(scope.prompt_id) is None:
        raise BadInput(value_refusals.unknown_prompt(scope.prompt_id))
    return regrading_views.regrading(await regrading(ask.deps, scope, ask.at))


async def _guess(ask: Ask) -> Reply:
    said = ask.values.get("score")
    if said is None:
        return guess_views.ask_for_guess()
    score = read_guess(said)
    done = await take_guess(ask.deps, ask.visitor, score, event_key=ask.event_key, at=ask.at)
    return guess_views.taken(done)


def read_guess(said: str) -> int:
    """A score from 0 to 100, or the middle of a level that is named."""
    word = said.strip().lower()
    for level, score in GUESSED_LEVEL.items():
        if level is not Level.NONE and word == level.name.lower():
            return score
    if not word.isascii() or not word.isdigit() or len(word) > 3 or int(word) > 100:
        raise BadInput(review_refusals.not_a_guess(said))
    return int(word)


_WHICH = Option("which", "the appeal's number, or an answer such as a12", required=True)

REVIEW = (
    Command(
        "guess",
        "the score you expect, before you see the feedback (settings selfscore on)",
        _guess,
        (Option("score", "a score from 0 to 100, or weak, mixed, good, excellent"),),
        examples=("guess 70", "guess good"),
        hosts_only=False,
    ),
    Command(
        "appeal",
        "ask a host to look at a grade of yours",
        _appeal,
        (
            Option("prompt", "another prompt than the last one, by its id", OptionKind.PROMPT),
            Option("reason", "what was overlooked", OptionKind.TEXT),
        ),
        examples=("appeal I named who is called, in the second sentence.",),
        hosts_only=False,
    ),
)

HOST_REVIEW = (
    Command("appeals", "grades that members ask you to look at", _appeals, hosts_only=True),
    Command(
        "override",
        "change the verdict on one criterion; the member reads your reason",
        _override,
        (
            _WHICH,
            Option(
                "verdict",
                "what the answer does",
                OptionKind.CHOICE,
                tuple(verdict.value for verdict in Verdict),
                required=True,
            ),
            Option("on", "the criterion, by its id", required=True),
            Option(
                "why",
                "your reason; for met or partly first the words that show it, in quotation marks",
                OptionKind.TEXT,
                required=True,
            ),
        ),
        hosts_only=True,
        examples=(
            'override 3 met fallback "a paper sheet at each desk" That is the fallback.',
            "override a12 missed drill Nobody is named who drilled it.",
        ),
    ),
    Command(
        "decline",
        "leave an appealed grade as it is; the member reads your reason",
        _decline,
        (_WHICH, Option("why", "your reason", OptionKind.TEXT, required=True)),
        hosts_only=True,
        examples=("decline 3 The answer names the desk, but nobody who is called.",),
    ),
    Command(
        "regrade",
        "what grading stored answers again would change; nothing is changed",
        _regrade,
        (Option("prompt", "one prompt, by its id", OptionKind.PROMPT),),
        hosts_only=True,
    ),
)
