"""Sources of the bank can be found: by an address, or by the name of a publication."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.content.check import run_check
from bot.content.citation import UNFINDABLE, findable
from bot.content.library import default_folder
from bot.content.report import report_lines
from tests.content.loopsamples import LOOP, lay_out_loop
from tests.content.samples import PROMPT, PROMPT_FILE, write
from tests.content.test_course import CARD, FILES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sources.md"
BLOCK = re.compile(r"^sources:\n((?: +- .*\n)+)", re.MULTILINE)
ADDRESSED = re.compile(r"\{title: A guide, url: .*?\}")


@cache
def sources() -> tuple[tuple[str, str, str], ...]:
    """File, title and address of every source in the bank."""
    return tuple(
        (path.name, one["title"], one.get("url", ""))
        for path in sorted(default_folder().rglob("*.yaml"))
        for block in BLOCK.findall(path.read_text(encoding="utf-8"))
        for one in yaml.safe_load(block)
    )


@pytest.mark.parametrize(
    "title",
    [
        "45 CFR 164.312",
        "NICE, guideline NG12",
        "Minto, The Pyramid Principle (answer first)",
        "DICOM PS3.18",
        "HHS: Breach notification",
    ],
)
def test_a_named_publication_is_findable(title: str) -> None:
    assert findable(title)


@pytest.mark.parametrize(
    "title",
    [
        "general knowledge",
        "General knowledge, 2024",
        "Various sources: the internet",
        "Expert opinion (2021)",
        "A guide",
        "Team wiki",
        ", ;",
    ],
)
def test_somewhere_is_no_publication(title: str) -> None:
    assert not findable(title)


def test_every_source_of_the_bank_has_an_address_or_names_a_publication() -> None:
    found = sources()
    assert len(found) > 300
    assert [one for one in found if not one[2] and not findable(one[1])] == []


def test_four_in_five_sources_of_the_bank_have_an_address() -> None:
    found = sources()
    assert sum(bool(url) for _, _, url in found) >= 0.8 * len(found)


def test_one_work_has_one_address() -> None:
    """A title that stands in several files leads to the same place from each."""
    places: dict[str, set[str]] = {}
    for _, title, url in sources():
        places.setdefault(title, set()).add(url)
    assert {title: urls for title, urls in places.items() if len(urls) > 1} == {}


def test_the_page_of_sources_knows_every_one() -> None:
    """A new source comes with a row in docs/sources.md that says how it was checked."""
    page = PAGE.read_text(encoding="utf-8")
    missing = {url or title for _, title, url in sources() if (url or title) not in page}
    assert missing == set()


@pytest.mark.parametrize(
    ("file", "sample"),
    [(PROMPT_FILE, PROMPT), ("cards/burden.yaml", CARD), ("loops/clinic/loop.yaml", LOOP)],
)
def test_the_check_warns_of_a_source_nobody_can_find(folder: Path, file: str, sample: str) -> None:
    lay_out_loop(folder)
    for name, text in FILES.items():
        write(folder, name, text)
    assert warned(folder) == []
    for title in ("general knowledge", "A guide"):
        write(folder, file, ADDRESSED.sub(f"{{title: {title}}}", sample))
        assert warned(folder) == [file]


def warned(folder: Path) -> list[str]:
    """The files with a source that cannot be found; anything else wrong fails the test."""
    result = run_check(folder)
    assert not result.errors, "\n".join(report_lines(result, "content"))
    assert all(fault.warning for fault in result.faults if UNFINDABLE in fault.message)
    return [fault.file for fault in result.faults if UNFINDABLE in fault.message]
