"""Replies as pages: everything is there, in order, within every limit, and acts when pressed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.render import Page, pages
from adapters.slack.sendable import sendable, upload
from adapters.slack.words import heard
from adapters.text.cleaning import clean
from bot.commands.catalogue import all_commands
from bot.views.model import (
    Action,
    Attachment,
    Audience,
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
from tests.slack.screen import action_ids, looks, problems, screen, seen
from tests.slack.test_inert import TEXTS

REGISTRY = all_commands()
CUT = "Whether it decides when, who is called? And how. " * 480
BODY = {"header", "context", "rich_text"}


class SlackPhone:
    """A reply on the screen of a phone; what a button brings again is pressed for."""

    columns = None

    def show(self, reply: Reply) -> str:
        drawn = pages(reply, REGISTRY)
        assert [told for page in drawn for told in problems(page)] == []
        more = [card.more for card in reply.cards if card.more is not None and card.recall]
        return "\n".join([screen(drawn), *(self.show(Reply((card,))) for card in more)])

    def hear(self, command: str) -> object:
        """Typed behind the one command there is."""
        return heard(command, REGISTRY)


class TestSlack(AdapterContract):
    absent = frozenset({("setup", "hosts")})

    @pytest.fixture
    def subject(self) -> Subject:
        return SlackPhone()


# Any reply at all.


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(replies(TEXTS))
def test_any_reply_is_within_every_limit(reply: Reply) -> None:
    drawn = pages(reply, REGISTRY)
    assert [told for page in drawn for told in problems(page)] == []


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(st.lists(bare_cards(TEXTS), max_size=3))
def test_nothing_is_dropped(cards: list[Card]) -> None:
    reply = Reply(tuple(cards))
    shown = screen(pages(reply, REGISTRY))
    assert not letters(map(clean, texts(reply))) - letters([shown])


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(st.lists(st.sampled_from(list(Weight)), min_size=60, max_size=200), st.booleans())
def test_many_small_pieces_fit(weights: list[Weight], apart: bool) -> None:
    """The most blocks that a page could be made of."""
    blocks = [Paragraph("x", weight) for weight in weights]
    table = Table(("name",), (("y",),))
    mixed = tuple(one for block in blocks for one in ((block, table) if apart else (block,)))
    actions = tuple(Action(f"Go {number}", "hint") for number in range(20))
    drawn = pages(Reply((Card("x", mixed, actions),)), REGISTRY)
    assert [told for page in drawn for told in problems(page)] == []
    assert max(len(page.blocks) for page in drawn) <= 49, "one is left for whom it calls"


# Long texts.


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_keeps_its_letters_in_order(text: str) -> None:
    shown = screen(pages(Reply((Card("", (Said(text),)),)), REGISTRY))
    assert "".join(shown.split()) == "".join(clean(text).split())


def test_pages_say_which_of_how_many_they_are() -> None:
    drawn = pages(Reply((Card("The answer", (Said(CUT),), (Action("Go", "daily"),)),)), REGISTRY)
    assert [next(seen(page.blocks[0])) for page in drawn] == [
        "The answer (1/3)",
        "The answer (2/3)",
        "The answer (3/3)",
    ]
    assert [len(action_ids(page)) for page in drawn] == [0, 0, 1]


def test_a_cut_falls_between_sentences() -> None:
    drawn = pages(Reply((Card("", (Said(CUT),)),)), REGISTRY)
    for page in drawn:
        assert screen([page]).endswith(("?", "."))
        assert looks([page]) == {"rich_text", "rich_text_quote"}


def test_a_check_is_not_torn_apart() -> None:
    check = Check(Mark.MET, "met", "Names who is called. " * 20, ("a laminated sheet",), "why")
    drawn = pages(Reply((Card("All", (Checklist((check,) * 40),)),)), REGISTRY)
    assert len(drawn) > 1
    for page in drawn:
        assert [next(seen(block))[:2] for block in page.blocks[1:]] == ["✅ "] * (
            len(page.blocks) - 1
        )


def test_a_heading_stays_with_what_it_stands_over() -> None:
    for length in range(8000, 8900, 50):
        blocks = (
            Paragraph("x" * length),
            Paragraph("A heading", Weight.STRONG),
            Bullets(("One point.",)),
        )
        for page in pages(Reply((Card("x", blocks),)), REGISTRY):
            assert not screen([page]).endswith("A heading")


def test_an_emoji_is_not_cut_in_two() -> None:
    for page in pages(Reply((Card("", (Paragraph("👩‍⚕️" * 6000),)),)), REGISTRY):
        assert set(screen([page]).split("👩‍⚕️")) == {""}


def test_a_title_too_long_stands_in_the_text() -> None:
    (page,) = pages(Reply((Card("why " * 100, (Paragraph("so"),)),)), REGISTRY)
    assert {block["type"] for block in page.blocks} == {"rich_text"}
    assert screen([page]).split() == ["why"] * 100 + ["so"]


# How things read.


def test_a_sentence_is_one_block_and_its_own_text() -> None:
    (page,) = pages(note("Done & dusted. The next prompt: Mon 9 Mar."), REGISTRY)
    said = "Done & dusted. The next prompt: Mon 9 Mar."
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": said}]}
    assert page == Page(
        "Done &amp; dusted. The next prompt: Mon 9 Mar.",
        ({"type": "rich_text", "elements": [section]},),
    )


def test_the_text_says_what_the_blocks_say() -> None:
    blocks = (Paragraph("Why?"), Bullets(("one", "two")), Said("*me*"))
    (page,) = pages(Reply((Card("Today", blocks, (Action("Go", "daily"),)),)), REGISTRY)
    assert page.text == "Today\n\nWhy?\n\n• one\n• two\n\n*me*"


def test_the_text_of_a_long_page_is_cut_after_a_sentence() -> None:
    (page, *_) = pages(Reply((Card("", (Said("This & that. " * 900),)),)), REGISTRY)
    assert 2000 < len(page.text) <= 3000 - 64
    assert page.text.endswith("This &amp; that.…")


def test_cards_share_a_message_with_their_buttons_between() -> None:
    cards = (
        Card("One", (Paragraph("a"),)),
        Card("Two", (Paragraph("b"),), (Action("Go", "daily"),)),
        Card("Three", (Paragraph("c"),), (Action("Go on", "daily"),)),
    )
    (page,) = pages(Reply(cards), REGISTRY)
    assert screen([page]).split("\n") == ["One", "a", "Two", "b", "[Go]", "Three", "c", "[Go on]"]
    assert action_ids(page) == ["r1:daily", "r1:daily#2"]


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
    assert looks([page]) == {*BODY, "rich_text_section", "bold"}


def test_a_check_has_its_quotes_behind_a_bar() -> None:
    check = Check(Mark.PARTLY, "partly", "Names who is called", ("the *nurse*",), "Why so.")
    (page,) = pages(Reply((Card("", (Checklist((check,)),)),)), REGISTRY)
    (block,) = page.blocks
    assert [one["type"] for one in block["elements"]] == [
        "rich_text_section",
        "rich_text_quote",
        "rich_text_section",
    ]
    assert screen([page]).split("\n") == [
        "🟨 Names who is called",
        "partly",
        "“the *nurse*”",
        "Why so.",
    ]
    assert looks([page]) >= {"bold", "italic"}


def test_what_can_be_brought_again_waits_behind_a_button() -> None:
    recall = Action("Point by point", "feedback", (("attempt", "12"), ("part", "full")))
    more = Card("All", (Paragraph("every criterion"),))
    card = Card("Good", (Paragraph("short"),), (Action("Revise", "revise"),), more, recall)
    (page,) = pages(Reply((card,)), REGISTRY)
    assert "every criterion" not in screen([page])
    assert action_ids(page) == ["r1:revise", "r1:feedback?attempt=12&part=full"]


def test_what_no_button_brings_again_is_shown() -> None:
    more = Card("All", (), (Action("On", "hint"),), Card("Deeper", (Paragraph("last"),)))
    card = Card("Good", (Paragraph("short"),), (Action("Go", "daily"),), more)
    (page,) = pages(Reply((card,)), REGISTRY)
    assert screen([page]).split("\n") == ["Good", "short", "All", "Deeper", "last", "[Go]  [On]"]


FACTS = Facts(
    (("channel", "C012AB"), ("hosts", "S034CD"), ("time", "C0"), ("odd", "<@U1>")),
    frozenset({0, 3}),
    frozenset({1}),
)


def _words(reply: Reply) -> list[dict[str, Any]]:
    (page,) = pages(reply, REGISTRY)
    return [one for one in page.blocks[0]["elements"][0]["elements"] if one["type"] != "text"]


def test_ids_of_channels_and_groups_of_people_are_drawn_as_their_names() -> None:
    assert _words(Reply((Card("", (FACTS,)),))) == [
        {"type": "channel", "channel_id": "C012AB"},
        {"type": "usergroup", "usergroup_id": "S034CD"},
    ]


def test_where_others_read_it_a_group_of_people_is_not_called() -> None:
    reply = Reply((Card("", (FACTS,)),), Audience.PLACE)
    assert _words(reply) == [{"type": "channel", "channel_id": "C012AB"}]
    assert "hosts: S034CD" in screen(pages(reply, REGISTRY))


WHEN = Moment(datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "Sun 22 Nov, 09:00")
STAMP = int(WHEN.at.timestamp())


def test_a_moment_is_shown_on_the_readers_own_clock() -> None:
    said = Paragraph("Open until Sun 22 Nov, 09:00.", Weight.NORMAL, (WHEN,))
    (page,) = pages(Reply((Card("", (said,)),)), REGISTRY)
    date = {
        "type": "date",
        "timestamp": STAMP,
        "format": "{date_short_pretty}, {time}",
        "fallback": "Sun 22 Nov, 09:00",
    }
    assert page.blocks[0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Open until "},
        date,
        {"type": "text", "text": "."},
    ]
    assert page.text == "Open until Sun 22 Nov, 09:00."


def test_a_small_line_with_a_moment_is_markup_of_nothing_else() -> None:
    said = Paragraph("Open until Sun 22 Nov, 09:00.", Weight.MUTED, (WHEN,))
    (page,) = pages(Reply((Card("", (said,)),)), REGISTRY)
    shown = f"Open until <!date^{STAMP}^{{date_short_pretty}}, {{time}}|Sun 22 Nov, 09:00>."
    text = {"type": "mrkdwn", "text": shown, "verbatim": True}
    assert page.blocks == ({"type": "context", "elements": [text]},)


@pytest.mark.parametrize("odd", ["*stars*", "<!channel>", ":tada:", "a & b", "#general"])
def test_a_small_line_that_may_be_markup_is_not_small(odd: str) -> None:
    said = Paragraph(f"{odd}: until Sun 22 Nov, 09:00.", Weight.MUTED, (WHEN,))
    (page,) = pages(Reply((Card("", (said,)),)), REGISTRY)
    assert page.blocks[0]["type"] == "rich_text"
    assert screen([page]) == f"{odd}: until Sun 22 Nov, 09:00."


# Files and silence.


def test_files_come_with_the_last_page() -> None:
    files = tuple(text_file(f"{number}.md", "# ü") for number in range(12))
    drawn = pages(Reply((Card("Data", (Paragraph("Here."),)),), attachments=files), REGISTRY)
    assert [len(page.files) for page in drawn] == [10, 2]
    assert drawn[1].text == "10.md, 11.md"


class _Client:
    """Keeps what it is asked to upload."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    async def files_upload_v2(self, **facts: Any) -> None:
        self.asked.append(facts)


