"""Finds what names a patient, reaches a person or opens a lock, and takes it out of a text.

The rules are plain patterns on purpose: they run before anything is stored, on every machine, and
a false alarm costs one word of a practice answer. HIPAA's Safe Harbor list (45 CFR 164.514(b)(2))
names the identifiers; only those that people really type into a practice answer are looked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

_NAME = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?"
_DATE = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})"
_BORN = r"(?:DOB|D\.O\.B\.|date of birth|born(?: on)?|birth ?date)"


@dataclass(frozen=True, slots=True)
class _Detector:
    kind: str
    pattern: re.Pattern[str]


_DETECTORS = (
    _Detector("e-mail address", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")),
    _Detector(
        "access key",
        re.compile(
            r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,255}|sk-[\w-]{20,200}|xox[abpr]-[\w-]{10,200}"
            r"|eyJ[\w-]{10,500}\.[\w-]{10,2000}\.[\w-]{5,500})"
        ),
    ),
    _Detector(
        "patient name",
        re.compile(rf"\b{_NAME} {_NAME}(?=[ ,(]{{1,3}}{_BORN}[ :]{{0,3}}{_DATE})"),
    ),
    _Detector("date of birth", re.compile(rf"\b{_BORN}[ :]{{0,3}}({_DATE})", re.IGNORECASE)),
    _Detector("social security number", re.compile(r"\b(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}\b")),
    _Detector(
        "record number",
        re.compile(
            r"\b(?:MRN|medical record (?:number|no\.?)|patient id|NHS (?:number|no\.?))"
            r"[ :#]{0,3}((?=[\w-]*\d{3})[\w-]{5,20})",
            re.IGNORECASE,
        ),
    ),
    _Detector(
        "phone number",
        re.compile(r"(?<![\w.])(?:\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)"),
    ),
)


def redact(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with each identifier replaced by its kind in brackets, and the kinds found.

    Time is linear in the text; a text without identifiers comes back as it was.
    """
    found: list[str] = []
    for detector in _DETECTORS:
        text, count = detector.pattern.subn(partial(_replaced, f"[{detector.kind} removed]"), text)
        if count:
            found.append(detector.kind)
    return text, tuple(found)


def _replaced(label: str, match: re.Match[str]) -> str:
    """The match with its identifying part, or all of it, replaced by the label."""
    if not match.re.groups:
        return label
    start, end = match.span(1)
    whole = match.group(0)
    return whole[: start - match.start()] + label + whole[end - match.start() :]
