"""What the app asks a workspace for: the methods it calls, the events it hears, why each scope."""

from __future__ import annotations

_READING = ("channels:history", "groups:history", "im:history")
_SEEING = ("channels:read", "groups:read")

METHODS: dict[str, tuple[str, ...]] = {
    # Slack's method: the scopes that it takes for what we do with it.
    "auth.test": (),
    "chat.delete": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "conversations.history": _READING,
    "conversations.info": _SEEING,
    "conversations.open": ("im:write",),
    "conversations.replies": _READING,
    "files.upload.v2": ("files:write",),
    "pins.add": ("pins:write",),
    "reactions.add": ("reactions:write",),
    "users.info": ("users:read",),
    "views.open": (),
    "views.push": (),
    "views.publish": (),
    "views.update": (),
}

EVENTS: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "tokens_revoked": (),
}

ADDRESSES: dict[str, tuple[str, ...]] = {
    # No methods, but what stands behind an address that Slack gives us.
    "url_private": ("files:read",),
}

COMMANDS = "commands"
"""The scope of the slash command and the shortcuts."""

WHY: dict[str, str] = {
    "app_mentions:read": "hear @Rounds in a thread, where slash commands do not work",
    "channels:history": "hear answers in a posting's thread; see whether a prompt is out already",
    "channels:read": "see whether the channel of a group is there and not archived",
    "chat:write": "post prompts, feedback and digests; take back what a dry run posted",
    COMMANDS: "offer /rounds and the shortcuts",
    "files:read": "read the text of a .txt or .md file that is handed in as an answer",
    "files:write": "send pictures of one's progress, and what is held about a member, as files",
    "groups:history": "the same in private channels that Rounds was invited to",
    "groups:read": "the same for private channels that Rounds was invited to",
    "im:history": "hear answers in a direct message to Rounds",
    "im:write": "open a direct message for feedback and reminders",
    "pins:write": "pin the newest prompt, if the group wants that",
    "reactions:write": "mark an answer that was taken in",
    "users:read": "know members by their names, and who runs the workspace",
}


def scopes() -> list[str]:
    """Every scope that is needed, and no other."""
    needed = {COMMANDS}
    for asked in (*METHODS.values(), *EVENTS.values(), *ADDRESSES.values()):
        needed.update(asked)
    return sorted(needed)
