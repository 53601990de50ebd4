"""What is committed works for everybody: no machine's paths, no registry's host, pinned locks."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.rules.source import ROOT

REGISTRY = re.compile(
    r"py"
    r"pi\.org|python"
    r"hosted|(?<!emit-)(?:extra-)?index"
    r"-url|arti"
    r"factory|/sim"
    r"ple/",
    re.IGNORECASE,
)
MACHINE = re.compile(
    r"(?<![\w.])/(?:ho" r"me|Us" r"ers)/\w|(?<![\w.])/wo" r"rk/|(?<![\w.])/ro" r"ot/"
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))
TEXTS = (".py", ".md", ".toml", ".lock", ".yaml", ".txt", ".mako", ".sh", ".cfg", ".ini", "")


def _committed() -> list[str]:
    try:
        done = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so there is no list of committed files")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def _lines_like(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name in _committed():
        path = ROOT / name
        if path.suffix not in TEXTS:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{name}:{number} {line.strip()[:80]}")
    return found


def test_no_file_names_a_registry() -> None:
    assert not _lines_like(REGISTRY)


def test_no_file_names_a_path_of_one_machine() -> None:
    assert not _lines_like(MACHINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_carries_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    rows = [row for row in text.splitlines() if row.strip() and not row.startswith("#")]
    assert len(rows) > 20
    for row in rows:
        assert re.match(r"[\w.-]+==\S+", row), row
        assert HASH.search(row), row[:60]
