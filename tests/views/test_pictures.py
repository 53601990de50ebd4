"""Pictures: legible in both themes, of letters that the font has, well made for any title."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters import pictures
from adapters.pictures import in_pixels, png
from bot.domain.debrief import Recommendation
from bot.domain.skill import SkillLevel
from bot.domain.streak import Outcome, Streak
from bot.services.coverage import Coverage, RoundsDone, Tally, Tried
from bot.services.progress import Day, Progress, SkillProgress
from bot.views.model import SVG, TOLD, Attachment
from bot.views.pictures.characters import drawn
from bot.views.pictures.lettering import MISSING, fitted, legible, width
from bot.views.pictures.palette import PALETTES, Palette, Theme
from bot.views.pictures.progress import PIXELS, picture
from bot.views.progress import progress, told

FONTS = Path(pictures.__file__).parent / "fonts"
TODAY = date(2026, 11, 21)


def a_progress(title: str = "Risk and safety", *, days: int = 30) -> Progress:
    """So many days of practice, two skills seen and one not."""
    chance = Random(days)
    first = TODAY - timedelta(days=29)
    scores = tuple((first + timedelta(days=n), chance.randrange(30, 90)) for n in range(days))
    outcomes = (*Outcome, None)
    monday = TODAY - timedelta(days=TODAY.weekday() + 28)
    return Progress(
        first=first,
        last=TODAY,
        answers=days,
        practised=days,
        scores=scores,
        line=tuple((day, float(score)) for day, score in scores),
        level=scores[-1][1] if scores else None,
        change=7,
        streak=Streak(days, days, 1, TODAY, ()),
        calendar=tuple(
            Day(monday + timedelta(days=n), outcomes[n % len(outcomes)], aside=n % 5 == 0)
            for n in range(35)
        ),
        skills=(
            SkillProgress(title, SkillLevel(days, 64, 12)),
            SkillProgress("Metrics", SkillLevel(days, 30, -9), 3, Tally(8, 6)),
            SkillProgress(title, None, 0, Tally(2, 0)),
            SkillProgress(title, None),
        ),
        prompts=days,
        untouched=(title,),
        coverage=a_coverage(days),
    )


def a_coverage(days: int = 30) -> Coverage:
    """What was done beside prompts on so many days; nothing at all for none."""
    if not days:
        empty = frozenset[date]()
        return Coverage({}, empty, RoundsDone(), {}, (), (), Tried(0, 40), Tried(0, 20))
    return Coverage(
        drills={"metrics": Tally(8, 6)},
        days=frozenset({TODAY}),
        rounds=RoundsDone(2, "First call", Recommendation.LEAN_YES),
        sights={},
        returning=tuple((f"Skill {n}", TODAY + timedelta(days=n)) for n in range(5)),
        mastered=("Communication",),
        cards=Tried(11, 40),
        kinds=Tried(20, 20),
    )


# Colours.


def _contrast(one: str, other: str) -> float:
    """By WCAG 2.2, of two colours written `#rrggbb`."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("ink", PALETTES.values(), ids=PALETTES.keys())
def test_words_and_shapes_stand_out(ink: Palette) -> None:
    for words in (ink.ink, ink.faint):
        assert _contrast(words, ink.ground) >= 4.5
    for shape in (ink.accent, ink.second, ink.edge):
        assert _contrast(shape, ink.ground) >= 3
    assert _contrast(ink.accent, ink.track) >= 3


# Letters.


def _tables(font: bytes) -> dict[str, bytes]:
    found = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        found[tag.decode()] = font[start : start + length]
    return found


def _glyphs(table: bytes) -> dict[int, int]:
    """The letters of a font by the fourth format of its table of characters."""
    for number in range(struct.unpack_from(">H", table, 2)[0]):
        (start,) = struct.unpack_from(">L", table, 4 + 8 * number + 4)
        if struct.unpack_from(">H", table, start)[0] == 4:
            return dict(_segments(table[start:]))
    raise AssertionError("no table of the fourth format")


