"""Forms: what a command still needs from a person, for platforms that have such a thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.commands.command import Command, Option, OptionKind
from bot.domain.exercise import Posed, read_mark
from bot.errors import BadInput
from bot.ports.course import Course
from bot.ports.prompts import PromptBank
from bot.services.drills import posed_of
from bot.views import drills as drill_views
from bot.views.model import Field, Form


def form_of(
    bank: PromptBank,
    course: Course,
    command: Command,
    values: Mapping[str, str],
    asks: Sequence[str] = (),
) -> Form | None:
    """The form for what a command still needs; None when it needs nothing.

    That is what a button asks for, and the words that a command takes in. The form shows the
    question that is answered, where the values name its prompt.
    """
    fields = tuple(
        Field(one.name, _begun(one.summary), long=one.kind is OptionKind.TEXT and command.keeps)
        for one in command.options
        if not values.get(one.name) and (one.name in asks or _takes_words(command, one))
    )
    if not fields:
        return None
    exercise = _exercise(course, values)
    if exercise is not None:
        return drill_views.form(exercise, [one.name for one in fields])
    head = bank.head(values.get("prompt", ""))
    if head is None:
        return Form(_begun(command.summary), fields)
    return Form(head.title, fields, intro=head.question)


def _exercise(course: Course, values: Mapping[str, str]) -> Posed | None:
    """The exercise that the values name, if it is still there."""
    mark = read_mark(values.get("of", ""))
    if mark is None:
        return None
    try:
        return posed_of(course, mark)
    except BadInput:
        return None


def _takes_words(command: Command, option: Option) -> bool:
    return command.keeps and option.kind is OptionKind.TEXT and not option.hidden


def _begun(summary: str) -> str:
    return summary[:1].upper() + summary[1:]
