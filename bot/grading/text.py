"""The reply as the grader reads it: words, clauses and sentences, each tied to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.grading import words
from bot.grading.folding import blank, fold
from bot.grading.words import wordset

LONGEST_SENTENCE = 60
"""Words; a longer run without a full stop is cut, so that a window stays a window."""

_WORD = re.compile(
    r"[$€£] ?\d+(?:[.,]\d+)*[a-z]{0,3}"
    r"|\d+(?:[.,]\d+)*(?: ?%|[a-z]{1,8}(?![a-z]))?"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[%&]"
)
_MARK = r"(?:[-•·▪◦‣–—>]|\(?\d{1,2}[.):]|\(?[a-h][.)])"
_BREAK = re.compile(
    rf"(?P<stop>[.!?]+[\"')\]]*(?=\s|$|[^\w\s]))|(?P<line>\n\s*(?P<mark>{_MARK}\s)?)"
    r"|(?P<item>(?<=\s)\(?\d{1,2}\)\s)"
)
_LIST_MARK = re.compile(r"(?:^|(?<=\n))[^\S\n]{0,8}\(?\d{1,2}[.):]\s|(?<=\s)\(?\d{1,2}\)\s")
_ABBREVIATIONS = wordset(
    """
    eg ie vs etc dr mr mrs ms st no approx incl resp max min fig cf al inc jr sr e.g i.e p.m a.m
    """
)
_CLAUSE = re.compile(
    r"[;:()\[\]—|]|,|\s-\s|→|=>"
    r"|\b(?:but|however|although|though|whereas|because|unless|until|while|which|otherwise|except)\b"
)
_SHORT_CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring words, first to last + 1, as indexes into a text's words."""

    first: int
    end: int

    @property
    def size(self) -> int:
        """The number of words."""
        return self.end - self.first


@dataclass(frozen=True)
class Text:
    """A reply cut into words; `starts` and `ends` place each word in the original.

    `words` are lower-case and spelled out (`don't` is `do`, `not`, which share one place). Every
    word belongs to one sentence and one clause.
    """

    original: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]
    sentence_of: tuple[int, ...]
    clause_of: tuple[int, ...]

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of every word."""
        return tuple(map(words.stem, self.words))

    def quote(self, span: Span) -> str:
        """The original's own words from the first to the last of a span."""
        if span.size <= 0:
            return ""
        return self.original[self.starts[span.first] : self.ends[span.end - 1]]


def _spelled(word: str) -> list[str]:
    """The words that a run of letters and apostrophes stands for."""
    if "'" not in word:
        verb = words.NOT_CONTRACTIONS.get(word)
        return [verb, "not"] if verb else [word]
    verb = words.NOT_CONTRACTIONS.get(word.replace("'", ""))
    if verb:
        return [verb, "not"]
    head, _, tail = word.rpartition("'")
    if tail in words.SUFFIXES:
        return [head, words.SUFFIXES[tail]]
    if tail == "s":
        return [head, "is"] if head in words.IS_AFTER else [head]
    return [part for part in word.split("'") if part]


def split_words(folded: str) -> list[tuple[str, int, int]]:
    """The words of folded text with their places in it."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(folded):
        raw, start, end = match[0], match.start(), match.end()
        if raw == "%":
            raw = "percent"
        elif raw == "&":
            raw = "and"
        if raw[0].isalpha():
            found.extend((part, start, end) for part in _spelled(raw))
        else:
            found.append((raw.replace(" ", ""), start, end))
    return found


def _joins_lines(folded: str, match: re.Match[str]) -> bool:
    """Whether a line break only wraps a sentence that goes on in the next line."""
    if match["mark"] or match[0].count("\n") > 1:
        return False
    before = folded[max(0, match.start() - 4) : match.start()].rstrip()[-1:]
    after = folded[match.end() : match.end() + 1]
    return before not in {".", "!", "?", ":", ";"} and after.isalpha()


def _sentence_breaks(folded: str, original: str, places: list[int] | None) -> list[int]:
    breaks: list[int] = []
    for match in _BREAK.finditer(folded):
        if match["stop"]:
            head = folded[max(0, match.start() - 8) : match.start()].rsplit(None, 1)
            last = head[-1].lstrip("(") if head else ""
            if match["stop"] == "." and (last in _ABBREVIATIONS or len(last) == 1):
                continue
        elif match["line"] is not None and _joins_lines(folded, match):
            place = match.end() if places is None else places[match.end()]
            if original[place : place + 1].islower():
                continue
        breaks.append(match.start() if match["item"] else match.end())
    return breaks


def _cut(count: int, starts: list[int], breaks: list[int]) -> list[Span]:
    """Spans of words between breaks (places in the folded text, in rising order)."""
    spans: list[Span] = []
    first, word = 0, 0
    for place in breaks:
        while word < count and starts[word] < place:
            word += 1
        if word > first:
            spans.append(Span(first, word))
            first = word
    if first < count:
        spans.append(Span(first, count))
    return spans


def _clause_spans(sentences: list[Span], raw: list[Span]) -> tuple[list[Span], list[Span]]:
    """Clauses of at least three words that respect sentences; long sentences are cut at them."""
    clauses: list[Span] = []
    shorter: list[Span] = []
    index = 0
    for sentence in sentences:
        first = start = sentence.first
        while start < sentence.end:
            while raw[index].end <= start:
                index += 1
            end = min(raw[index].end, sentence.end)
            following = raw[index + 1].end if end < sentence.end else end
            rest = min(following, sentence.end) - end
            start = end
            if end - first >= _SHORT_CLAUSE and (rest >= _SHORT_CLAUSE or rest == 0):
                clauses.append(Span(first, end))
                first = end
        if first < sentence.end:
            clauses.append(Span(first, sentence.end))
        shorter.extend(_capped(sentence, clauses))
    return clauses, shorter


def _capped(sentence: Span, clauses: list[Span]) -> list[Span]:
    if sentence.size <= LONGEST_SENTENCE:
        return [sentence]
    ends = [c.end for c in reversed(clauses[-sentence.size :]) if c.end > sentence.first][::-1]
    parts: list[Span] = []
    first = previous = sentence.first
    for end in [*ends, sentence.end]:
        while end - first > LONGEST_SENTENCE:
            cut = previous if previous > first else first + LONGEST_SENTENCE
            parts.append(Span(first, cut))
            first = cut
        previous = end
    if first < sentence.end:
        parts.append(Span(first, sentence.end))
    return parts


def _owners(count: int, spans: list[Span]) -> tuple[int, ...]:
    owners = [0] * count
    for number, span in enumerate(spans):
        for word in range(span.first, span.end):
            owners[word] = number
    return tuple(owners)


def read(original: str) -> Text:
    """Cut any text whatsoever into words, clauses and sentences; linear in its length."""
    folded, places = fold(original)
    found = split_words(_LIST_MARK.sub(blank, folded))
    count = len(found)
    starts = [start for _, start, _ in found]
    sentences = _cut(count, starts, _sentence_breaks(folded, original, places))
    raw = _cut(count, starts, [match.start() for match in _CLAUSE.finditer(folded)])
    clauses, sentences = _clause_spans(sentences, raw)
    ends = [end for _, _, end in found]
    if places is not None:
        starts = [places[start] for start in starts]
        ends = [places[end - 1] + 1 for end in ends]
    return Text(
        original=original,
        words=tuple(word for word, _, _ in found),
        starts=tuple(starts),
        ends=tuple(ends),
        sentences=tuple(sentences),
        clauses=tuple(clauses),
        sentence_of=_owners(count, sentences),
        clause_of=_owners(count, clauses),
    )
