"""What has served its time goes, once a day; a backup is made, and the oldest let go."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backups import OFF, back_up, backups_of, folder_of
from bot.domain.message import MessageKind, NewMessage
from bot.errors import StoreError
from bot.settings import Settings
from bot.store.backup import restore
from tests.support.conversation import PLACE, Conversation

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_one_process_a_day_keeps_house(talk: Conversation) -> None:
    now = talk.clock.now()
    assert await talk.core.keep_house("one", now)
    assert not await talk.core.keep_house("other", now)
    assert not await talk.core.keep_house("one", now + timedelta(hours=23))
    assert await talk.core.keep_house("other", now + timedelta(hours=24))


async def test_what_has_served_its_time_goes_and_nothing_else(talk: Conversation) -> None:
    await talk.later(hours=2)
    await talk.say("Ana", "/answer 70 because the desk drills it every quarter")
    await talk.later(hours=1)
    before = await counts(talk)
    assert before["inbox"]
    assert before["attempts"] == 1
    await talk.core.keep_house("one", talk.clock.now() + timedelta(days=20))
    assert await counts(talk) == before
    async with talk.core.deps.store.write() as work:
        waits = NewMessage(
            key="waits", kind=MessageKind.HOST_NOTE, place=PLACE, subject={}, recipient="local:Ana"
        )
        await work.outbox.add([waits], talk.clock.now())
    waiting = await counts(talk)
    await talk.core.keep_house("one", talk.clock.now() + timedelta(days=400))
    after = await counts(talk)
    # Handled events and letters to one person are gone; what was said and posted stays.
    assert after["inbox"] == 0
    assert after["letters"] == 1
    assert waiting["letters"] > 1
    for name in ("attempts", "grades", "postings", "public"):
        assert after[name] == before[name]
    assert after["public"]
    assert "Ana" in await talk.say("Ana", "/leaderboard all")


async def counts(talk: Conversation) -> dict[str, int]:
    """Rows by table, letters to one person apart from what everybody saw."""
    counted = {
        "inbox": "inbox",
        "attempts": "attempts",
        "grades": "grades",
        "postings": "postings",
        "letters": "outbox WHERE recipient IS NOT NULL",
        "public": "outbox WHERE recipient IS NULL",
    }
    store = talk.core.deps.store
    async with store.reading() as connection:  # type: ignore[attr-defined]
        found = {}
        for name, source in counted.items():
            result = await connection.exec_driver_sql(f"SELECT count(*) FROM {source}")
            found[name] = result.scalar()
        return found


async def test_a_backup_a_day_is_kept_for_a_week(talk: Conversation, tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'rounds.db'}", backups_kept=3)
    made = [await back_up(settings, NOW + timedelta(days=day)) for day in range(5)]
    folder = folder_of(settings)
    assert folder == tmp_path / "backups"
    assert sorted(folder.iterdir()) == made[2:]
    assert folder.stat().st_mode & 0o777 == 0o700
    newest = made[-1]
    assert newest is not None
    assert newest.name == "rounds-20260306-120000.db"
    with closing(sqlite3.connect(newest)) as copy:
        assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    new = tmp_path / "elsewhere" / "rounds.db"
    await restore(f"sqlite:///{new}", newest)
    assert new.exists()


async def test_the_last_good_backup_is_known_and_an_unfinished_one_is_none(
    talk: Conversation, tmp_path: Path
) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'rounds.db'}")
    kept = backups_of(settings)
    assert kept is not None
    assert kept.last() is None
    for day in range(2):
        await back_up(settings, NOW + timedelta(days=day))
    assert kept.last() == NOW + timedelta(days=1)
    # A process that ended in the middle of one, and what somebody put beside them.
    folder = tmp_path / "backups"
    begun = folder / "rounds-20260304-120000.db-1.part"
    for one in (begun, folder / "rounds-20260101-before.db", folder / "rounds-99999999-999999.db"):
        one.write_bytes(b"SQLite")
    assert kept.last() == NOW + timedelta(days=1)
    assert backups_of(Settings(database_url="postgresql://x@localhost/x")) is None


async def test_files_put_aside_do_not_pile_up(talk: Conversation, tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"rounds.db.before-000{number}").write_text("x")
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'rounds.db'}")
    await back_up(settings, NOW)
    assert sum("before" in name for name in os.listdir(tmp_path)) == 3  # noqa: PTH208


async def test_backups_can_be_off_and_a_server_has_its_own(tmp_path: Path) -> None:
    assert await back_up(Settings(database_url=str(tmp_path / "r.db"), backups=OFF), NOW) is None
    assert await back_up(Settings(database_url="postgresql://x@localhost/x"), NOW) is None


async def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(database_url=str(tmp_path / "r.db"), backups=tmp_path / "file" / "in")
    with pytest.raises(StoreError, match="cannot be made"):
        await back_up(settings, NOW)
