"""Checks bodies against Discord's OpenAPI document, where it lies beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from tests.discord.fake.errors import Json

DOCUMENT = Path(__file__).resolve().parents[4] / "shared" / "discord-api-spec" / "openapi.json"
EXTRA = {
    # What discord.py sends and the service takes, though the document does not say so; beside it
    # there is `tts` wherever a message is meant.
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "ApplicationCommandCreateRequest": ("nsfw",),
    "CreateForumThreadRequest": ("type",),
    "RichEmbed": ("flags",),
}


def known() -> bool:
    """Whether the document is at hand."""
    return DOCUMENT.exists()


def problems(method: str, template: str, body: Any) -> list[str]:
    """What is wrong with a request's body; nothing where the document has no such route."""
    return list(_problems(method, template, json.dumps(body, default=str)))


@lru_cache(maxsize=512)
def _problems(method: str, template: str, text: str) -> tuple[str, ...]:
    """Many tests send the same: the commands, above all, whose check takes a tenth of a second."""
    body = json.loads(text)
    check, needed = _request_validator(method, template)
    if check is None or (body is None and not needed):
        return ()
    return tuple(_told(check, body))


def answer_problems(method: str, template: str, status: int, body: Any) -> list[str]:
    """What is wrong with an answer of the fake itself."""
    check = _answer_validator(method, template, status)
    return [] if check is None else list(_told(check, body))


def _told(check: Draft202012Validator, body: Any) -> Iterator[str]:
    for error in check.iter_errors(body):
        deepest = _deepest(error)
        where = ".".join(str(part) for part in deepest.absolute_path)
        yield f"{where or 'body'}: {deepest.message[:300]}"


def _deepest(error: ValidationError) -> ValidationError:
    """The error in the branch that was meant, which is that of the right `type`."""
    while error.context:
        wrong = {
            one.schema_path[0]
            for one in error.context
            if one.path and one.path[-1] == "type" and one.validator == "enum"
        }
        meant = [one for one in error.context if one.schema_path[0] not in wrong]
        best = best_match(meant or error.context)
        assert best is not None
        error = best
    return error


@cache
def _document() -> Json:
    made: Json = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    schemas = made["components"]["schemas"]
    schemas["SnowflakeType"]["type"] = ["string", "integer"]
    for name, schema in schemas.items():
        if "Request" in name or name.startswith("RichEmbed"):
            _close(schema, EXTRA.get(name, ()))
    return made


def _close(schema: Json, extra: tuple[str, ...]) -> None:
    """Fields that the document does not name are typing errors, so they are refused too."""
    if "properties" in schema and "additionalProperties" not in schema:
        schema["additionalProperties"] = False
        message = {"content", "embeds"} <= schema["properties"].keys()
        loose = (*extra, "tts") if message else extra
        schema["properties"] = {name: {} for name in loose} | schema["properties"]


@cache
def _request_validator(method: str, template: str) -> tuple[Draft202012Validator | None, bool]:
    if not known():
        return None, False
    told = _operation(method, template).get("requestBody", {})
    return _validator(told), bool(told.get("required"))


@cache
def _answer_validator(method: str, template: str, status: int) -> Draft202012Validator | None:
    told = _operation(method, template).get("responses", {}).get(str(status), {})
    return _validator(told)


def _operation(method: str, template: str) -> Json:
    found: Json = _document()["paths"].get(template, {}).get(method.lower(), {})
    return found


def _validator(told: Json) -> Draft202012Validator | None:
    schema = told.get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return None
    return Draft202012Validator(schema | {"components": _document()["components"]})
