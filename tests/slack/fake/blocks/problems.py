"""What is wrong and where, in the words of Slack's `response_metadata.messages`."""

from __future__ import annotations

from typing import Any

from tests.slack.fake.errors import Json


class Problems(list[str]):
    """A list of them; a pointer is as `/blocks/0/text/text`."""

    def add(self, pointer: str, said: str) -> None:
        self.append(f"{said} [json-pointer:{pointer}]")

    def length(self, pointer: str, value: Any, most: int, least: int = 1) -> None:
        """A text of so many characters."""
        if not isinstance(value, str):
            self.add(pointer, "must be a string")
        elif len(value) > most:
            self.add(pointer, f"must be less than {most + 1} characters, is {len(value)}")
        elif len(value) < least:
            self.add(pointer, f"must be more than {least - 1} characters")

    def amount(self, pointer: str, value: Any, most: int, least: int = 1) -> bool:
        """A list of so many items."""
        if not isinstance(value, list):
            self.add(pointer, "must provide an array")
            return False
        if len(value) > most:
            self.add(pointer, f"no more than {most} items allowed, is {len(value)}")
        elif len(value) < least:
            self.add(pointer, f"no fewer than {least} items allowed")
        return True

    def keys(
        self, pointer: str, value: Any, needed: frozenset[str], allowed: frozenset[str]
    ) -> bool:
        """An object with these keys and no others."""
        if not isinstance(value, dict):
            self.add(pointer, "must provide an object")
            return False
        for key in sorted(needed - value.keys()):
            self.add(pointer, f"missing required field: {key}")
        for key in sorted(value.keys() - needed - allowed - {"type"}):
            self.add(pointer, f"invalid additional property: {key}")
        return needed <= value.keys()

    def words(self, pointer: str, value: Any, most: int, *, plain: bool = False) -> None:
        """A text object; `plain`: mrkdwn is not allowed there."""
        kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
        allowed = frozenset({"emoji", "verbatim"})
        if not self.keys(pointer, value, frozenset({"text"}), allowed):
            return
        kind = value.get("type")
        if kind not in kinds:
            self.add(f"{pointer}/type", f"must be one of {', '.join(kinds)}")
        wrong = {"plain_text": "verbatim", "mrkdwn": "emoji"}.get(str(kind))
        if wrong in value:
            self.add(pointer, f"invalid additional property: {wrong}")
        self.length(f"{pointer}/text", value["text"], most)


def wrong_kind(problems: Problems, pointer: str, value: Json) -> None:
    problems.add(f"{pointer}/type", f"unsupported type: {value.get('type')}")
