"""What is deployed: files that can be read, settings that exist, and nobody's root."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from adapters.discord.settings import DiscordSettings
from adapters.http_settings import HttpSettings
from adapters.slack.settings import SlackSettings
from bot.settings import PREFIX, Settings
from tests.rules.source import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = sorted(DEPLOY.glob("compose*.yaml"))
NAME = re.compile(r"\bROUNDS_[A-Z_]+")


def known() -> set[str]:
    """Every setting by the name of its variable."""
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for kind in (DiscordSettings, SlackSettings, HttpSettings):
        names |= {f"{kind.prefix()}{name.upper()}" for name in kind.model_fields}
    return names


def test_every_setting_that_is_set_there_exists() -> None:
    for file in DEPLOY.iterdir():
        unknown = set(NAME.findall(file.read_text("utf-8"))) - known()
        assert not unknown, f"{file.name}: {unknown}"


def services() -> list[tuple[str, dict[str, Any]]]:
    """Every service of every file, by a name for both."""
    return [
        (f"{file.name}: {name}", service)
        for file in COMPOSE
        for name, service in yaml.safe_load(file.read_text("utf-8"))["services"].items()
    ]


EVERY_SERVICE = pytest.mark.parametrize(
    "service", [made for _, made in services()], ids=[name for name, _ in services()]
)


@EVERY_SERVICE
def test_containers_may_do_nothing_that_they_need_not(service: dict[str, Any]) -> None:
    assert service["read_only"]
    assert not service.get("privileged")
    assert not service.get("cap_add")
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    for port in service.get("ports", []):
        assert port.startswith("127.0.0.1:")


@EVERY_SERVICE
def test_images_of_others_are_of_one_version_and_run_as_nobody_special(
    service: dict[str, Any],
) -> None:
    if "image" not in service:
        assert service["build"]["dockerfile"] == "deploy/Dockerfile"
        return
    assert re.search(r":\d", service["image"]), service["image"]
    assert service["user"] not in {"root", "0"}


@pytest.mark.parametrize("file", COMPOSE, ids=lambda file: file.name)
def test_slack_over_http_is_promised_only_where_somebody_listens(file: Any) -> None:
    text = file.read_text("utf-8")
    assert "\n    ports: " in text or "Socket Mode" in text


def test_the_image_copies_what_the_wheel_holds_and_runs_as_nobody_special() -> None:
    image = (DEPLOY / "Dockerfile").read_text("utf-8")
    copied = set(re.findall(r"^COPY (\w+) \./", image, re.MULTILINE))
    assert copied == {"adapters", "bot", "content", "migrations"}
    assert image.index("USER rounds") < image.index('CMD ["rounds"')
    assert "--require-hashes" in image
    let_in = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for name in copied:
        assert f"!{name}" in let_in


def test_the_lock_for_servers_pins_what_the_others_pin() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text("utf-8")
        return dict(re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text, re.MULTILINE))

    server, everything = pins("requirements-server.lock"), pins("requirements-dev.lock")
    assert pins("requirements.lock").items() <= server.items() <= everything.items()
    assert "asyncpg" in server
    assert "pytest" not in server


def test_the_service_is_started_again_and_kept_apart() -> None:
    unit = (DEPLOY / "rounds.service").read_text("utf-8")
    for line in (
        "Restart=always",
        "DynamicUser=yes",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
    ):
        assert line in unit.splitlines()
