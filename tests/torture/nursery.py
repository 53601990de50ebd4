"""The nursery: a process that has loaded everything and brings forth `rounds serve` by forking.

A start from nothing takes seconds of a processor, most of it imports; what is to be killed five
hundred times is born in a twentieth. Each line read is a request for one more, told as JSON (`Life`
says what); each line written is its process id. What is born runs the same `serve` as the command,
by the shared clock.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import adapters.discord.service
import adapters.slack.service  # noqa: F401
from adapters.cli.serve import serve
from adapters.discord.settings import DiscordSettings
from adapters.server import Server
from adapters.slack.settings import SlackSettings
from bot.errors import RoundsError
from bot.logs import configure_logs
from bot.settings import read_adapter_settings, read_settings
from bot.store.address import SqliteAddress, address_of
from tests.torture.clock import SharedClock
from tests.torture.disk import trace_to
from tests.torture.life import Life


def main() -> None:
    """Bring forth one for each line, until there are no more lines."""
    clock_file, log, ends = (Path(one) for one in sys.argv[1:])
    signal.signal(signal.SIGCHLD, lambda *_: _bury(ends))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(clock_file, log, Life(**json.loads(line)))
        print(child, flush=True)


def _bury(ends: Path) -> None:
    """Write down with what status each ended that did, below 0 by that signal; then let it go."""
    flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
    with suppress(ChildProcessError):
        while (found := os.waitid(os.P_ALL, 0, flags)) is not None:
            status = found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
            with ends.open("a", encoding="ascii") as out:
                out.write(f"{found.si_pid} {status}\n")
            os.waitpid(found.si_pid, 0)


def _live(clock_file: Path, log: Path, life: Life) -> None:
    """One life; never returns."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.update(life.settings)
        out = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(out, 1)
        os.dup2(out, 2)
        settings = read_settings()
        configure_logs(settings.log_level)
        address = address_of(settings.database_url)
        if life.trace and isinstance(address, SqliteAddress):
            refused = Path(life.refused) if life.refused else None
            trace_to(Path(life.trace), address.path, life.last, refused)
        if life.tick:
            Server.tick_seconds = life.tick
        discord = read_adapter_settings(DiscordSettings)
        slack = read_adapter_settings(SlackSettings)
        asyncio.run(serve(settings, discord, slack, SharedClock(clock_file, life.skew)))
        status = 0
    except RoundsError as error:
        print(error.sentence, file=sys.stderr)
    except BaseException as error:  # noqa: BLE001 - it must not go on as a second nursery
        print(repr(error), file=sys.stderr)
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
