"""Forms: what a command still needs, on a screen of its own, and what comes back."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.customid import decode
from adapters.discord.forms import answers_of, modal
from adapters.press import Press, TooLong
from bot.inbound import Chosen
from bot.views.model import Field, Form
from tests.discord.fake import limits, schema
from tests.discord.phone import seen, styles_of
from tests.discord.test_inert import TEXTS

ANSWER = Form("Night outage", (Field("text", "Your answer, in your own words", long=True),), "Why?")
PRESS = Press("answer", (("prompt", "night-outage"),), ("text",))
ROUTE = "/interactions/{interaction_id}/{interaction_token}/callback"


def _problems(form: discord.ui.Modal) -> list[str]:
    data = form.to_dict()
    limits.check_modal(data)
    return schema.problems("POST", ROUTE, {"type": 9, "data": data})


def _parts(form: discord.ui.Modal) -> list[dict[str, Any]]:
    return list(form.to_dict()["components"])


def test_an_answer_is_written_below_its_question() -> None:
    form = modal(ANSWER, PRESS)
    question, field = _parts(form)
    assert form.title == "Night outage"
    assert question["content"] == "Why?"
    assert field["label"] == "Your answer, in your own words"
    assert field["component"]["style"] == 2
    assert field["component"]["max_length"] == 4000
    assert decode(form.custom_id) == PRESS
    assert _problems(form) == []


def test_a_word_or_two_take_one_line() -> None:
    (field,) = _parts(modal(Form("Guess", (Field("score", "A score"),)), Press("guess")))
    assert field["component"]["style"] == 1


def test_what_the_form_asks_for_is_in_its_id() -> None:
    """A command used without its text has values, and asks for nothing by itself."""
    form = modal(ANSWER, Press("answer", (("prompt", "night-outage"), ("text", ""))))
    assert decode(form.custom_id) == PRESS


def test_a_long_label_is_told_whole_below() -> None:
    label = "The words that show it first, in quotation marks, then your reason"
    (field,) = _parts(modal(Form("x", (Field("why", label),)), Press("override")))
    assert field["label"] == "The words that show it first, in quotation…"
    assert field["description"] == label


def test_what_was_given_before_is_filled_in() -> None:
    _, field = _parts(modal(ANSWER, PRESS, {"text": "x" * 5000}))
    assert field["component"]["value"] == "x" * 4000


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.text())
def test_any_words_make_a_form_within_every_limit(
    title: str, label: str, intro: str, given_before: str
) -> None:
    fields = tuple(Field(f"field{number}", label * 20) for number in range(4))
    form = modal(Form(title * 9, fields, intro * 99), Press("do"), {"field1": given_before})
    assert _problems(form) == []
    for part in _parts(form):
        if part["type"] == discord.ComponentType.text_display.value:
            assert styles_of(part["content"]) == set()
            assert seen(part["content"])


def test_five_fields_leave_no_room_for_the_question() -> None:
    fields = tuple(Field(f"field{number}", "x") for number in range(5))
    assert len(_parts(modal(Form("x", fields, "Why?"), Press("do")))) == 5


@pytest.mark.parametrize("count", [0, 6])
def test_other_numbers_of_fields_are_refused(count: int) -> None:
    fields = tuple(Field(f"field{number}", "x") for number in range(count))
    with pytest.raises(ValueError, match=str(count)):
        modal(Form("x", fields), Press("do"))


def test_values_too_long_to_carry_are_refused() -> None:
    with pytest.raises(TooLong):
        modal(ANSWER, Press("answer", (("prompt", "x" * 100),)))


async def test_forms_are_not_kept_by_the_library() -> None:
    assert modal(ANSWER, PRESS).is_finished()


def test_what_was_filled_in_comes_back() -> None:
    data = {
        "custom_id": "r1:override?which=3!on,why",
        "components": [
            {"type": 10, "id": 1},
            {
                "type": 18,
                "component": {"type": 4, "custom_id": "on", "value": "*drill*\n@everyone"},
            },
            {"type": 18, "component": {"type": 3, "custom_id": "verdict", "values": ["met"]}},
            {"type": 18, "component": {"type": 4, "custom_id": "blank", "value": "  "}},
            {"type": 1, "components": [{"type": 4, "custom_id": "why", "value": "Because."}]},
        ],
    }
    answers = answers_of(data)
    assert answers == {"on": "*drill*\n@everyone", "verdict": "met", "why": "Because."}
    press = decode(data["custom_id"])  # type: ignore[arg-type]
    assert press is not None
    assert press.chosen(answers) == Chosen(
        "override", {"which": "3", "on": "*drill*\n@everyone", "why": "Because."}
    )
