"""What buttons carry: readable, within Slack's limit, and what was picked with it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.press import Press, TooLong
from adapters.slack.actionid import decode, encode, picked, read

NAMES = st.text(min_size=1, max_size=20)
PRESSES = st.builds(
    lambda words, pairs, asks: Press(words, tuple(pairs.items()), tuple(asks - pairs.keys())),
    NAMES,
    st.dictionaries(NAMES, st.text(max_size=20), max_size=3),
    st.sets(NAMES, max_size=3),
)


@settings(deadline=None)
@given(PRESSES, st.integers(min_value=1, max_value=99))
def test_what_goes_in_comes_out(press: Press, nth: int) -> None:
    try:
        action_id = encode(press, nth)
    except (TooLong, UnicodeEncodeError):
        return
    assert len(action_id) <= 255
    assert action_id.isascii()
    assert read(action_id) == press


def test_what_does_not_fit_is_refused_rather_than_cut() -> None:
    assert encode(Press("history", (("prompt", "x" * 200),)))
    with pytest.raises(TooLong):
        encode(Press("history", (("prompt", "x" * 250),)))


@pytest.mark.parametrize("action_id", ["", "answer", "r1:", "r1:a?b", "r1:" + "a" * 253, "x" * 32])
def test_foreign_ids_mean_nothing(action_id: str) -> None:
    assert read(action_id) is None
    assert decode({"type": "button", "action_id": action_id}) is None


def test_a_button_is_its_press() -> None:
    action = {"type": "button", "action_id": "r1:answer?prompt=ai-triage!text#2", "value": "x"}
    assert decode(action) == Press("answer", (("prompt", "ai-triage"),), ("text",))


PICKED: list[tuple[dict[str, Any], str]] = [
    ({"type": "static_select", "selected_option": {"value": "09:00"}}, "09:00"),
    ({"type": "conversations_select", "selected_conversation": "C012AB"}, "C012AB"),
    ({"type": "channels_select", "selected_channel": "C012AB"}, "C012AB"),
]


@pytest.mark.parametrize(("action", "value"), PICKED)
def test_what_is_picked_answers_the_first_thing_asked(action: dict[str, Any], value: str) -> None:
    press = decode({**action, "action_id": "r1:setup?group=3!channel,why"})
    assert press == Press("setup", (("group", "3"), ("channel", value)), ("why",))
    assert picked(action) == value


@pytest.mark.parametrize("selected", [None, {}])
def test_a_list_from_which_nothing_is_picked_means_nothing(selected: object) -> None:
    action = {"type": "static_select", "action_id": "r1:setup!time", "selected_option": selected}
    assert decode(action) is None


def test_what_is_picked_for_nothing_means_nothing() -> None:
    action = {"type": "static_select", "action_id": "r1:setup", "selected_option": {"value": "1"}}
    assert decode(action) is None
