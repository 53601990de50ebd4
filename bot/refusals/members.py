"""What is said when a member's own account or data cannot be changed so."""

from __future__ import annotations

from datetime import timedelta

WRONG_CODE = (
    "That code is not good, or not any more: it works once, for ten minutes. Say link with your "
    "other account to get a new one."
)
OWN_CODE = "That is this account's own code. Say it with your other account, the one to be joined."
LINKED_ALREADY = "Your accounts are one already. The code is for an account that is not among them."
CONFIRM_DELETE = (
    "This deletes every answer, grade, streak and setting of yours for good; nobody can bring it "
    "back. To go on, type: mydata delete yes"
)


def alias_too_long(most: int) -> str:
    """The alias has too many characters."""
    return f"An alias has at most {most} characters."


def too_many_codes(wait: timedelta) -> str:
    """Too many wrong codes were tried."""
    minutes = max(-(-int(wait.total_seconds()) // 60), 1)
    return (
        f"That was one wrong code too many. Try again in {minutes} min; a new code from your other "
        "account will do."
    )
