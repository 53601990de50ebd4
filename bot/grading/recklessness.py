"""Recklessness: decisions against safety, evidence or privacy that no rubric needs to spell out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.domain.rubric import Criterion, Exemplars, Kind, Negation, Rubric, Signal, Window
from bot.grading.evidence import Reading, find_all
from bot.grading.matcher import CompiledRubric, compile_rubric
from bot.grading.negation import Denial
from bot.grading.occurrences import Occurrences
from bot.grading.text import Span, Text

_FILE = Path(__file__).parent / "data" / "recklessness.txt"


def _part(name: str) -> str:
    """One part of the rules' file, without its comments."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return text.split(f"== {name}\n", 1)[1].split("\n==", 1)[0]


def _terms(listed: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in listed.replace("\n", " ").split(",") if term.strip())


def _blocks(listed: str) -> list[tuple[str, list[str]]]:
    """Names and the lines below each; a line after a comma, or opening with + or !, goes on."""
    blocks: list[tuple[str, list[str]]] = []
    for line in listed.strip().splitlines():
        stripped = line.strip()
        if not line.startswith(" "):
            name, _, rest = stripped.partition(":")
            blocks.append((name.strip(), [rest.strip()] if rest.strip() else []))
        elif blocks[-1][1] and (stripped[0] in "+!" or blocks[-1][1][-1].endswith(",")):
            blocks[-1][1][-1] += " " + stripped
        else:
            blocks[-1][1].append(stripped)
    return blocks


def _criteria() -> tuple[Criterion, ...]:
    found: list[Criterion] = []
    for name, lines in _blocks(_part("rules")):
        for number, line in enumerate(lines):
            signal, _, unless = line.removeprefix("^").partition("!")
            within = Window.CLAUSE if line.startswith("^") else Window.SENTENCE
            found.append(
                Criterion(
                    id=f"{name.split()[0]}-{number}",
                    text=name,
                    kind=Kind.PITFALL,
                    points=-1,
                    skill="",
                    signals=(Signal(tuple(_terms(part) for part in signal.split("+")), within),),
                    unless=(_terms(unless),),
                    negation=Negation.IGNORES if "~" in name else Negation.CANCELS,
                    exemplars=Exemplars(),
                    probe="",
                    why="",
                )
            )
    return tuple(found)


@lru_cache(maxsize=1)
def compiled() -> CompiledRubric:
    """The general rules as pitfalls of a rubric of their own."""
    lexicon = {name: _terms(" ".join(lines)) for name, lines in _blocks(_part("classes"))}
    return compile_rubric(Rubric("general", "", _criteria(), lexicon))


def reckless(text: Text, denied: tuple[Denial, ...], silent: frozenset[int]) -> dict[int, Span]:
    """The words in which a reply decides recklessly, by the sentence they stand in."""
    rules = compiled()
    reading = Reading(text, Occurrences(rules, text), denied, silent, silent=silent)
    found: dict[int, Span] = {}
    for criterion in rules.criteria:
        for quote in find_all(reading, criterion):
            found.setdefault(text.sentence_of[quote.first], quote)
    return found
