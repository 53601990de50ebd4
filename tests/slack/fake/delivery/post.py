"""HTTP mode: what Slack signs and posts to the application's address."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.slack.fake.delivery.parcel import Attempt, Kind, Parcel
from tests.slack.fake.errors import Json
from tests.slack.fake.world.world import World

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


def signed(body: bytes, secret: str, timestamp: int) -> dict[str, str]:
    """The two headers of a signature (docs.slack.dev, verifying requests from Slack)."""
    base = b"v0:%d:%b" % (timestamp, body)
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


class Post:
    """Everything goes to one address, as Bolt serves it; or to `urls` by kind."""

    def __init__(self, world: World, url: str, secret: str) -> None:
        self.world = world
        self.url = url
        self.secret = secret
        self.urls: dict[Kind, str] = {}
        self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def stop(self) -> None:
        await self._client.close()

    async def verify(self) -> tuple[int, str]:
        """`url_verification`; the status and what was answered, which must be the challenge."""
        challenge = self.world.ids.secret()
        body = {"token": "x", "challenge": challenge, "type": "url_verification"}
        status, said = await self.send(json.dumps(body).encode(), JSON_TYPE)
        try:
            answer = json.loads(said)
        except ValueError:
            answer = said
        found = answer.get("challenge") if isinstance(answer, dict) else answer
        assert found == challenge, f"url_verification was answered with {status} {said!r}"
        return status, said

    async def send(
        self, body: bytes, kind: str = JSON_TYPE, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """A body signed now; headers that are given replace Slack's. Status and answer."""
        made = self.headers(body, kind) | (headers or {})
        async with self._client.post(self.url, data=body, headers=made) as answer:
            return answer.status, await answer.text()

    def headers(self, body: bytes, kind: str) -> dict[str, str]:
        stamp = int(self.world.clock.epoch())
        return {
            "Content-Type": kind,
            "User-Agent": AGENT,
            "Accept": "*/*",
        } | signed(body, self.secret, stamp)

    async def carry(self, parcel: Parcel, attempt: Attempt) -> None:
        attempt.body, kind = _body(parcel)
        attempt.headers = self.headers(attempt.body, kind)
        if attempt.number:
            attempt.headers["X-Slack-Retry-Num"] = str(attempt.number)
            attempt.headers["X-Slack-Retry-Reason"] = attempt.reason or "http_timeout"
        await self._post(parcel, attempt)

    async def replay(self, parcel: Parcel) -> tuple[int, str]:
        """The very same bytes and headers as the first time."""
        first = parcel.attempts[0]
        url = self.urls.get(parcel.kind, self.url)
        async with self._client.post(url, data=first.body, headers=first.headers) as answer:
            return answer.status, await answer.text()

    async def _post(self, parcel: Parcel, attempt: Attempt) -> None:
        sending = asyncio.create_task(self._sent(parcel, attempt))
        if not await self.world.clock.wait(sending, self.world.answer_within_s):
            sending.cancel()
            attempt.failure = "http_timeout"
            return
        try:
            answer, said = sending.result()
        except (aiohttp.ClientError, OSError):
            attempt.failure = "connection_failed"
            return
        attempt.status = answer.status
        attempt.final = answer.headers.get("X-Slack-No-Retry") == "1"
        if not 200 <= answer.status < 300:
            attempt.failure = "http_error"
            return
        attempt.acked_at = self.world.clock.now()
        if parcel.kind is not Kind.EVENT:
            parcel.answer = _answer(said, answer.content_type)

    async def _sent(self, parcel: Parcel, attempt: Attempt) -> tuple[aiohttp.ClientResponse, str]:
        url = self.urls.get(parcel.kind, self.url)
        sending = self._client.post(
            url, data=attempt.body, headers=attempt.headers, allow_redirects=False
        )
        async with sending as answer:
            return answer, await answer.text()


def _body(parcel: Parcel) -> tuple[bytes, str]:
    payload: Json = parcel.payload
    if parcel.kind is Kind.EVENT:
        return json.dumps(payload).encode(), JSON_TYPE
    if parcel.kind is Kind.INTERACTION:
        payload = {"payload": json.dumps(payload)}
    return urlencode(payload).encode(), FORM_TYPE


def _answer(said: str, kind: str) -> Any:
    """As Socket Mode has it: JSON, or a text."""
    if not said.strip():
        return None
    if kind == JSON_TYPE:
        return json.loads(said)
    return {"text": said}
