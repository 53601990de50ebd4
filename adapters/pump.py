"""The outbox pump: claim, send, mark, until nothing waits."""

from __future__ import annotations

import structlog

from adapters.adapter import Adapter, CannotSend
from bot.core import Core
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)


async def pump(core: Core, adapter: Adapter, clock: Clock) -> int:
    """Send everything that waits for the adapter's platform; returns how many were taken.

    They go one after the other, as they were queued. What cannot be sent goes back to the outbox
    for later, or is dropped with its reason.
    """
    taken = 0
    while batch := await waiting(core, adapter, clock):
        for outgoing in batch:
            await deliver(core, adapter, outgoing, clock)
        taken += len(batch)
    return taken


async def waiting(core: Core, adapter: Adapter, clock: Clock) -> list[Outgoing]:
    """Claim what this adapter can send now."""
    return await core.outgoing(
        [adapter.platform], clock.now(), adapter.recipients, adapter.workspaces
    )


async def deliver(core: Core, adapter: Adapter, outgoing: Outgoing, clock: Clock) -> bool | None:
    """Send one claimed message and write down what came of it: true when it is out.

    None when there was nothing left to say. Raises what the store raises.
    """
    if outgoing.reply is None:
        await core.void(outgoing)
        return None
    try:
        reference = await adapter.send(outgoing)
    except CannotSend as error:
        await core.undelivered(
            outgoing,
            str(error),
            clock.now(),
            for_good=error.for_good,
            unreachable=error.unreachable,
            wait=error.wait,
        )
    except Exception as error:  # noqa: BLE001
        # An edge of the process: one message must not stop the others.
        _log.exception("send.failed", message=outgoing.message.id, error=type(error).__name__)
        await core.undelivered(outgoing, type(error).__name__, clock.now())
    else:
        await core.delivered(outgoing, reference, clock.now(), adapter.steps)
        return True
    return False
