"""The shape of what Discord tells: whatever we read of it is there, and of the type it should be.

discord.py takes what comes for whole. What has another shape is handled by nobody: read on, it
would end in the middle, or with values that no other part of Rounds expects. Fields that we do not
read may be anything, and so may events that we do not hear.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from adapters.shape import Part, fault_in

_Snowflake = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,18}$")]
_Bits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,19}$")]
_Size = Annotated[int, Field(ge=0)]
_Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.=+~-]{1,1000}$")]
"""It becomes a part of an address."""

_Name = Annotated[str, StringConstraints(min_length=1, max_length=6000)]


class _User(Part):
    id: _Snowflake
    username: str
    discriminator: str
    avatar: str | None
    global_name: str | None = None
    bot: bool = False


class _Member(Part):
    nick: str | None = None
    roles: list[_Snowflake] = []
    permissions: _Bits | None = None


class _Acting(_Member):
    user: _User


class _File(Part):
    id: _Snowflake
    filename: str
    size: _Size
    url: str


class _Reference(Part):
    message_id: _Snowflake | None = None


class _Answered(Part):
    author: _User


class _Message(Part):
    id: _Snowflake
    channel_id: _Snowflake
    type: int
    content: str
    author: _User
    timestamp: str
    edited_timestamp: str | None = None
    webhook_id: _Snowflake | None = None
    mentions: list[_User] = []
    attachments: list[_File] = []
    message_reference: _Reference | None = None
    referenced_message: _Answered | None = None
    flags: int = 0


class _Told(_Message):
    guild_id: _Snowflake | None = None
    member: _Member | None = None


class _Gone(Part):
    id: _Snowflake
    channel_id: _Snowflake


class _AllGone(Part):
    ids: list[_Snowflake]
    channel_id: _Snowflake


class _Option(Part):
    name: _Name
    type: int
    value: str | int | float | bool | None = None
    focused: bool = False
    options: list[_Option] = []


class _Resolved(Part):
    messages: dict[_Snowflake, _Message] = {}


class _Component(Part):
    custom_id: str | None = None
    value: str | None = None
    values: list[str] = []
    components: list[_Component] = []
    component: _Component | None = None


class _Command(Part):
    name: _Name
    type: int
    options: list[_Option] = []
    resolved: _Resolved = _Resolved()


class _OnMessage(_Command):
    target_id: _Snowflake


class _Press(Part):
    custom_id: _Name
    component_type: int
    values: list[str] = []


class _Form(Part):
    custom_id: _Name
    components: list[_Component]


class _Channel(Part):
    id: _Snowflake
    type: int
    parent_id: _Snowflake | None = None


class _Interaction(Part):
    id: _Snowflake
    application_id: _Snowflake
    type: int
    token: _Token
    channel_id: _Snowflake
    channel: _Channel
    guild_id: _Snowflake | None = None
    member: _Acting | None = None
    user: _User | None = None
    message: _Message | None = None
    data: dict[str, Any]


_SHAPES: Mapping[str, type[Part]] = {
    "MESSAGE_CREATE": _Told,
    "MESSAGE_UPDATE": _Told,
    "MESSAGE_DELETE": _Gone,
    "MESSAGE_DELETE_BULK": _AllGone,
    "INTERACTION_CREATE": _Interaction,
}

_COMMAND, _COMPONENT, _COMPLETION, _MODAL = 2, 3, 4, 5
MESSAGE_MENU = 3
"""The type of a command in the menu of a message."""

_ASKED: Mapping[int, type[Part]] = {
    _COMMAND: _Command,
    _COMPLETION: _Command,
    _COMPONENT: _Press,
    _MODAL: _Form,
}


def fault(name: str, data: Any) -> str | None:  # noqa: ANN401
    """Where an event is not as it should be, without what stands there; None for well."""
    shape = _SHAPES.get(name)
    if shape is None:
        return None
    found = fault_in(shape, data)
    if found is None and name == "INTERACTION_CREATE":
        return _fault_of_interaction(data)
    return found


def _fault_of_interaction(data: dict[str, Any]) -> str | None:
    who = "user" if data.get("guild_id") is None else "member"
    if data.get(who) is None:
        return who
    asked, told = _ASKED.get(data["type"]), data["data"]
    if asked is _Command and told.get("type") == MESSAGE_MENU:
        found = fault_in(_OnMessage, told)
        messages = told.get("resolved", {}).get("messages", {}) if found is None else {}
        return found or (None if told["target_id"] in messages else "data.target_id")
    return None if asked is None else fault_in(asked, told)
