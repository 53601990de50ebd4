"""What lies where in a content folder: files in the wrong place would be passed over in silence."""

from __future__ import annotations

from pathlib import Path

from bot.content.fault import Fault
from bot.content.files import entries

_DEPTHS = {"lexicon": 2, "calibration": 2, "prompts": 3, "cards": 2, "drills": 2}


def layout_faults(root: Path) -> list[Fault]:
    """Files that no reader would find, and links; other folders are left to their own readers."""
    faults: list[Fault] = []
    for folder, depth in _DEPTHS.items():
        for entry in entries(root, folder):
            if isinstance(entry, Fault):
                faults.append(entry)
            elif entry.name.endswith(".yml"):
                fix = f"rename it to {Path(entry.name).stem}.yaml."
                faults.append(Fault(entry.name, 1, "Files that end in .yml are not read.", fix))
            elif entry.name.endswith(".yaml") and entry.name.count("/") + 1 != depth:
                fix = f"put it at {_PLACES[folder]}."
                faults.append(Fault(entry.name, 1, "The file lies in the wrong place.", fix))
    return faults


_PLACES = {
    "lexicon": "lexicon/<name>.yaml",
    "calibration": "calibration/<name>.yaml",
    "prompts": "prompts/<topic>/<id>.yaml",
    "cards": "cards/<id>.yaml",
    "drills": "drills/<id>.yaml",
}
