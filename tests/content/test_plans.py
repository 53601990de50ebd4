"""The file of plans: read, and every fault of it named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.catalogue import read_catalogue
from bot.content.library import default_folder
from bot.content.plans import check_companies, read_companies
from tests.content.samples import write

GOOD = """\
companies:
  payer:
    title: Payer
    asks: Money and outcomes.
    topics: {ai: 2, metrics: 1}
    drills: []
    mocks: []
"""


def test_the_plans_that_come_with_rounds_name_only_what_there_is() -> None:
    folder = default_folder()
    companies, faults = read_companies(folder)
    assert faults == []
    assert check_companies(folder, read_catalogue(folder)[0]) == []
    assert {one.id for one in companies} >= {
        "startup",
        "health-system",
        "payer",
        "ehr",
        "device-ai",
    }
    assert all(one.drills and one.mocks for one in companies)


def test_a_folder_without_the_file_has_none(folder: Path) -> None:
    assert read_companies(folder) == ([], [])
    write(folder, "plans.yaml", GOOD)
    (one,), faults = read_companies(folder)
    assert (one.title, one.topics, faults) == ("Payer", {"ai": 2, "metrics": 1}, [])


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("companies:", "firms:", 1, "Nothing is listed"),
        ("ai: 2", "juggling: 2", 5, "no juggling"),
        ("ai: 2", "ai: 12", 5, "topics"),
        ("drills: []", "drills: [none-such]", 6, "no none-such"),
        ("mocks: []", "mocks: [a/b]", 7, "no a/b"),
        ("mocks: []", "mocks: 3", 7, "list"),
        ("    asks: Money and outcomes.\n", "", 2, "asks: The key is missing"),
        ("asks:", "asking:", 4, "unknown"),
        ("payer:", "Pay er:", 2, "companies"),
        ("title: Payer", "title: [x", 3, ""),
    ],
)
def test_each_fault_is_named_with_its_line(
    folder: Path, old: str, new: str, line: int, said: str
) -> None:
    write(folder, "plans.yaml", GOOD.replace(old, new, 1))
    faults = check_companies(folder, read_catalogue(folder)[0])
    assert any(said in one.message and one.file == "plans.yaml" for one in faults), faults
    if said:
        assert line in [one.line for one in faults]
