from __future__ import annotations

import math

import numpy as np
import pytest

from bot.embedding.encoder import Encoder, gelu
from tests.embedding import slow, tiny

IDS = [2, 4, 6, 9, 10, 11, 12, 3]


def test_the_forward_pass_agrees_with_a_slow_one_written_apart() -> None:
    weights = tiny.tensors()
    found = Encoder(weights, tiny.HEADS).encode(IDS)
    expected = slow.encode(weights, IDS, tiny.HEADS)
    assert np.allclose(found, expected, atol=2e-5)


@pytest.mark.parametrize("count", [1, 2, tiny.PLACES])
def test_any_number_of_pieces_up_to_the_longest(count: int) -> None:
    encoder = Encoder(tiny.tensors(), tiny.HEADS)
    rows = encoder.encode([4] * count)
    assert rows.shape == (count, encoder.size)
    assert np.isfinite(rows).all()


def test_nothing_has_no_vectors() -> None:
    assert Encoder(tiny.tensors(), tiny.HEADS).encode([]).shape == (0, tiny.HIDDEN)


def test_the_same_pieces_get_the_same_vectors() -> None:
    first, second = (Encoder(tiny.tensors(), tiny.HEADS).encode(IDS) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_large_scores_do_not_overflow() -> None:
    weights = tiny.tensors()
    for name in weights:
        if ".query." in name or ".key." in name:
            weights[name] = weights[name] * 100
    assert np.isfinite(Encoder(weights, tiny.HEADS).encode(IDS)).all()


def test_weights_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="another model"):
        Encoder(tiny.tensors(), heads=3)
    weights = tiny.tensors()
    del weights["encoder.layer.1.intermediate.dense.bias"]
    with pytest.raises(KeyError):
        Encoder(weights, tiny.HEADS)


def test_gelu_is_exact_to_six_digits() -> None:
    values = np.linspace(-12, 12, 4801, dtype=np.float32)
    expected = [float(x) * 0.5 * (1 + math.erf(float(x) / math.sqrt(2))) for x in values]
    assert np.abs(gelu(values) - expected).max() < 2e-6
