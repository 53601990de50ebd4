"""Start a program and tell as JSON how long it took to show its prompt, and its peak memory.

Run as a script by a bare interpreter: a program begins its life with the peak of whoever starts it
counted in, so that whoever starts it has to be small. Arguments: what a line of its output has to
contain (empty: wait for its end), lines to type then (joined by a tab), the program.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter


def launch(shown: str, typed: str, command: list[str]) -> dict[str, float]:
    """Milliseconds to the first line, to the line wanted and to the end; MiB at the end."""
    their_in, our_out = os.pipe()
    our_in, their_out = os.pipe()
    begin = perf_counter()
    wires = [(os.POSIX_SPAWN_DUP2, their_in, 0), (os.POSIX_SPAWN_DUP2, their_out, 1)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=wires)
    os.close(their_in)
    os.close(their_out)
    first = wanted = 0.0
    with os.fdopen(our_in, "rb") as heard, os.fdopen(our_out, "wb") as said:
        if not shown:
            said.close()
        for line in heard:
            now = perf_counter() - begin
            first = first or now
            if shown and not wanted and shown.encode() in line:
                wanted = now
                said.write(typed.replace("\t", "\n").encode())
                said.close()
    _, status, used = os.wait4(child, 0)
    ended = perf_counter() - begin
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "first_ms": first * 1000,
        "shown_ms": wanted * 1000,
        "ended_ms": ended * 1000,
        "peak_mib": used.ru_maxrss * unit / 2**20,
        "status": os.waitstatus_to_exitcode(status),
    }


if __name__ == "__main__":
    found = launch(sys.argv[1], sys.argv[2], sys.argv[3:])
    # JSON without the module, which this small program does not need.
    print("{" + ", ".join(f'"{name}": {value}' for name, value in found.items()) + "}")
