"""Errors in Discord's own shape, and the one for what a person's client would not allow."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class CannotDo(AssertionError):
    """A person could not do this: no such command, button or permission on their screen."""


class ApiError(Exception):
    """A refusal of the REST interface: HTTP status, Discord's code and words."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        made: Json = {"message": self.message, "code": self.code}
        return made | ({"errors": self.errors} if self.errors is not None else {})


UNAUTHORIZED = (401, 0, "401: Unauthorized")
NO_ROUTE = (404, 0, "404: Not Found")

UNKNOWN_APPLICATION = (404, 10002, "Unknown Application")
UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_GUILD = (404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = (404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
UNKNOWN_USER = (404, 10013, "Unknown User")
UNKNOWN_EMOJI = (400, 10014, "Unknown Emoji")
UNKNOWN_WEBHOOK = (404, 10015, "Unknown Webhook")
UNKNOWN_INTERACTION = (404, 10062, "Unknown interaction")
UNKNOWN_COMMAND = (404, 10063, "Unknown application command")

TOO_MANY_PINS = (400, 30003, "Maximum number of pins reached (250)")
TOO_MANY_COMMANDS = (400, 30032, "Maximum number of application commands reached (100)")
TOO_MANY_CREATES = (
    400,
    30034,
    "Max number of daily application command creates has been reached (200)",
)
ALREADY_ACKNOWLEDGED = (400, 40060, "Interaction has already been acknowledged.")
TAG_REQUIRED = (400, 40067, "A tag is required to create a forum post in this channel")

MISSING_ACCESS = (403, 50001, "Missing Access")
NOT_ON_DM = (403, 50003, "Cannot execute action on a DM channel")
NOT_THE_AUTHOR = (403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = (400, 50006, "Cannot send an empty message")
DM_CLOSED = (403, 50007, "Cannot send messages to this user")
NOT_A_TEXT_CHANNEL = (400, 50008, "Cannot send messages in a non-text channel")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")
SYSTEM_MESSAGE = (403, 50021, "Cannot execute action on a system message")
WRONG_CHANNEL_TYPE = (400, 50024, "Cannot execute action on this channel type")
INVALID_WEBHOOK_TOKEN = (401, 50027, "Invalid Webhook Token")
THREAD_ARCHIVED = (400, 50083, "Thread is archived")
BAD_JSON = (400, 50109, "The request body contains invalid JSON.")
NO_MUTUAL_GUILD = (403, 50278, "Cannot send messages to this user due to having no mutual guilds")
REPLY_NEEDS_HISTORY = (400, 160002, "Cannot reply without permission to read message history")
THREAD_EXISTS = (400, 160004, "A thread has already been created for this message")


def invalid_form(path: str, code: str, message: str) -> ApiError:
    """50035 for one field; `path` is dotted, list positions as numbers."""
    errors: Json = {"_errors": [{"code": code, "message": message}]}
    for part in reversed([part for part in path.split(".") if part]):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)
