"""Safetensors: weights read from a file in place, with every number of its head checked."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadSettings

Array = NDArray[np.float32]

LARGEST_HEAD = 1_000_000
"""Bytes; the head of a file with a hundred tensors takes about ten thousand."""

_LENGTH = 8


def read_tensors(file: BinaryIO, path: Path) -> dict[str, Array]:
    """The float tensors of an open file, mapped and read-only; others are left out.

    Only what is used takes memory. Raises BadSettings for a file that is cut short or is no
    safetensors file. Source of the layout: 8 bytes with the length of the head (little-endian), the
    head in JSON with type, shape and place of each tensor, then the numbers.
    """
    try:
        file.seek(0)
        length = int.from_bytes(file.read(_LENGTH), "little")
        head = json.loads(file.read(min(length, LARGEST_HEAD)))
        body = np.asarray(np.memmap(file, dtype=np.uint8, mode="r"))[_LENGTH + length :]
        return {
            name: _tensor(body, entry)
            for name, entry in head.items()
            if name != "__metadata__" and entry["dtype"] == "F32"
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadSettings(f"{path} is damaged or no safetensors file.") from None


def _tensor(body: NDArray[np.uint8], entry: dict[str, Any]) -> Array:
    first, end = entry["data_offsets"]
    shape = tuple(entry["shape"])
    if not all(isinstance(number, int) and number >= 0 for number in (first, end, *shape)):
        raise ValueError("no whole numbers")
    if end > len(body) or end - first != 4 * math.prod(shape):
        raise ValueError("cut short")
    return body[first:end].view("<f4").reshape(shape)
