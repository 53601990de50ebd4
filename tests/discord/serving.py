"""`rounds serve` as a process of its own, with nothing of this one's environment but the path."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.discord.fake import FakeDiscord

STARTS_WITHIN_S = 20.0
STOPS_WITHIN_S = 5.0


@dataclass
class Serving:
    """A running process and what it has written so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.lines)

    async def read(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.lines.append(line.decode())

    async def ready(self) -> None:
        """Until it says so."""
        async with asyncio.timeout(STARTS_WITHIN_S):
            while "discord.ready" not in self.text:
                assert self.process.returncode is None, self.text
                await asyncio.sleep(0.02)

    async def ended(self, within: float = STARTS_WITHIN_S) -> int:
        """Its status once it has ended by itself."""
        return await asyncio.wait_for(self.process.wait(), within)

    async def stop(self) -> tuple[int, float]:
        """Its status after SIGTERM, and the seconds until then."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        status = await asyncio.wait_for(self.process.wait(), 2 * STOPS_WITHIN_S)
        return status, time.monotonic() - began


@asynccontextmanager
async def serving(fake: FakeDiscord, folder: Path, **more: str) -> AsyncIterator[Serving]:
    """Killed at the end if it still runs. `more` are further variables of its environment."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ROUNDS_DISCORD_TOKEN": fake.token,
        "ROUNDS_DISCORD_API_URL": fake.api_url,
        "ROUNDS_DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}",
        # Any that is free: others may run beside it.
        "ROUNDS_HTTP_PORT": "0",
        # A proxy that nobody listens at: whatever is not loopback would fail.
        "HTTPS_PROXY": "http://127.0.0.1:9",
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("rounds")),
        "serve",
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    made = Serving(process)
    reading = asyncio.create_task(made.read())
    try:
        yield made
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await reading
