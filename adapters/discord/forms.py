"""Forms on Discord: what a command still needs, filled in on a screen of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from adapters.controls import pick_of
from adapters.discord.controls import LIMITS
from adapters.discord.customid import encode
from adapters.discord.inert import inert
from adapters.discord.limits import (
    FIELD_ABOUT,
    FIELD_LABEL,
    FIELD_TEXT,
    FORM_FIELDS,
    FORM_TITLE,
    PICKS,
)
from adapters.press import Press
from adapters.text.cleaning import clean, one_line
from adapters.text.cutting import cut
from adapters.text.lengths import short, units
from bot.views.model import Field, Form

_SHORT_TEXT = 1000
"""Characters of a field of one line; a reason for hosts fits in."""

_LAYOUTS = {"components", "component"}
"""Under which names what is inside of something else comes back."""


class UnkeptForm(discord.ui.Modal):
    """A form that discord.py forgets as soon as it is sent; see `view`."""

    def is_finished(self) -> bool:
        """Always: nothing listens to it."""
        return True


def modal(form: Form, press: Press, given: Mapping[str, str] | None = None) -> UnkeptForm:
    """The form of a press; its fields are named after the options, `given` is filled in already.

    The custom id is that of the press, with the fields as what it asks for. Raises TooLong when
    the values so far do not fit into it, ValueError for more fields than Discord has room for.
    """
    fields = form.fields
    if not 0 < len(fields) <= FORM_FIELDS:
        raise ValueError(f"a form of {len(fields)} fields")
    asks = tuple(one.name for one in fields)
    values = tuple((name, value) for name, value in press.values if name not in asks)
    title = short(one_line(form.title), FORM_TITLE) or press.words
    made = UnkeptForm(title=title, custom_id=encode(Press(press.words, values, asks)))
    intro = clean(form.intro)
    if intro and len(fields) < FORM_FIELDS:
        head, _ = cut(intro, lambda part: units(inert(part)), FIELD_TEXT)
        made.add_item(discord.ui.TextDisplay(inert(head)))
    for one in fields:
        made.add_item(_field(one, (given or {}).get(one.name, "")))
    return made


def answers_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the name of the option; blank fields are left out.

    `data` is that of the interaction, as Discord sends it.
    """
    return dict(_filled(data.get("components", ())))


def _filled(components: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in components:
        for name in _LAYOUTS & one.keys():
            inside = one[name] or []
            found += _filled(inside if isinstance(inside, list) else [inside])
        values = one.get("values") or ()
        value = str(values[0] if values else one.get("value") or "")
        if "custom_id" in one and value.strip():
            found.append((str(one["custom_id"]), value))
    return found


def _field(field: Field, given: str) -> discord.ui.Label[UnkeptForm]:
    label = one_line(field.label) or field.name
    cut_off = units(label) > FIELD_LABEL
    return discord.ui.Label(
        text=short(label, FIELD_LABEL),
        description=short(label, FIELD_ABOUT) if cut_off else None,
        component=_list(field, given) if field.picks else _line(field, given),
    )


def _line(field: Field, given: str) -> discord.ui.TextInput[UnkeptForm]:
    most = FIELD_TEXT if field.long else _SHORT_TEXT
    return discord.ui.TextInput(
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        custom_id=field.name,
        required=True,
        max_length=most,
        default=given[:most] or None,
    )


def _list(field: Field, given: str) -> discord.ui.Select[UnkeptForm]:
    made = [pick_of(one_line(told) or value, value, LIMITS) for told, value in field.picks]
    return discord.ui.Select(
        custom_id=field.name,
        required=True,
        options=[
            discord.SelectOption(
                label=one.label,
                value=one.value,
                description=one.about or None,
                default=one.value == given,
            )
            for one in made[:PICKS]
        ],
    )
