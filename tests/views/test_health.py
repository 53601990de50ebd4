"""Health in words: one line while all is well, a sentence for whatever is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.group import FeedbackPlace, Group
from bot.domain.schedule import Delivery, Schedule
from bot.ports.vitals import GroupVitals, Held, Queue
from bot.services.hosting import Backup, Health
from bot.views.health import health
from bot.views.model import Bullets, Paragraph
from tests.store.samples import NOW
from tests.support.conversation import read_out


def a_group() -> Group:
    return Group(
        id=1,
        workspace_id=1,
        name="Night owls",
        schedule=Schedule("UTC", time(9), frozenset(range(7))),
        delivery=Delivery.POSTED,
        topics=(),
        levels=(),
        deadline_minutes=None,
        catch_up_minutes=60,
        feedback=FeedbackPlace.PRIVATE,
        paused=False,
        next_date=None,
        next_due_at=NOW + timedelta(hours=1),
        created_at=NOW,
    )


WIDEN = "Widen the topics or levels, or add prompts."

CALM = GroupVitals(replies=Queue(0, None), messages=0, posting=None)


def a_health(**facts: object) -> Health:
    usual = Health(a_group(), NOW, None, 3, CALM, 30, backup=Backup(NOW - timedelta(hours=6)))
    return replace(usual, **facts)  # type: ignore[arg-type]


def worries(shown: Health) -> list[str]:
    """What is said before the facts."""
    first = health(shown).cards[0].blocks[0]
    assert isinstance(first, Bullets | Paragraph)
    return list(first.items) if isinstance(first, Bullets) else []


def test_all_is_well_in_one_line() -> None:
    (card,) = health(a_health()).cards
    first = card.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "All is well. Last backup: Sat 21 Nov, 02:30, checked."
    assert "waiting" not in read_out(health(a_health()))


def test_where_no_backups_are_made_nothing_is_said_of_them() -> None:
    first = health(a_health(backup=None)).cards[0].blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "All is well."


def late(group: Group, minutes: float) -> Group:
    return replace(group, next_due_at=NOW - timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"waiting": replace(CALM, replies=Queue(3, NOW - timedelta(minutes=12)))},
            "3 answers wait for a grade, the oldest for 12 minutes.",
        ),
        (
            {"waiting": replace(CALM, replies=Queue(1, NOW - timedelta(hours=3)))},
            "1 answer waits for a grade, the oldest for 3 hours.",
        ),
        (
            {"waiting": replace(CALM, posting=Held(NOW - timedelta(minutes=4), None))},
            "A prompt has waited 4 minutes to be sent.",
        ),
        (
            {"waiting": replace(CALM, posting=Held(NOW - timedelta(minutes=4), "too busy"))},
            "A prompt has waited 4 minutes to be sent. The last try ended with: too busy.",
        ),
        ({"group": late(a_group(), 7)}, "The prompt of Sat 21 Nov, 08:23 is 7 minutes late."),
        ({"backup": Backup(None)}, "There is no backup yet."),
        (
            {"backup": Backup(NOW - timedelta(days=3))},
            "The last good backup is 3 days old.",
        ),
        (
            {"refused": ("No such token.",)},
            "I am not let in on one platform, so nothing is posted there. No such token.",
        ),
        ({"prompts_left": 5}, f"Only 5 prompts left before the first repeat. {WIDEN}"),
    ],
)
def test_what_is_worth_saying(facts: dict[str, object], said: str) -> None:
    assert worries(a_health(**facts)) == [said]


@pytest.mark.parametrize(
    "facts",
    [
        {"waiting": replace(CALM, replies=Queue(3, NOW - timedelta(minutes=4)))},
        {"waiting": replace(CALM, posting=Held(NOW - timedelta(seconds=50), None))},
        {"group": late(a_group(), 0.5)},
        {"group": replace(late(a_group(), 90), paused=True)},
        {"backup": Backup(NOW - timedelta(hours=30))},
        {"prompts_left": 14},
    ],
)
def test_what_is_not(facts: dict[str, object]) -> None:
    assert worries(a_health(**facts)) == []
