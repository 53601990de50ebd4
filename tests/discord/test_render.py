"""Replies as pages: everything is there, in order, within every limit, and acts when pressed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.controls import Button, PickList, PlatformList, ids
from adapters.discord.commands import heard, payloads
from adapters.discord.customid import decode
from adapters.discord.render import Page, pages
from adapters.discord.view import as_file, as_view
from adapters.text.cleaning import clean
from bot.commands.catalogue import all_commands
from bot.commands.command import OptionKind
from bot.inbound import Typed
from bot.views.model import (
    Action,
    Attachment,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Moment,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
    note,
    text_file,
)
from tests.adapters.anything import bare_cards, replies
from tests.adapters.contract import AdapterContract, Subject, letters
from tests.adapters.views import TEXTS as LONG_TEXTS
from tests.adapters.views import every_block, texts
from tests.discord.message import body_of, problems
from tests.discord.phone import screen, styles_of
from tests.discord.test_inert import TEXTS

REGISTRY = all_commands()
CUT = "Whether it decides when, who is called? And how. " * 240


class DiscordPhone:
    """A reply on the screen of a phone; what a button brings again is pressed for."""

    columns = None

    def show(self, reply: Reply) -> str:
        drawn = pages(reply, REGISTRY)
        assert [told for page in drawn for told in problems(page)] == []
        more = [card.more for card in reply.cards if card.more is not None and card.recall]
        return "\n".join([screen(drawn), *(self.show(Reply((card,))) for card in more)])

    def hear(self, command: str) -> object:
        """Used as a command of Discord's; the contract knows it by its words."""
        return Typed(heard(_used(command), REGISTRY).words)


class TestDiscord(AdapterContract):
    @pytest.fixture
    def subject(self) -> Subject:
        return DiscordPhone()


def _used(command: str) -> dict[str, object]:
    """What Discord sends when somebody uses the command whose words, or summary, these are."""
    family, _, own = command.partition(" ")
    payload = next(one for one in payloads(REGISTRY) if one["name"] == family)
    below = [one["name"] for one in payload["options"] if one["type"] == 1]
    if below:
        name = own or next(name for name in below if f"{family} {name}" not in REGISTRY)
        return {"name": family, "type": 1, "options": [{"name": name, "type": 1, "options": []}]}
    return {"name": family, "type": 1}


# Any reply at all.


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(replies(TEXTS))
def test_any_reply_is_within_every_limit(reply: Reply) -> None:
    drawn = pages(reply, REGISTRY)
    assert [told for page in drawn for told in problems(page)] == []
    assert all(decode(one) for page in drawn for one in ids(page.rows))


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(st.lists(bare_cards(TEXTS), max_size=3))
def test_nothing_is_dropped(cards: list[Card]) -> None:
    reply = Reply(tuple(cards))
    shown = screen(pages(reply, REGISTRY))
    assert not letters(map(clean, texts(reply))) - letters([shown])


# Long texts.


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_keeps_its_letters_in_order(text: str) -> None:
    shown = screen(pages(Reply((Card("", (Said(text),)),)), REGISTRY))
    marks = re.sub(r"^\(\d+/\d+\)$", "", shown, flags=re.MULTILINE)
    assert "".join(marks.split()) == "".join(clean(text).split())


def test_pages_say_which_of_how_many_they_are() -> None:
    drawn = pages(Reply((Card("The answer", (Said(CUT),), (Action("Go", "daily"),)),)), REGISTRY)
    assert [page.embeds[0].title for page in drawn] == [
        "The answer (1/3)",
        "The answer (2/3)",
        "The answer (3/3)",
    ]
    assert [len(page.rows) for page in drawn] == [0, 0, 1]


def test_a_cut_falls_between_sentences() -> None:
    drawn = pages(Reply((Card("", (Said(CUT),)),)), REGISTRY)
    for page in drawn:
        assert (page.embeds[0].description or "").endswith(("?", "."))
        assert styles_of(page.embeds[0].description or "") == {"quote"}


def test_a_cut_falls_between_paragraphs_where_there_are_some() -> None:
    text = "\n\n".join(["One sentence. Another sentence. " * 20] * 20)
    drawn = pages(Reply((Card("x", (Paragraph(text),)),)), REGISTRY)
    counts = [(page.embeds[0].description or "").count("Another") for page in drawn]
    assert len(counts) > 2
    assert all(count % 20 == 0 for count in counts)


