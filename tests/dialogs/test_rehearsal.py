"""The rehearsed fortnight of docs/rehearsal.md: its figures by hand, and the document itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from adapters.terminal.chat import Sitting, chat
from bot.settings import Settings

REHEARSAL = Path(__file__).parents[2] / "docs" / "rehearsal"


@pytest.fixture
async def transcript(tmp_path: Path) -> str:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'rehearsal.db'}",
        content=REHEARSAL / "content",
        zone="Europe/Berlin",
    )
    out = io.StringIO()
    source = io.StringIO((REHEARSAL / "script.txt").read_text(encoding="utf-8"))
    await chat(settings, Sitting("Ana", "2026-03-02T19:00", echo=True), source, out)
    return out.getvalue()


def after(transcript: str, who: str, last: str) -> str:
    """What Ana or Ben heard last after saying that."""
    part = transcript.rsplit(f"Rounds · {who} · Sun 15 Mar", 1)[1]
    return part.split(f"> {last}", 1)[1].split("\n> ")[0]


async def test_the_streaks_and_the_board_are_those_of_the_hand(transcript: str) -> None:
    # Ana: 7 days earn a freeze, which Tuesday the 10th spends; 13 of 14 days practised.
    why = after(transcript, "Ana", "/streak why")
    assert "Sun 8 Mar: practised → 7 days, a freeze earned (1 held)" in why
    assert "Tue 10 Mar: missed, and a freeze kept the streak → 8 days (0 held)" in why
    assert "Streak: 13 days." in why
    # Ben: Monday and Tuesday, Wednesday missed without a freeze, then four days.
    why = after(transcript.rsplit("> /as Ana", 1)[0], "Ben", "/streak why")
    assert "Wed 11 Mar: missed, the streak starts over → 0 days" in why
    assert "Streak: 4 days." in why


async def test_the_document_is_what_the_script_prints(transcript: str) -> None:
    shown = (REHEARSAL.parent / "rehearsal.md").read_text(encoding="utf-8")
    assert transcript.strip() in shown, "run `make transcript` after reading what changed"
