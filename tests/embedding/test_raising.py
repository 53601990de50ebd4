"""Evidence may turn a miss into an open question where words agree, and do nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.grade import Grade, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Kind, Negation
from bot.grading.background import subject
from bot.grading.matcher import compile_rubric
from bot.grading.occurrences import Occurrences
from bot.grading.offline import OfflineGrader, judge
from bot.grading.text import read
from tests.grading.bank import bank
from tests.grading.test_attacks import (
    HONEST,
    backwards,
    copied_model_answer,
    copied_question,
    copied_rubric,
    keyword_list,
    not_needed,
    overkill,
    shaken,
    skipped,
)

ATTACKS = (
    keyword_list, shaken, backwards, not_needed, overkill, skipped, copied_question, copied_rubric,
    copied_model_answer,
)  # fmt: skip


@dataclass
class Always:
    """Evidence that is sure of everything it is asked, and remembers what that was."""

    chance: float = 1.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    name: str = "always"

    def chances(
        self, question: str, criterion: str, reply: str, stretches: Sequence[tuple[int, int]]
    ) -> list[float]:
        assert question
        assert stretches
        self.asked += [(criterion, reply[start:end]) for start, end in stretches]
        return [self.chance] * len(stretches)


def graded(prompt: Prompt, reply: str, evidence: Always) -> Grade:
    return OfflineGrader(evidence).judge(prompt, reply)


def some_replies() -> st.SearchStrategy[tuple[Prompt, str]]:
    """Replies put together from what authors wrote, right and wrong, about one prompt or two."""
    prompts = sorted(bank().values(), key=lambda one: one.id)[::7]

    def passages(prompt: Prompt) -> list[str]:
        found = [*prompt.model_answer]
        for one in prompt.rubric.criteria:
            found += [*one.exemplars.good, *one.exemplars.near, *one.exemplars.bad]
        return found

    def mixed(pair: tuple[Prompt, Prompt]) -> st.SearchStrategy[tuple[Prompt, str]]:
        own, other = pair
        pool = [*passages(own), *passages(own), *passages(other), "We do not need any of that."]
        chosen = st.lists(st.sampled_from(pool), min_size=1, max_size=9)
        return chosen.map(lambda parts: (own, " ".join(parts)))

    return st.tuples(st.sampled_from(prompts), st.sampled_from(prompts)).flatmap(mixed)


@settings(max_examples=60, deadline=None)
@given(some_replies())
def test_only_a_miss_is_raised_and_only_to_an_unsure_half(case: tuple[Prompt, str]) -> None:
    prompt, reply = case
    plain, lifted = judge(prompt, reply), graded(prompt, reply, Always())
    for before, after in zip(plain.criteria, lifted.criteria, strict=True):
        criterion = prompt.rubric.criterion(before.id)
        if before == after:
            continue
        assert before.verdict is Verdict.MISSED
        assert after.verdict is Verdict.PARTLY
        assert not after.sure
        assert after.evidence[0] in reply
        assert criterion.kind is not Kind.PITFALL
        assert criterion.negation is not Negation.REQUIRED
        assert after.points == int(criterion.points / 2)


@settings(max_examples=60, deadline=None)
@given(some_replies())
def test_it_raises_no_more_criteria_than_words_have_found(case: tuple[Prompt, str]) -> None:
    prompt, reply = case
    plain, lifted = judge(prompt, reply), graded(prompt, reply, Always())
    spoken = sum(one.points > 0 or one.verdict is not Verdict.MISSED for one in plain.criteria)
    assert sum(a != b for a, b in zip(plain.criteria, lifted.criteria, strict=True)) <= spoken


@settings(max_examples=60, deadline=None)
@given(some_replies())
def test_it_is_never_asked_where_no_word_speaks_for_the_criterion(case: tuple[Prompt, str]) -> None:
    prompt, reply = case
    evidence = Always()
    graded(prompt, reply, evidence)
    compiled = compile_rubric(prompt.rubric)
    by_text = {one.criterion.text: one for one in compiled.criteria}
    for wanted, stretch in evidence.asked:
        text = read(stretch)
        places = Occurrences(compiled, text)
        groups = [group for one in by_text[wanted].signals for group in one.groups]
        shared = subject([read(wanted)]) & set(text.stems)
        assert len(shared) >= 2 or any(places.of_any(group) for group in groups)


@settings(max_examples=40, deadline=None)
@given(some_replies())
def test_evidence_that_is_not_likely_changes_nothing_but_the_label(
    case: tuple[Prompt, str],
) -> None:
    prompt, reply = case
    found = graded(prompt, reply, Always(chance=0.49))
    assert found.grader_version.endswith("+always")
    plain = judge(prompt, reply)
    assert replace(found, grader_version=plain.grader_version) == plain


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda one: str(one.__name__))
@pytest.mark.parametrize(("prompt", "reply"), HONEST, ids=[one.id for one, _ in HONEST])
def test_gaming_stays_where_it_was_with_evidence_that_believes_all(
    prompt: Prompt, reply: str, attack: object
) -> None:
    assert callable(attack)
    gamed = str(attack(prompt, reply))
    assert graded(prompt, gamed, Always()).level <= judge(prompt, gamed).level


def test_a_reply_to_another_question_is_not_raised() -> None:
    for (prompt, _), (_, reply) in zip(HONEST, HONEST[1:] + HONEST[:1], strict=True):
        assert graded(prompt, reply, Always()).level == judge(prompt, reply).level


async def test_the_grader_names_the_evidence_and_works_off_the_loop() -> None:
    prompt, reply = HONEST[0]
    grader = OfflineGrader(Always())
    assert (grader.name, grader.version) == ("offline", f"{OfflineGrader().version}+always")
    assert await grader.grade(prompt, reply) == grader.judge(prompt, reply)
