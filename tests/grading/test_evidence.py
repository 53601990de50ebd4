from __future__ import annotations

import pytest

from bot.domain.grade import Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Exemplars, Kind, Negation, Window
from bot.grading.offline import judge
from tests.grading.rubrics import OUTAGE, OUTAGE_GOOD, criterion, prompt

FILLER = " The team on the ward knows this well and we talk about it every week."


def verdict(tested: Prompt, reply: str) -> tuple[Verdict, str]:
    graded = judge(tested, reply).criteria[0]
    return graded.verdict, graded.evidence[0] if graded.evidence else ""


def one(*groups: tuple[str, ...], **options: object) -> Prompt:
    made = criterion("only", groups, **options)  # type: ignore[arg-type]
    return prompt("p", "What do you do?", (), made)


def test_all_groups_must_occur_in_one_sentence() -> None:
    asked = one(("nurse",), ("drill",))
    assert verdict(asked, "The nurses drill it monthly." + FILLER)[0] is Verdict.MET
    assert verdict(asked, "The nurses know it. We drill." + FILLER)[0] is Verdict.MISSED


def test_a_pair_spans_two_sentences_and_a_clause_less_than_one() -> None:
    reply = "The nurses know it. We drill it." + FILLER
    assert verdict(one(("nurse",), ("drill",), within=Window.PAIR), reply)[0] is Verdict.MET
    apart = "We ask every nurse, and after that we drill the system." + FILLER
    assert verdict(one(("nurse",), ("drill",), within=Window.CLAUSE), apart)[0] is Verdict.MISSED
    assert verdict(one(("nurse",), ("drill",)), apart)[0] is Verdict.MET


def test_one_word_cannot_serve_two_groups() -> None:
    assert verdict(one(("manual",), ("manual*",)), "We go manual." + FILLER)[0] is Verdict.MISSED


def test_unless_takes_the_evidence_away_only_in_its_window() -> None:
    asked = one(("paper",), unless=(("eventually",),))
    assert verdict(asked, "Eventually there is paper." + FILLER)[0] is Verdict.MISSED
    reply = "Eventually there is paper. There is paper at the desk." + FILLER
    assert verdict(asked, reply) == (Verdict.MET, "There is paper at the desk")


@pytest.mark.parametrize(
    ("rule", "reply", "expected"),
    [
        (Negation.CANCELS, "We would not launch it.", Verdict.MISSED),
        (Negation.CANCELS, "We would launch it.", Verdict.MET),
        (Negation.IGNORES, "We would not launch it.", Verdict.MET),
        (Negation.REQUIRED, "We would not launch it.", Verdict.MET),
        (Negation.REQUIRED, "I refuse to launch it.", Verdict.MET),
        (Negation.REQUIRED, "We would launch it.", Verdict.MISSED),
    ],
)
def test_negation_rules(rule: Negation, reply: str, expected: Verdict) -> None:
    assert verdict(one(("launch",), negation=rule), reply + FILLER)[0] is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("I would launch now.", Verdict.MET),
        ("It is tempting to launch now.", Verdict.MISSED),
        ("Some would argue we launch now.", Verdict.MISSED),
        ("I would refuse to launch now.", Verdict.MISSED),
        ("We do not launch now.", Verdict.MISSED),
    ],
)
def test_a_pitfall_needs_the_mistake_and_not_the_warning(reply: str, expected: Verdict) -> None:
    asked = one(("launch",), ("now",), kind=Kind.PITFALL, points=-4)
    assert verdict(asked, reply + FILLER)[0] is expected


def test_a_partly_signal_earns_half() -> None:
    graded = judge(OUTAGE, "We keep some paper around, just in case, and hope for the best.")
    assert (graded.criteria[0].verdict, graded.criteria[0].points) == (Verdict.PARTLY, 2)


def test_quotes_are_short_and_word_for_word() -> None:
    for graded in judge(OUTAGE, OUTAGE_GOOD).criteria:
        for quote in graded.evidence:
            assert quote in OUTAGE_GOOD
            assert 3 <= len(quote.split()) <= 40


def test_one_vague_signal_in_a_sentence_like_the_near_ones_is_doubted() -> None:
    shown = Exemplars(
        good=("Once a month the ward practises with the printed sheets.",),
        near=("We talk about plans for outages with the team.",),
        bad=("The servers are new.",),
    )
    asked = one(("team", "ward"), ("plan*", "practis*"), exemplars=shown)
    filler = " The charge nurse knows that."
    doubted = judge(asked, "We talk with the team about our plans." + filler).criteria[0]
    assert (doubted.verdict, doubted.sure) == (Verdict.PARTLY, False)
    clear = judge(asked, "The ward practises once a month." + filler).criteria[0]
    assert (clear.verdict, clear.sure) == (Verdict.MET, True)


def test_a_mistake_in_a_question_or_in_the_words_of_others_is_none() -> None:
    asked = one(("launch",), ("now",), kind=Kind.PITFALL, points=-4)
    for reply in ("Should we launch now?", "My boss wanted us to launch now."):
        assert verdict(asked, reply + FILLER)[0] is Verdict.MISSED


def test_a_negator_that_a_signal_asks_for_does_not_deny_its_other_words() -> None:
    pitfall = one(("we do not", "nobody"), ("pilot",), kind=Kind.PITFALL, points=-3)
    assert verdict(pitfall, "We do not pilot this at all." + FILLER)[0] is Verdict.MET
    assert verdict(pitfall, "Nobody has to pilot this." + FILLER)[0] is Verdict.MET
    outside = one(("launch",), ("pilot",), kind=Kind.PITFALL, points=-3)
    assert verdict(outside, "We never launch it, nor pilot it." + FILLER)[0] is Verdict.MISSED


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("We send someone that week.", Verdict.MET),
        ("We do not send someone that week.", Verdict.MISSED),
        ("We do not send someone before we have called.", Verdict.MET),
        ("They cannot send someone that week.", Verdict.MET),
    ],
)
def test_a_flat_not_tells_even_where_negation_is_ignored(reply: str, expected: Verdict) -> None:
    asked = one(("send",), ("week", "called"), negation=Negation.IGNORES)
    assert verdict(asked, reply + FILLER)[0] is expected
