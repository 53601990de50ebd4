"""The check of cards and drills: names that must exist elsewhere, answers that must be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.catalogue import Catalogue
from bot.content.citation import NAME_IT, UNFINDABLE, findable
from bot.content.coursefiles import CourseFile, read_cards, read_drills
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.files import Entry, entries
from bot.content.nearest import nearest
from bot.content.trial import item_faults
from bot.domain.drill import ChoiceItem, Item, MatchItem, NumericItem, RankItem

LOOPS = "loops"


@dataclass(frozen=True, slots=True)
class CourseResult:
    """How many cards, drills and items were read, and what is wrong with them."""

    cards: int
    drills: int
    items: int
    faults: tuple[Fault, ...]


def check_course(root: Path, catalogue: Catalogue, prompts: Collection[str]) -> CourseResult:
    """All faults of the folder's cards and drills; `prompts` are the ids of all prompts."""
    cards, faults = read_cards(root)
    drills, found = read_drills(root)
    faults.extend(found)
    stages = _stages(root)
    known = {
        "prompts": set(prompts),
        "drills": {one.id for one in drills},
        "see": {one.id for one in cards},
    }
    for card in cards:
        faults.extend(_card_faults(card, known, stages))
        faults.extend(_thin(card, alone=len(cards) == 1))
    for drill in drills:
        faults.extend(_drill_faults(drill, catalogue))
    for files in (cards, drills):
        faults.extend(_twins(files))
    items = sum(len(one.drill.items) for one in drills if one.drill is not None)
    return CourseResult(len(cards), len(drills), items, tuple(faults))


def _stages(root: Path) -> set[str]:
    """Every loop by its folder's name, and every stage as `loop/stage`."""
    found: set[str] = set()
    for entry in entries(root, LOOPS):
        parts = Path(entry.name).parts if isinstance(entry, Entry) else ()
        if len(parts) >= 3:
            found.add(parts[1])
        if len(parts) == 4 and parts[2] == "stages":
            found.add(f"{parts[1]}/{Path(parts[3]).stem}")
    return found


def _card_faults(card: CourseFile, known: dict[str, set[str]], stages: set[str]) -> Iterator[Fault]:
    yield from _named_like_file(card)
    lesson = card.lesson
    if lesson is None:
        return
    for key, names in (
        ("prompts", lesson.prompts),
        ("drills", lesson.drills),
        ("see", lesson.see),
        ("mocks", lesson.mocks),
    ):
        those = stages if key == "mocks" else known[key]
        for at, name in enumerate(names):
            # A folder without any loops is one whose mocks live elsewhere.
            if name not in those and (those or key != "mocks"):
                message = f"Nothing here has the id {shown(name)}."
                yield card.fault((key, at), message, _nearest(name, those))
    for at, source in enumerate(lesson.sources):
        if not source.url and not findable(source.title):
            yield card.fault(("sources", at), UNFINDABLE, NAME_IT, warning=True)
    if lesson.id in lesson.see:
        yield card.fault(("see",), "The card names itself.", "take it out.")
    if not (lesson.prompts or lesson.drills or lesson.mocks):
        fix = "name prompts, drills or mocks that do."
        yield card.fault((), "Nothing exercises this card.", fix)


def _thin(card: CourseFile, *, alone: bool) -> Iterator[Fault]:
    """What a card teaches less well without."""
    lesson = card.lesson
    if lesson is None:
        return
    if not any(char.isdigit() for char in lesson.example):
        message = "The example holds no figure: nothing is worked through."
        yield card.fault(("example",), message, "reckon it with numbers.", warning=True)
    if not (lesson.see or alone):
        message = "The card leads to no other card."
        yield card.fault((), message, "name those beside it under see:.", warning=True)


def _drill_faults(drill: CourseFile, catalogue: Catalogue) -> Iterator[Fault]:
    yield from _named_like_file(drill)
    found = drill.drill
    if found is None:
        return
    if catalogue.skills and found.skill not in catalogue.skills:
        fix = _nearest(found.skill, catalogue.skills)
        yield drill.fault(("skill",), f"The skill {shown(found.skill)} is unknown.", fix)
    seen: Counter[str] = Counter()
    for at, item in enumerate(found.items):
        seen[item.id] += 1
        if seen[item.id] > 1:
            yield drill.fault(("items", at, "id"), "The id stands twice.", "give it one of its own")
        for key, message, fix in _item_faults(found.id, item):
            yield drill.fault(("items", at, *key), message, fix)


Said = tuple[tuple[int | str, ...], str, str]


def _item_faults(drill_id: str, item: Item) -> Iterable[Said]:
    match item:
        case NumericItem():
            return item_faults(drill_id, item)
        case ChoiceItem():
            return _choice_faults(item)
        case MatchItem():
            return _match_faults(item)
        case RankItem():
            return _different(("things",), item.things)


def _choice_faults(item: ChoiceItem) -> Iterator[Said]:
    key = "missing" if item.document else "answer"
    if len(item.options) < 2:
        yield ("bins",), "Fewer than two bins can be chosen.", "add bins: to the drill or here."
    elif item.answer not in item.options:
        yield (key,), f"{shown(item.answer)} is not among the options.", _fix_option(item)
    yield from _different(("options",) if item.document else ("bins",), item.options)
    for option in item.tempting or {}:
        if option not in item.options or option == item.answer:
            fix = "name a wrong option, letter for letter."
            yield ("tempting",), f"{shown(option)} is no wrong option.", fix


def _fix_option(item: ChoiceItem) -> str:
    return _nearest(item.answer, item.options)


def _match_faults(item: MatchItem) -> Iterator[Said]:
    yield from _different(("pairs",), [one.left for one in item.pairs])
    rights = {one.right for one in item.pairs}
    if len(rights) + len(set(item.spare) - rights) < 2:
        yield ("pairs",), "All pairs have the same right side.", "use at least two."
    for one in set(item.spare) & rights:
        yield ("spare",), f"{shown(one)} is not spare: a pair has it.", "take it out."


def _different(key: tuple[str, ...], things: Iterable[str]) -> Iterator[Said]:
    counted = Counter(" ".join(one.casefold().split()) for one in things)
    for one, times in counted.items():
        if times > 1:
            yield key, f"{shown(one)} stands twice.", "word them apart."


def _named_like_file(one: CourseFile) -> Iterator[Fault]:
    name = Path(one.name).stem
    if one.id != name:
        message = f'The id "{one.id}" is not the file\'s name.'
        yield one.fault(("id",), message, f'write "{name}", or rename the file.')


def _twins(files: Iterable[CourseFile]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for one in files:
        if one.id in first:
            yield one.fault(("id",), f"The id is taken by {first[one.id]}.", "give it its own.")
        first.setdefault(one.id, one.name)


def _nearest(name: str, known: Iterable[str]) -> str:
    listed = sorted(known)
    alike = nearest(name, listed)
    if alike:
        return f"did you mean {alike[0]}?"
    return f"use one that exists: {', '.join(listed[:12])}." if listed else "write it first."
