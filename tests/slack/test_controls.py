"""Actions as buttons and lists: what they carry, how they stand, and where one list is native."""

from __future__ import annotations

from typing import Any

from adapters.slack.actionid import decode
from adapters.slack.render import Page, pages
from bot.commands.catalogue import all_commands
from bot.views.model import Action, Card, Reply
from tests.slack.screen import action_ids, problems, screen

REGISTRY = all_commands()


def _rows(*actions: Action) -> list[Page]:
    return pages(Reply((Card("x", (), actions),)), REGISTRY)


def _controls(page: Page) -> list[dict[str, Any]]:
    return [one for block in page.blocks if block["type"] == "actions" for one in block["elements"]]


def test_the_first_action_stands_out_and_deletion_warns() -> None:
    (page,) = _rows(Action("Go", "daily"), Action("Hint", "hint"), Action("X", "mydata delete"))
    assert [one.get("style") for one in _controls(page)] == ["primary", None, "danger"]


def test_buttons_stand_five_in_a_row() -> None:
    (page,) = _rows(*(Action(f"Go {number}", "hint") for number in range(12)))
    rows = [len(block["elements"]) for block in page.blocks if block["type"] == "actions"]
    assert rows == [5, 5, 2]


def test_picks_are_a_list_and_ids_differ() -> None:
    picks = tuple((f"At {hour}", f"{hour:02}:00") for hour in range(24))
    (page,) = _rows(
        Action("Choose a time", "setup", asks=("time",), picks=picks),
        Action("Another time", "setup", asks=("time",)),
    )
    assert action_ids(page) == ["r1:setup!time", "r1:setup!time#2"]
    options = _controls(page)[0]["options"]
    assert len(options) == 24
    picked = {"type": "static_select", "action_id": "r1:setup!time", "selected_option": options[9]}
    press = decode(picked)
    assert press is not None
    assert dict(press.values) == {"time": "09:00"}


def test_more_picks_than_a_list_holds_are_several_lists() -> None:
    picks = tuple((f"Prompt {number}", str(number)) for number in range(240))
    (page,) = _rows(Action("Choose", "history", asks=("prompt",), picks=picks))
    assert [len(one["options"]) for one in _controls(page)] == [100, 100, 40]
    assert [one["placeholder"]["text"] for one in _controls(page)] == [
        "Choose (1/3)",
        "Choose (2/3)",
        "Choose (3/3)",
    ]


def test_a_channel_is_chosen_from_slack_s_list_and_a_role_is_named_in_a_form() -> None:
    (page,) = _rows(
        Action("Where", "setup", asks=("channel",)), Action("Whom", "setup", asks=("ping",))
    )
    channel, role = _controls(page)
    assert channel["type"] == "conversations_select"
    assert channel["filter"]["include"] == ["public", "private"]
    assert (role["type"], role["action_id"]) == ("button", "r1:setup!ping")


def test_more_controls_than_a_message_holds_follow_in_another() -> None:
    picks = (("One", "1"),)
    drawn = _rows(*(Action(f"Go {n}", "setup", asks=("time",), picks=picks) for n in range(60)))
    assert [len(action_ids(page)) for page in drawn] == [48, 12]
    assert [problems(page) for page in drawn] == [[], []]


def test_buttons_never_come_without_a_word() -> None:
    (page,) = pages(Reply((Card("", (), (Action("Go", "daily"),)),)), REGISTRY)
    assert screen([page]).split("\n") == ["What next?", "[Go]"]


def test_what_no_button_can_carry_is_told_as_a_command_to_type() -> None:
    values = (("prompt", "x" * 300), ("why", "so it is"))
    (page,) = _rows(Action("Show it", "history", values))
    assert action_ids(page) == []
    assert f'Show it: /rounds history prompt={"x" * 300} why="so it is"' in screen([page])


def test_the_whole_of_a_long_label_is_told() -> None:
    label = "Show me what every other member of the group has answered to this prompt of today, now"
    (page,) = _rows(Action(label, "history"))
    assert label in screen([page])
