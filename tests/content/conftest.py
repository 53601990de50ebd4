"""Fixtures of the content tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.samples import lay_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder that passes the check."""
    return lay_out(tmp_path)
