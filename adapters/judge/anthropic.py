"""The judge behind Anthropic's messages, or a server that speaks them."""

from __future__ import annotations

from typing import Any

import anthropic

from adapters.judge.wire import NO_KEY, open_client, tokens, trouble_of
from bot.ports.judge import JudgeAnswer, JudgeRequest, JudgeUnavailable, Trouble

NOT_UNDERSTOOD = frozenset({400, 404, 405, 415, 422})
"""Statuses with which servers answer a parameter that they do not know."""


class AnthropicJudge:
    """Implements `bot.ports.judge.Judge` with the official library, its retries and traces off."""

    def __init__(self, *, url: str, model: str, key: str | None) -> None:
        self._model = model
        self._with_schema = True
        self._client = anthropic.AsyncAnthropic(
            api_key=key or NO_KEY,
            base_url=url,
            max_retries=0,
            http_client=open_client(url, with_key=key is not None),
            open_telemetry=False,
        )

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model

    async def complete(self, request: JudgeRequest) -> JudgeAnswer:
        """Ask once; without the schema when the server does not understand it."""
        if self._with_schema:
            try:
                return await self._send(request, with_schema=True)
            except anthropic.APIStatusError as error:
                if error.status_code not in NOT_UNDERSTOOD:
                    raise _unavailable(error) from None
            except anthropic.APIError as error:
                raise _unavailable(error) from None
        try:
            answer = await self._send(request, with_schema=False)
        except anthropic.APIError as error:
            raise _unavailable(error) from None
        self._with_schema = False
        return answer

    async def _send(self, request: JudgeRequest, *, with_schema: bool) -> JudgeAnswer:
        fields: dict[str, Any] = {}
        if with_schema:
            fields["output_config"] = {"format": {"type": "json_schema", "schema": request.schema}}
        try:
            found: Any = await self._client.messages.create(
                model=self._model,
                max_tokens=request.most_tokens,
                system=request.system,
                messages=[{"role": "user", "content": request.task}],
                **fields,
            )
            text = "".join(block.text for block in found.content if block.type == "text")
        except (AttributeError, IndexError, TypeError, ValueError):
            raise JudgeUnavailable(Trouble.GARBLED) from None
        if not text:
            raise JudgeUnavailable(Trouble.GARBLED)
        usage = getattr(found, "usage", None)
        return JudgeAnswer(
            text,
            tokens(getattr(usage, "input_tokens", None)),
            tokens(getattr(usage, "output_tokens", None)),
        )


def _unavailable(error: anthropic.APIError) -> JudgeUnavailable:
    match error:
        case anthropic.APITimeoutError():
            return JudgeUnavailable(Trouble.SLOW)
        case anthropic.APIConnectionError():
            return JudgeUnavailable(Trouble.UNREACHABLE)
        case anthropic.APIStatusError():
            return trouble_of(error.status_code, error.response.headers.get("retry-after"))
        case _:
            return JudgeUnavailable(Trouble.GARBLED)
