"""Who the bot is, and where the gateway is."""

from __future__ import annotations

from tests.discord.fake.errors import UNKNOWN_APPLICATION, ApiError, Json
from tests.discord.fake.rest.call import Answer, Call


def gateway(call: Call) -> Answer:
    return 200, {"url": call.world.gateway_url}


def gateway_bot(call: Call) -> Answer:
    start = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
    return 200, {"url": call.world.gateway_url, "shards": 1, "session_start_limit": start}


def me(call: Call) -> Answer:
    more = {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}
    return 200, call.world.bot.payload() | more


def user(call: Call) -> Answer:
    return 200, call.user().payload()


def application(call: Call) -> Answer:
    asked = call.request.params.get("application_id", "@me")
    if asked not in ("@me", str(call.world.application_id)):
        raise ApiError(*UNKNOWN_APPLICATION)
    return 200, _application(call)


def _application(call: Call) -> Json:
    world = call.world
    flags = world.application_flags()
    return {
        "id": str(world.application_id),
        "name": "Rounds",
        "icon": None,
        "description": "",
        "type": None,
        "bot": world.bot.payload(),
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": world.app_owner.payload(),
        "approximate_guild_count": sum(one.joined for one in world.guilds.values()),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}},
    }


ROUTES = {
    "GET /gateway": gateway,
    "GET /gateway/bot": gateway_bot,
    "GET /users/@me": me,
    "GET /users/{user_id}": user,
    "GET /oauth2/applications/@me": application,
    "GET /applications/@me": application,
    "GET /applications/{application_id}": application,
}
