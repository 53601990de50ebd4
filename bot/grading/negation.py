"""Negation: which words of a reply are denied, dismissed or put in somebody else's mouth."""

from __future__ import annotations

from enum import IntFlag

from bot.grading.assertion import is_question, unasserted
from bot.grading.phrases import (
    ATTRIBUTES,
    DENIES,
    DISBELIEVES,
    DISMISSES,
    REFUSALS,
    REJECTIONS,
    REPORTS,
    TAKES_AWAY,
    UNCOUNTED,
    WARNINGS,
)
from bot.grading.text import Span, Text
from bot.grading.words import wordset

REACH = 3
"""Words after a negator that it denies, articles and auxiliaries not counted."""

VERB_REACH = 10
"""Words after a verb of leaving out (skip, avoid, instead of) that it takes away."""

LOOK_BACK = 9
"""Words before a dismissal (is overkill, can wait) that it takes away."""


OPENING = 3
"""Words at the beginning of a sentence in which it may reject the one before."""

LONGEST_REJECTION = 8
"""Words of a sentence that says `we will do none of that`."""


class Denial(IntFlag):
    """What is said about a word beside naming it."""

    NONE = 0
    NEGATED = 1
    """`not`, `no`, `never`, `without` just before it."""
    DISMISSED = 2
    """`skip`, `no need for`, `is overkill`, `can wait` around it."""
    REFUSED = 4
    """`refuse`, `veto`, `would stop`: a decision against it."""
    ATTRIBUTED = 8
    """`some would argue`: others say so."""
    WARNED = 16
    """`a mistake`, `the danger is`, `tempting`: named to warn."""
    REPORTED = 32
    """`he wanted`, `asked whether`, a question: said by others, or not said at all."""
    OPEN = 64
    """`I wonder whether`, `some day`, `is it perhaps`: not claimed at all."""
    DENIED = NEGATED | DISMISSED | ATTRIBUTED | OPEN
    """Any of what takes evidence away."""
    TOLD = NEGATED | REFUSED | ATTRIBUTED | WARNED | REPORTED
    """Any of what makes naming a mistake something else than making it.

    Putting off is not among them: who adds the protection some day makes one.
    """


NEGATORS = wordset(
    """
    not no never without none nobody nothing neither nor hardly zero cannot nowhere barely
    """
)
_BARRIERS = wordset(
    """
    but until unless before without except if because since although though however whether when
    while so only instead otherwise
    """
)
_TURNS = wordset("but because so while although though whereas however and")
_SUBJECTS = wordset("i we it they he she you so then this that there")
_NEW_SUBJECTS = wordset("i we they he she you")
"""Words with which something else begins, once a denial has found what it denies."""

_PREFERS = {
    "rather": wordset("than"),
    "sooner": wordset("than"),
    "prefer": wordset("to over than"),
}
"""Words of preference, and those after which stands what is not preferred."""

_SPEAKS_ON = wordset("but however i we so and instead that")
"""Words with which a clause opens that a denied `that` before it does not reach."""

_OWN_AGAIN = wordset("but however i we so")
"""Words with which a reply speaks for itself again."""

_POINTERS = wordset("that this those these")
_REJECTERS = wordset("i we none nothing")
_FLATLY = wordset("not never none nothing no")

_WANTING = wordset("wants wanted insists insisted begged pleaded urged hoped")
_OURSELVES = wordset("i we also really only just")

_NO_DENIAL_AFTER = {
    "not": wordset(
    """
    only just merely simply least until unless before without sure surprisingly
    """
),
    "no": wordset("doubt matter more later less longer fewer question"),
    "nothing": wordset("but except without until unless before"),
    "never": wordset("without until unless before mind"),
    "without": wordset("doubt question exception"),
    "nobody": wordset("without until unless"),
    "none": wordset("without until"),
}  # fmt: skip


_OPENINGS = _WANTING.union(
    *(
        listed.by_first
        for listed in (
            TAKES_AWAY,
            DENIES,
            DISBELIEVES,
            DISMISSES,
            REFUSALS,
            ATTRIBUTES,
            WARNINGS,
            REPORTS,
        )
    )
)
"""The words that open any of the phrases: all others need no second look."""


def denials(text: Text) -> tuple[Denial, ...]:
    """What is said about every word of a text; linear in its length."""
    marks = [Denial.NONE] * len(text.words)
    for at, word in enumerate(text.words):
        if word in NEGATORS:
            _deny(text, marks, at)
        if word in _PREFERS:
            _outweigh(text, marks, at)
        if word == "not" and text.words[at + 1 : at + 2] == ("that",):
            _deny_clause(text, marks, at + 2)
        if word in _OPENINGS:
            _dismiss(text, marks, at)
            _frame(text, marks, at)
    for number, sentence in enumerate(text.sentences):
        if is_question(text, sentence):
            _mark(marks, sentence.first, sentence.end, Denial.REPORTED)
        if number and _turns_down(text, sentence):
            before = text.sentences[number - 1]
            _mark(marks, before.first, before.end, Denial.ATTRIBUTED)
    for stretch in unasserted(text):
        _mark(marks, stretch.first, stretch.end, Denial.OPEN)
    return tuple(marks)