async def test_files_are_handed_over_at_once() -> None:
    client: Any = _Client()
    await upload(client, Page("x"), "C1", None)
    file = Attachment("a.png", b"x", "image/png", told="Three skills, all rising.")
    await upload(client, Page("x", files=(file,)), "C1", "1.2")
    (asked,) = client.asked
    assert (asked["channel"], asked["thread_ts"]) == ("C1", "1.2")
    assert asked["file_uploads"] == [
        {"filename": "a.png", "content": b"x", "alt_txt": "Three skills, all rising."}
    ]


def test_text_and_blocks_are_sent_every_time() -> None:
    assert sendable(Page("x")) == {"text": "x", "blocks": []}


def test_silence_is_no_page() -> None:
    assert pages(Reply(()), REGISTRY) == []
    assert pages(note(""), REGISTRY) == []


def test_any_text_in_any_block_draws_nothing_but_our_own_looks() -> None:
    for text in LONG_TEXTS.values():
        ours = {*BODY, "actions", "bold", "italic"}
        parts = {"rich_text_section", "rich_text_quote", "rich_text_list"}
        assert looks(pages(every_block(text), REGISTRY)) <= ours | parts
        assert not re.search("mrkdwn", str(pages(every_block(text), REGISTRY)))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Say setup and choose one.", "Say /rounds setup and choose one."),
        ("To go on, say mock resume.", "To go on, say /rounds mock resume."),
        ("Say mock to begin one.", "Say /rounds mock to begin one."),
        ("Say something to me, or say yes.", "Say something to me, or say yes."),
    ],
)
def test_a_command_that_somebody_is_asked_to_say_reads_as_it_is_typed(
    ours: str, theirs: str
) -> None:
    assert screen(pages(note(ours), all_commands())) == theirs
