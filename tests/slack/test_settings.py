"""Settings of Slack: what is copied badly is said in a sentence that helps."""

from __future__ import annotations

import pytest

from adapters.http_settings import HttpSettings
from adapters.slack.settings import SlackSettings
from bot.errors import BadSettings
from bot.settings import read_adapter_settings

BOT, APP, SECRET = "xoxb-1-2-a", "xapp-1-A-2-b", "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.chdir(str(tmp_path))
    for name in ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET", "API_URL"):
        monkeypatch.delenv(f"ROUNDS_SLACK_{name}", raising=False)


def _read(**given: str) -> SlackSettings:
    return read_adapter_settings(SlackSettings, **given)


def test_without_a_token_the_adapter_stays_away() -> None:
    assert _read().bot_token is None


def test_tokens_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROUNDS_SLACK_BOT_TOKEN", f' "{BOT}" ')
    monkeypatch.setenv("ROUNDS_SLACK_APP_TOKEN", f"Bearer {APP}\n")
    settings = _read()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == BOT
    assert settings.app_token is not None
    assert settings.app_token.get_secret_value() == APP
    assert settings.over_sockets
    assert BOT not in repr(settings)


def test_a_secret_is_for_http() -> None:
    settings = _read(bot_token=BOT, signing_secret=SECRET)
    assert not settings.over_sockets


@pytest.mark.parametrize("url", ["http://127.0.0.1:9001/api", "http://127.0.0.1:9001/api/"])
def test_an_address_ends_where_methods_begin(url: str) -> None:
    assert _read(api_url=url).api_url == "http://127.0.0.1:9001/api/"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"bot_token": BOT}, "ROUNDS_SLACK_APP_TOKEN (Socket Mode) or ROUNDS_SLACK_SIGNING_SECRET"),
        ({"app_token": APP}, "set ROUNDS_SLACK_BOT_TOKEN too"),
        ({"signing_secret": SECRET}, "set ROUNDS_SLACK_BOT_TOKEN too"),
        ({"bot_token": APP, "app_token": APP}, "begins with xoxb-"),
        ({"bot_token": BOT, "app_token": BOT}, "begins with xapp-"),
        ({"bot_token": BOT, "signing_secret": BOT}, "copy the Signing Secret"),
        ({"bot_token": "Bot User OAuth Token " + BOT}, "without the words around it"),
        ({"api_url": "slack.example"}, "an address such as"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadSettings) as failed:
        _read(**given)
    assert sentence in failed.value.sentence
    assert all(value not in failed.value.sentence for value in given.values())


def test_where_to_listen() -> None:
    settings = read_adapter_settings(HttpSettings)
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    with pytest.raises(BadSettings, match="ROUNDS_HTTP_PORT"):
        read_adapter_settings(HttpSettings, port=70000)
