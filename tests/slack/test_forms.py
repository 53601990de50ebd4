"""Forms and windows: what a command still needs, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.press import Press, TooLong
from adapters.slack.forms import (
    FORM,
    LINE,
    NOWHERE,
    answers_of,
    beyond,
    line_form,
    modal,
    origin_of,
    reading,
    refused,
    replaced,
    saying,
    waiting,
)
from adapters.slack.render import pages
from bot.commands.catalogue import all_commands
from bot.inbound import Chosen
from bot.views.model import Action, Card, Field, Form, Paragraph, Reply, Said
from tests.slack.fake.blocks.check import check_view
from tests.slack.screen import live, seen
from tests.slack.test_inert import TEXTS

ANSWER = Form("Night outage", (Field("text", "Your answer, in your own words", long=True),), "Why?")
PRESS = Press("answer", (("prompt", "night-outage"),), ("text",))
HERE = ("C012AB", "1700000000.000100")


def _problems(view: dict[str, Any]) -> list[str]:
    return [
        *check_view(view, modal=True),
        *(one for block in view["blocks"] for one in live(block)),
    ]


def _shown(view: dict[str, Any]) -> list[str]:
    return [line for block in view["blocks"] for line in seen(block)]


def test_an_answer_is_written_below_its_question() -> None:
    view = modal(ANSWER, PRESS, HERE)
    assert view["title"]["text"] == "Night outage"
    assert view["callback_id"] == FORM
    assert _shown(view) == ["Why?", "[Your answer, in your own words ____]"]
    field = view["blocks"][-1]
    assert (field["block_id"], field["element"]["action_id"]) == ("text", "text")
    assert field["element"]["multiline"] is True
    assert field["element"]["max_length"] == 3000
    assert origin_of(view) == (PRESS, HERE)
    assert _problems(view) == []


def test_a_word_or_two_take_one_line() -> None:
    view = modal(Form("Guess", (Field("score", "A score"),)), Press("guess"))
    assert view["blocks"][0]["element"]["multiline"] is False
    assert origin_of(view) == (Press("guess", (), ("score",)), NOWHERE)


def test_a_title_too_long_stands_above_in_full() -> None:
    title = "An alert that nurses have learnt to switch off"
    view = modal(Form(title, ANSWER.fields, "Why?"), PRESS)
    assert view["title"]["text"] == "An alert that nurses…"
    assert _shown(view)[:2] == [title, "Why?"]
    assert _problems(view) == []


def test_what_the_form_asks_for_is_in_its_metadata() -> None:
    """A command used without its text has values, and asks for nothing by itself."""
    view = modal(ANSWER, Press("answer", (("prompt", "night-outage"), ("text", ""))))
    assert origin_of(view)[0] == PRESS


def test_what_was_given_before_is_filled_in() -> None:
    view = modal(ANSWER, PRESS, given={"text": "x" * 5000})
    assert view["blocks"][-1]["element"]["initial_value"] == "x" * 3000


def test_values_too_long_for_a_button_still_fit_a_form() -> None:
    press = Press("answer", (("prompt", "x" * 2000),), ("text",))
    view = modal(ANSWER, press, HERE)
    assert origin_of(view) == (press, HERE)
    assert _problems(view) == []
    with pytest.raises(TooLong):
        modal(ANSWER, Press("answer", (("prompt", "x" * 3000),)), HERE)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.text())
def test_any_words_make_a_form_within_every_limit(
    title: str, label: str, intro: str, given_before: str
) -> None:
    fields = tuple(Field(f"field{number}", label * 200) for number in range(4))
    form = Form(title * 9, fields, intro * 999)
    view = modal(form, Press("do"), HERE, {"field1": given_before})
    assert _problems(view) == []


# Windows.


def test_one_moment_is_a_window_of_its_own() -> None:
    assert _problems(waiting()) == []
    assert _shown(waiting()) == ["One moment…"]
    assert "submit" not in waiting()


def test_a_line_can_be_typed_anywhere() -> None:
    view = line_form(HERE)
    assert view["callback_id"] == LINE
    assert _problems(view) == []
    assert origin_of(view) == (None, HERE)


def test_a_sentence_is_a_window() -> None:
    view = saying("It is *full*.")
    assert (_problems(view), _shown(view)) == ([], ["It is *full*."])


def test_a_long_reply_is_read_in_a_window() -> None:
    card = Card("All of it", (Said("One. Two. " * 1500),), (Action("Go", "daily"),))
    drawn = pages(Reply((card,)), all_commands())
    assert len(drawn) > 1
    view = reading(drawn)
    assert _problems(view) == []
    assert beyond(drawn) == []
    assert " ".join(_shown(view)).count("Two.") == 1500


def test_what_a_window_has_no_room_for_is_named() -> None:
    card = Card("All of it", tuple(Paragraph("x") for _ in range(150)))
    drawn = pages(Reply((card,)), all_commands())
    view = reading(drawn)
    assert _problems(view) == []
    shown = view["blocks"] + [block for page in beyond(drawn) for block in page.blocks]
    assert shown == [block for page in drawn for block in page.blocks]
    assert beyond(drawn)


def test_a_form_can_be_kept_open_or_replaced() -> None:
    assert refused({"text": "Say more."}) == {
        "response_action": "errors",
        "errors": {"text": "Say more."},
    }
    assert replaced(waiting()) == {"response_action": "update", "view": waiting()}


# What comes back.


def test_what_was_filled_in_comes_back() -> None:
    view = {
        "private_metadata": '{"press": "r1:override?which=3!on,why", "at": ["C1", null]}',
        "state": {
            "values": {
                "on": {"on": {"type": "plain_text_input", "value": "*drill* <&>\n@everyone"}},
                "where": {"where": {"type": "channels_select", "selected_channel": "C1"}},
                "verdict": {"v": {"type": "static_select", "selected_option": {"value": "met"}}},
                "blank": {"blank": {"type": "plain_text_input", "value": "  "}},
                "none": {"none": {"type": "plain_text_input", "value": None}},
                "why": {"why": {"type": "plain_text_input", "value": "Because."}},
            }
        },
    }
    answers = answers_of(view)
    assert answers == {
        "on": "*drill* <&>\n@everyone",
        "where": "C1",
        "verdict": "met",
        "why": "Because.",
    }
    press, where = origin_of(view)
    assert where == ("C1", None)
    assert press is not None
    assert press.chosen(answers) == Chosen(
        "override", {"which": "3", "on": "*drill* <&>\n@everyone", "why": "Because."}
    )


@pytest.mark.parametrize(
    "metadata",
    ["", "{", "[]", "1", '{"at": 1}', '{"at": []}', '{"at": ["a", "b", "c"]}', '{"press": "r1:x"}'],
)
def test_foreign_metadata_mean_nothing(metadata: str) -> None:
    assert origin_of({"private_metadata": metadata}) == (None, NOWHERE)
    assert answers_of({"private_metadata": metadata}) == {}
