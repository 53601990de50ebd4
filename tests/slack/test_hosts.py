"""Nobody but Slack: a proxy in the environment is passed by, no other host is looked up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.slack.fake import FakeSlack
from tests.slack.rounds import MODES, a_study

REPLY = "70 because the desk drills it every quarter"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.mark.parametrize("mode", MODES)
async def test_no_other_host_is_ever_contacted(
    fake: FakeSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    hosts: set[str] = set()
    resolve = aiohttp.TCPConnector._resolve_host

    async def noted(self: aiohttp.TCPConnector, host: str, *more: Any, **named: Any) -> Any:
        hosts.add(host)
        return await resolve(self, host, *more, **named)

    for name in PROXIES:
        monkeypatch.setenv(name, "http://proxy.example:3128")
    monkeypatch.setattr(aiohttp.TCPConnector, "_resolve_host", noted)
    async with a_study(fake, tmp_path, mode=mode) as study:
        form = await (await study.ben.press(study.posted, "Answer")).opened()
        done = await study.ben.submit(form, {"text": REPLY})
        feedback = await done.told(2)
        await (await study.ben.press(feedback, "Point by point")).updated()
        said = await study.ben.write(study.room, REPLY, thread=study.posted)
        assert said.acknowledged
        await (await study.ben.slash(study.room, "/rounds", "mydata export")).settled()
        await study.ben.open_home()
        await fake.until(lambda: study.ben.home is not None)
    assert hosts == {"127.0.0.1"}
