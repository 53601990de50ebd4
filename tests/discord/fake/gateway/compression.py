"""The transport compressions of the gateway: one stream for the whole connection."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from typing import Any

Pack = Callable[[str], bytes | str]


def packer(kind: str | None) -> Pack:
    """What turns a message into a frame; None is plain text."""
    if kind is None:
        return lambda text: text
    if kind == "zlib-stream":
        stream = zlib.compressobj()
        return lambda text: stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH)
    if kind == "zstd-stream":
        return _zstd()
    raise ValueError(f"the gateway knows no compression {kind!r}")


def _zstd() -> Pack:
    """By Python 3.14's own module or whichever package discord.py found too."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            module: Any = importlib.import_module(name)
        except ImportError:
            continue
        own = module.ZstdCompressor()
        return lambda text: bytes(own.compress(text.encode(), mode=own.FLUSH_BLOCK))
    module = importlib.import_module("zstandard")
    packing = module.ZstdCompressor().compressobj()
    block = module.COMPRESSOBJ_FLUSH_BLOCK
    return lambda text: bytes(packing.compress(text.encode()) + packing.flush(block))
