"""Debriefs as JSON, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.domain.debrief import (
    Dossier,
    Evidence,
    Finding,
    Note,
    Part,
    PartKind,
    Report,
    RiskLevel,
    RiskLine,
    SkillScore,
)


def kept(report: Report | Dossier) -> dict[str, Any]:
    """The report as a row holds it."""
    return {"kind": type(report).__name__.lower(), **asdict(report)}


def report_of(found: dict[str, Any] | None) -> Report | Dossier | None:
    """The report that `kept` wrote; None for none."""
    if found is None:
        return None
    return _dossier(found) if found["kind"] == "dossier" else _report(found)


def _report(found: dict[str, Any]) -> Report:
    return Report(
        score=found["score"],
        parts=tuple(
            Part(
                **{
                    **part,
                    "kind": PartKind(part["kind"]),
                    "findings": tuple(Finding(**one) for one in part["findings"]),
                }
            )
            for part in found["parts"]
        ),
        skills=tuple(SkillScore(**one) for one in found["skills"]),
        notes=tuple((Note(note), number) for note, number in found["notes"]),
        adjusted=found["adjusted"],
        practise=tuple(found["practise"]),
        grader=found["grader"],
        provisional=found["provisional"],
    )


def _dossier(found: dict[str, Any]) -> Dossier:
    return Dossier(
        score=found["score"],
        stages=tuple((name, score) for name, score in found["stages"]),
        missing=tuple(found["missing"]),
        case_for=tuple(_evidence(one) for one in found["case_for"]),
        case_against=tuple(_evidence(one) for one in found["case_against"]),
        risks=tuple(
            RiskLine(
                one["title"],
                RiskLevel(one["level"]),
                _evidence(one["evidence"]) if one["evidence"] is not None else None,
            )
            for one in found["risks"]
        ),
        notes=tuple((name, Note(note), number) for name, note, number in found["notes"]),
        grader=found["grader"],
        provisional=found["provisional"],
        practise=tuple(found["practise"]),
    )


def _evidence(found: dict[str, Any]) -> Evidence:
    return Evidence(found["stage"], Finding(**found["finding"]))