def test_a_check_is_not_torn_apart() -> None:
    check = Check(Mark.MET, "met", "Names who is called. " * 20, ("a laminated sheet",), "why")
    drawn = pages(Reply((Card("All", (Checklist((check,) * 30),)),)), REGISTRY)
    assert len(drawn) > 2
    for page in drawn:
        assert (page.embeds[0].description or "").startswith("✅ ")


def test_a_heading_stays_with_what_it_stands_over() -> None:
    for length in range(3900, 4100, 10):
        blocks = (
            Paragraph("x" * length),
            Paragraph("A heading", Weight.STRONG),
            Bullets(("One point.",)),
        )
        for page in pages(Reply((Card("x", blocks),)), REGISTRY):
            assert not (page.embeds[0].description or "").endswith("**A heading**")


def test_an_emoji_is_not_cut_in_two() -> None:
    for page in pages(Reply((Card("x", (Paragraph("👩‍⚕️" * 3000),)),)), REGISTRY):
        assert set((page.embeds[0].description or "").split("👩‍⚕️")) == {""}


def test_a_title_too_long_stands_in_the_text() -> None:
    (page,) = pages(Reply((Card("why " * 100, (Paragraph("so"),)),)), REGISTRY)
    assert page.embeds[0].title is None
    assert screen([page]).split() == ["why"] * 100 + ["so"]


# How things read.


def test_a_sentence_is_a_plain_message() -> None:
    (page,) = pages(note("Done. The next prompt: Mon 9 Mar, 09:00."), REGISTRY)
    assert page == Page(content="Done. The next prompt: Mon 9 Mar, 09:00.")


def test_cards_share_a_message_until_one_can_be_acted_on() -> None:
    cards = (
        Card("One", (Paragraph("a"),)),
        Card("Two", (Paragraph("b"),), (Action("Go", "daily"),)),
        Card("Three", (Paragraph("c"),)),
        Card("", (Paragraph("2 more after these."),)),
    )
    drawn = pages(Reply(cards), REGISTRY)
    assert [[embed.title for embed in page.embeds] for page in drawn] == [
        ["One", "Two"],
        ["Three", None],
    ]


def test_a_board_has_a_line_for_each_row() -> None:
    table = Table(
        ("#", "name", "points", "answers"),
        (("1", "Ana", "340", "12"), ("1", "Ben", "1", "1"), ("3", "*Cem*", "0", "2")),
        frozenset({0, 2, 3}),
        1,
    )
    (page,) = pages(Reply((Card("Leaderboard", (table,)),)), REGISTRY)
    assert screen([page]).split("\n") == [
        "Leaderboard",
        "# · name · points · answers",
        "1. Ana · 340 points · 12 answers",
        "1. Ben · 1 point · 1 answer · you",
        "3. *Cem* · 0 points · 2 answers",
    ]
    assert "list" not in styles_of(page.embeds[0].description or ""), "Discord numbers lists anew"


def test_what_can_be_brought_again_waits_behind_a_button() -> None:
    recall = Action("Point by point", "feedback", (("attempt", "12"), ("part", "full")))
    more = Card("All", (Paragraph("every criterion"),))
    card = Card("Good", (Paragraph("short"),), (Action("Revise", "revise"),), more, recall)
    (page,) = pages(Reply((card,)), REGISTRY)
    assert "every criterion" not in screen([page])
    assert ids(page.rows) == ["r1:revise", "r1:feedback?attempt=12&part=full"]


def test_what_no_button_brings_again_is_shown() -> None:
    card = Card("Good", (Paragraph("short"),), (Action("Go", "daily"),), Card("All"))
    (page,) = pages(Reply((card,)), REGISTRY)
    assert [embed.title for embed in page.embeds] == ["Good", "All"]
    assert ids(page.rows) == ["r1:daily"]


def test_ids_of_channels_and_roles_are_drawn_as_their_names() -> None:
    facts = Facts(
        (("channel", "12"), ("hosts", "34"), ("time", "5"), ("odd", "<@1>")),
        frozenset({0, 3}),
        frozenset({1}),
    )
    (page,) = pages(Reply((Card("Setup", (facts,)),)), REGISTRY)
    assert (page.embeds[0].description or "").split("\n") == [
        "**channel:** <#12>",
        "**hosts:** <@&34>",
        "**time:** 5",
        "**odd:** \\<@1>",
    ]


# Controls.


def _rows(*actions: Action) -> list[Page]:
    return pages(Reply((Card("x", (), actions),)), REGISTRY)


