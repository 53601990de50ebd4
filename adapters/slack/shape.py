"""The shape of what Slack sends: whatever we read of it is there, and of the type it should be.

A signature says who sent something, not that it is whole. What has another shape is handled by
nobody: read on, an object in the place of an id would become the name of a new member. Fields that
we do not read may be anything, and so may events that we do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from adapters.shape import Part, fault_in
from adapters.slack.inbound import PEOPLE_WRITE

EVENT = "event_callback"
"""The type of a payload that holds an event."""

_UserId = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{6,30}$")]
_ChannelId = Annotated[str, StringConstraints(pattern=r"^[CDG][A-Z0-9]{6,30}$")]
_Ts = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?$")]
_Id = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_Address = Annotated[str, StringConstraints(pattern=r"^https?://[!-~]+$", max_length=2000)]
_Size = Annotated[int, Field(ge=0)]


class _User(Part):
    id: _UserId
    name: str | None = None
    username: str | None = None


class _Channel(Part):
    id: _ChannelId


class _Option(Part):
    value: str | None = None


class _Element(Part):
    """What stands in a list or a field."""

    selected_option: _Option | None = None
    selected_conversation: _ChannelId | None = None
    selected_channel: _ChannelId | None = None
    selected_user: _UserId | None = None
    value: str | None = None


class _Action(_Element):
    type: str
    action_id: _Id
    action_ts: _Ts | None = None


class _State(Part):
    values: dict[str, dict[str, _Element]] = {}


class _Block(Part):
    type: str
    block_id: str | None = None


class _View(Part):
    id: _Id
    type: str
    hash: str | None = None
    callback_id: str | None = None
    private_metadata: str | None = None
    previous_view_id: str | None = None
    state: _State | None = None
    blocks: list[_Block] = []


class _Container(Part):
    message_ts: _Ts | None = None
    thread_ts: _Ts | None = None


class _File(Part):
    name: str | None = None
    title: str | None = None
    mode: str | None = None
    filetype: str | None = None
    mimetype: str | None = None
    size: _Size | None = None
    url_private: str | None = None
    url_private_download: str | None = None


class _Edited(Part):
    ts: _Ts


class _Message(Part):
    """A message, in an event of its own or inside of one."""

    ts: _Ts
    subtype: str | None = None
    user: _UserId | None = None
    bot_id: str | None = None
    text: str | None = None
    thread_ts: _Ts | None = None
    parent_user_id: str | None = None
    edited: _Edited | None = None
    files: list[_File] | None = None


class _Told(_Message):
    channel: _ChannelId


class _Changed(Part):
    channel: _ChannelId
    message: _Message


class _Gone(Part):
    channel: _ChannelId
    deleted_ts: _Ts


class _HomeOpened(Part):
    user: _UserId
    tab: str = "home"


class _Command(Part):
    command: str
    text: str = ""
    user_id: _UserId
    user_name: str | None = None
    """Slack phases it out: people are asked for by their id."""
    channel_id: _ChannelId
    channel_name: str | None = None
    trigger_id: _Id
    response_url: _Address | None = None


class _Interaction(Part):
    user: _User
    trigger_id: _Id
    response_url: _Address | None = None


class _Press(_Interaction):
    actions: Annotated[list[_Action], Field(min_length=1)]
    channel: _Channel | None = None
    container: _Container | None = None
    view: _View | None = None


class _Form(_Interaction):
    view: _View


class _Shortcut(_Interaction):
    callback_id: str


class _OnMessage(_Shortcut):
    channel: _Channel
    message: _Message
    action_ts: _Ts


class _Challenge(Part):
    challenge: str


_SHAPES: Mapping[str, type[Part]] = {
    "block_actions": _Press,
    "view_submission": _Form,
    "message_action": _OnMessage,
    "shortcut": _Shortcut,
    "url_verification": _Challenge,
}

_EVENTS: Mapping[tuple[str, str], type[Part]] = {
    ("message", "message_changed"): _Changed,
    ("message", "message_deleted"): _Gone,
    ("app_mention", "message_changed"): _Changed,
    **{("message", subtype or ""): _Told for subtype in PEOPLE_WRITE},
}

_WHATEVER_SUBTYPE: Mapping[str, type[Part]] = {
    "app_mention": _Told,
    "app_home_opened": _HomeOpened,
}


def fault(body: Any) -> str | None:  # noqa: ANN401
    """Where a payload of Slack's is not as it should be, without what stands there; None for well.

    The payload of an interaction is meant, not the form it comes in.
    """
    if not isinstance(body, dict):
        return "payload"
    if body.get("type") == EVENT:
        return _fault_of_event(body)
    kind = body.get("type")
    if "command" in body:
        return fault_in(_Command, body)
    if not _is_text(kind):
        return "type"
    shape = _SHAPES.get(str(kind))
    return None if shape is None else fault_in(shape, body)


def _fault_of_event(body: dict[str, Any]) -> str | None:
    event = body.get("event")
    if not isinstance(event, dict) or not _is_text(body.get("team_id")):
        return "event"
    kind, subtype = event.get("type"), event.get("subtype") or ""
    if not _is_text(kind) or not _is_text(subtype):
        return "event.type"
    shape = _EVENTS.get((str(kind), str(subtype))) or _WHATEVER_SUBTYPE.get(str(kind))
    return None if shape is None else fault_in(shape, event)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
