"""The wire: an HTTP client that talks to one host, says no more than it must and reads no more."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import httpx2

from bot.ports.judge import JudgeUnavailable, Trouble

LARGEST_ANSWER = 2_000_000
"""Bytes; an answer has a few thousand."""

NO_KEY = "none"
"""What the libraries are given where no key is set; it never leaves."""

_SECONDS = 60.0
"""The last resort: who asks sets the time-out, and it is shorter."""

_SPOKEN = frozenset(
    {
        "accept",
        "anthropic-version",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
    }
)
_KEYS = frozenset({"authorization", "x-api-key"})

_LOGGERS = ("openai", "anthropic", "httpx2", "httpcore2")


def open_client(url: str, *, with_key: bool) -> httpx2.AsyncClient:
    """A client for that address alone.

    Redirects are not followed, proxies and passwords of the environment are not used. Of the
    headers that the libraries add, those about this machine, about organisations and from the
    environment stay here; without a key none is sent.
    """
    for name in _LOGGERS:
        # At their debug level these write down what is sent.
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx2.AsyncClient(
        transport=_OneHost(httpx2.URL(url), with_key=with_key),
        timeout=_SECONDS,
        follow_redirects=False,
        trust_env=False,
    )


def trouble_of(status: int, retry_after: str | None) -> JudgeUnavailable:
    """What an HTTP status means; `retry_after` is that header as it came."""
    seconds = _seconds(retry_after)
    if status == 429:
        return JudgeUnavailable(Trouble.BUSY, retry_after=seconds)
    if status >= 500 or status in {408, 409}:
        return JudgeUnavailable(Trouble.BROKEN, retry_after=seconds)
    return JudgeUnavailable(Trouble.REFUSED)


def tokens(count: object) -> int | None:
    """A count of tokens as a server told it, None when it is none."""
    plausible = isinstance(count, int) and not isinstance(count, bool) and 0 <= count < 10**8
    return count if plausible and isinstance(count, int) else None


def _seconds(told: str | None) -> float | None:
    """Seconds from a Retry-After header; a date counts as nothing told."""
    return float(told) if told is not None and told.isascii() and told.isdigit() else None


class _OneHost(httpx2.AsyncBaseTransport):
    """Lets requests to one host pass, with few headers, and bounds what comes back."""

    def __init__(self, url: httpx2.URL, *, with_key: bool) -> None:
        self._url = url
        self._spoken = _SPOKEN | _KEYS if with_key else _SPOKEN
        # No connection outlives its call: calls are few, and nothing is left open at the end.
        limits = httpx2.Limits(max_keepalive_connections=0)
        self._inner = httpx2.AsyncHTTPTransport(trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; ConnectError when it is for another host."""
        theirs, ours = request.url, self._url
        if (theirs.scheme, theirs.host, theirs.port) != (ours.scheme, ours.host, ours.port):
            raise httpx2.ConnectError("this client talks to one host", request=request)
        for name in list(request.headers):
            if name.lower() not in self._spoken:
                del request.headers[name]
        # Nothing packed: a small answer must not unfold into a large one.
        request.headers["accept-encoding"] = "identity"
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Bounded(response.stream, request)
        return response

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()


class _Bounded(httpx2.AsyncByteStream):
    """A body that ends with an error when it grows too large."""

    def __init__(self, inner: httpx2.AsyncByteStream, request: httpx2.Request) -> None:
        self._inner = inner
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._inner:
            size += len(piece)
            if size > LARGEST_ANSWER:
                raise httpx2.ReadError("the answer is too large", request=self._request)
            yield piece

    async def aclose(self) -> None:
        """Close the body."""
        await self._inner.aclose()
