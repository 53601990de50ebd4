"""Score talk: a reason that argues about points instead of the reply."""

from __future__ import annotations

import re

from bot.domain.rubric import Criterion

_ALWAYS = re.compile(
    r"\b(?:full|partial|half|maximum|max|extra|no|zero|top|perfect|\d+) "
    r"(?:points?|marks?|credits?|scores?|grades?|rating)\b"
    r"|\b(?:final|overall|total|highest|best possible|passing) (?:score|grade|mark|level|rating)\b"
    r"|\b(?:deserv|earn|award|worth)\w*\b.{0,30}\b(?:points?|marks?|credits?|scores?|grades?)\b"
    r"|\b(?:score|grade|rate|mark)[sd]? (?:it|this|the (?:reply|answer|candidate))\b"
    r"|\b\d+ ?/ ?(?:10|100)\b|\b\d+ out of \d+\b|\bstrong hire\b|\blevel [0-4]\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?<!pain )(?<!data )(?<!end )(?<!touch )(?<!entry )"
    r"\b(points(?! (?:out|to|at|toward|of|in|where)\b)"
    r"|scor(?:e|es|ed|ing)|grad(?:e(?! (?:\d|[IVX]+\b))|es|ed|ing)|rating)\b",
    re.IGNORECASE,
)
_STEM = 4


def speaks_of_scores(reason: str, criterion: Criterion, quote: str) -> bool:
    """Whether a reason speaks of what a verdict is worth.

    A word such as `score` alone is excused where the criterion or the quote is about one, as with a
    risk score; `full points` never is.
    """
    if _ALWAYS.search(reason):
        return True
    subject = " ".join((criterion.text, *criterion.exemplars.good, quote)).casefold()
    return any(word[:_STEM].casefold() not in subject for word in _ALONE.findall(reason))
