"""Assertion: which words of a reply are only asked, wondered about, imagined or put off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.grading.phrases import Phrases, phrases
from bot.grading.text import Span, Text
from bot.grading.words import wordset

OPENING = 4
"""Words at the beginning of a question in which it may show that nothing is claimed."""

LONGEST_SHRUG = 8
"""Words of a sentence that leaves the question before it unanswered."""

_ASKS_TIMIDLY = phrases(
    """
    is it perhaps, is it maybe, is it possible that, is it so that, is it conceivable, is it
    thinkable, could it be, might it be, can it be that, may it be, could one, might one, may one,
    can one, should one, would one, could somebody, could someone, would somebody, do you think,
    would you say, would you think, perhaps, maybe
    """
)
"""A question that opens with one of these claims nothing."""

_SHRUGS = phrases(
    """
    not know, hard to say, hard to tell, difficult to say, difficult to tell, impossible to say,
    cannot say, cannot tell, not say, not tell, who knows, who can say, who can tell, not sure,
    unsure, no idea, no opinion, no answer, it depends, nobody knows, no one knows, not decided,
    leave open, let others decide, anybody s guess, anyone s guess, ask somebody else, your call
    """
)
"""A short sentence with one of these leaves the question before it unanswered."""

_WONDERS = phrases(
    """
    i wonder whether, i wonder if, we wonder whether, we wonder if, one wonders whether, one
    wonders if, wondering whether, wondering if, who knows whether, who knows if, nobody knows
    whether, nobody knows if, not know whether, not know if, cannot say whether, cannot say if,
    not say whether, not say if, hard to say whether, hard to say if, not sure whether, not sure
    if, unsure whether, unsure if, unclear whether, unclear if, no idea whether, no idea if,
    open whether, open question whether, remains to be seen, undecided whether, undecided if,
    debatable whether, debatable if
    """
)
"""What follows one of these is left open."""

_IMAGINES = phrases(
    """
    in an ideal world, in a perfect world, in a better world, in another world, in a dream world,
    in my dreams, one might say, one could say, one may say, one might think, one could think, one
    might argue, one could imagine, one might imagine, if only we, if only i, if only there, if
    money were no, if time allowed, if time permitted, with endless time, with unlimited, in another
    life, in a parallel
    """
)
"""What follows one of these is imagined and not decided."""

_PUTS_OFF = phrases(
    """
    some day, someday, one fine day, one of these days, some later, some far, at some later point,
    maybe one day, perhaps one day, maybe later, perhaps later, maybe sometime, perhaps sometime,
    sometime later, sooner or later maybe, when we get round to, when we get around to, when there
    is time, if there is time, if there is ever, if time permits, when time permits, if time is
    left, in the distant future, in a distant, in the far future, next decade, years from now, much
    later perhaps, much later maybe, not before next year
    """
)
"""The clause with one of these is put off to a day that need not come."""

_LEAVES = phrases(
    """
    leave it out, leave that out, leave this out, leave them out, left it out, left that out, leave
    it aside, leave that aside, left it aside, leave it at that, no time for it, no time for that,
    no time for this, no time for any, no money for it, no money for that, no budget for it, no
    budget for that, no room for it, no room for that, cannot afford it, cannot afford that, not
    afford it, not afford that, not do it, not do that, not do this, not do so, not do any, do
    nothing of the kind, do none of it, do without it, do without that, skip it, skip that, skip all
    that, drop it, drop that, dropped it, dropped that, forget it, forget that, put it off, put that
    off, not happen, never happen, never happened, never came, comes to nothing, came to nothing,
    nothing came of it, never did it, never did that, gave it up, give it up, gave that up, give
    that up, abandoned it, abandoned that, struck it, scrapped it, scrapped that, not the time
    """
)
"""After a contrast these take back what the sentence said."""

_DISTANCES = phrases(
    """
    used to, once planned, once thought, once wanted, plan is gone, gave up, given up, off our list,
    off the list, had we, had i, were we, were i, in another world, all the money, all the time in,
    unlimited, endless, anyone but, anybody but, another team, another department, let others, let
    somebody, let someone, others should, others may, none of my, not my business, not our business,
    which we do not, which i do not, which nobody, find out whether, find out if, tell me whether,
    tell me if, say whether, say if, know whether, know if, interesting to, theoretically,
    hypothetically, supposedly, imagine that, suppose that, pretend that, in theory, rumour, rumor,
    it is said, i have heard, i read somewhere, allegedly, does anyone, does anybody
    """
)
"""A sentence with one of these may well mean it; a reply made of them means nothing."""

_WHETHER_WITHIN = 7
"""Words at the beginning of a sentence in which `whether` leaves all of it open."""

_OPENINGS = frozenset().union(_WONDERS.by_first, _IMAGINES.by_first, _PUTS_OFF.by_first)
"""The words that open what leaves a stretch open: all others need no second look."""

_OPENS_QUOTE = re.compile(r"(?<=[\s(:,])[\"'“‘«](?=\w)")
_CLOSES_QUOTE = re.compile(r"(?<=\S)[\"'”’»](?=[\s.,;:?!)]|$)")

_CONTRASTS = phrases("but, yet, though, however, alas, sadly, unfortunately, for now, until then")
_CONDITIONS = wordset("if when unless once until whenever should after where as whether")
_SPEAKS_AGAIN = wordset("but however i we so today now meanwhile therefore hence until yet")


def is_question(text: Text, sentence: Span) -> bool:
    """Whether a sentence's own end is a question mark: that of a question it quotes is not."""
    end = text.ends[sentence.end - 1]
    after = text.original[end : end + 3]
    mark = end + len(after) - len(after.lstrip("\"')”’ "))
    if not text.original.startswith("?", mark):
        return False
    first = text.ends[sentence.first]  # what is quoted from its first word on is the sentence
    opened = [quote.start() for quote in _OPENS_QUOTE.finditer(text.original, first, mark)]
    closed = [quote.start() for quote in _CLOSES_QUOTE.finditer(text.original, first, mark)]
    return not opened or max(closed, default=-1) > opened[-1]


