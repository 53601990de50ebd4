"""Instructions: sentences that talk to the grader instead of answering."""

from __future__ import annotations

import re

from bot.grading.folding import fold
from bot.grading.text import Span, Text

_GRADER = (
    r"(?:(?:auto-?)?grader|evaluator|assessor"
    r"|(?:grading|rating|scoring) (?:bot|system|model|engine|tool))"
)
_WORTH = r"(?:score|marks?|points|grade|level|credit|rating)"
_MINE = (
    r"(?:this|it|me|my (?:answer|reply|response|submission|text)"
    r"|the (?:answer|reply|response|candidate))"
)
_PATTERNS = re.compile(
    "|".join(
        (
            (
                r"\b(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){0,3}"
                r"(?:previous|prior|earlier|above|your|scoring|grading)(?: \w+){0,2} "
                r"(?:instructions?|rubric|guidelines?|guide|prompts?|rules|criteria)\b"
            ),
            (
                r"\b(?:ignore|disregard|forget|bypass|override) (?:all |the |this |your |any )*"
                r"(?:rubric|instructions you|scoring|grading)\b"
            ),
            r"\b(?:previous|prior|earlier) instructions?\b",
            (
                rf"\b(?:score|grade|rate|mark|evaluate) {_MINE}(?: \w+){{0,3}} "
                r"(?:\d{1,3}\b|full|maximum|max|top|highest|perfect|excellent|a\+|strong|met\b)"
            ),
            (
                rf"\b(?:give|award|assign) (?:{_MINE}|us|a|the|full|maximum|perfect)"
                rf"(?: \w+){{0,3}} (?:full|maximum|max|top|highest|perfect|100|4) (?:\w+ )?{_WORTH}"
            ),
            rf"\bset (?:the |my )(?:final )?{_WORTH} to\b",
            r"\b(?:full|maximum|perfect) (?:score|marks?|credit)\b",
            rf"\bfinal {_WORTH}\b.{{0,40}}[:=]",
            rf"[\"'{{]\s*{_WORTH}[\"']? ?[:=]",
            rf"(?:^|\n)\s*{_WORTH} ?[:=] ?(?:100|4\b|10/10|met|strong hire|excellent|pass)",
            (
                r"\b(?:mark|treat|consider|count|judge) (?:all|every|each|the)(?: \w+){0,3} "
                r"criteri(?:a|on) as\b"
            ),
            r"\ball criteria (?:are|were|is|as) (?:met|satisfied|fulfilled)",
            (
                r"\b(?:note|message|instructions?|attention|memo|hint|dear|hello|hi|to|for) "
                rf"(?:\w+ ){{0,3}}{_GRADER}\b"
            ),
            rf"\b{_GRADER}s? (?:note|summary|must|should|shall|will please|please|instruction)",
            r"(?:^|\n)\s*(?:reviewer|examiner|panel)'?s? (?:summary|note|comment|verdict) ?:",
            r"\b(?:system|assistant|developer) (?:prompt|message|override)\b",
            r"(?:^|\n)\s*[\[<(]?(?:system|assistant|developer)(?: note)? ?[:\]>)]",
            r"\bsystem note\b",
            r"<\|?/?(?:im_start|im_end|system|assistant|user|end of|start of|endoftext)",
            (
                r"\b(?:end|start) of (?:the )?(?:next )?(?:candidate'?s? )?"
                r"(?:answer|reply|submission|candidate|response)\b"
            ),
            r"(?:^|\n)\s*(?:please )?do not (?:evaluate|grade|judge|assess|score|penali[sz]e)\b",
            r"\bpre-?approved by\b|\bverified by the panel\b",
            (
                r"\byou are (?:now )?(?:a |an |the )?(?:\w+ )?"
                r"(?:grader|evaluator|assistant|language model|ai model)"
            ),
            r"\bas an? (?:ai|large)? ?language model",
            (
                r"^(?:\w+ ){0,2}(?:assessment|evaluation|review|rating|appraisal|grading) "
                r"(?:of|on|for) (?:this|my|the) (?:answer|reply|response|submission|candidate)\b"
            ),
            r"^overall(?: \w+)? ?[:=] ?(?:an? )?(?:excellent|outstanding|strong|met\b|pass|hire)",
            r"\bstrong hire$",
            r"\b(?:return|output) (?:only )?(?:a |the )?(?:json|score|level|\{)",
        )
    )
)

_VERDICT = re.compile(
    r"(?:[:=|—-] ?|\b(?:is|are|was|were) )(?:all |fully |clearly |well )?"
    r"(?:met|satisfied|fulfilled|passed|achieved|covered|addressed|excellent|yes)$"
)
FEWEST_VERDICTS, LONGEST_VERDICT = 3, 9
"""Sentences that end in a verdict from which on they review the reply, and words of one."""


def instructions(text: Text) -> frozenset[int]:
    """The words of all sentences that address the grader, its rubric or its scores."""
    barred: set[int] = set()
    verdicts: list[Span] = []
    for sentence in text.sentences:
        quote = fold(text.quote(sentence))[0]
        if _PATTERNS.search(quote):
            barred.update(range(sentence.first, sentence.end))
        elif sentence.size <= LONGEST_VERDICT and _VERDICT.search(quote):
            verdicts.append(sentence)
    if len(verdicts) >= FEWEST_VERDICTS:
        barred.update(at for one in verdicts for at in range(one.first, one.end))
    if barred:
        return frozenset(barred)
    whole = text.original[:20_000].lower()
    marker = re.search(r"<\|?/?(?:im_start|im_end|system|end of|start of)", whole)
    return frozenset(range(len(text.words))) if marker else frozenset()
