from __future__ import annotations

import random

from bot.grading.background import commonness, count, order, pairs
from bot.grading.text import Text, read
from bot.grading.topic import nearness, on_topic, vocabulary
from bot.grading.words import stem
from tests.grading.bank import bank
from tests.grading.rubrics import OUTAGE, OUTAGE_GOOD, OUTAGE_NONNATIVE, OUTAGE_PLAIN


def score(text: Text) -> float:
    return order().score(pair for sentence in text.sentences for pair in pairs(text, sentence))


def test_sentences_follow_the_order_that_shaken_words_break() -> None:
    for reply in (OUTAGE_GOOD, OUTAGE_PLAIN, OUTAGE_NONNATIVE):
        words = reply.split()
        random.Random(7).shuffle(words)
        assert score(read(reply)) > -0.2 > score(read(" ".join(words)))


def test_counting_gives_files_that_can_be_read_back() -> None:
    files = count([OUTAGE])
    assert sorted(files) == ["order.txt", "subjects.txt"]
    assert files["subjects.txt"].startswith("1\n")
    assert count([OUTAGE]) == files


def test_common_words_say_little_about_a_subject() -> None:
    table = commonness()
    assert table.weight("no-such-word") == 0.0
    assert table.weight(stem("patient")) < table.weight(stem("radiology"))


def test_a_reply_is_nearer_to_its_own_subject() -> None:
    prompts = bank()
    recall, kill = prompts["hc-recall"], prompts["ai-radiology-friction"]
    text = read(" ".join(recall.model_answer))
    assert nearness(text, vocabulary(recall)) > nearness(text, vocabulary(kill))
    assert not on_topic(nearness(text, vocabulary(kill)), 0.0, vocabulary(kill))
    assert on_topic(nearness(text, vocabulary(recall)), 0.0, vocabulary(recall))