def unasserted(text: Text) -> list[Span]:
    """The stretches that a reply names without claiming them.

    A question as such is none: who asks `How many of those are true?` makes a point. One that opens
    timidly is, and one that is left unanswered.
    """
    found: list[Span] = []
    for number, sentence in enumerate(text.sentences):
        if is_question(text, sentence):
            following = text.sentences[number + 1 : number + 2]
            if _opens(text, sentence, _ASKS_TIMIDLY) or any(_shrugs(text, s) for s in following):
                found.append(sentence)
                continue
        found.extend(_open_stretches(text, sentence))
        left = _left(text, sentence)
        if left is not None:
            found.append(Span(sentence.first, left))
    return found


def tentative(text: Text) -> list[bool]:
    """For each sentence whether it asks, shrugs, wonders, imagines, puts off or takes back.

    Only a reply that is so for the most part is held to it: single such sentences are honest. A
    question with an answer behind it is no such sentence, nor one that ends in a plan.
    """
    found = [_tentative(text, sentence) for sentence in text.sentences]
    for number in range(len(found) - 2, -1, -1):
        if is_question(text, text.sentences[number]):
            found[number] = found[number + 1]
    return found


def _tentative(text: Text, sentence: Span) -> bool:
    return (
        is_question(text, sentence)
        or _shrugs(text, sentence)
        or _left(text, sentence) is not None
        or any(stretch.end == sentence.end for stretch in _open_stretches(text, sentence))
        or _DISTANCES.within(text.words, sentence.first, sentence.end)
        or "whether" in text.words[sentence.first : sentence.first + _WHETHER_WITHIN]
    )


def _opens(text: Text, sentence: Span, listed: Phrases) -> bool:
    last = min(sentence.end, sentence.first + OPENING)
    return listed.within(text.words, sentence.first, last)


def _shrugs(text: Text, sentence: Span) -> bool:
    return sentence.size <= LONGEST_SHRUG and _SHRUGS.within(
        text.words, sentence.first, sentence.end
    )


def _open_stretches(text: Text, sentence: Span) -> Iterator[Span]:
    for at in range(sentence.first, sentence.end):
        if text.words[at] not in _OPENINGS:
            continue
        wonders = _WONDERS.end(text.words, at)
        after = wonders or _IMAGINES.end(text.words, at)
        if after is not None and after < sentence.end:
            end = text.clauses[text.clause_of[after]].end if wonders else sentence.end
            yield Span(after, _until(text, after, end))
        elif _PUTS_OFF.end(text.words, at) is not None:
            first = text.clauses[text.clause_of[at]].first
            yield Span(first, _until(text, at + 1, sentence.end))


def _until(text: Text, first: int, end: int) -> int:
    """Where a reply speaks for itself again: at a clause that opens with a word for it."""
    for at in range(first + 1, end):
        opens = text.clauses[text.clause_of[at]].first == at
        if opens and text.words[at] in _SPEAKS_AGAIN:
            return at
    return end


def _left(text: Text, sentence: Span) -> int | None:
    """The word with which a sentence begins to take back what it said before; None if it does not.

    Who says what happens on a condition (`if it fails we drop it`) takes nothing back.
    """
    if text.words[sentence.first] in _CONDITIONS:
        return None
    turn: int | None = None
    for at in range(sentence.first, sentence.end):
        word = text.words[at]
        if word in _CONTRASTS.by_first and _CONTRASTS.end(text.words, at):
            turn = at
        last = turn is not None and word in _LEAVES.by_first
        if last and _LEAVES.end(text.words, at) == sentence.end:
            return turn
    return None
