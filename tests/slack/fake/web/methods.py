"""Every method the fake knows, and the scope that it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.slack.fake.errors import Json
from tests.slack.fake.web import chat, conversations, files, marks, people, views
from tests.slack.fake.web.call import Call


class Method(NamedTuple):
    """`scope` is empty where none is needed, or where the handler asks by kind of channel."""

    handler: Callable[[Call], Json]
    scope: str = ""


METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.join": Method(conversations.join, "channels:join"),
    "conversations.list": Method(conversations.list_),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.open_, "im:write"),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write"),
    "files.info": Method(files.info, "files:read"),
    "pins.add": Method(marks.pins_add, "pins:write"),
    "pins.list": Method(marks.pins_list, "pins:read"),
    "pins.remove": Method(marks.pins_remove, "pins:write"),
    "reactions.add": Method(marks.reactions_add, "reactions:write"),
    "reactions.remove": Method(marks.reactions_remove, "reactions:write"),
    "team.info": Method(people.team_info, "team:read"),
    "users.info": Method(people.users_info, "users:read"),
    "users.list": Method(people.users_list, "users:read"),
    "views.open": Method(views.open_),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
