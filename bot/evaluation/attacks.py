"""The run over attacks: what share of an honest reply's credit each family of forgeries gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.grade import Grade
from bot.evaluation import forgery, pretence
from bot.evaluation.figure import Figure, measured, share_of
from bot.evaluation.forgery import Origin
from bot.evaluation.grouping import by_question
from bot.evaluation.interval import SEED
from bot.evaluation.marking import counted, label, mark
from bot.evaluation.report import Report, Row, Table
from bot.evaluation.sample import RankedPair
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

HELD = 1


@dataclass(frozen=True, slots=True)
class Family:
    """One way of forging.

    With `gains` it is tried on weak replies and counted is what it adds to them; otherwise it is
    tried on good ones and counted is what it keeps of their credit. Families that are `held_out`
    are for checking: nobody tunes a grader on them.
    """

    forge: Callable[[Origin], str]
    held_out: bool = False
    gains: bool = False

    @property
    def name(self) -> str:
        """The family's name."""
        return self.forge.__name__.replace("_", "-")


FAMILIES: tuple[Family, ...] = (
    Family(forgery.keyword_list),
    Family(forgery.buzzword_bullets),
    Family(forgery.buzzword_sentences),
    Family(forgery.shuffled),
    Family(forgery.not_needed),
    Family(forgery.not_after_verbs),
    Family(forgery.dismissed),
    Family(forgery.quoted_and_rejected),
    Family(forgery.some_day),
    Family(forgery.only_asked),
    Family(forgery.rubric_pasted),
    Family(forgery.exemplars_pasted),
    Family(forgery.model_answer_pasted),
    Family(forgery.question_copied),
    Family(forgery.other_answer),
    Family(forgery.hedged),
    Family(forgery.instruction),
    Family(forgery.forged_review),
    Family(forgery.doubled, gains=True),
    Family(forgery.padded, gains=True),
    Family(forgery.ordered, gains=True),
    Family(forgery.topped_up, gains=True),
    Family(pretence.wondered),
    Family(pretence.struck_off),
    Family(pretence.counterfactual),
    Family(pretence.left_to_others),
    Family(pretence.taken_back),
    Family(pretence.three_moulds),
    Family(pretence.boasted),
    Family(pretence.sprinkled),
    Family(pretence.hearsay, held_out=True),
    Family(pretence.dreamt, held_out=True),
    Family(pretence.belittled, held_out=True),
    Family(pretence.quizzed, held_out=True),
    Family(pretence.slogans, held_out=True),
)


@dataclass(frozen=True, slots=True)
class Forged:
    """One forgery with its score and level, beside the honest reply it was made from."""

    prompt: str
    score: int
    level: int
    honest: int


async def evaluate_attacks(
    bank: PromptBank,
    grader: Grader,
    pairs: Sequence[RankedPair],
    *,
    dropped: int = 0,
    seed: int = SEED,
) -> Report:
    """Forge replies out of pairs, the better ones as good replies and the worse ones as weak."""
    good = [_origin(bank, pairs, at, pair.better) for at, pair in enumerate(pairs)]
    weak = [_origin(bank, pairs, at, pair.worse) for at, pair in enumerate(pairs)]
    honest_good = await _graded(bank, grader, good, lambda one: one.reply)
    honest_weak = await _graded(bank, grader, weak, lambda one: one.reply)
    rows: list[Row] = []
    tried: list[tuple[Family, list[Forged]]] = []
    for family in FAMILIES:
        origins, honest = (weak, honest_weak) if family.gains else (good, honest_good)
        grades = await _graded(bank, grader, origins, family.forge)
        forged = [
            Forged(one.prompt.id, grade.score, int(grade.level), before.score)
            for one, grade, before in zip(origins, grades, honest, strict=True)
        ]
        tried.append((family, forged))
        rows.append(_row(family, forged, seed))
    prompts = {pair.prompt for pair in pairs}
    return Report(
        task="attacks",
        grader=label(grader),
        counted=counted(len(pairs), "pair", len(prompts)),
        dropped=dropped,
        figures=tuple(_figures(tried, seed)),
        tables=(Table("families", "By family:", _COLUMNS, tuple(rows)),),
        notes=(_NOTE,),
    )


_COLUMNS = ("", "counted", "share", "low", "high", "level <= 1", "held out of tuning")
_NOTE = (
    "The share of credit is the forgeries' points over the honest replies'. Families counted by "
    "gain are made of weak replies; their share is what they add, of 100 points."
)


def _origin(bank: PromptBank, pairs: Sequence[RankedPair], at: int, reply: str) -> Origin:
    """A reply with the next pair's better one to another prompt as the stranger."""
    own = pairs[at].prompt
    later = [*pairs[at + 1 :], *pairs[:at]]
    stranger = next((one.better for one in later if one.prompt != own), "")
    return Origin(bank.prompt(own), reply, stranger)


async def _graded(
    bank: PromptBank, grader: Grader, origins: Sequence[Origin], forge: Callable[[Origin], str]
) -> list[Grade]:
    return await mark(bank, grader, [(one.prompt.id, forge(one)) for one in origins])


def _figures(tried: Sequence[tuple[Family, list[Forged]]], seed: int) -> list[Figure]:
    shares = [(family, _credit(family, [forged]) or 0.0) for family, forged in tried]
    worst = max(share for _, share in shares)
    held = [share for family, share in shares if family.held_out]
    n = len(shares)
    kept = [forged for family, forged in tried if not family.gains]
    by_prompt = by_question((one for group in kept for one in group), lambda one: one.prompt)
    return [
        Figure("credit", "mean share over families", sum(s for _, s in shares) / n, n, "families"),
        Figure("held_out", "over those held out", sum(held) / len(held), len(held), "families"),
        Figure("worst", "the worst family's share", worst, n, "families"),
        share_of(
            "held",
            f"forged out of good ones held <= {HELD}",
            [[one.level <= HELD for one in group] for group in by_prompt.values()],
            "forgeries",
            seed,
        ),
    ]


def _row(family: Family, forged: Sequence[Forged], seed: int) -> Row:
    groups = list(by_question(forged, lambda one: one.prompt).values())
    figure = measured(
        family.name, family.name, groups, lambda some: _credit(family, some),
        n=len(forged), of="forgeries", seed=seed,
    )  # fmt: skip
    held = sum(one.level <= HELD for one in forged) / len(forged) if forged else None
    how = "gain" if family.gains else "credit"
    kept = "yes" if family.held_out else ""
    return (family.name, how, figure.value, figure.low, figure.high, held, kept)


def _credit(family: Family, groups: Sequence[Sequence[Forged]]) -> float | None:
    """The share of credit kept, or gained, by the forgeries of some prompts."""
    every = [one for group in groups for one in group]
    if family.gains:
        gained = sum(max(0, one.score - one.honest) for one in every)
        return gained / (100 * len(every)) if every else None
    honest = sum(one.honest for one in every)
    return sum(one.score for one in every) / honest if honest else None
