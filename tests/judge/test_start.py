"""From settings to a judged grade: what is refused, what is loaded, what is never told."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import structlog

from adapters.cli.outside import outside_judge
from adapters.judge.opening import KINDS
from bot.bootstrap import open_core
from bot.content.library import FileBank
from bot.errors import BadSettings
from bot.logs import configure_logs
from bot.settings import Settings, read_settings
from tests.conftest import MONDAY
from tests.judge.samples import answer, verdict
from tests.judge.server import Answer, JudgeServer, Seen
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank

KEY = "sk-canary-0123456789abcdef"
URL = "http://127.0.0.1:9/v1"

needs_extras = pytest.mark.skipif(
    not all(find_spec(kind) for kind in KINDS),
    reason="the extras openai and anthropic are not installed",
)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judge_model": "m"}, "ROUNDS_JUDGE_MODEL can do nothing without ROUNDS_JUDGE_URL"),
        ({"judge_key": KEY}, "ROUNDS_JUDGE_KEY can do nothing without ROUNDS_JUDGE_URL"),
        ({"judge_kind": "openai", "judge_key": KEY}, "ROUNDS_JUDGE_KEY and ROUNDS_JUDGE_KIND"),
        ({"judge_url": URL}, "ROUNDS_JUDGE_URL needs ROUNDS_JUDGE_MODEL"),
        ({"judge_url": "api.example.com", "judge_model": "m"}, "write an address such as"),
        ({"judge_url": "ftp://x/", "judge_model": "m"}, "write an address such as"),
        ({"judge_url": f"https://u:{KEY}@x/v1", "judge_model": "m"}, "ROUNDS_JUDGE_KEY"),
        ({"judge_url": f"https://x/v1?key={KEY}", "judge_model": "m"}, "ROUNDS_JUDGE_KEY"),
        ({"judge_url": "https://[x/v1", "judge_model": "m"}, "ROUNDS_JUDGE_URL"),
        ({"judge_url": URL, "judge_model": "m", "judge_kind": "other"}, "ROUNDS_JUDGE_KIND"),
        ({"judge_url": URL, "judge_model": "m", "judge_calls_all": -1}, "ROUNDS_JUDGE_CALLS_ALL"),
    ],
)
def test_a_bad_combination_is_refused_in_one_sentence(given: dict[str, object], said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        read_settings(**given)
    assert said in caught.value.sentence
    assert KEY not in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_empty_settings_are_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "KEY", "MODEL", "KIND"):
        monkeypatch.setenv(f"ROUNDS_JUDGE_{name}", " ")
    assert outside_judge(read_settings()) is None


def test_the_key_is_not_told() -> None:
    settings = read_settings(judge_url=URL, judge_model="m", judge_key=KEY)
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.judge_key}"
    assert KEY not in settings.model_dump_json()


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.judge.opening.find_spec", lambda _: None)
    settings = read_settings(judge_url=URL, judge_model="m", judge_kind="anthropic")
    with pytest.raises(BadSettings, match=r"pip install 'rounds\[anthropic\]'"):
        outside_judge(settings)


async def test_without_a_judge_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.bootstrap import open_core\n"
        "from bot.settings import read_settings\n"
        "async def main():\n"
        "    core = await open_core(read_settings(database_url=sys.argv[1]))\n"
        "    await core.close()\n"
        "asyncio.run(main())\n"
        "judging = ('openai', 'anthropic', 'httpx2', 'bot.judge', 'adapters.judge')\n"
        "print([name for name in sys.modules if name.startswith(judging)])\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        f"sqlite:///{tmp_path / 'rounds.db'}",
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    assert out.decode().strip() == "[]"


async def test_a_database_is_not_made_when_the_judge_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.judge.opening.find_spec", lambda _: None)
    path = tmp_path / "rounds.db"
    settings = Settings(database_url=f"sqlite:///{path}", judge_url=URL, judge_model="m")
    with pytest.raises(BadSettings):
        await open_core(settings, bank=a_bank(), judge=outside_judge(settings))
    assert not path.exists()


CONTENT = Path(__file__).resolve().parents[2] / "docs" / "rehearsal" / "content"


async def _talk(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A conversation whose core was opened from these settings."""

    async def opened(given: Settings, **parts: object) -> object:
        del given
        parts.pop("grader")
        return await open_core(settings, judge=outside_judge(settings), **parts)  # type: ignore[arg-type]

    monkeypatch.setattr("tests.support.conversation.open_core", opened)
    return await a_conversation(folder, MONDAY, bank=FileBank(CONTENT))


@needs_extras
@pytest.mark.parametrize("kind", KINDS)
async def test_from_settings_to_feedback_nothing_private_is_told(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = ("jane@clinic.example", "MRN-4711001", "Canary")
    log = io.StringIO()
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr(sys, "stderr", log)
    configure_logs("DEBUG")

    def believe_nothing(seen: Seen) -> Answer:
        return Answer(answer(*(verdict(name) for name in seen.task.ids)))

    try:
        async with JudgeServer(kind, believe_nothing) as server:
            settings = Settings.model_validate(
                {
                    "database_url": f"sqlite:///{tmp_path / 'rounds.db'}",
                    "judge_url": server.url,
                    "judge_model": "some-model",
                    "judge_key": KEY,
                    "judge_kind": kind,
                }
            )
            talk = await _talk(tmp_path, settings, monkeypatch)
            await talk.later(hours=1)
            await talk.say(
                private[2],
                "We measure the harm of missed alerts each week and stop above five of them. "
                f"Ask {private[0]}, record number MRN: {private[1]}.",
            )
            heard = await talk.work()
            await talk.core.close()
        assert len(heard) == 1
        out = "".join(seen.raw for seen in server.seen)
        assert server.seen
        for secret in private:
            assert secret not in out
        assert KEY in out
        assert KEY not in log.getvalue()
        assert "missed alerts" not in log.getvalue()
        bodies = "".join(json.dumps(seen.body) for seen in server.seen)
        assert KEY not in bodies
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        structlog.reset_defaults()
