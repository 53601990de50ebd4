"""The outside judge that the settings name, for the words of the command that grade."""

from __future__ import annotations

from bot.ports.judge import Judge
from bot.settings import Settings


def outside_judge(settings: Settings) -> Judge | None:
    """The judge of the settings, None without one; nothing is contacted yet.

    Raises BadSettings when its library is not installed.
    """
    if settings.judge_url is None or settings.judge_model is None:
        return None
    # Only with a judge: its library takes up to a second and 50 MB to load.
    from adapters.judge.opening import open_judge  # noqa: PLC0415

    key = settings.judge_key.get_secret_value() if settings.judge_key is not None else None
    return open_judge(
        settings.judge_kind or "openai", url=settings.judge_url, model=settings.judge_model, key=key
    )
