"""Addresses of databases as people write them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.store.address import PostgresAddress, SqliteAddress, address_of
from bot.store.engine import postgres


@pytest.mark.parametrize(
    "url",
    ["x/rounds.db", "sqlite:///x/rounds.db", "sqlite+aiosqlite:///x/rounds.db"],
)
def test_addresses_of_files(url: str) -> None:
    assert address_of(url) == SqliteAddress(Path.cwd() / "x" / "rounds.db")
    assert address_of("sqlite:////x.db") == SqliteAddress(Path("/x.db"))
    assert address_of("~/x.db") == SqliteAddress(Path.home() / "x.db")


def test_addresses_of_servers_hide_their_password() -> None:
    for form in ("postgresql", "postgres", "postgresql+asyncpg"):
        address = address_of(f"{form}://ana:geheim@db/rounds?ssl=require")
        assert isinstance(address, PostgresAddress)
        assert address.url.drivername == "postgresql+asyncpg"
        assert "geheim" not in str(address)
        assert str(address).startswith("postgresql://ana:***@db/rounds")


@pytest.mark.parametrize("url", ["", ":memory:", "sqlite://", "mysql://x/y", "postgresql://h:x/y"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(BadSettings, match="database address"):
        address_of(url)


async def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    address = address_of("postgresql://h/y")
    assert isinstance(address, PostgresAddress)
    with pytest.raises(BadSettings, match=r"rounds\[postgres\]"):
        postgres(address)
