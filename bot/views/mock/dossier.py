"""How the file of a hiring committee reads."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.debrief import Dossier, Evidence, RiskLevel, RiskLine
from bot.services.mock.records import Shown
from bot.views.criteria import brief
from bot.views.mock.recommendation import NAMES, judged_by, practise
from bot.views.model import Action, Block, Bullets, Card, Facts, Paragraph, Weight

RISKS = {
    RiskLevel.LOW: "low",
    RiskLevel.SOME: "some",
    RiskLevel.HIGH: "high",
    RiskLevel.UNKNOWN: "not looked at yet",
}


def card(shown: Shown, dossier: Dossier) -> Card:
    """What is on file, the case for and against, and the risks."""
    titles = shown.stage_titles
    blocks: list[Block] = []
    if dossier.stages:
        text = NAMES[dossier.recommendation]
        so_far = " so far" if dossier.missing else ""
        blocks.append(Paragraph(f"{text}{so_far}: {dossier.score} of 100.", Weight.STRONG))
        pairs = tuple((titles.get(name, name), f"{score} of 100") for name, score in dossier.stages)
        blocks.append(Facts(pairs))
    else:
        blocks.append(Paragraph("There is nothing on file yet, so there is nothing to decide."))
    if dossier.missing:
        names = ", ".join(titles.get(name, name) for name in dossier.missing)
        blocks.append(Paragraph(f"Missing from the file: {names}."))
    blocks += _case("The case for:", dossier.case_for, titles)
    blocks += _case("The case against:", dossier.case_against, titles)
    if dossier.risks:
        blocks.append(Paragraph("Risk profile:", Weight.STRONG))
        blocks.append(Bullets(tuple(_risk(one, titles) for one in dossier.risks)))
    blocks += practise(shown)
    blocks.append(judged_by(dossier.grader or "the file", provisional=dossier.provisional))
    actions = tuple(
        Action(f"Practise: {head.title}", "practice", (("prompt", head.id),))
        for head in shown.practise
    )
    return Card(f"Hiring committee: {shown.loop_title}", tuple(blocks), actions)


def _case(lead: str, case: tuple[Evidence, ...], titles: Mapping[str, str]) -> list[Block]:
    if not case:
        return []
    return [
        Paragraph(lead, Weight.STRONG),
        Bullets(tuple(_evidence(one, titles) for one in case)),
    ]


def _evidence(one: Evidence, titles: Mapping[str, str]) -> str:
    where = titles.get(one.stage, one.stage)
    finding = one.finding
    if not finding.quote:
        return f"{brief(finding.text)}: not said in {where}"
    return f"{brief(finding.text)}: “{finding.quote}” ({where}, turn {finding.turn})"


def _risk(line: RiskLine, titles: Mapping[str, str]) -> str:
    text = f"{line.title}: {RISKS[line.level]}"
    return f"{text}. {_evidence(line.evidence, titles)}" if line.evidence is not None else text
