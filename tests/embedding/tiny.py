"""A tiny random model in the format of the real one: hidden 8, two layers, a dozen words."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from bot.embedding.model import VOCABULARY, WEIGHTS, Edition
from bot.embedding.safetensors import Array

HIDDEN, WIDE, LAYERS, HEADS, PLACES = 8, 16, 2, 2, 24
WORDS = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "nurse", "nurses", "alert", "##s", "ignor", "##e",
    "##d", "too", "many", ".", "!", "a", "b", "c", "日", "'", "t",
]  # fmt: skip


def tensors(seed: int = 7) -> dict[str, Array]:
    """Weights by their names in the real file; the norms near 1 and 0."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Array:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": some(len(WORDS), HIDDEN),
        "embeddings.position_embeddings.weight": some(PLACES, HIDDEN),
        "embeddings.token_type_embeddings.weight": some(2, HIDDEN),
        "embeddings.LayerNorm.weight": 1 + some(HIDDEN),
        "embeddings.LayerNorm.bias": some(HIDDEN),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part, out, into in (
            ("attention.self.query", HIDDEN, HIDDEN),
            ("attention.self.key", HIDDEN, HIDDEN),
            ("attention.self.value", HIDDEN, HIDDEN),
            ("attention.output.dense", HIDDEN, HIDDEN),
            ("intermediate.dense", WIDE, HIDDEN),
            ("output.dense", HIDDEN, WIDE),
        ):
            found[f"{name}.{part}.weight"] = some(out, into)
            found[f"{name}.{part}.bias"] = some(out)
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            found[f"{name}.{part}.weight"] = 1 + some(HIDDEN)
            found[f"{name}.{part}.bias"] = some(HIDDEN)
    return found


def packed(found: dict[str, Array]) -> bytes:
    """The bytes of a safetensors file, with an entry that is no float as the real one has."""
    body = b"\0" * 8
    head: dict[str, object] = {
        "__metadata__": {"format": "pt"},
        "embeddings.position_ids": {"dtype": "I64", "shape": [1, 1], "data_offsets": [0, 8]},
    }
    for name, values in found.items():
        raw = values.astype("<f4").tobytes()
        place = [len(body), len(body) + len(raw)]
        head[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": place}
        body += raw
    text = json.dumps(head).encode()
    return len(text).to_bytes(8, "little") + text + body


def written(folder: Path, weights: bytes | None = None) -> Edition:
    """Write the model into a folder; the edition that knows these very files."""
    files = {
        WEIGHTS: packed(tensors()) if weights is None else weights,
        VOCABULARY: "".join(f"{word}\n" for word in WORDS).encode(),
    }
    hashes = []
    for name, content in files.items():
        (folder / name).write_bytes(content)
        hashes.append((name, hashlib.sha256(content).hexdigest()))
    return Edition("tiny", HEADS, tuple(hashes))
