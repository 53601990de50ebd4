"""A form that the bot has opened on somebody's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.world import component

if TYPE_CHECKING:
    from tests.discord.fake.interaction import Interaction


class Modal:
    """Title, text and fields; open until submitted once."""

    def __init__(self, data: Json, opened_by: Interaction) -> None:
        self.custom_id: str = data["custom_id"]
        self.title: str = data["title"]
        self.components = component.completed(data["components"])
        self.opened_by = opened_by

    @property
    def text(self) -> str:
        """All that a reader sees of it."""
        return "\n".join([self.title, *component.texts(self.components)])

    @property
    def labels(self) -> dict[str, str]:
        """What stands over each field, by custom_id."""
        made = {}
        for one in component.walk(self.components):
            if one["type"] == component.LABEL:
                made[one["component"]["custom_id"]] = one["label"]
            elif one["type"] == component.INPUT and one.get("label"):
                made[one["custom_id"]] = one["label"]
        return made

    @property
    def fields(self) -> list[Json]:
        """Everything that can be filled in, in order."""
        kinds = component.INTERACTIVE
        return [one for one in component.walk(self.components) if one["type"] in kinds]

    def field(self, name: str) -> Json:
        """By its custom_id or by what stands over it."""
        labels = self.labels
        for one in self.fields:
            if name in (one["custom_id"], labels.get(one["custom_id"])):
                return one
        raise CannotDo(f"the form {self.title!r} has no field {name!r}, only {labels}")

    def filled(self, values: dict[str, object]) -> list[Json]:
        """What the client sends when it is submitted; checks what the client would check."""
        given = {self.field(name)["custom_id"]: value for name, value in values.items()}
        return [self._sent(one, given) for one in self.components]

    def _sent(self, one: Json, given: dict[str, object]) -> Json:
        made: Json = {"type": one["type"], "id": one["id"]}
        if one["type"] == component.ROW:
            return made | {"components": [self._sent(each, given) for each in one["components"]]}
        if one["type"] == component.LABEL:
            return made | {"component": self._sent(one["component"], given)}
        if one["type"] not in component.INTERACTIVE:
            return made
        return made | {"custom_id": one["custom_id"]} | _answer(one, given.get(one["custom_id"]))


def _answer(field: Json, value: object) -> Json:
    kind = field["type"]
    if kind == component.INPUT:
        return {"value": _typed(field, value)}
    if kind == component.RADIO:
        return {"value": value}
    if kind == component.CHECK:
        return {"value": bool(value)}
    default = [one["value"] for one in field.get("options") or [] if one.get("default")]
    chosen = default if value is None else value
    picked = [chosen] if isinstance(chosen, str) else list(chosen)  # type: ignore[call-overload]
    least = field.get("min_values", 1) if field.get("required", True) else 0
    if not least <= len(picked) <= field.get("max_values", 1):
        raise CannotDo(f"{field['custom_id']!r} takes another number of values than {picked}")
    known = [one["value"] for one in field.get("options") or []]
    if known and not set(picked) <= set(known):
        raise CannotDo(f"{field['custom_id']!r} offers {known}, not {picked}")
    return {"values": picked}


def _typed(field: Json, value: object) -> str:
    text = str(field.get("value") or "") if value is None else str(value)
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not text and field.get("required", True):
        raise CannotDo(f"the field {field['custom_id']!r} must be filled in")
    if text and not least <= len(text) <= most:
        raise CannotDo(
            f"{field['custom_id']!r} takes {least} to {most} characters, not {len(text)}"
        )
    return text
