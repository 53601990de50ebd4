"""Pictures turned into pixels, with the font that comes with Rounds and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import structlog

from bot.views.model import SVG, Attachment

_log = structlog.get_logger(__name__)

PNG = "image/png"
_FONTS = tuple(
    str(Path(__file__).parent / "fonts" / name)
    for name in ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
)
_KEPT = 16


def in_pixels(files: Sequence[Attachment]) -> list[Attachment]:
    """The files with PNG in place of SVG, which chats do not show; the others as they are.

    A picture that cannot be drawn is left to its words: it comes as a file of them.
    """
    return [_pixels(one) if one.media == SVG else one for one in files]


def _pixels(file: Attachment) -> Attachment:
    name = file.name.removesuffix(".svg")
    try:
        return replace(file, name=f"{name}.png", data=png(file.data), media=PNG)
    except ValueError as error:
        _log.warning("picture.undrawn", name=file.name, error=type(error).__name__)
        return replace(file, name=f"{name}.txt", data=file.told.encode(), media="text/plain")


@lru_cache(maxsize=_KEPT)
def png(svg: bytes) -> bytes:
    """An SVG as PNG, the same on every machine; ValueError when it is none."""
    # Only who sends a picture pays for the renderer.
    import resvg_py  # noqa: PLC0415

    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg.decode(),
        skip_system_fonts=True,
        font_files=list(_FONTS),
        sans_serif_family="Roboto",
    )
    return drawn
