"""Who the application is, and who the people are."""

from __future__ import annotations

from tests.slack.fake.errors import Json
from tests.slack.fake.web.call import Call


def auth_test(call: Call) -> Json:
    by = call.by
    return {
        "url": f"https://{by.team.domain}.slack.com/",
        "team": by.team.name,
        "user": by.user.name,
        "team_id": by.team.id,
        "user_id": by.user.id,
        "bot_id": by.bot_id,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> Json:
    found = call.world.user(call.by, call.text("user"))
    locale = call.flag("include_locale")
    return {"user": found.payload(call.by.team, call.by.scopes, locale=locale)}


def users_list(call: Call) -> Json:
    mine = [one for one in call.world.users.values() if one.team is call.by.team]
    return {
        "members": [one.payload(call.by.team, call.by.scopes) for one in mine],
        "response_metadata": {"next_cursor": ""},
    }


def team_info(call: Call) -> Json:
    team = call.by.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "icon": {}}}
