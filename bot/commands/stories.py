"""Stories: add, list, use, remove."""

from __future__ import annotations

import re

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.registry import nearest
from bot.commands.values import read_id
from bot.errors import BadInput
from bot.refusals import stories as story_refusals
from bot.refusals import values as value_refusals
from bot.services import stories as service
from bot.views import stories as views
from bot.views.model import Reply

_ANSWER = re.compile(r"a?#?(\d{1,15})", re.IGNORECASE)


async def _add(ask: Ask) -> Reply:
    given = ask.values.get("answer")
    number: int | None = None
    if given is not None:
        match = _ANSWER.fullmatch(given.strip())
        if match is None or not given.isascii():
            raise BadInput(story_refusals.not_an_answer(given))
        number = int(match[1])
    shelved, new = await service.keep_story(ask.deps, ask.visitor, number, ask.at)
    return views.kept(shelved, ask.skills, new=new)


async def _list(ask: Ask) -> Reply:
    given = ask.values.get("which")
    if given is not None:
        number = read_id(given)
        return views.story(await service.one_story(ask.deps, ask.visitor, number), ask.skills)
    return views.shelf(await service.shelf(ask.deps, ask.visitor), ask.skills)


async def _use(ask: Ask) -> Reply:
    number = read_id(ask.values["which"])
    skill = _skill(ask, ask.values["skill"])
    shelved, shelf = await service.use_story(ask.deps, ask.visitor, number, skill, ask.at)
    return views.used(shelved, skill, shelf, ask.skills)


async def _remove(ask: Ask) -> Reply:
    number = read_id(ask.values["which"])
    return views.removed(await service.remove_story(ask.deps, ask.visitor, number))


def _skill(ask: Ask, said: str) -> str:
    """A competency by its id or its title, in whatever capitals."""
    wanted = " ".join(said.casefold().split())
    for skill, title in ask.skills.items():
        if wanted in {skill.casefold(), title.casefold()}:
            return skill
    known = list(ask.skills)
    raise BadInput(value_refusals.not_a_choice(said, known, nearest(said, known)))


_WHICH = Option("which", "the number of a story", required=True)

STORIES = (
    Command(
        "story add",
        "keep an answer of yours that would pass, to tell it again",
        _add,
        (Option("answer", "an answer by its number, such as a12; without it your newest"),),
        examples=("story add", "story add a12"),
        hosts_only=False,
    ),
    Command(
        "story list",
        "your stories and which competencies they cover; with a number one in full",
        _list,
        (Option("which", "the number of a story"),),
        examples=("story list", "story list 3"),
        hosts_only=False,
    ),
    Command(
        "story use",
        "choose the story that you tell for a competency",
        _use,
        (_WHICH, Option("skill", "a competency", OptionKind.TEXT, required=True)),
        examples=("story use 3 safety",),
        hosts_only=False,
    ),
    Command(
        "story remove",
        "keep a story no longer; the answer stays",
        _remove,
        (_WHICH,),
        examples=("story remove 3",),
        hosts_only=False,
    ),
)
