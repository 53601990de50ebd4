"""Every card and exercise that comes with Rounds, on every platform, forms and verdicts too."""

from __future__ import annotations

import pytest

from adapters.discord.customid import decode
from adapters.discord.forms import modal as discord_form
from adapters.press import Press
from adapters.slack.forms import modal as slack_form
from bot.commands.forms import form_of
from bot.commands.learning import LEARNING
from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from bot.domain.exercise import SEEDS, Posed, pose
from bot.domain.judging import FULL, judge
from bot.services.drills import Solved
from bot.services.lessons import Opened, Touch
from bot.views import drills as drill_views
from bot.views import lessons as lesson_views
from bot.views.model import Form
from tests.adapters.contract import AdapterContract, Subject
from tests.adapters.test_contract import PipedTerminal
from tests.adapters.views import actions
from tests.discord.fake import limits
from tests.discord.test_render import DiscordPhone
from tests.slack.fake.blocks import check as slack_blocks
from tests.slack.test_render import SlackPhone
from tests.support.solving import answers_of

COURSE = FileCourse(default_folder())
BANK = FileBank(default_folder())
POSED = [
    pose(drill, item, SEEDS - 1 - at)
    for drill in COURSE.drills()
    for at, item in enumerate(drill.items)
]
_, DRILL = LEARNING

SUBJECTS = [PipedTerminal(), DiscordPhone(), SlackPhone()]
EVERYWHERE = pytest.mark.parametrize("subject", SUBJECTS, ids=["terminal", "discord", "slack"])


@EVERYWHERE
def test_exercises_of_every_kind_are_shown_whole(subject: Subject) -> None:
    for posed in POSED:
        AdapterContract().check(subject, drill_views.exercise(posed))


@EVERYWHERE
def test_what_comes_after_an_answer_is_shown_whole(subject: Subject) -> None:
    for posed in POSED:
        drill = COURSE.drill(posed.mark.drill)
        item = drill.item(posed.mark.item) if drill else None
        assert drill is not None
        assert item is not None
        cards = tuple(one for one in COURSE.lessons() if drill.id in one.drills)
        answers = answers_of(COURSE, posed.mark)
        for given in (answers.right, answers.wrong):
            verdict = judge(item, posed, " ".join(given.values()))
            assert verdict.score == (FULL if given is answers.right else 0), posed.mark
            solved = Solved(drill, posed, verdict, given is answers.right, cards)
            AdapterContract().check(subject, drill_views.solved(solved))


@EVERYWHERE
def test_cards_are_shown_whole(subject: Subject) -> None:
    for card in COURSE.lessons():
        opened = Opened(
            card,
            tuple(head for one in card.prompts if (head := BANK.head(one))),
            tuple(drill for one in card.drills if (drill := COURSE.drill(one))),
            tuple(other for one in card.see if (other := COURSE.lesson(one))),
            Touch.READ,
        )
        AdapterContract().check(subject, lesson_views.lesson(opened, mocks=True))


def asked(posed: Posed) -> tuple[Press, Form] | None:
    """The form that an exercise's first button opens, and the press behind it."""
    first = actions(drill_views.exercise(posed))[0]
    if not first.asks or first.picks:
        return None
    form = form_of(BANK, COURSE, DRILL, dict(first.values), first.asks)
    assert form is not None
    return Press(first.words, first.values, first.asks), form


def test_their_forms_fit() -> None:
    for posed in POSED:
        found = asked(posed)
        if found is None:
            continue
        press, form = found
        made = discord_form(form, press)
        limits.check_modal(made.to_dict())
        assert decode(made.custom_id) == press
        view = slack_form(form, press)
        assert slack_blocks.check_view(view, modal=True) == [], posed.mark
