"""Settings in, wired core out: the only place in the core that names concrete classes."""

from __future__ import annotations

from pathlib import Path
from random import Random, SystemRandom

from bot.clock import SystemClock
from bot.commands.catalogue import all_commands
from bot.content.companies import FileCompanies
from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from bot.content.loops import FileLoops
from bot.core import Core
from bot.errors import BadSettings, BrokenContent
from bot.grading.late import LateGrader, LateRescorer
from bot.ports.backups import Backups
from bot.ports.clock import Clock
from bot.ports.course import Course
from bot.ports.evidence import TextScorer
from bot.ports.grader import Grader, PersonalGrader
from bot.ports.judge import Judge
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from bot.ports.store import Store
from bot.services.deps import Deps
from bot.settings import Settings
from bot.spacing import FsrsSpacing
from bot.store.address import SqliteAddress, address_of
from bot.store.store import SqlStore


def open_bank(settings: Settings) -> FileBank:
    """The prompts of the content folder that is set, or of the one that comes with Rounds.

    Raises BrokenContent when there is not one to practise on.
    """
    folder = settings.content or default_folder()
    bank = FileBank(folder)
    if not bank.heads():
        raise BrokenContent(
            f"The content folder {folder} holds no prompt that can be read. "
            f"“rounds content check {folder}” names what is wrong."
        )
    return bank


def open_grader(settings: Settings | None = None, *, at_once: bool = False) -> Grader:
    """The offline grader, with evidence beyond words where the settings name a model for it.

    It is loaded with the first answer, unless that is wanted `at_once`. Raises BadSettings when
    that model cannot be used.
    """
    if settings is None or settings.embed_model is None:
        late = LateGrader()
        if at_once:
            late.load()
        return late
    # Only with a model: it takes numpy, 0.3 seconds and 100 MB.
    from bot.embedding.opening import open_evidence  # noqa: PLC0415
    from bot.grading.offline import OfflineGrader  # noqa: PLC0415 - as above

    return OfflineGrader(open_evidence(settings.embed_model))


def open_text_scorer(settings: Settings) -> TextScorer:
    """What judges by meaning a text that no rubric was written for.

    Raises BadSettings when no model is set or it cannot be used.
    """
    if settings.embed_model is None:
        raise BadSettings(
            "No embedding model is set: ROUNDS_EMBED_MODEL is its folder or the word wheel."
        )
    # As above.
    from bot.embedding.opening import open_scorer  # noqa: PLC0415

    return open_scorer(settings.embed_model)


def judged(
    settings: Settings, judge: Judge, offline: Grader, store: Store, clock: Clock
) -> PersonalGrader:
    """A grader that asks the judge, within the budgets that are set; else the offline one."""
    # Only with a judge: without one a start need not read any of it.
    from bot.judge import budget, wiring  # noqa: PLC0415

    limits = budget.Budget(
        member=settings.judge_calls_member,
        group=settings.judge_calls_group,
        everybody=settings.judge_calls_all,
        price_in=settings.judge_price_in,
        price_out=settings.judge_price_out,
    )
    return wiring.judged_grader(judge, offline, store, clock, limits, SystemRandom())


def data_folder(settings: Settings) -> Path:
    """The folder of the database file; the present one when the database is on a server."""
    address = address_of(settings.database_url)
    return address.path.parent if isinstance(address, SqliteAddress) else Path()


async def open_core(
    settings: Settings,
    *,
    clock: Clock | None = None,
    chance: Random | None = None,
    grader: Grader | None = None,
    judge: Judge | None = None,
    bank: PromptBank | None = None,
    course: Course | None = None,
    loops: LoopBank | None = None,
    backups: Backups | None = None,
) -> Core:
    """A core on an open database, which is made or brought up to date first.

    With a judge the grader is what answers when the judge cannot. Raises BadSettings, StoreError
    and BrokenContent, each with its sentence.
    """
    clock = clock or SystemClock()
    grader = grader or open_grader(settings)
    folder = settings.content or default_folder()
    # The store last: what cannot be used is found before anything is open.
    bank, course = bank or open_bank(settings), course or FileCourse(folder)
    loops, companies = loops or FileLoops(folder), FileCompanies(folder)
    store = await SqlStore.open(settings.database_url)
    deps = Deps(
        store=store,
        bank=bank,
        course=course,
        loops=loops,
        companies=companies,
        quick=grader,
        grader=grader if judge is None else judged(settings, judge, grader, store, clock),
        rescorer=LateRescorer(),
        spacing=FsrsSpacing(),
        clock=clock,
        chance=chance or Random(),  # noqa: S311
        secrets=SystemRandom(),
        backups=backups,
    )
    return Core(deps, all_commands())
