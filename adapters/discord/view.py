"""Controls and forms as discord.py sends them, never kept in its memory.

discord.py keeps every view and form it sends so long as it is not finished, to route presses to
it. Ours carry their meaning in their custom ids, so that nothing is to be kept: they call
themselves finished from the beginning, which is what each of its senders asks first.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import discord

from adapters.controls import Button, Control, PickList, PlatformList
from adapters.discord.render import Page
from bot.commands.command import OptionKind
from bot.views.model import Attachment

CHANNELS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
"""Where a prompt can be posted."""


class Unkept(discord.ui.View):
    """A view that discord.py forgets as soon as it is sent."""

    def is_finished(self) -> bool:
        """Always: nothing listens to it."""
        return True


def as_view(page: Page) -> Unkept | None:
    """The controls of a page; None for none."""
    if not page.rows:
        return None
    view = Unkept(timeout=None)
    for number, row in enumerate(page.rows):
        for control in row:
            view.add_item(_item(control, number))
    return view


def as_files(page: Page) -> list[discord.File]:
    """The files of a page, to be sent once."""
    return [as_file(one) for one in page.files]


def as_file(attachment: Attachment) -> discord.File:
    """A file, with its description for who cannot see it."""
    return discord.File(
        io.BytesIO(attachment.data), attachment.name, description=attachment.told or None
    )


def custom_ids(components: Sequence[discord.Component]) -> list[str]:
    """The custom ids of all that can be pressed in a message, as Discord gives it back."""
    found: list[str] = []
    for one in components:
        found += custom_ids(getattr(one, "children", []))
        own = getattr(one, "custom_id", None)
        found += [own] if own else []
    return found


def _item(control: Control, row: int) -> discord.ui.Item[Unkept]:
    match control:
        case Button():
            return discord.ui.Button(
                style=_style(control),
                label=control.label,
                custom_id=control.id,
                row=row,
            )
        case PickList(custom_id, label, picks):
            options = [
                discord.SelectOption(
                    label=one.label, value=one.value, description=one.about or None
                )
                for one in picks
            ]
            return discord.ui.Select(
                custom_id=custom_id, placeholder=label, options=options, row=row
            )
        case PlatformList(custom_id, label, OptionKind.ROLE | OptionKind.CALLED):
            return discord.ui.RoleSelect(custom_id=custom_id, placeholder=label, row=row)
        case PlatformList(custom_id, label, _):
            return discord.ui.ChannelSelect(
                custom_id=custom_id, placeholder=label, channel_types=CHANNELS, row=row
            )


def _style(button: Button) -> discord.ButtonStyle:
    if button.grave:
        return discord.ButtonStyle.danger
    return discord.ButtonStyle.primary if button.first else discord.ButtonStyle.secondary