def test_the_first_action_stands_out_and_deletion_warns() -> None:
    (page,) = _rows(Action("Go", "daily"), Action("Hint", "hint"), Action("X", "mydata delete"))
    (row,) = page.rows
    assert [(one.first, one.grave) for one in row if isinstance(one, Button)] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    styles = [one["style"] for one in body_of(page)["components"][0]["components"]]
    assert styles == [1, 2, 4]


def test_picks_are_a_list_and_ids_differ() -> None:
    picks = tuple((f"At {hour}", f"{hour:02}:00") for hour in range(24))
    (page,) = _rows(
        Action("Choose a time", "setup", asks=("time",), picks=picks),
        Action("Another time", "setup", asks=("time",)),
    )
    assert ids(page.rows) == ["r1:setup!time", "r1:setup!time#2"]
    assert isinstance(page.rows[0][0], PickList)
    assert len(page.rows[0][0].picks) == 24


def test_more_picks_than_a_list_holds_are_several_lists() -> None:
    picks = tuple((f"Prompt {number}", str(number)) for number in range(60))
    (page,) = _rows(Action("Choose", "history", asks=("prompt",), picks=picks))
    lists = [row[0] for row in page.rows if isinstance(row[0], PickList)]
    assert [len(one.picks) for one in lists] == [25, 25, 10]
    assert [one.label for one in lists] == ["Choose (1/3)", "Choose (2/3)", "Choose (3/3)"]


@pytest.mark.parametrize(
    ("asked", "kind", "number"),
    [("channel", OptionKind.CHANNEL, 8), ("hosts", OptionKind.ROLE, 6)],
)
def test_channels_and_roles_are_chosen_from_the_platform_s_lists(
    asked: str, kind: OptionKind, number: int
) -> None:
    (page,) = _rows(Action("Choose", "setup", asks=(asked,)))
    assert page.rows == ((PlatformList(f"r1:setup!{asked}", "Choose", kind),),)
    assert body_of(page)["components"][0]["components"][0]["type"] == number


def test_more_controls_than_a_message_holds_follow_in_another() -> None:
    drawn = _rows(*(Action(f"Go {number}", "hint") for number in range(27)))
    assert [sum(map(len, page.rows)) for page in drawn] == [25, 2]


def test_what_no_button_can_carry_is_told_as_a_command_to_type() -> None:
    (page,) = _rows(Action("Show it", "history", (("prompt", "x" * 100),)))
    assert page.rows == ()
    assert f"Show it: /history prompt:{'x' * 100}" in screen([page])


def test_the_whole_of_a_long_label_is_told() -> None:
    label = "Show me what every other member of the group has answered to this prompt of today, now"
    (page,) = _rows(Action(label, "history"))
    assert label in screen([page])


async def test_views_are_not_kept_by_the_library() -> None:
    view = as_view(_rows(Action("Go", "daily"))[0])
    assert view is not None
    assert view.is_finished()
    assert view.is_persistent()


def test_files_come_with_the_last_page() -> None:
    files = tuple(text_file(f"{number}.md", "# ü") for number in range(12))
    drawn = pages(Reply((Card("Data", (Paragraph("Here."),)),), attachments=files), REGISTRY)
    assert [len(page.files) for page in drawn] == [10, 2]
    assert as_file(files[0]).fp.read() == "# ü".encode()


def test_a_file_has_its_description() -> None:
    drawn = as_file(Attachment("a.png", b"x", "image/png", told="Three skills, all rising."))
    assert drawn.description == "Three skills, all rising."


def test_silence_is_no_page() -> None:
    assert pages(Reply(()), REGISTRY) == []
    assert pages(note(""), REGISTRY) == []


def test_any_text_in_any_block_draws_nothing_but_our_own_styles() -> None:
    for text in LONG_TEXTS.values():
        for page in pages(every_block(text), REGISTRY):
            for embed in page.embeds:
                assert styles_of(embed.description or "") <= {"bold", "small", "quote", "list"}
                assert styles_of(embed.title or "", inline=True) == set()


def test_a_moment_is_shown_on_the_readers_own_clock() -> None:
    when = Moment(datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "Sun 22 Nov, 09:00")
    said = Paragraph("Open until Sun 22 Nov, 09:00.", Weight.MUTED, (when,))
    (page,) = pages(Reply((Card("Today", (said,)),)), REGISTRY)
    stamp = int(when.at.timestamp())
    assert page.embeds[0].description == f"-# Open until <t:{stamp}:f> (<t:{stamp}:R>)."
