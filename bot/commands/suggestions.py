"""Suggest and suggestions: members propose questions, hosts answer them."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.values import read_id
from bot.domain.suggestion import SuggestionState
from bot.errors import BadInput
from bot.refusals import values as refusals
from bot.services import suggestions as service
from bot.views import suggestions as views
from bot.views.model import Reply

_STATES = {"approve": SuggestionState.APPROVED, "decline": SuggestionState.DECLINED}


async def _suggest(ask: Ask) -> Reply:
    text = ask.values.get("text")
    if text is None:
        return views.ask_for_question()
    stored = await service.propose(ask.deps, ask.visitor, text, event_key=ask.event_key, at=ask.at)
    return views.proposed(stored)


async def _suggestions(ask: Ask) -> Reply:
    do = ask.values.get("do")
    if do is None:
        return views.suggestions(await service.proposals(ask.deps, ask.visitor))
    which = ask.values.get("which")
    if which is None:
        example = f"suggestions {do} 3" + ("" if do == "approve" else " We have one like it.")
        raise BadInput(refusals.value_needed(f"suggestions {do}", example))
    state = _STATES[do]
    done = await service.answer_proposal(
        ask.deps,
        ask.visitor,
        read_id(which),
        state,
        ask.values.get("why", ""),
        event_key=ask.event_key,
        at=ask.at,
    )
    return views.answered(done, state)


SUGGEST = (
    Command(
        "suggest",
        "propose a question; a host reads it, and you hear what becomes of it",
        _suggest,
        (Option("text", "the question, as an interviewer would ask it", OptionKind.TEXT),),
        examples=("suggest Our triage bot misses sepsis in one clinic. What do you do on Monday?",),
        keeps=True,
        hosts_only=False,
    ),
)

HOST_SUGGESTIONS = (
    Command(
        "suggestions",
        "questions that members propose; approve or decline, and they are told",
        _suggestions,
        (
            Option("do", "what to do with one", OptionKind.CHOICE, tuple(_STATES)),
            Option("which", "the number of the suggestion"),
            Option("why", "your reason; the member reads it", OptionKind.TEXT),
        ),
        hosts_only=True,
        examples=(
            "suggestions",
            "suggestions approve 3",
            "suggestions decline 3 We have one like it.",
        ),
    ),
)
