"""Where a database is: the address in the settings, understood once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import BadSettings

_FORMS = "`sqlite:///FOLDER/rounds.db`, a plain path, or `postgresql://USER@HOST/NAME`"


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """A database file."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def url(self) -> URL:
        """The address as SQLAlchemy takes it.

        A file that is gone is not made anew: a folder that went away for a moment would be found
        with an empty database in it.
        """
        path = f"file:{quote(str(self.path))}"
        return URL.create("sqlite+aiosqlite", database=path, query={"mode": "rw", "uri": "true"})


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database on a PostgreSQL server."""

    url: URL

    def __str__(self) -> str:
        return self.url.set(drivername="postgresql").render_as_string(hide_password=True)


Address = SqliteAddress | PostgresAddress


def address_of(url: str) -> Address:
    """The database that a setting names; BadSettings when it names none.

    Takes `sqlite:///x`, `sqlite+aiosqlite:///x`, `postgresql://...`, `postgresql+asyncpg://...`
    and a plain path. Three slashes begin a path from here, four an absolute one; `~` is the home.
    """
    if "://" not in url:
        return _file(url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise BadSettings(f"The database address is not understood; write {_FORMS}.") from None
    if parsed.drivername in {"sqlite", "sqlite+aiosqlite"}:
        return _file(parsed.database or "")
    if parsed.drivername in {"postgresql", "postgres", "postgresql+asyncpg"}:
        return PostgresAddress(parsed.set(drivername="postgresql+asyncpg"))
    raise BadSettings(
        f"The database address begins with `{parsed.drivername}://`, which Rounds does not know; "
        f"write {_FORMS}."
    )


def _file(path: str) -> SqliteAddress:
    if path in {"", ":memory:"}:
        raise BadSettings(f"The database address names no file; write {_FORMS}.")
    return SqliteAddress(Path(path).expanduser().absolute())
