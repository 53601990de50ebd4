"""Limits on messages and forms that Discord's OpenAPI document lacks or says too wide."""

from __future__ import annotations

from collections import Counter

from tests.discord.fake.errors import EMPTY_MESSAGE, ApiError, Json, invalid_form
from tests.discord.fake.world import component, embed
from tests.discord.fake.world.message import MessageFlag

CONTENT = 2000
EMBEDS = 6000
COMPONENTS = 40
V2_TEXT = 4000
ROW_OF_BUTTONS = 5
ROWS = 5
FILES = 10
REQUEST_BYTES = 25 * 1024 * 1024
LINK, PREMIUM = 5, 6


def check_message(body: Json, *, v2: bool) -> None:
    """Raises 50035 for the first limit that the body breaks."""
    content = body.get("content") or ""
    if len(content) > CONTENT:
        raise _too_long("content", CONTENT)
    embeds = body.get("embeds") or []
    if embed.size(embeds) > EMBEDS:
        raise invalid_form("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds 6000")
    for at, one in enumerate(embeds):
        _check_embed(one, f"embeds.{at}")
    components = body.get("components") or []
    if v2 and (content or embeds or body.get("poll")):
        words = "The 'content' and 'embeds' fields cannot be used with components v2"
        raise invalid_form("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    check_components(components, v2=v2)


def check_not_empty(body: Json, files: int) -> None:
    """A new message says something."""
    said = (body.get("content") or "").strip()
    kept = ("embeds", "components", "sticker_ids", "poll")
    if not said and not files and not any(body.get(key) for key in kept):
        raise ApiError(*EMPTY_MESSAGE)


def check_components(components: list[Json], *, v2: bool) -> None:
    """Counts, rows, names, and what each button needs."""
    every = list(component.walk(components))
    if not v2:
        if any(one["type"] != component.ROW for one in components):
            words = "Layout components need the flag for components v2"
            raise invalid_form("components", "UNION_TYPE_CHOICES", words)
        if len(components) > ROWS:
            raise _too_many("components", ROWS)
    elif len(every) > COMPONENTS:
        raise invalid_form("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", "Over 40")
    elif sum(len(one.get("content") or "") for one in every) > V2_TEXT:
        raise invalid_form("components", "COMPONENT_MAX_TOTAL_TEXT_SIZE_EXCEEDED", "Over 4000")
    names = Counter(one["custom_id"] for one in every if one.get("custom_id"))
    if twice := [name for name, count in names.items() if count > 1]:
        words = f"Component custom id cannot be duplicated: {twice}"
        raise invalid_form("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
    for one in every:
        _check_one(one)


def check_modal(data: Json) -> None:
    """One to five fields, each with a name of its own."""
    top = data["components"]
    if not 1 <= len(top) <= 5:
        raise _too_many("components", 5)
    every = list(component.walk(top))
    names = Counter(one["custom_id"] for one in every if one.get("custom_id"))
    if any(count > 1 for count in names.values()):
        raise invalid_form("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "twice the same")
    for one in every:
        if one["type"] == component.INPUT:
            _check_input(one)


def loses_v2(before: MessageFlag, body: Json) -> bool:
    """Whether an edit tries to take away the flag that cannot be taken away."""
    asked = body.get("flags")
    kept = before & MessageFlag.COMPONENTS_V2
    return bool(kept) and asked is not None and not asked & MessageFlag.COMPONENTS_V2


def _check_embed(one: Json, path: str) -> None:
    for at, field in enumerate(one.get("fields") or []):
        for key in ("name", "value"):
            if not str(field.get(key) or "").strip():
                raise invalid_form(
                    f"{path}.fields.{at}.{key}", "BASE_TYPE_REQUIRED", "This field is required"
                )
    said = [key for key in one if key not in ("type", "color", "flags") and one[key]]
    if not said:
        raise invalid_form(path, "MISSING_EMBED_CONTENT", "An embed must say something")


def _check_one(one: Json) -> None:
    kind = one["type"]
    below = one.get("components") or []
    if kind == component.ROW:
        buttons = sum(each["type"] == component.BUTTON for each in below)
        if not below or buttons > ROW_OF_BUTTONS or (buttons < len(below) and len(below) > 1):
            words = "A row holds one to five buttons, or one select"
            raise invalid_form("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)
    if kind == component.BUTTON:
        _check_button(one)
    if kind == component.SELECT:
        values = Counter(option["value"] for option in one["options"])
        if any(count > 1 for count in values.values()):
            words = "The specified option value is already used"
            raise invalid_form("components", "COMPONENT_DUPLICATED_OPTION_VALUE", words)
        if one.get("max_values", 1) > max(1, len(one["options"])):
            raise invalid_form("components", "COMPONENT_INVALID_MAX", "More than there are")


def _check_button(one: Json) -> None:
    style = one["style"]
    if style == PREMIUM:
        return
    if not one.get("label") and not one.get("emoji"):
        words = "A button needs a label or an emoji"
        raise invalid_form("components", "BUTTON_COMPONENT_REQUIRED_FIELD", words)
    if bool(one.get("url")) != (style == LINK) or bool(one.get("custom_id")) == (style == LINK):
        words = "A custom id and url cannot both be specified, and one must be"
        raise invalid_form("components", "BUTTON_COMPONENT_CUSTOM_ID_AND_URL", words)


def _check_input(one: Json) -> None:
    least, most = one.get("min_length") or 0, one.get("max_length") or 4000
    if least > most:
        raise invalid_form("components", "TEXT_INPUT_COMPONENT_INVALID_LENGTH", "min over max")
    value = one.get("value") or ""
    if value and not least <= len(value) <= most:
        words = f"Must be between {least} and {most} in length."
        raise invalid_form("components", "BASE_TYPE_BAD_LENGTH", words)


def _too_long(path: str, most: int) -> ApiError:
    words = f"Must be {most} or fewer in length."
    return invalid_form(path, "BASE_TYPE_MAX_LENGTH", words)


def _too_many(path: str, most: int) -> ApiError:
    words = f"Must be between 1 and {most} in length."
    return invalid_form(path, "BASE_TYPE_BAD_LENGTH", words)
