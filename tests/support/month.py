"""A month of one member at the terminal; what she says stands in docs/month."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, TextIO, cast

from adapters.terminal.chat import Sitting, chat
from adapters.terminal.inbound import PLACE, account, read_timestamp
from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.domain.drill import ChoiceItem, Item, MatchItem, NumericItem, RankItem
from bot.domain.exercise import Posed, pose
from bot.domain.judging import LETTERS, judge
from bot.domain.recall import Phase
from bot.domain.review import Rating
from bot.domain.schedule import local_date
from bot.inbound import Chosen, Inbound
from bot.settings import Settings
from bot.views.pictures.palette import Theme
from tests.support.candidates import NOTHING_MORE

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "month"
NAME, ZONE = "Mara", "Europe/Berlin"
DATABASE = "month.db"
FIRST = date(2026, 3, 2)
ANSWER, ROUND, RIGHT, WRONG = "(answer)", "(round)", "(right)", "(wrong)"
_SHOWN = re.compile(r"^(?:Today's prompt|Practice): (.*?) ─", re.MULTILINE)


class NoReply(Exception):
    """A question came up to which the script has no answer."""


@dataclass(frozen=True)
class Due:
    """Something that comes back: a whole skill, or one point of a prompt."""

    key: str
    skill: str
    phase: Phase
    due_on: date | None

    @property
    def of_skill(self) -> bool:
        return self.key == self.skill


@dataclass
class Day:
    """What an evening left behind: what was on the screen, and all that is to come back."""

    on: datetime
    lines: list[str]
    transcript: str = ""
    due: list[Due] = field(default_factory=list)
    pictures: dict[Theme, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Counted from the first of the month."""
        return (self.on.date() - FIRST).days + 1


@dataclass(frozen=True)
class Seen:
    """What an answer, a drill or a round showed of a skill or a point."""

    on: date
    key: str
    by: str
    rating: Rating


@dataclass(frozen=True)
class Month:
    """The month as it was played; `titles` are those of skills."""

    days: list[Day]
    seen: list[Seen]
    titles: dict[str, str]


