"""Ways to spoil the sample prompt, each with the line and the words of the fault it brings."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """`old` becomes `new`; the fault stands on the line of `at` and says `message` and `fix`."""

    name: str
    old: str
    new: str
    at: str
    message: str
    fix: str


CASES = (
    Case("unknown key", "minutes: 8", "minutse: 8", "minutse", "key is unknown", "minutes"),
    Case(
        "unknown far key", "minutes: 8\n", "minutes: 8\nzz: 1\n", "zz: 1", "unknown", "known here"
    ),
    Case("missing key", "weight: 1\n", "", "id: night", "weight: The key is missing", "add weight"),
    Case("no whole number", "minutes: 8", "minutes: 8.0", "minutes", "no whole number", "1 to 60"),
    Case("a number in words", "minutes: 8", "minutes: eight", "minutes", '"eight" is no', "digits"),
    Case("a signed number", "weight: 1", "weight: +1", "weight", "no whole number", "1 to 3"),
    Case("number out of range", "minutes: 8", "minutes: 61", "minutes", "61 is out of range", "60"),
    Case(
        "huge number", "minutes: 8", "minutes: 99999999999999", "minutes", "no whole number", "60"
    ),
    Case("level", "level: standard", "level: easy", "level", '"easy" is not known', "starter"),
    Case(
        "title too long",
        "title: The",
        "title: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx The",
        "title",
        "60 are the most",
        "",
    ),
    Case("empty text", "title: The tool goes down", "title:", "title", "empty", "write a text"),
    Case("list for text", "title: The tool goes down", "title: [a]", "title", "not a list", "text"),
    Case("text for list", "skills: [safety]", "skills: safety", "skills", "list is expected", "["),
    Case("no skill", "skills: [safety]", "skills: []", "skills", "At least 1", "add"),
    Case("unknown skill", "[safety]", "[saftey]", "skills", 'skill "saftey"', "mean safety"),
    Case("twin skill", "[safety]", "[safety, safety]", "skills", "stands twice", "keep one"),
    Case(
        "four hints",
        "  - Think of the desk.\n",
        "  - a\n  - b\n  - c\n  - d\n",
        "hints",
        "More than 3",
        "take some out",
    ),
    Case("unknown topic", "topic: ai", "topic: aj", "topic", 'topic "aj" is unknown', "ai"),
    Case("id is not the file", "id: night-outage", "id: outage", "id:", "not the name", "rename"),
    Case("bad id", "id: night-outage", "id: Night_Outage", "id:", "is no id", "hyphens"),
    Case(
        "no sources",
        'sources:\n  - {title: A guide, url: "https://example.org/guide"}\n',
        "",
        "id:",
        "sources: No source",
        "name at least one",
    ),
    Case(
        "bad address", "https://example.org/guide", "example", "url", "no web address", "https://"
    ),
    Case("unknown key of a source", "{title: A", "{titel: A", "titel", "titel: The key is", ""),
    Case("bad kind", "kind: bonus", "kind: nice", "kind: nice", '"nice" is not known', "pitfall"),
    Case(
        "points of a pitfall", "points: -3", "points: 3", "- id: five", "pitfall costs", "-10 to -1"
    ),
    Case(
        "points of a bonus", "points: 1\n", "points: 0\n", "- id: three", "earns points", "1 to 10"
    ),
    Case("points out of range", "points: -3", "points: -11", "points: -11", "out of range", "-10"),
    Case("truth", "partly: true", "partly: yes", "partly: yes", "neither true", "true or false"),
    Case("window", "within: clause", "within: text", "within: text", '"text"', "sentence, pair"),
    Case("negation", "negation: cancels", "negation: no", "negation: no", '"no"', "ignores"),
    Case("empty group", "[clipboard*]", "[]", "all: [[]]", "At least 1", "add"),
    Case(
        "group is a word", "[[clipboard*]]", "[clipboard*]", "all: [clip", "list is expected", "["
    ),
    Case("term star", "clipboard*", "cl*pboard", "cl*p", "does not end a word", "reimburs*"),
    Case("term number", "#%", "#percent", "#percent", "no kind of number", "#t"),
    Case("term name", "@staff", "@staff!", "@staff!", "no lexicon name", "@clinician"),
    Case(
        "open quote in a term",
        "[clipboard*]",
        "['\"by hand']",
        "by hand",
        "not closed",
        "fall back",
    ),
    Case("unknown name", "@staff", "@stuff", "@stuff", '"stuff" is unknown', "did you mean staff?"),
    Case(
        "unknown name in unless", '[never, "later', '["@x", "later', "unless", '"x" is unknown', ""
    ),
    Case(
        "one good",
        ", The one drill happens monthly.]",
        "]",
        "good: [Sheets of one",
        "Too few exemplars: 1.",
        "at least 2",
    ),
    Case(
        "no near",
        "    near: [Outages of one are bad., We think about one.]\n",
        "",
        "- id: one",
        "near: Too few exemplars: 0",
        "at least 2",
    ),
    Case(
        "same exemplar twice",
        "We think about one.",
        "Outages of ONE are bad",
        "near: [",
        "same words",
        "",
    ),
    Case(
        "near is good",
        "We think about one.",
        "Sheets of one lie ready",
        "near: [",
        "under good",
        "",
    ),
    Case(
        "six words of the answer",
        "We think about one.",
        "It is first the sheet at the desk then",
        "near: [",
        "Six words in a row come from the model answer",
        "other words",
    ),
    Case(
        "twin criteria",
        "- id: two",
        "- id: one",
        "- id: one\n    text: Requires what two",
        "taken",
        "",
    ),
    Case("bad criterion id", "- id: two", "- id: t w o", "- id: t w o", "is no id", "hyphens"),
    Case(
        "unknown criterion key",
        "    why: Because two",
        "    wy: Because two",
        "wy:",
        "unknown",
        "why",
    ),
    Case(
        "missing probe",
        "    probe: What about two?\n",
        "",
        "- id: two",
        "probe: The key is missing",
        "add probe",
    ),
    Case(
        "skill of a criterion",
        "skill: safety\n    signals",
        "skill: sfety\n    signals",
        "skill: sfety",
        "sfety",
        "safety",
    ),
    Case(
        "two outline points",
        "  - Third the trigger.\n  - Fourth the backlog.\n",
        "",
        "model_answer",
        "model_answer: The list holds 2.",
        "4 to 10",
    ),
    Case(
        "head key twice",
        "sources:\n",
        "weight: 1\nsources:\n",
        "weight: 1\nsources",
        "stands twice",
        "keep",
    ),
)
