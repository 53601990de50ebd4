"""Errors in Slack's own shape, and the one for what a person's client would not allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class CannotDo(AssertionError):
    """A person could not do this: no such command, button or channel on their screen."""


class SlackError(Exception):
    """A refusal of the Web API, by its name; `more` goes into the answer beside it."""

    def __init__(self, name: str, **more: Any) -> None:
        super().__init__(name, more)
        self.name = name
        self.more = more

    def body(self) -> Json:
        return {"ok": False, "error": self.name, **self.more}


class Malformed(SlackError):
    """A refusal that is the application's own fault: it is a violation as well."""


def invalid(name: str, problems: Sequence[str]) -> Malformed:
    """`invalid_blocks` or `invalid_arguments`, with what is wrong and where (JSON pointers)."""
    messages = [f"[ERROR] {one}" for one in problems]
    more: Json = {"response_metadata": {"messages": messages}}
    if name == "invalid_blocks":
        more["errors"] = list(problems)
    return Malformed(name, **more)


def missing_scope(needed: str, provided: Sequence[str]) -> SlackError:
    return SlackError("missing_scope", needed=needed, provided=",".join(sorted(provided)))
