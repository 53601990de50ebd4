"""Lines of a terminal turned into what the core hears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.group import Place
from bot.domain.member import Account
from bot.errors import BadInput
from bot.inbound import Replied, Typed

PLATFORM = "local"
PLACE = Place(PLATFORM, "local", "terminal")
FENCE = '"""'
LONGEST_NAME = 40
FIRST_YEAR, LAST_YEAR = 1970, 2200


@dataclass(frozen=True, slots=True)
class Local:
    """A word to the terminal itself: `as NAME`, `now TIMESTAMP`, `quit`."""

    word: str
    value: str


LOCAL_WORDS = ("as", "now", "quit", "exit")

Entry = Typed | Replied | Local


class Reader:
    """Gathers lines into entries: a line is one, lines between two fences are one answer."""

    def __init__(self) -> None:
        self._block: list[str] | None = None

    @property
    def inside_block(self) -> bool:
        """Whether a fence is open."""
        return self._block is not None

    def feed(self, line: str) -> Entry | None:
        """The entry that this line completes, if it does."""
        if self._block is not None:
            if line.strip() == FENCE:
                return self.finish()
            self._block.append(line)
            return None
        if line.strip() == FENCE:
            self._block = []
            return None
        return read_entry(line)

    def finish(self) -> Entry | None:
        """The entry that the end of input completes: an open block counts as closed."""
        if self._block is None:
            return None
        text = "\n".join(self._block)
        self._block = None
        return Replied(text)


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """All entries of a script."""
    reader = Reader()
    for line in lines:
        entry = reader.feed(line)
        if entry is not None:
            yield entry
    last = reader.finish()
    if last is not None:
        yield last


def read_entry(line: str) -> Entry | None:
    """One line as an entry; None for an empty one."""
    said = line.strip()
    if not said:
        return None
    if not said.startswith("/"):
        return Replied(said)
    word, _, value = said[1:].strip().partition(" ")
    if word.lower() in LOCAL_WORDS:
        return Local(word.lower(), value.strip())
    return Typed(said[1:].strip())


def account(name: str) -> Account:
    """The local account of a name; the same name in other capitals is the same person."""
    shown = " ".join(name.split())
    if not shown or not shown.isprintable() or len(shown) > LONGEST_NAME:
        raise BadInput(
            f"A name is 1 to {LONGEST_NAME} letters that can be printed, such as --as Ana."
        )
    return Account(f"{PLATFORM}:{shown.casefold()}", shown)


def read_timestamp(text: str, zone: str) -> datetime:
    """A moment such as 2026-11-21T09:00; without an offset it is read on the clock of `zone`.

    Years from 1970 to 2200 only, so that the days around it can be reckoned with.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            f"“{text[:40]}” is no moment. Write it like 2026-11-21T09:00 or 2026-11-21 09:00+01:00."
        ) from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadInput(f"A rehearsal takes place in the years {FIRST_YEAR} to {LAST_YEAR}.")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