def read_days() -> list[Day]:
    """Every day of the script: its moment and the lines that are typed."""
    days: list[Day] = []
    for line in (FOLDER / "script.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            days.append(Day(read_timestamp(line[2:], ZONE), []))
        elif line:
            days[-1].lines.append(line)
    return days


def read_replies() -> dict[str, list[str]]:
    """What she says to each question, by its id; several where she is asked on."""
    replies: dict[str, list[str]] = {}
    key = ""
    for block in (FOLDER / "replies.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0].startswith("## "):
            key, lines = lines[0][3:], lines[1:]
            replies[key] = []
        if lines and lines[0]:
            replies[key].append(" ".join(lines))
    return replies


def narrowed(folder: Path) -> Path:
    """The shipped content with the prompts there were when the month was written."""
    shutil.copytree(default_folder(), folder, ignore=shutil.ignore_patterns("calibration"))
    kept = set((FOLDER / "bank.txt").read_text(encoding="utf-8").split())
    for path in folder.glob("prompts/*/*.yaml"):
        if path.stem not in kept:
            path.unlink()
    return folder


class Member:
    """Somebody at the terminal who reads the screen and types the next line of a script."""

    def __init__(self, folder: Path, bank: FileBank, course: FileCourse, days: list[Day]) -> None:
        self.screen = io.StringIO()
        self._folder = folder
        self._titles = {head.title: head.id for head in bank.heads()}
        self._course = course
        self._days = days
        self._replies = read_replies()

    def isatty(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        for number, day in enumerate(self._days):
            before = len(self.screen.getvalue()) if number else 0
            if number:
                yield f"/now {day.on:%Y-%m-%d %H:%M}"
            for line in day.lines:
                yield from self._typed(line)
            day.transcript = self.screen.getvalue()[before:]
            day.due = [
                Due(
                    key,
                    skill,
                    Phase(phase),
                    local_date(datetime.fromisoformat(due_at).replace(tzinfo=UTC), ZONE)
                    if due_at
                    else None,
                )
                for key, skill, phase, due_at in self._read(
                    "SELECT key, skill, phase, due_at FROM recalls ORDER BY key"
                )
            ]
            if "/progress" in day.lines:
                self._read(f"VACUUM INTO '{evening(self._folder, day)}'")

    def seen(self, bank: FileBank) -> list[Seen]:
        """Everything that answers, drills and rounds have shown, oldest first."""
        drills = {one.id: one.title for one in self._course.drills()}
        turns = dict(self._read("SELECT 'drill/' || id, drill FROM drill_turns"))
        query = "SELECT source, prompt_id, day, rated FROM reviews ORDER BY at, source"
        found = []
        for source, prompt_id, day, rated in self._read(query):
            head = bank.head(prompt_id)
            by = head.title if head is not None else "the mock round"
            if source in turns:
                by = f"drill: {drills[turns[source]]}"
            for key, _, rating, _ in json.loads(rated):
                found.append(Seen(date.fromisoformat(day), key, by, Rating(rating)))
        return found

    def _typed(self, line: str) -> Iterator[str]:
        if line == ANSWER:
            yield self._reply(self._asked())
        elif line == ROUND:
            yield from self._round()
        elif line in {RIGHT, WRONG}:
            yield self._solved(right=line == RIGHT)
        else:
            yield line

    def _asked(self) -> str:
        """The question on the screen."""
        return self._titles[_SHOWN.findall(self.screen.getvalue())[-1]]

    def _reply(self, key: str) -> str:
        left = self._replies.get(key)
        if not left:
            raise NoReply(key)
        return left.pop(0)

    def _round(self) -> Iterator[str]:
        """The answers to a mock round, until it is over."""
        asked = (
            "SELECT stage_id || '/' || about FROM mock_turns JOIN mock_sessions ON "
            "session_id = id WHERE kind IN ('question', 'curveball') AND state = 'running' "
            "ORDER BY number DESC LIMIT 1"
        )
        while rows := self._read(asked):
            key = str(rows[0][0])
            yield self._reply(key) if self._replies.get(key) else NOTHING_MORE

    def _solved(self, *, right: bool) -> str:
        """The right answer to the exercise on the screen, or a wrong one."""
        newest = "SELECT drill, item, seed FROM drill_turns ORDER BY id DESC LIMIT 1"
        ((name, item_id, seed),) = self._read(newest)
        drill = self._course.drill(str(name))
        item = drill.item(str(item_id)) if drill is not None else None
        assert drill is not None
        assert item is not None
        return answer_to(item, pose(drill, item, int(str(seed))), right=right)

    def _read(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._folder / DATABASE)) as connection:
            return connection.execute(query).fetchall()


def answer_to(item: Item, posed: Posed, *, right: bool) -> str:
    """What is typed to get an exercise right, or as wrong as can be."""
    if isinstance(item, NumericItem):
        said = judge(item, posed, "1").right
        return said if right else "1"
    if isinstance(item, ChoiceItem):
        wanted = [item.answer]
    elif isinstance(item, MatchItem):
        wanted = [{one.left: one.right for one in item.pairs}[left] for left in posed.lefts]
    else:
        wanted = list(item.things)
    letters = [LETTERS[posed.options.index(one)] for one in wanted]
    if right:
        return " ".join(letters)
    if isinstance(item, RankItem):
        return " ".join(reversed(letters))
    return " ".join(
        next(one for one in LETTERS[: len(posed.options)] if one != own) for own in letters
    )


def evening(folder: Path, day: Day) -> Path:
    """Where the database of that evening is kept."""
    return folder / f"{day.on:%m-%d}.db"


async def play_month(folder: Path) -> Month:
    """The whole month in one sitting at the terminal, then the pictures of its evenings."""
    content = narrowed(folder / "content")
    settings = Settings(database_url=f"sqlite:///{folder / DATABASE}", content=content, zone=ZONE)
    bank, course = FileBank(content), FileCourse(content)
    days = read_days()
    member = Member(folder, bank, course, days)
    await chat(
        settings,
        Sitting(NAME, f"{days[0].on:%FT%H:%M}", echo=True),
        cast("TextIO", member),
        member.screen,
    )
    for day in days:
        if evening(folder, day).exists():
            url = f"sqlite:///{evening(folder, day)}"
            core = await open_core(
                settings.model_copy(update={"database_url": url}),
                clock=RehearsalClock(day.on),
                chance=Random(1),
                bank=bank,
                course=course,
            )
            day.pictures = {theme: await _picture(core, day.on, theme) for theme in Theme}
            await core.close()
    return Month(days, member.seen(bank), dict(bank.skills()))


async def _picture(core: Core, at: datetime, theme: Theme) -> str:
    reply = await core.handle(
        Inbound(
            place=PLACE,
            account=account(NAME),
            said=Chosen("progress", {"theme": theme.value}),
            event_key=f"picture/{at:%F}/{theme}",
            at=at,
        )
    )
    return reply.attachments[0].data.decode()
