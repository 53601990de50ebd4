"""The encoder: a BERT forward pass in numpy, from pieces to one vector per piece."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.embedding.safetensors import Array

_SMALLEST = np.float32(1e-12)
"""What keeps a layer norm from dividing by nothing (`layer_norm_eps` of the model)."""


@dataclass(frozen=True, slots=True)
class _Linear:
    weight: Array
    """Turned round, so that inputs stand on its left."""
    bias: Array

    def __call__(self, rows: Array) -> Array:
        return rows @ self.weight + self.bias


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Array
    bias: Array

    def __call__(self, rows: Array) -> Array:
        centred = rows - rows.mean(axis=-1, keepdims=True)
        spread = np.mean(centred * centred, axis=-1, keepdims=True)
        centred /= np.sqrt(spread + _SMALLEST)
        scaled: Array = centred * self.weight + self.bias
        return scaled


@dataclass(frozen=True, slots=True)
class _Layer:
    query_key_value: _Linear
    mixed: _Linear
    mixed_norm: _Norm
    wide: _Linear
    narrow: _Linear
    narrow_norm: _Norm


class Encoder:
    """A BERT model's weights, ready for the forward pass.

    Raises KeyError or ValueError when a weight is missing or its shape does not fit.
    """

    def __init__(self, weights: Mapping[str, Array], heads: int) -> None:
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"]
        self._type = weights["embeddings.token_type_embeddings.weight"][0]
        self._norm = _norm(weights, "embeddings.LayerNorm")
        self._heads = heads
        count = 0
        while f"encoder.layer.{count}.output.dense.weight" in weights:
            count += 1
        self._layers = tuple(_layer(weights, f"encoder.layer.{at}") for at in range(count))
        if self.size % heads or not self._layers:
            raise ValueError("the weights are those of another model")

    @property
    def size(self) -> int:
        """The numbers in one vector."""
        return int(self._words.shape[1])

    @property
    def longest(self) -> int:
        """The pieces that one pass can take, the opening and closing ones included."""
        return int(self._places.shape[0])

    def encode(self, ids: Sequence[int]) -> Array:
        """One vector per piece, in order; as many rows as pieces, at most `longest`."""
        if not ids:
            return np.zeros((0, self.size), dtype=np.float32)
        rows = self._words[np.asarray(ids)] + self._places[: len(ids)] + self._type
        rows = self._norm(rows)
        for layer in self._layers:
            rows = self._pass(layer, rows)
        return rows

    def _pass(self, layer: _Layer, rows: Array) -> Array:
        rows = layer.mixed_norm(rows + layer.mixed(self._attend(layer.query_key_value(rows))))
        return layer.narrow_norm(rows + layer.narrow(gelu(layer.wide(rows))))

    def _attend(self, joined: Array) -> Array:
        """Every piece looks at every other: softmax of queries on keys, applied to the values."""
        count = len(joined)
        parts = joined.reshape(count, 3, self._heads, -1).transpose(1, 2, 0, 3)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.transpose(0, 2, 1) * np.float32(1 / math.sqrt(query.shape[-1]))
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: Array = (scores @ value).transpose(1, 0, 2).reshape(count, -1)
        return mixed


def _norm(weights: Mapping[str, Array], name: str) -> _Norm:
    return _Norm(_copy(weights[f"{name}.weight"]), _copy(weights[f"{name}.bias"]))


def _linear(weights: Mapping[str, Array], *names: str) -> _Linear:
    """One linear step, or several over the same rows joined into one."""
    weight = np.concatenate([weights[f"{name}.weight"] for name in names]).T
    bias = np.concatenate([weights[f"{name}.bias"] for name in names])
    return _Linear(_copy(weight), bias)


def _layer(weights: Mapping[str, Array], name: str) -> _Layer:
    attention = f"{name}.attention"
    return _Layer(
        query_key_value=_linear(
            weights, *(f"{attention}.self.{part}" for part in ("query", "key", "value"))
        ),
        mixed=_linear(weights, f"{attention}.output.dense"),
        mixed_norm=_norm(weights, f"{attention}.output.LayerNorm"),
        wide=_linear(weights, f"{name}.intermediate.dense"),
        narrow=_linear(weights, f"{name}.output.dense"),
        narrow_norm=_norm(weights, f"{name}.output.LayerNorm"),
    )


def _copy(array: Array) -> Array:
    """Into memory of our own, laid out row by row."""
    return np.array(array, dtype=np.float32, order="C")


def gelu(values: Array) -> Array:
    """The value times the normal distribution function of x; within 1e-6 of the exact value.

    The error function is that of Abramowitz and Stegun 7.1.26.
    """
    size = np.abs(values) * np.float32(math.sqrt(0.5))
    near = 1 / (1 + np.float32(0.3275911) * size)
    tail = np.float32(1.061405429) * near
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail += np.float32(factor)
        tail *= near
    tail *= np.exp(-size * size)
    # tail is 1 - erf(|x| / sqrt 2), so half of it is what lies beyond |x| on one side.
    tail *= np.float32(0.5)
    return values * np.where(values < 0, tail, 1 - tail)
