"""A small content folder that passes the check, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

CATALOGUE = """\
topics:
  ai: AI in care
  metrics: Metrics
skills:
  safety: Risk and safety
  metrics: Metrics
"""

LEXICON = """\
lexicon:
  nurse: [nurse, RN, "charge nurse"]
  staff: ["@nurse", porter]
"""

PAIRS = """\
pairs:
  - id: paper-wins
    prompt: night-outage
    source: "002"
    better: Paper sheets lie at every desk.
    worse: The cloud is reliable.
    note: a fallback against a hope
"""

HEAD = """\
id: night-outage
title: The tool goes down
topic: ai
level: standard
minutes: 8
weight: 1
skills: [safety]
question: >-
  The triage tool goes down at night. What did you require?
hints:
  - Think of the desk.
"""

CRITERION = """\
  - id: {id}
    text: Requires what {id} says.
    kind: {kind}
    points: {points}
    skill: safety
    signals:
      - all: [["{id} sheet", paper], ["@staff", "#%"]]
      - all: [[clipboard*]]
        within: clause
        partly: true
    unless: [[never, "later on"]]
    negation: cancels
    good: [Sheets of {id} lie ready., The {id} drill happens monthly.]
    near: [Outages of {id} are bad., We think about {id}.]
    bad: [The vendor of {id} is nice., Lunch is at noon for {id}.]
    probe: What about {id}?
    why: Because {id} counts.
"""

TAIL = """\
model_answer:
  - First the sheet at the desk.
  - Second the drill.
  - Third the trigger.
  - Fourth the backlog.
sources:
  - {title: A guide, url: "https://example.org/guide"}
"""

KINDS = {
    "one": ("required", 3),
    "two": ("required", 2),
    "three": ("bonus", 1),
    "four": ("bonus", 2),
    "five": ("pitfall", -3),
    "six": ("pitfall", -2),
}

PROMPT = (
    HEAD
    + "criteria:\n"
    + "".join(
        CRITERION.format(id=name, kind=kind, points=points)
        for name, (kind, points) in KINDS.items()
    )
    + TAIL
)

PROMPT_FILE = "prompts/ai/night-outage.yaml"


def lay_out(root: Path, prompt: str = PROMPT) -> Path:
    """Write the sample folder below `root`; returns the folder."""
    folder = root / "content"
    write(folder, "catalogue.yaml", CATALOGUE)
    write(folder, "lexicon/words.yaml", LEXICON)
    write(folder, "calibration/pairs.yaml", PAIRS)
    write(folder, PROMPT_FILE, prompt)
    return folder


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write one file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which the first occurrence of the part begins."""
    return text.count("\n", 0, text.index(part)) + 1
