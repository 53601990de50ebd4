"""What comes with an acknowledgement: messages of commands, the fate of a modal."""

from __future__ import annotations

from typing import Any

from tests.slack.fake.blocks import elements
from tests.slack.fake.blocks.check import check_message
from tests.slack.fake.blocks.problems import Problems
from tests.slack.fake.delivery.parcel import Attempt, Kind, Parcel
from tests.slack.fake.errors import Json, SlackError
from tests.slack.fake.web import replying
from tests.slack.fake.world import viewing
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World

RESPONSE_KEYS = {"text", "blocks", "response_type", "attachments", "thread_ts", "unfurl_links"}
RESPONSE_KEYS |= {"unfurl_media", "mrkdwn", "replace_original", "delete_original", "metadata"}


def answered(world: World, parcel: Parcel, attempt: Attempt) -> None:
    """Does what the application answered in time; what Slack could not do is a violation."""
    if not attempt.acknowledged:
        return
    answer = parcel.answer
    try:
        if parcel.kind is Kind.COMMAND:
            _of_command(world, parcel, answer)
        elif parcel.what == "view_submission":
            _of_form(world, parcel, answer or {})
        elif parcel.what == "block_suggestion":
            _of_choices(world, answer)
        elif parcel.kind is Kind.INTERACTION and answer:
            world.own_fault(f"{parcel.what} was answered with {answer!r}, which Slack ignores")
    except SlackError as error:
        world.own_fault(f"the answer to {parcel.what}: {error.body()}")


def _of_command(world: World, parcel: Parcel, answer: Any) -> None:
    if not answer:
        return
    if not isinstance(answer, dict) or answer.keys() - RESPONSE_KEYS:
        raise SlackError("invalid_payload", answer=answer)
    assert parcel.hook is not None
    if problems := check_message(answer.get("blocks") or []):
        raise SlackError("invalid_blocks", errors=problems)
    replying.say(world, parcel.hook, answer)


def _of_form(world: World, parcel: Parcel, answer: Json) -> None:
    view = world.views[parcel.payload["view"]["id"]]
    match answer.get("response_action"):
        case None:
            if answer:
                raise SlackError("invalid_payload", answer=answer)
            viewing.closed(world, view)
        case "clear":
            viewing.clear(world, view.user)
            world.changes.happened()
        case "errors":
            view.errors = _errors(view, answer.get("errors"))
        case "update":
            viewing.updated(world, view, viewing.checked(answer.get("view")))
        case "push":
            given = viewing.checked(answer.get("view"))
            viewing.opened(world, view.by, view.user, given, view)
        case other:
            raise SlackError("invalid_response_action", answer=other)


def _errors(view: View, said: Any) -> dict[str, str]:
    """Must name inputs of this view."""
    known = {one["block_id"] for one in view.inputs}
    if not isinstance(said, dict) or not said or not said.keys() <= known:
        raise SlackError("invalid_errors", answer=said, inputs=sorted(known))
    return dict(said)


def _of_choices(world: World, answer: Any) -> None:
    problems = Problems()
    if not isinstance(answer, dict) or not answer.keys() <= {"options", "option_groups"}:
        raise SlackError("invalid_options", answer=answer)
    if answer.get("options"):
        elements.check_options(problems, "/options", answer["options"])
    if problems:
        raise SlackError("invalid_options", errors=problems)
