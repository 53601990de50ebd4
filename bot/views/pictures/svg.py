"""A little writer of SVG: shapes and texts on a ground."""

from __future__ import annotations

from html import escape

from bot.views.pictures.lettering import FAMILY, legible


class Sheet:
    """A picture while it is drawn, in units of which its `width` has so many."""

    def __init__(self, width: int, ground: str) -> None:
        self._width = width
        self._ground = ground
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float,
        fill: str,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        """A line of text whose base is at `y`; what the font has not is seen to be missing."""
        weight = ' font-weight="700"' if bold else ""
        end = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{weight}{end}>'
            f"{escape(legible(said))}</text>"
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle."""
        self._parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'
        )

    def frame(self, x: float, y: float, side: float, stroke: str, line: float = 2) -> None:
        """An empty square, its line within `side`."""
        inset, inner = line / 2, side - line
        self._parts.append(
            f'<rect x="{x + inset:g}" y="{y + inset:g}" width="{inner:g}" height="{inner:g}" '
            f'fill="none" stroke="{stroke}" stroke-width="{line:g}"/>'
        )

    def shape(self, path: str, fill: str) -> None:
        """A filled shape."""
        self._parts.append(f'<path d="{path}" fill="{fill}"/>')

    def stroke(self, path: str, stroke: str, line: float) -> None:
        """A line with round ends."""
        self._parts.append(
            f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{line:g}" '
            'stroke-linecap="round" stroke-linejoin="round"/>'
        )

    def done(self, height: int, title: str, pixels: int) -> str:
        """The whole picture, so many units high and `pixels` wide."""
        high = round(height * pixels / self._width)
        size = f'width="{pixels}" height="{high}" viewBox="0 0 {self._width} {height}"'
        # Past every edge, where a pixel may be filled in part.
        whole = f'width="{self._width + 8}" height="{height + 8}"'
        ground = f'<rect x="-4" y="-4" {whole} fill="{self._ground}"/>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}" role="img">'
            f"<title>{escape(title)}</title>{ground}{''.join(self._parts)}</svg>"
        )
