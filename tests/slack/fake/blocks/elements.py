"""The limits of buttons, menus and inputs (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.slack.fake.blocks.problems import Problems, wrong_kind
from tests.slack.fake.errors import Json

ID, VALUE, URL = 255, 2000, 3000
BUTTON, OPTION, PLACEHOLDER = 75, 75, 150
OPTION_VALUE, OPTIONS, INPUT = 150, 100, 3000
FEW_OPTIONS, OVERFLOW = 10, 5

COMMON = frozenset({"action_id", "confirm", "focus_on_load"})
MENU = COMMON | {"placeholder"}
ONE_OF = MENU | {"options", "option_groups", "initial_option", "initial_options"}
FILTER = frozenset({"filter", "response_url_enabled", "default_to_current_conversation"})
TYPED = COMMON | {"placeholder", "initial_value", "dispatch_action_config"}

NONE: frozenset[str] = frozenset()
SPECS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    # The kind: what it must have, and what it may have beside that.
    "button": (frozenset({"text"}), COMMON | {"url", "value", "style", "accessibility_label"}),
    "image": (frozenset({"alt_text"}), frozenset({"image_url", "slack_file"})),
    "overflow": (frozenset({"options"}), COMMON),
    "static_select": (NONE, ONE_OF),
    "multi_static_select": (NONE, ONE_OF | {"max_selected_items"}),
    "external_select": (NONE, MENU | {"initial_option", "min_query_length"}),
    "users_select": (NONE, MENU | {"initial_user"}),
    "multi_users_select": (NONE, MENU | {"initial_users", "max_selected_items"}),
    "channels_select": (NONE, MENU | {"initial_channel", "response_url_enabled"}),
    "conversations_select": (NONE, MENU | FILTER | {"initial_conversation"}),
    "radio_buttons": (frozenset({"options"}), COMMON | {"initial_option"}),
    "checkboxes": (frozenset({"options"}), COMMON | {"initial_options"}),
    "datepicker": (NONE, MENU | {"initial_date"}),
    "timepicker": (NONE, MENU | {"initial_time", "timezone"}),
    "plain_text_input": (NONE, TYPED | {"multiline", "min_length", "max_length"}),
    "email_text_input": (NONE, TYPED),
    "url_text_input": (NONE, TYPED),
    "number_input": (frozenset({"is_decimal_allowed"}), TYPED | {"min_value", "max_value"}),
}
INPUTS = frozenset(SPECS) - {"button", "image", "overflow"}
TYPING = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
ACTIONS = frozenset(SPECS) - TYPING - {"image"}
ACCESSORIES = frozenset(SPECS) - TYPING


def check(problems: Problems, at: str, one: Any, allowed: frozenset[str]) -> None:
    """One element of a block that takes only such kinds."""
    kind = one.get("type") if isinstance(one, dict) else None
    if kind not in SPECS or kind not in allowed:
        wrong_kind(problems, at, one if isinstance(one, dict) else {})
        return
    if not problems.keys(at, one, *SPECS[kind]):
        return
    if "action_id" in one:
        problems.length(f"{at}/action_id", one["action_id"], ID)
    if "placeholder" in one:
        problems.words(f"{at}/placeholder", one["placeholder"], PLACEHOLDER, plain=True)
    if "confirm" in one:
        _check_confirm(problems, f"{at}/confirm", one["confirm"])
    if rule := RULES.get(kind):
        rule(problems, at, one)


def check_options(problems: Problems, at: str, options: Any, most: int = OPTIONS) -> None:
    """Options of a menu, each with its own value."""
    if not problems.amount(at, options, most):
        return
    for number, one in enumerate(options):
        _check_option(problems, f"{at}/{number}", one)
    values = [one.get("value") for one in options if isinstance(one, dict)]
    if len(set(values)) < len(values):
        problems.add(at, "must provide options with values of their own")


def _check_option(problems: Problems, at: str, one: Any) -> None:
    needed = frozenset({"text", "value"})
    if problems.keys(at, one, needed, frozenset({"description", "url"})):
        problems.words(f"{at}/text", one["text"], OPTION)
        problems.length(f"{at}/value", one["value"], OPTION_VALUE)
        if "description" in one:
            problems.words(f"{at}/description", one["description"], OPTION)


def _check_button(problems: Problems, at: str, one: Json) -> None:
    problems.words(f"{at}/text", one["text"], BUTTON, plain=True)
    if "value" in one:
        problems.length(f"{at}/value", one["value"], VALUE)
    if "url" in one:
        problems.length(f"{at}/url", one["url"], URL)
    if one.get("style") not in {None, "primary", "danger"}:
        problems.add(f"{at}/style", "must be one of primary, danger")
    if "accessibility_label" in one:
        problems.length(f"{at}/accessibility_label", one["accessibility_label"], BUTTON)


def _check_menu(problems: Problems, at: str, one: Json) -> None:
    if ("options" in one) == ("option_groups" in one):
        problems.add(at, "must have options or option_groups, and not both")
        return
    if "options" in one:
        check_options(problems, f"{at}/options", one["options"])
    elif problems.amount(f"{at}/option_groups", one["option_groups"], OPTIONS):
        for number, group in enumerate(one["option_groups"]):
            below = f"{at}/option_groups/{number}"
            if problems.keys(below, group, frozenset({"label", "options"}), NONE):
                problems.words(f"{below}/label", group["label"], OPTION, plain=True)
                check_options(problems, f"{below}/options", group["options"])
    _check_initial(problems, at, one)


def _check_initial(problems: Problems, at: str, one: Json) -> None:
    """What is chosen at first is among the options, letter for letter."""
    known = list(one.get("options", []))
    known += [each for group in one.get("option_groups", []) for each in group["options"]]
    begins = list(one.get("initial_options", []))
    begins += [one["initial_option"]] if "initial_option" in one else []
    for each in begins:
        if _bare(each) not in [_bare(other) for other in known]:
            problems.add(at, "initial option must exactly match one of the options")


def _bare(option: Json) -> tuple[str, str]:
    return option["value"], option["text"]["text"]


def _check_few(problems: Problems, at: str, one: Json) -> None:
    check_options(problems, f"{at}/options", one["options"], FEW_OPTIONS)
    _check_initial(problems, at, one)


def _check_overflow(problems: Problems, at: str, one: Json) -> None:
    check_options(problems, f"{at}/options", one["options"], OVERFLOW)


def _check_input(problems: Problems, at: str, one: Json) -> None:
    least, most = one.get("min_length", 0), one.get("max_length", INPUT)
    if not 0 <= least <= most <= INPUT:
        problems.add(at, f"min_length and max_length must lie between 0 and {INPUT}")
    begins = one.get("initial_value", "")
    if len(begins) > most:
        problems.add(f"{at}/initial_value", f"must be less than {most + 1} characters")


def _check_image(problems: Problems, at: str, one: Json) -> None:
    if ("image_url" in one) == ("slack_file" in one):
        problems.add(at, "must have image_url or slack_file")
    problems.length(f"{at}/alt_text", one["alt_text"], VALUE)


def _check_confirm(problems: Problems, at: str, one: Any) -> None:
    needed = frozenset({"title", "text", "confirm", "deny"})
    if problems.keys(at, one, needed, frozenset({"style"})):
        problems.words(f"{at}/title", one["title"], 100, plain=True)
        problems.words(f"{at}/text", one["text"], 300)
        problems.words(f"{at}/confirm", one["confirm"], 30, plain=True)
        problems.words(f"{at}/deny", one["deny"], 30, plain=True)


RULES: dict[str, Callable[[Problems, str, Json], None]] = {
    "button": _check_button,
    "static_select": _check_menu,
    "multi_static_select": _check_menu,
    "radio_buttons": _check_few,
    "checkboxes": _check_few,
    "overflow": _check_overflow,
    "plain_text_input": _check_input,
    "image": _check_image,
}