def _turns_down(text: Text, sentence: Span) -> bool:
    """Whether a sentence rejects what the one before it said.

    It opens by rejecting it, or says of `that` in a few words that `we` do none of it.
    """
    last = min(sentence.end, sentence.first + OPENING)
    if REJECTIONS.within(text.words, sentence.first, last):
        return True
    words = text.words[sentence.first : sentence.end]
    return (
        len(words) <= LONGEST_REJECTION
        and (words[-1] in _POINTERS or words[-2:] == ("do", "it"))
        and not _REJECTERS.isdisjoint(words[:2])
        and not _FLATLY.isdisjoint(words)
    )


def _mark(marks: list[Denial], first: int, end: int, denial: Denial) -> None:
    for at in range(first, end):
        marks[at] |= denial


def _deny(text: Text, marks: list[Denial], at: int) -> None:
    words = text.words
    if words[at + 1 : at + 2] and words[at + 1] in _NO_DENIAL_AFTER.get(words[at], frozenset()):
        return
    if words[at] == "without" and at and any(w in NEGATORS for w in words[max(0, at - 4) : at]):
        return
    end = text.clauses[text.clause_of[at]].end
    counted = 0
    for place in range(at + 1, end):
        if words[place] in _BARRIERS or (counted and words[place] in _NEW_SUBJECTS):
            return
        marks[place] |= Denial.NEGATED
        counted += words[place] not in UNCOUNTED
        if counted >= REACH:
            return


def _outweigh(text: Text, marks: list[Denial], at: int) -> None:
    """Mark what somebody would `rather ... than`, `sooner ... than` or `prefer ... to` do."""
    clause = text.clauses[text.clause_of[at]]
    found = [
        place
        for place in range(at + 2, clause.end)
        if text.words[place] in _PREFERS[text.words[at]]
    ]
    if found:
        _mark(marks, found[-1] + 1, clause.end, Denial.DISMISSED | Denial.REFUSED)


def _deny_clause(text: Text, marks: list[Denial], first: int) -> None:
    """Mark what follows a denied `that`, up to where the reply speaks for itself again."""
    if first >= len(text.words):
        return
    end = text.sentences[text.sentence_of[first]].end
    starts = (
        text.clauses[number].first
        for number in range(text.clause_of[first] + 1, text.clause_of[end - 1] + 1)
    )
    own = (at for at in starts if at > first and text.words[at] in _SPEAKS_ON)
    _mark(marks, first, next(own, end), Denial.DISMISSED)


def _dismiss(text: Text, marks: list[Denial], at: int) -> None:
    sentence = text.sentences[text.sentence_of[at]]
    after = TAKES_AWAY.end(text.words, at)
    if after is not None and not _denied(marks, at):
        _mark(marks, after, _left_out_until(text, after, sentence.end), Denial.DISMISSED)
    behind = DISMISSES.end(text.words, at)
    if behind is not None and not _denied(marks, at):
        _mark(marks, _dismissed_from(text, at, behind), at, Denial.DISMISSED)


def _left_out_until(text: Text, first: int, end: int) -> int:
    """Where a verb of leaving out ends: at a barrier, at `and`, or where a new subject begins."""
    for place in range(first, min(end, first + VERB_REACH)):
        word = text.words[place]
        opens = text.clauses[text.clause_of[place]].first == place
        if word in _BARRIERS or (word == "and" and place > first + 1):
            return place
        if opens and place > first and word in _SUBJECTS:
            return place
    return min(end, first + VERB_REACH)


def _dismissed_from(text: Text, at: int, end: int) -> int:
    """Where what a dismissal speaks of begins: in its clause, or anywhere before a closing one."""
    sentence = text.sentences[text.sentence_of[at]]
    least = text.clauses[text.clause_of[at]].first
    if end >= sentence.end:
        least = sentence.first
    elif at - LOOK_BACK > least:
        return at - LOOK_BACK
    barriers = [place for place in range(least, at) if text.words[place] in _TURNS]
    return barriers[-1] if barriers else least


def _frame(text: Text, marks: list[Denial], at: int) -> None:
    clause = text.clauses[text.clause_of[at]]
    sentence = text.sentences[text.sentence_of[at]]
    against = REFUSALS.end(text.words, at)
    if against is not None and not _denied(marks, at):
        _mark(marks, against, min(clause.end, against + VERB_REACH), Denial.REFUSED)
    others = ATTRIBUTES.end(text.words, at)
    if others is not None and text.words[at - 1 : at] != ("how",):
        _mark(marks, others, sentence.end, Denial.ATTRIBUTED)
    reported = at + 1 if _others_want(text, at) else REPORTS.end(text.words, at)
    if reported is not None:
        own = (at for at in range(reported, sentence.end) if text.words[at] in _OWN_AGAIN)
        _mark(marks, reported, next(own, sentence.end), Denial.REPORTED)
    disbelieved = DISBELIEVES.end(text.words, at)
    if disbelieved is not None:
        _deny_clause(text, marks, disbelieved)
    false = DENIES.end(text.words, at)
    if false is not None:
        _mark(marks, false, sentence.end, Denial.DISMISSED)
    warning = WARNINGS.end(text.words, at)
    if warning is not None and not _denied(marks, at):
        _mark(marks, clause.first, sentence.end, Denial.WARNED)


def _others_want(text: Text, at: int) -> bool:
    """Whether a word tells what somebody else wants (`the data scientist wanted`)."""
    return text.words[at] in _WANTING and bool(at) and text.words[at - 1] not in _OURSELVES


def _denied(marks: list[Denial], at: int) -> bool:
    """Whether the phrase that starts here is itself negated (`not a waste of time`)."""
    return bool(marks[at] & Denial.NEGATED)
