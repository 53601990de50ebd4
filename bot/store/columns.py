"""Column types that keep what they were given on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Integer, String, Text, or_
from sqlalchemy.types import TypeDecorator

from bot.ports.leases import SKEW

NUL_STANDS_AS = "\N{SYMBOL FOR NULL}"
"""What a NUL character is stored as: text in PostgreSQL cannot hold one."""

IDENT = BigInteger().with_variant(Integer(), "sqlite")
"""A row's id. SQLite counts ids by itself only in a column of type INTEGER, which has 64 bits."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on both sides, in UTC when it comes back; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The value in UTC, without its zone where the database keeps none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} names no time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """Text of any length that both databases can hold.

    NUL characters become the symbol for null (U+2400), lone surrogates the replacement character
    (U+FFFD); everything else comes back as it was. A value that is looked up is changed likewise.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The value without characters that a database refuses."""
        return None if value is None else storable(value)


class Weekdays(TypeDecorator[frozenset[int]]):
    """A set of weekdays as their digits, Monday is 0: `01234` is a working week."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(
        self,
        value: frozenset[int] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> str | None:
        """The digits in order."""
        return None if value is None else "".join(str(day) for day in sorted(value))

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> frozenset[int] | None:
        """The set again."""
        return None if value is None else frozenset(int(digit) for digit in value)


def is_free(
    leased_until: ColumnElement[datetime | None], now: datetime, lease_seconds: int
) -> ColumnElement[bool]:
    """Whether nobody has a row now: no lease, one that has ended, or a wrong clock's (SKEW)."""
    longest = now + timedelta(seconds=lease_seconds) + SKEW
    return or_(leased_until.is_(None), leased_until <= now, leased_until > longest)


def storable(text: str) -> str:
    """The text as the store will give it back; see PlainText."""
    text = text.replace("\0", NUL_STANDS_AS)
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
