"""Letters: messages to one member or to the hosts, each by the person's oldest account."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.group import Place
from bot.domain.member import Account, Role
from bot.domain.message import MessageKind, NewMessage, QueuedMessage
from bot.ports.store import Work


async def letter(
    work: Work,
    group_id: int,
    member_id: int,
    *,
    kind: MessageKind,
    key: str,
    subject: dict[str, int | str],
) -> list[NewMessage]:
    """One private message to a member of the group; none without a place or account for it."""
    where = address(await work.groups.places(group_id), await work.members.accounts(member_id))
    if where is None:
        return []
    place, recipient = where
    return [
        NewMessage(
            key=f"{kind}/{key}", kind=kind, place=place, subject=subject, recipient=recipient
        )
    ]


async def host_letters(
    work: Work, group_id: int, *, kind: MessageKind, key: str, subject: dict[str, int | str]
) -> list[NewMessage]:
    """The same private message to each host of the group."""
    found: list[NewMessage] = []
    for member, role in await work.members.of_group(group_id):
        if role is Role.HOST:
            found += await letter(
                work, group_id, member.id, kind=kind, key=f"{key}/{member.id}", subject=subject
            )
    return found


async def elsewhere(work: Work, message: QueuedMessage) -> list[NewMessage]:
    """The same private message by another platform on which its member is; once, or not at all."""
    mark = "elsewhere/"
    if message.recipient is None or message.key.startswith(mark):
        return []
    member = await work.members.of_account(message.recipient)
    accounts = await work.members.accounts(member.id) if member is not None else ()
    others = [one.key for one in accounts if _platform(one.key) != _platform(message.recipient)]
    return [
        NewMessage(
            key=mark + message.key,
            kind=message.kind,
            place=_home_of(key),
            subject=message.subject,
            recipient=key,
        )
        for key in others[:1]
    ]


def _platform(key: str) -> str:
    return key.partition(":")[0]


def _home_of(key: str) -> Place:
    """Where an account is reached in private: on its platform, in its workspace if it names one."""
    platform, *between, _ = key.split(":")
    return Place(platform, between[0] if between else "", "")


def address(
    places: Sequence[Place], accounts: Sequence[Account], near: str = ""
) -> tuple[Place, str] | None:
    """The place and the account by which a member of the group is reached; None without either.

    An account is reached on its own platform, which its key begins with, and in its own workspace
    where the key names one; of several the oldest, but first one on the platform of `near`, which
    may be the key of a message of theirs.
    """
    if not places or not accounts:
        return None
    platform = _platform(near)
    ordered = sorted(accounts, key=lambda one: _platform(one.key) != platform)
    for begin in ("{0.platform}:{0.workspace}:", "{0.platform}:"):
        for account in ordered:
            for place in places:
                if account.key.startswith(begin.format(place)):
                    return place, account.key
    return places[0], ordered[0].key
