from __future__ import annotations

from bot.domain.grade import Verdict
from bot.domain.rubric import Exemplars
from bot.grading.offline import judge
from tests.grading.rubrics import criterion, prompt

FILLER = " The charge nurse decides. On the ward we talk about it every week."
GROUPS = (
    ("laminated", "clipboard"),
    ("sheet", "form"),
    ("at", "on", "with"),
)
SHOWN = Exemplars(
    good=("A laminated sheet hangs at the desk.",),
    near=("We would have a plan for outages.",),
    bad=("The cloud provider promises uptime.",),
)
ASKED = prompt(
    "p",
    "What do you do?",
    (),
    criterion("sheet", GROUPS, exemplars=SHOWN),
    criterion("decides", (("nurse",), ("decide*",))),
)


def first(reply: str) -> tuple[Verdict, bool, tuple[str, ...]]:
    found = judge(ASKED, reply).criteria[0]
    return found.verdict, found.sure, found.evidence


def test_a_telling_sentence_like_the_good_ones_is_half_met_and_quoted() -> None:
    verdict, sure, quotes = first("There hangs a laminated sheet, by the desk." + FILLER)
    assert (verdict, sure) == (Verdict.PARTLY, False)
    assert "laminated sheet" in quotes[0]


def test_a_connective_that_is_left_is_no_inkling() -> None:
    assert first("We put it on the form, somewhere." + FILLER)[0] is not Verdict.MET
    assert first("They come with it at night." + FILLER) == (Verdict.MISSED, True, ())


def test_a_reply_that_meets_nothing_gets_no_half_answers() -> None:
    reply = "There hangs a laminated sheet, by the desk. On the ward we talk every week."
    assert first(reply) == (Verdict.MISSED, True, ())
