"""The statistics against values worked out by hand or published."""

from __future__ import annotations

import pytest

from bot.evaluation.classes import calibration_error, macro_f1
from bot.evaluation.correlation import pearson, ranks, spearman
from bot.evaluation.interval import draws, interval, quantile
from bot.evaluation.kappa import confusion, weighted_kappa
from bot.evaluation.ordering import Order, area, order


def test_kappa_of_equal_levels_is_one_and_of_opposite_ones_minus_one() -> None:
    assert weighted_kappa([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == pytest.approx(1)
    assert weighted_kappa([0, 4], [4, 0]) == pytest.approx(-1)


def test_kappa_by_hand() -> None:
    """Squared distances of 1.2 on average; chance expects 6 + 3.6 - 2 * 2 * 1.6 = 3.2."""
    assert weighted_kappa([0, 1, 2, 3, 4], [0, 1, 3, 2, 2]) == pytest.approx(1 - 1.2 / 3.2)


def test_kappa_is_undefined_without_any_difference() -> None:
    assert weighted_kappa([2, 2], [2, 2]) is None
    assert weighted_kappa([], []) is None


def test_kappa_of_a_constant_grader_is_zero() -> None:
    assert weighted_kappa([0, 1, 2, 3], [2, 2, 2, 2]) == pytest.approx(0)


def test_confusion_counts_labels_in_rows() -> None:
    assert confusion([0, 0, 1], [0, 1, 1], [0, 1]) == [[1, 1], [0, 1]]


def test_equal_values_share_their_mean_rank() -> None:
    assert ranks([10, 20, 20, 5]) == [2, 3.5, 3.5, 1]
    assert ranks([]) == []


def test_spearman_with_ties() -> None:
    """Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 4.5 / sqrt(4.5 * 5)."""
    assert spearman([1, 2, 2, 3], [1, 3, 2, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)


def test_spearman_of_the_textbook() -> None:
    """IQ and hours of television, the usual worked example: -29/165."""
    iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert spearman(iq, hours) == pytest.approx(-29 / 165)


def test_pearson_by_hand_and_undefined() -> None:
    assert pearson([1, 2, 3], [1, 2, 4]) == pytest.approx(3 / (2 * 14 / 3) ** 0.5)
    assert pearson([1, 1], [1, 2]) is None
    assert pearson([1], [1]) is None


def test_area_counts_pairs_with_ties_as_halves() -> None:
    """Two met, two not: .8 > both, .4 > one and ties with one, so 3.5 of 4."""
    assert area([True, False, True, False], [0.8, 0.4, 0.4, 0.1]) == pytest.approx(3.5 / 4)
    assert area([True, True], [0.1, 0.2]) is None


def test_area_of_the_published_example() -> None:
    """The example of common libraries: labels 0 0 1 1, scores .1 .4 .35 .8, area .75."""
    assert area([False, False, True, True], [0.1, 0.4, 0.35, 0.8]) == pytest.approx(0.75)


def test_order_leaves_equal_labels_out() -> None:
    found = order([1, 1, 2, 3], [5, 9, 9, 1])
    assert found == Order(right=1, tied=1, pairs=5)
    assert found.share == pytest.approx(1.5 / 5)
    assert Order(0, 0, 0).share is None


def test_macro_f1_by_hand() -> None:
    """Yes: 1 hit, 2 labelled, 2 said, so .5; no: 2 hits, 3 labelled, 3 said, so 2/3."""
    labels = [True, True, False, False, False]
    verdicts = [True, False, True, False, False]
    assert macro_f1(labels, verdicts) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert macro_f1([], []) is None
    assert macro_f1([True], [True]) == 1


def test_calibration_error_by_hand() -> None:
    """Two at .75 of which one came true, two at .15 of which none did: (.5 + .3) / 4."""
    found = calibration_error([True, False, False, False], [0.75, 0.75, 0.15, 0.15])
    assert found == pytest.approx((0.5 + 0.3) / 4)
    assert calibration_error([True, True], [1.0, 1.0]) == pytest.approx(0)
    assert calibration_error([], []) is None


def test_draws_are_the_published_sequence() -> None:
    """SplitMix64 from 1234567, as its reference implementation prints it."""
    chance = draws(1234567, 1 << 64)
    found = [next(chance) for _ in range(3)]
    assert found == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_draws_stay_below_and_reach_everything() -> None:
    chance = draws(1, 7)
    assert {next(chance) for _ in range(200)} == set(range(7))


def test_intervals_are_the_same_twice_and_hold_the_value() -> None:
    values = [0.1, 0.4, 0.5, 0.9, 0.2, 0.6]
    first = interval(values, lambda some: sum(some) / len(some), seed=3)
    assert first == interval(values, lambda some: sum(some) / len(some), seed=3)
    assert first is not None
    assert first[0] < sum(values) / 6 < first[1]


def test_one_question_has_no_interval() -> None:
    assert interval([0.4], lambda some: some[0]) is None
    assert interval([1, 2], lambda _: None) is None


def test_quantile_lies_between_neighbours() -> None:
    assert quantile([0.0, 1.0, 2.0], 0.25) == pytest.approx(0.5)
    assert quantile([4.0], 0.9) == 4
