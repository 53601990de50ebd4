"""Keeping: findings as text that holds nobody's words, under a key that names what led to them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.judge.case import Case
from bot.judge.combine import Finding
from bot.judge.prompt import PROMPT_VERSION
from bot.judge.quotes import Place
from bot.judge.verdicts import Said


def key_of(case: Case, model: str) -> str:
    """The hash of the reply and of everything else that a judgement depends on."""
    parts = (
        case.text,
        case.prompt.id,
        case.prompt.rubric.version,
        model,
        PROMPT_VERSION,
        # Where the two disagree, the offline verdict has a vote.
        case.offline.grader_label,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def kept(findings: dict[str, Finding]) -> str:
    """Findings as text; quotes are kept as places in the reply, never as words."""
    rows = {
        name: [
            one.said.value if one.said is not None else None,
            [one.place.start, one.place.end] if one.place is not None else None,
            one.sure,
        ]
        for name, one in findings.items()
    }
    return json.dumps(rows)


def unkept(text: str, case: Case) -> dict[str, Finding] | None:
    """The findings again; None when they do not fit the case, and must be asked for anew."""
    try:
        findings = {name: _finding(row) for name, row in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):
        return None
    known = {one.id for one in case.prompt.rubric.criteria}
    fits = all(one.place is None or one.place.end <= len(case.text) for one in findings.values())
    return findings if findings.keys() == known and fits else None


def _finding(row: Any) -> Finding:  # noqa: ANN401
    said, place, sure = row
    return Finding(
        Said(said) if said is not None else None,
        Place(int(place[0]), int(place[1])) if place is not None else None,
        bool(sure),
    )
