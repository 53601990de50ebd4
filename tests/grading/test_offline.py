from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.grade import Flag, Level, Verdict
from bot.grading.offline import OfflineGrader, judge
from tests.grading.rubrics import OUTAGE, OUTAGE_GOOD, PRICING, READMISSION_GOOD

GRADER = OfflineGrader()
PIECES = st.sampled_from(
    [
        OUTAGE_GOOD,
        READMISSION_GOOD,
        OUTAGE.question,
        "paper triage form",
        "not",
        "we don't ",
        "\n- ",
        "12%",
        "$5k ",
        "\u200b",
        "\u202e",
        "\x00",
        "e\u0301",
        "ﷺ",
        "👩‍⚕️",
        "…",
        "((",
        "))",
        "a" * 300,
        "```\n",
        "'; DROP TABLE grades; --",
        "<b>",
        "](",
        "http://",
        "# ",
        "مرحبا ",
        "你好。",
    ]
)
REPLIES = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=20))).map("".join))


@settings(max_examples=150, deadline=None)
@given(REPLIES)
def test_any_text_gets_a_sound_grade(reply: str) -> None:
    grade = GRADER.judge(OUTAGE, reply)
    assert 0 <= grade.low <= grade.score <= grade.high <= 100
    assert grade == judge(OUTAGE, reply)
    assert [c.id for c in grade.criteria] == [c.id for c in OUTAGE.rubric.criteria]
    for criterion in grade.criteria:
        assert criterion.verdict is Verdict.MISSED or criterion.evidence
        assert all(quote and quote in reply for quote in criterion.evidence)
    assert (grade.gap is None) == (grade.probe is None)


async def test_the_port_is_filled() -> None:
    grade = await GRADER.grade(OUTAGE, OUTAGE_GOOD)
    assert (grade.grader, grade.grader_version) == (GRADER.name, GRADER.version)
    assert grade.rubric_version == OUTAGE.rubric.version
    assert not grade.provisional
    assert grade.level >= Level.GOOD


def test_prompts_of_one_id_are_not_mixed_up() -> None:
    assert GRADER.judge(PRICING, OUTAGE_GOOD) != GRADER.judge(OUTAGE, OUTAGE_GOOD)


def test_the_empty_reply_says_so() -> None:
    grade = judge(OUTAGE, "")
    assert (grade.level, grade.score, grade.flags) == (Level.NONE, 0, (Flag.EMPTY,))
    assert grade.gap == "fallback"


def test_a_giant_reply_is_graded() -> None:
    for reply in (
        "a" * 100_000,
        OUTAGE_GOOD * 250,
        "* " * 50_000,
        "👍" * 100_000,
        "not a " * 16_000,
    ):
        assert 0 <= judge(OUTAGE, reply).score <= 100
