"""The check of loops: stages and their criteria, cases, and whether exemplars judge as meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.capitals import FIX, bare_capitals, capital_faults
from bot.content.catalogue import Catalogue
from bot.content.draft import Draft, terms_of
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.judged import MetByQuestion, Misjudged, judged_faults
from bot.content.lexicon import Lexicon
from bot.content.loopfolder import LoopFolder, read_loops
from bot.content.loopnames import Known
from bot.content.looprules import loop_faults
from bot.content.loopschema import StageModel
from bot.content.references import reference_faults
from bot.content.rules import case_rule_faults
from bot.content.schema import CriterionModel
from bot.content.sheet import Sheet
from bot.content.stage import to_small_prompt
from bot.content.term import names_in
from bot.content.whole import to_prompt
from bot.domain.prompt import Prompt

Path_ = tuple[int | str, ...]


@dataclass(slots=True)
class LoopsChecked:
    """What the check of the loops found and counted, and the lexicon names in use there."""

    loops: int = 0
    stages: int = 0
    cases: int = 0
    faults: list[Fault] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Judges:
    """The grader's view, where one was given."""

    misjudged: Misjudged | None
    met_by_question: MetByQuestion | None


def check_loops(
    root: Path,
    catalogue: Catalogue,
    lexicon: Lexicon,
    prompts: Sequence[Draft],
    judges: Judges,
) -> LoopsChecked:
    """Check everything below personas/ and loops/ of a content folder."""
    folder = read_loops(root)
    checked = LoopsChecked(len(folder.loops), faults=list(folder.faults))
    bank = {one.written("id"): _criteria(one) for one in prompts}
    cases = _check_cases(folder, catalogue, lexicon, bank, judges, checked)
    heads = [one.model for one in prompts if one.model is not None]
    known = Known(catalogue.skills, bank, cases, heads)
    checked.faults += loop_faults(folder, known)
    for loop in folder.loops.values():
        for sheet in loop.stages.values():
            checked.stages += 1
            for part in _parts(sheet):
                checked.faults += _part_faults(part, catalogue, lexicon, judges)
                checked.names |= {
                    name
                    for one in part.criteria
                    for term in terms_of(one)
                    for name in names_in(term)
                }
            checked.names |= _fact_names(sheet)
            checked.faults += _fact_faults(sheet, lexicon)
    return checked


def _criteria(draft: Draft) -> Collection[str]:
    return {one.id for _, one in draft.criteria}


def _check_cases(
    folder: LoopFolder,
    catalogue: Catalogue,
    lexicon: Lexicon,
    bank: dict[str, Collection[str]],
    judges: Judges,
    checked: LoopsChecked,
) -> dict[tuple[str, str], Collection[str]]:
    found: dict[tuple[str, str], Collection[str]] = {}
    for loop_id, draft, faults in folder.drafts():
        checked.cases += 1
        checked.faults += faults
        if draft is None:
            continue
        checked.drafts.append(draft)
        name = draft.file.rpartition("/")[2].removesuffix(".yaml")
        found[loop_id, name] = _criteria(draft)
        unknown = reference_faults(draft, catalogue, lexicon)
        checked.faults += [*case_rule_faults(draft), *capital_faults(draft), *unknown]
        if name in bank:
            fix = "give the case an id of its own, or ask the prompt itself."
            message = f"The id {shown(name)} is taken by a prompt of the bank."
            checked.faults.append(draft.fault(("id",), message, fix))
        if draft.model is not None and not unknown and lexicon.complete:
            prompt = to_prompt(draft.model, lexicon)
            checked.faults += judged_faults(draft, prompt, judges.misjudged, judges.met_by_question)
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """A list of criteria in a stage file: those of a curveball, or of the debrief."""

    sheet: Sheet[StageModel]
    path: Path_
    question: str
    criteria: Sequence[CriterionModel]


def _parts(sheet: Sheet[StageModel]) -> Iterator[_Part]:
    for at, one in enumerate(sheet.model.curveballs):
        yield _Part(sheet, ("curveballs", at, "criteria"), one.text, one.criteria)
    if sheet.model.debrief:
        yield _Part(sheet, ("debrief",), sheet.model.opening, sheet.model.debrief)


def _part_faults(
    part: _Part, catalogue: Catalogue, lexicon: Lexicon, judges: Judges
) -> Iterator[Fault]:
    sheet = part.sheet
    seen: set[str] = set()
    usable = lexicon.complete
    for at, one in enumerate(part.criteria):
        path: Path_ = (*part.path, at)
        if one.id in seen:
            fix = "give each criterion its own id."
            yield sheet.fault((*path, "id"), f"The id {shown(one.id)} stands twice.", fix)
            usable = False
        seen.add(one.id)
        if catalogue.skills and one.skill not in catalogue.skills:
            fix = f"use one that exists: {', '.join(catalogue.skills)}."
            yield sheet.fault((*path, "skill"), f"The skill {shown(one.skill)} is unknown.", fix)
        for name in sorted(_names(one) - lexicon.places.keys() if lexicon.complete else ()):
            fix = "use one that exists, or add it to the lexicon."
            yield sheet.fault(path, f"The lexicon name {shown(name)} is unknown.", fix)
            usable = False
        for within, message in bare_capitals(one):
            yield sheet.fault((*path, *within), message, FIX, warning=True)
        if not one.good or not (one.near or one.bad):
            fix = "write at least one good reply, and one near or bad."
            yield sheet.fault(path, "Too few exemplars.", fix)
    if usable:
        prompt = to_small_prompt("check", "", part.question, part.criteria, lexicon)
        yield from _judged(part, prompt, judges)


def _judged(part: _Part, prompt: Prompt, judges: Judges) -> Iterator[Fault]:
    order = {one.id: at for at, one in enumerate(part.criteria)}
    for slip in judges.misjudged(prompt) if judges.misjudged else ():
        meant = "met" if slip.kind == "good" else "not met"
        message = f"The signals judge this reply as {slip.verdict}; it is meant to be {meant}."
        path = (*part.path, order[slip.criterion_id], slip.kind, slip.index)
        yield part.sheet.fault(path, message, "mend the signals, unless or negation.")
    for name in judges.met_by_question(prompt) if judges.met_by_question else ():
        path = (*part.path, order[name], "signals")
        message = "The words of the question alone meet this criterion."
        yield part.sheet.fault(path, message, "add words that the question does not hold.")


def _names(one: CriterionModel) -> set[str]:
    return {name for term in terms_of(one) for name in names_in(term)}


def _fact_names(sheet: Sheet[StageModel]) -> set[str]:
    groups = [group for fact in sheet.model.facts for group in fact.about]
    return {name for group in groups for term in group for name in names_in(term)}


def _fact_faults(sheet: Sheet[StageModel], lexicon: Lexicon) -> Iterator[Fault]:
    if not lexicon.complete:
        return
    seen: set[str] = set()
    for at, fact in enumerate(sheet.model.facts):
        if fact.id in seen:
            fix = "give each fact of a stage its own id."
            yield sheet.fault(("facts", at, "id"), f"The id {shown(fact.id)} stands twice.", fix)
        seen.add(fact.id)
        for term in (term for group in fact.about for term in group):
            for name in names_in(term):
                if name not in lexicon.places:
                    message = f"The lexicon name {shown(name)} is unknown."
                    yield sheet.fault(("facts", at, "about"), message, "use one that exists.")
            if "#" in term:
                message = f"A question of a candidate holds no such number as {shown(term)}."
                yield sheet.fault(("facts", at, "about"), message, "write words.")
