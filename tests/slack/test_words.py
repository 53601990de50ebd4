"""What people type: taken back once, quotes kept together, mentions as ids where one is wanted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.words import decoded, heard, line_of
from bot.commands.catalogue import all_commands
from bot.commands.command import Command
from bot.commands.lines import check_values, read_line
from bot.errors import BadInput
from bot.inbound import Chosen, Typed
from tests.slack.fake import text as wire
from tests.slack.test_inert import TEXTS

REGISTRY = all_commands()
QUOTES = "\"“”„«»'‘’ =<>|&;#@!"


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("5 &lt; 6 &amp;&amp; 7 &gt; 3", "5 < 6 && 7 > 3"),
        ("&amp;lt; stays", "&lt; stays"),
        ("ask <@U123|ana>, not <@U456>", "ask @ana, not @U456"),
        ("in <#C123|general> or <#C456|> or <#C789>", "in #general or #C456 or #C789"),
        ("<!here> <!channel|channel>", "@here channel"),
        ("<!subteam^S1|@hosts> <!subteam^S1>", "@hosts @subteam"),
        ("<https://x.y/a?b=1&amp;c=2>", "https://x.y/a?b=1&c=2"),
        ("<http://x.y|x.y> and <https://x.y|the study>", "x.y and the study (https://x.y)"),
        ("<mailto:a@b.c|a@b.c> <tel:123|123>", "a@b.c 123"),
        ("<!date^1^{time}|noon>", "noon"),
        ("a < b", "a < b"),
    ],
)
def test_entities_mentions_and_links_are_taken_back(sent: str, seen: str) -> None:
    assert decoded(sent) == seen


@settings(deadline=None)
@given(TEXTS)
def test_what_a_person_typed_is_heard_as_typed(typed: str) -> None:
    assert decoded(wire.encode(typed)) == typed


@pytest.mark.parametrize(
    ("sent", "line"),
    [
        ("", "help"),
        ("  ", "help"),
        ("/", "help"),
        ("daily", "daily"),
        ("  /daily ", "daily"),
        ("practice ai hard", "practice ai hard"),
        ("answer 5 &lt; 6", "answer 5 < 6"),
        ("answer it's a nurse's call", "answer it's a nurse's call"),
        ("dayli", "dayli"),
    ],
)
def test_a_line_without_quotes_is_the_core_s_to_read(sent: str, line: str) -> None:
    assert line_of(sent) == line
    assert heard(sent, REGISTRY) == Typed(line)


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", "''", "‘’", "””"])
def test_quotes_keep_words_together(quotes: str) -> None:
    typed = [f"{quotes[0]}{words}{quotes[1]}" for words in ("mon, wed", "9:30 pm", "Owls & co")]
    sent = "setup days={} time={} name={}".format(*typed)
    assert heard(sent.replace("&", "&amp;"), REGISTRY) == Chosen(
        "setup", {"days": "mon, wed", "time": "9:30 pm", "name": "Owls & co"}
    )


def test_quotes_in_somebody_s_words_stay() -> None:
    assert heard("answer I would ask “why now?” of <@U1|ana>", REGISTRY) == Chosen(
        "answer", {"text": "I would ask “why now?” of @ana"}
    )
    assert heard('answer "All of it."', REGISTRY) == Chosen("answer", {"text": '"All of it."'})
    assert heard('override 1 met drill "E-mail it" is enough', REGISTRY) == Chosen(
        "override",
        {"which": "1", "verdict": "met", "on": "drill", "why": '"E-mail it" is enough'},
    )


def test_channels_and_groups_of_people_are_their_ids_where_one_is_wanted() -> None:
    assert heard("setup <#C123|general>", REGISTRY) == Chosen("setup", {"channel": "C123"})
    said = heard("setup channel=<#C123|g> hosts=<!subteam^S1|@pms> ping=<!here>", REGISTRY)
    assert said == Chosen("setup", {"channel": "C123", "hosts": "S1", "ping": "here"})
    assert heard("group name <#C123|general>", REGISTRY) == Chosen(
        "group", {"what": "name", "value": "#general"}
    )


@pytest.mark.parametrize(
    "sent",
    ['dayli "now"', 'practice "nothing like it" "at all" more', '"daily"', 'schedule "when"'],
)
def test_what_cannot_be_read_goes_to_the_core_as_it_was_typed(sent: str) -> None:
    said = heard(sent, REGISTRY)
    assert said == Typed(sent)
    with pytest.raises(BadInput):
        check_values(*read_line(REGISTRY, sent))


@pytest.mark.parametrize("command", REGISTRY.commands(), ids=lambda one: one.words)
def test_every_command_and_its_examples_are_understood(command: Command) -> None:
    for line in (command.words, *command.examples):
        said = heard(line, REGISTRY)
        assert read_line(REGISTRY, line)[0] is command
        if isinstance(said, Chosen):
            assert said == Chosen(command.words, read_line(REGISTRY, line)[1])
        else:
            assert said == Typed(line)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*QUOTES, "answer ", "setup ", "name=", "\U000f0000"])),
    TEXTS,
)
def test_any_line_is_heard_without_an_error(parts: list[str], rest: str) -> None:
    sent = "".join(parts) + rest
    said = heard(sent, REGISTRY)
    if isinstance(said, Chosen):
        assert said.words in REGISTRY
        values = "".join(said.values.values())
        assert "\U000f0000" not in values or "\U000f0000" in sent


@settings(deadline=None)
@given(TEXTS)
def test_an_answer_is_never_changed(typed: str) -> None:
    said = heard("answer x " + wire.encode(typed), REGISTRY)
    text = said.values["text"] if isinstance(said, Chosen) else said.line.removeprefix("answer ")
    assert text == f"x {typed}".rstrip()
