"""Three candidates through the healthcare loop: the debriefs tell weak, mixed and strong apart."""

from __future__ import annotations

from pathlib import Path

from tests.support.candidates import CANDIDATES, FOLDER, Played, play_loop


async def test_the_recommendations_are_in_order_in_every_stage(tmp_path: Path) -> None:
    played: dict[str, Played] = {}
    for name in CANDIDATES:
        (tmp_path / name).mkdir()
        played[name] = await play_loop(tmp_path / name, name)
    weak, mixed, strong = (played[name] for name in CANDIDATES)
    assert len(strong.recommendations) == 5
    for stage in strong.recommendations:
        ranks = [one.recommendations[stage].rank for one in (weak, mixed, strong)]
        assert ranks == sorted(set(ranks)), f"{stage}: {ranks}"
        assert weak.scores[stage] < mixed.scores[stage] < strong.scores[stage]
    for name in CANDIDATES:
        text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
        assert played[name].transcript == text, "run scripts/rounds"
    table = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, one in played.items():
        line = next(row for row in table.splitlines() if f"({name}.md)" in row)
        told = [cell.strip() for cell in line.split("|")[2:-1]]
        assert told == [str(each) for each in one.recommendations.values()]
