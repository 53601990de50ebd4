"""A core is opened on content that can be used, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import open_core
from bot.errors import BrokenContent
from bot.settings import Settings


async def test_where_there_is_nothing_to_practise_no_database_is_opened(tmp_path: Path) -> None:
    content, database = tmp_path / "content", tmp_path / "rounds.db"
    content.mkdir()
    with pytest.raises(BrokenContent):
        await open_core(Settings(database_url=f"sqlite:///{database}", content=content))
    assert not database.exists()
