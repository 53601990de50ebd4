"""Opening a judge: the right translation, or one sentence about what is missing."""

from __future__ import annotations

from importlib.util import find_spec

from bot.errors import BadSettings
from bot.ports.judge import Judge

KINDS = ("openai", "anthropic")


def open_judge(kind: str, *, url: str, model: str, key: str | None) -> Judge:
    """The judge at that address; nothing is contacted yet.

    Raises BadSettings for a kind that is none, and when its library is not installed.
    """
    if kind not in KINDS:
        raise BadSettings(f"ROUNDS_JUDGE_KIND can be {' or '.join(KINDS)}, not {kind}.")
    if find_spec(kind) is None:
        raise BadSettings(
            f"ROUNDS_JUDGE_URL asks for an outside judge, and its library {kind} is not installed: "
            f"pip install 'rounds[{kind}]', or take the ROUNDS_JUDGE settings away."
        )
    if kind == "openai":
        # Each library takes up to a second and 50 MB to load: only the one that is used.
        from adapters.judge.openai import OpenAIJudge  # noqa: PLC0415

        return OpenAIJudge(url=url, model=model, key=key)
    # The same as above.
    from adapters.judge.anthropic import AnthropicJudge  # noqa: PLC0415

    return AnthropicJudge(url=url, model=model, key=key)
