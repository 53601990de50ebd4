"""What is said when a group, its place or its schedule does not allow it."""

from __future__ import annotations

from collections.abc import Sequence

NO_GROUP_HERE = (
    "There is no study group here yet. Whoever runs this place can begin one: say setup."
)
NO_GROUP_IN_PRIVATE = (
    "I do not know your study group yet. Say something to me where your group practises; from then "
    "on we can also talk here."
)
GONE = "This group or membership is no longer there."
DATE_HAS_PASSED = "That date has passed; only dates from today on can be changed."
DAY_HAS_POSTING = "That date has its prompt already."
NOTHING_TO_POST = "No prompt of the bank fits this group's topics and levels."
ALREADY_POSTED = "Today's prompt is out already; a group gets one a day."
CHANNEL_FIRST = "This group has no channel here yet. Say setup and choose one."
HOSTS_ONLY = "Only a host of this group can do that."


def many_groups(name: str, numbers: Sequence[int]) -> str:
    """Several groups have this name."""
    listed = ", ".join(str(number) for number in numbers)
    return f"Several groups are called “{name[:60]}”: {listed}. Give the number of one."


def no_group(name: str) -> str:
    """No group has this name."""
    return f"There is no group called “{name[:60]}”."


def channel_taken(group: str) -> str:
    """The channel is another group's."""
    return f"That channel belongs to the group “{group[:60]}”. Pick another one."


def not_a_name(most: int) -> str:
    """The name is empty or too long."""
    return f"A group’s name has 1 to {most} characters."


def name_taken(name: str) -> str:
    """Another group of the workspace has the name."""
    return f"A group called “{name[:60]}” is here already. Choose another name."


def not_host_of(group: str) -> str:
    """The host of one group may not change another."""
    return f"Only a host of “{group[:60]}” can set it up."


def another_group_needs_channel(name: str) -> str:
    """A second group was named without its channel."""
    return (
        f"“{name[:60]}” would be a second group here, and it needs a channel of its own: give the "
        "name and the channel together. To rename this group, say group name."
    )
