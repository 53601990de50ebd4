"""The check of a content folder: all faults of all files in one run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.content.capitals import capital_faults, capital_names
from bot.content.catalogue import Catalogue, read_catalogue
from bot.content.coursecheck import CourseResult, check_course
from bot.content.draft import Draft, read_draft
from bot.content.fault import Fault
from bot.content.files import entries
from bot.content.judged import MetByQuestion, Misjudged, judged_faults
from bot.content.layout import layout_faults
from bot.content.lexicon import Lexicon, read_lexicon
from bot.content.loopcheck import Judges, check_loops
from bot.content.pairs import read_pairs
from bot.content.plans import check_companies
from bot.content.references import idle_names, pair_faults, reference_faults, twin_faults
from bot.content.rules import rule_faults
from bot.content.whole import to_prompt

WHOLE_FOLDER = "."
"""The file of a fault that concerns no single file."""


NOTHING_TAUGHT = CourseResult(0, 0, 0, ())


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found, sorted by file and line; files that are no YAML are not counted.

    `judged` is false where no grader was given, so that nobody takes silence for praise.
    """

    prompts: int
    criteria: int
    pairs: int
    faults: tuple[Fault, ...]
    judged: bool
    course: CourseResult = NOTHING_TAUGHT
    loops: int = 0
    stages: int = 0
    cases: int = 0

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that make the check fail."""
        return tuple(fault for fault in self.faults if not fault.warning)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What an author should look at, though nothing breaks."""
        return tuple(fault for fault in self.faults if fault.warning)


def check(
    folder: Path,
    *,
    misjudged: Misjudged | None = None,
    met_by_question: MetByQuestion | None = None,
) -> list[Fault]:
    """All faults of the folder, sorted by file and line; see run_check."""
    return list(run_check(folder, misjudged=misjudged, met_by_question=met_by_question).faults)


def run_check(
    folder: Path,
    *,
    misjudged: Misjudged | None = None,
    met_by_question: MetByQuestion | None = None,
) -> CheckResult:
    """Check every file of the folder; never raises for anything that a file holds.

    `misjudged` and `met_by_question` bring the grader's view; a rule whose callable is missing is
    passed over.
    """
    judged = misjudged is not None and met_by_question is not None
    if not folder.is_dir():
        fault = Fault(
            WHOLE_FOLDER,
            1,
            "There is no such folder.",
            "name the folder that holds catalogue.yaml.",
        )
        return CheckResult(0, 0, 0, (fault,), judged)
    catalogue, faults = read_catalogue(folder)
    faults.extend(layout_faults(folder))
    lexicon, found = read_lexicon(folder)
    faults.extend([*found, *capital_names(lexicon)])
    drafts, ids, found = _read_drafts(folder)
    faults.extend(found)
    for draft in drafts:
        faults.extend(_draft_faults(draft, catalogue, lexicon, misjudged, met_by_question))
    pairs, found = read_pairs(folder)
    faults.extend([*found, *twin_faults(drafts), *pair_faults(pairs, ids)])
    judges = Judges(misjudged, met_by_question)
    loops = check_loops(folder, catalogue, lexicon, drafts, judges)
    faults.extend([*loops.faults, *idle_names(lexicon, [*drafts, *loops.drafts], loops.names)])
    faults.extend(check_companies(folder, catalogue))
    course = check_course(folder, catalogue, ids)
    faults.extend(course.faults)
    return CheckResult(
        prompts=len(drafts),
        criteria=sum(len(draft.criteria) for draft in drafts),
        pairs=len(pairs),
        faults=tuple(sorted(set(faults))),
        judged=judged,
        course=course,
        loops=loops.loops,
        stages=loops.stages,
        cases=loops.cases,
    )


def _read_drafts(folder: Path) -> tuple[list[Draft], set[str], list[Fault]]:
    """The readable prompts, the ids of all (of a broken file its name), and the faults of shape."""
    drafts: list[Draft] = []
    ids: set[str] = set()
    faults: list[Fault] = []
    for entry in entries(folder, "prompts"):
        if isinstance(entry, Fault) or not entry.name.endswith(".yaml"):
            continue
        draft, found = read_draft(entry)
        faults.extend(found)
        ids.add(draft.written("id") if draft is not None else entry.path.stem)
        if draft is not None:
            drafts.append(draft)
    if not ids:
        fix = "write prompts/<topic>/<id>.yaml files."
        faults.append(Fault("prompts", 1, "The folder holds no prompt.", fix))
    return drafts, ids, faults


def _draft_faults(
    draft: Draft,
    catalogue: Catalogue,
    lexicon: Lexicon,
    misjudged: Misjudged | None,
    met_by_question: MetByQuestion | None,
) -> Iterable[Fault]:
    """The faults of one readable file; it is graded only when its shape and names are right."""
    faults = [*rule_faults(draft), *capital_faults(draft)]
    unknown = reference_faults(draft, catalogue, lexicon)
    faults.extend(unknown)
    if draft.model is None or unknown or not lexicon.complete:
        return faults
    prompt = to_prompt(draft.model, lexicon)
    return [*faults, *judged_faults(draft, prompt, misjudged, met_by_question)]
