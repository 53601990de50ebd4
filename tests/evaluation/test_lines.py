"""Files of samples: broken lines are named, empty answers left out, the rest kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.errors import BadInput
from bot.evaluation.lines import (
    is_empty,
    judged_criterion,
    labelled_reply,
    ranked_pair,
    read_lines,
    scored_answer,
)


def test_the_rest_is_kept_when_lines_are_broken() -> None:
    good = json.dumps({"prompt": "a", "reply": "text", "level": 2})
    found = read_lines(f"{good}\nnot json\n\n[1]\n{good}\n", labelled_reply)
    assert [one.line for one in found.samples] == [1, 5]
    assert [one.line for one in found.faults] == [2, 4]


@pytest.mark.parametrize("reply", ["", "  ", "No response.", "n/a", "-", "no answer given", "…"])
def test_empty_answers_are_counted_and_left_out(reply: str) -> None:
    line = json.dumps({"prompt": "a", "reply": reply, "level": 0})
    found = read_lines(line, labelled_reply)
    assert (len(found.samples), len(found.faults), found.empty) == (0, 0, 1)


@pytest.mark.parametrize("reply", ["No.", "no response time is given", "42", "是"])
def test_short_answers_are_answers(reply: str) -> None:
    assert not is_empty(reply)


@pytest.mark.parametrize("level", [None, True, 5, -1, 2.5, "3"])
def test_levels_are_whole_numbers_from_0_to_4(level: Any) -> None:
    with pytest.raises(BadInput, match="level"):
        labelled_reply({"prompt": "a", "reply": "text", "level": level}, 1)


def test_kind_is_plain_unless_said() -> None:
    row = {"prompt": "a", "reply": "text", "level": 1}
    found = [labelled_reply(row | more, 1) for more in ({}, {"kind": "fluff"})]
    assert [one.kind for one in found if one] == ["plain", "fluff"]


def test_pairs_need_two_different_replies() -> None:
    with pytest.raises(BadInput, match="same"):
        ranked_pair({"prompt": "a", "better": "x", "worse": "x "}, 1)
    found = ranked_pair({"prompt": "a", "better": "x", "worse": "y"}, 7)
    assert found is not None
    assert found.name == "line 7"


def test_verdicts_and_scores_have_their_types() -> None:
    with pytest.raises(BadInput, match="met"):
        judged_criterion({"question": "q", "criterion": "c", "reply": "r", "met": 1}, 1)
    with pytest.raises(BadInput, match="score"):
        scored_answer({"question": "q", "reference": "c", "reply": "r", "score": float("nan")}, 1)
    with pytest.raises(BadInput, match="reference"):
        scored_answer({"question": "q", "reply": "r", "score": 1}, 1)


def test_broken_characters_do_not_break_the_line() -> None:
    found = read_lines('{"prompt": "a", "reply": "x \\ud800", "level": 1}', labelled_reply)
    assert found.samples[0].reply == "x ?"