def _segments(table: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    starts = (14, *(16 + 2 * count * n for n in (1, 2, 3)))
    ends, begins, deltas, offsets = (
        struct.unpack_from(f">{count}H", table, start) for start in starts
    )
    for n in range(count):
        for letter in range(begins[n], ends[n] + 1):
            glyph = letter
            if offsets[n]:
                place = 16 + 6 * count + 2 * n + offsets[n] + 2 * (letter - begins[n])
                (glyph,) = struct.unpack_from(">H", table, place)
            if (glyph + deltas[n]) % 65536 and letter != 0xFFFF:
                yield letter, (glyph + deltas[n]) % 65536


@pytest.mark.parametrize("name", ["Roboto-Regular.ttf", "Roboto-Bold.ttf"])
def test_the_font_has_the_letters_that_are_drawn(name: str) -> None:
    known = _glyphs(_tables((FONTS / name).read_bytes())["cmap"])
    said = [chr(n) for n in range(0x2100) if chr(n).isalpha() or chr(n).isdigit()]
    lacking = [char for char in said if legible(char) == char and ord(char) not in known]
    assert not lacking
    assert ord(MISSING) in known


def test_a_text_runs_as_wide_as_the_font_says() -> None:
    tables = _tables((FONTS / "Roboto-Regular.ttf").read_bytes())
    known = _glyphs(tables["cmap"])
    for letter in range(0x20, 0x7F):
        advance = struct.unpack_from(">H", tables["hmtx"], 4 * known[letter])[0]
        assert width(chr(letter), 1) == pytest.approx(advance / 2048, abs=0.001)


def test_what_the_font_has_not_is_seen_to_be_missing() -> None:
    assert legible("Ñandú Україна Ωμέγα") == "Ñandú Україна Ωμέγα"
    assert legible("漢字 x") == f"{MISSING}{MISSING} x"


@given(st.text(max_size=80))
def test_a_title_fits_its_room(title: str) -> None:
    assert width(fitted(title, 24, 322), 24) <= 322


# The picture.


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_it_is_well_made_for_any_title(title: str) -> None:
    root = ET.fromstring(picture(a_progress(title), Theme.DARK))
    assert root.attrib["width"] == str(PIXELS)


@pytest.mark.parametrize("days", [0, 1, 5, 30])
@pytest.mark.parametrize("theme", Theme)
def test_it_becomes_pixels(days: int, theme: Theme) -> None:
    made = png(picture(a_progress(days=days), theme).encode())
    assert made.startswith(b"\x89PNG")
    wide, high = struct.unpack_from(">LL", made, 16)
    assert wide == PIXELS
    assert wide < high < 2 * wide


def test_the_same_progress_is_the_same_picture() -> None:
    svg = picture(a_progress(), Theme.LIGHT).encode()
    assert png.__wrapped__(svg) == png.__wrapped__(svg)


def test_what_is_no_picture_is_left_to_its_words() -> None:
    (made,) = in_pixels([Attachment("a.svg", b"no picture", SVG, told="Three skills.")])
    assert (made.name, made.data) == ("a.txt", b"Three skills.")


def test_letters_of_a_member_are_no_markup() -> None:
    assert "<b>" not in picture(a_progress("<b>&"), Theme.LIGHT)


# The same without a picture.


def test_it_is_told_in_words_that_every_platform_takes() -> None:
    assert len(told(a_progress("x" * 2000))) == TOLD
    words = told(a_progress())
    assert "Risk and safety 64%, rising" in words
    assert "Metrics 30%, lower than before" in words
    assert "30 days" in words


def test_it_is_drawn_in_characters_of_a_terminals_width() -> None:
    lines = drawn(a_progress("A skill with a long name indeed, longer than others")).split("\n")
    assert max(map(len, lines)) <= 80
    assert any(re.search(r"█+░+ +64%  ▲ \+12", line) for line in lines)


def test_before_the_first_answer_there_is_no_picture() -> None:
    assert not progress(a_progress(days=0), Theme.LIGHT).attachments
