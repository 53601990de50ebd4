"""The judge behind an OpenAI-compatible address: the service itself, or a server of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import openai

from adapters.judge.wire import NO_KEY, open_client, tokens, trouble_of
from bot.ports.judge import JudgeAnswer, JudgeRequest, JudgeUnavailable, Trouble

NOT_UNDERSTOOD = frozenset({400, 404, 405, 415, 422})
"""Statuses with which servers answer a parameter that they do not know."""

_RUNGS = ("json_schema", "json_object", "text")
_NEW_LIMIT, _OLD_LIMIT = "max_completion_tokens", "max_tokens"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a request is put; servers differ in what they understand."""

    rung: str = _RUNGS[0]
    limit: str = _NEW_LIMIT
    with_temperature: bool = True

    def after(self, complaint: str) -> _Form | None:
        """The next form to try when a server did not understand this one, None at the end."""
        if self.with_temperature and "temperature" in complaint:
            return replace(self, with_temperature=False)
        if self.limit == _NEW_LIMIT and _NEW_LIMIT in complaint:
            return replace(self, limit=_OLD_LIMIT)
        rest = _RUNGS[_RUNGS.index(self.rung) + 1 :]
        return replace(self, rung=rest[0]) if rest else None

    def fields(self, request: JudgeRequest) -> dict[str, Any]:
        """The request's fields that depend on the form."""
        fields: dict[str, Any] = {self.limit: request.most_tokens}
        if self.with_temperature:
            fields["temperature"] = 0
        if self.rung == "json_object":
            fields["response_format"] = {"type": "json_object"}
        elif self.rung == "json_schema":
            named = {"name": "verdicts", "strict": True, "schema": request.schema}
            fields["response_format"] = {"type": "json_schema", "json_schema": named}
        return fields


class OpenAIJudge:
    """Implements `bot.ports.judge.Judge` with the official library, its retries off."""

    def __init__(self, *, url: str, model: str, key: str | None) -> None:
        self._model = model
        self._form = _Form()
        self._client = openai.AsyncOpenAI(
            api_key=key or NO_KEY,
            base_url=url,
            max_retries=0,
            http_client=open_client(url, with_key=key is not None),
        )

    @property
    def model(self) -> str:
        """The model's name."""
        return self._model

    async def complete(self, request: JudgeRequest) -> JudgeAnswer:
        """Ask once; in a plainer form when the server does not understand the first."""
        form: _Form | None = self._form
        while form is not None:
            try:
                answer = await self._send(request, form)
            except openai.APIStatusError as error:
                if error.status_code not in NOT_UNDERSTOOD:
                    raise _unavailable(error) from None
                form = form.after(str(error).lower())
            except openai.APIError as error:
                raise _unavailable(error) from None
            else:
                self._form = form
                return answer
        raise JudgeUnavailable(Trouble.REFUSED)

    async def _send(self, request: JudgeRequest, form: _Form) -> JudgeAnswer:
        messages: Any = [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.task},
        ]
        fields: Mapping[str, Any] = form.fields(request)
        try:
            found: Any = await self._client.chat.completions.create(
                model=self._model, messages=messages, **fields
            )
            text = found.choices[0].message.content
        except (AttributeError, IndexError, TypeError, ValueError):
            raise JudgeUnavailable(Trouble.GARBLED) from None
        if not isinstance(text, str):
            raise JudgeUnavailable(Trouble.GARBLED)
        usage = getattr(found, "usage", None)
        return JudgeAnswer(
            text,
            tokens(getattr(usage, "prompt_tokens", None)),
            tokens(getattr(usage, "completion_tokens", None)),
        )


def _unavailable(error: openai.APIError) -> JudgeUnavailable:
    match error:
        case openai.APITimeoutError():
            return JudgeUnavailable(Trouble.SLOW)
        case openai.APIConnectionError():
            return JudgeUnavailable(Trouble.UNREACHABLE)
        case openai.APIStatusError():
            return trouble_of(error.status_code, error.response.headers.get("retry-after"))
        case _:
            return JudgeUnavailable(Trouble.GARBLED)
