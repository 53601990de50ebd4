"""Instructions: sentences that talk to the grader instead of answering."""

from __future__ import annotations

import re

from bot.grading.text import Text, fold

_GRADER = (
    r"(?:grader|evaluator|assessor|examiner|scorer|judge|reviewer|auto-?grader|rating system"
    r"|grading (?:bot|system|model|engine|tool))"
)
_TOP = (
    r"(?:\d{1,3} ?(?:/|out of|of|percent|%)|100|full|maximum|max|top|highest|perfect|level 4"
    r"|excellent|a\+|strong hire|all criteria)"
)
_PATTERNS = re.compile(
    "|".join(
        (
            (
                r"\b(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){0,4}"
                r"(?:instructions?|rubric|guidelines?|prompts?|rules|criteria|scoring)\b"
            ),
            r"\b(?:previous|prior|earlier|above) instructions?\b",
            (
                r"\b(?:score|grade|rate|mark|award|give|assign) (?:this|me|it|my|the|us)"
                rf"(?: \w+){{0,4}} {_TOP}"
            ),
            r"\bset (?:the |my )?(?:score|level|grade|verdict)",
            r"\b(?:full|maximum|perfect|top|highest) (?:score|marks?|points|grade|level|credit)\b",
            r"\bfinal (?:mark|score|grade|verdict)\b.{0,40}[:=]",
            (
                r"\b(?:score|level|verdict|grade)\"? ?[:=] ?\"?"
                r"(?:100|4\b|10/10|met|strong hire|excellent|pass)"
            ),
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
            r"\b(?:system|assistant|developer) ?(?:prompt|message|note|override|:)",
            r"<\|?/?(?:im_start|im_end|system|assistant|user|end of|start of|endoftext)",
            (
                r"\b(?:end|start) of (?:the )?(?:next |candidate'?s? )?"
                r"(?:answer|reply|submission|candidate|response)"
            ),
            r"\bdo not (?:evaluate|grade|judge|assess|score|penali[sz]e)\b",
            r"\b(?:pre-?approved|already (?:graded|approved|scored)|verified by the panel)",
            (
                r"\byou are (?:now )?(?:a |an |the )?(?:\w+ )?"
                r"(?:grader|evaluator|assistant|language model|ai model)"
            ),
            r"\bas an? (?:ai|language) (?:model|grader)",
            r"\b(?:return|output) (?:only )?(?:a |the )?(?:json|score|level|\{)",
        )
    )
)


def instructions(text: Text) -> frozenset[int]:
    """The words of all sentences that address the grader, its rubric or its scores."""
    barred: set[int] = set()
    for sentence in text.sentences:
        quote = fold(text.quote(sentence))[0]
        if _PATTERNS.search(quote):
            barred.update(range(sentence.first, sentence.end))
    if barred:
        return frozenset(barred)
    whole = fold(text.original[:20_000])[0]
    marker = re.search(r"<\|?/?(?:im_start|im_end|system|end of|start of)", whole)
    return frozenset(range(len(text.words))) if marker else frozenset()
