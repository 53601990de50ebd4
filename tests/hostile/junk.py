"""Junk: values of every wrong type, size and script, to be put where something else belongs."""

from __future__ import annotations

from typing import Any

MARK = "zqjunk"
"""Stands in every junk text, so that it is found again where it has no business."""


def _deep(levels: int) -> Any:
    made: Any = MARK
    for _ in range(levels):
        made = [made]
    return made


WRONG_TYPES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**31,
    2**63,
    2**64 + 1,
    -(2**63) - 1,
    10**30,
    1e308,
    [],
    {},
    [None],
    [[]],
    {"": None},
    {"id": None},
    {"id": {"id": MARK}},
    {"type": MARK},
    [{"type": MARK, "value": MARK}],
    _deep(60),
)

TEXTS: tuple[str, ...] = (
    "",
    " ",
    "\n",
    MARK,
    f"{MARK}\x00null",
    f"\ud800{MARK}",
    f"{MARK}\udfff",
    f"\u202e{MARK}\u2066",
    f"{MARK}\u200b\ufeff\u2060",
    f"Z̸̧͔a{MARK}" + "\u0301" * 40,
    f"{MARK}\U000e0041\U000f0000\U0010ffff",
    f"<!channel> <!here> <@U0000000001|{MARK}> <#C1> <http://e.example|{MARK}>",
    f"@everyone @here <@1> <@&1> <#1> </a:1> {MARK}",
    f"'; DROP TABLE members;-- {MARK}",
    f"%s %n {{0}} {{member}} ${{jndi:ldap://x}} {MARK}",
    f"../../../etc/passwd\\..\\{MARK}",
    f"<script>alert('{MARK}')</script>",
    f"&lt;&amp;lt;{MARK}&gt;<>",
    f"\x1b[2J\x1b]0;{MARK}\x07",
    "nan",
    "-0",
    "9" * 400,
    "0x7f",
    "1e999",
    "null",
    "true",
    "１２３",
    "C" * 300,
    "U1:U2:U3",
    "D",
    f'"{MARK}',
    f"r1:answer?prompt={MARK}!text",
    "r1:answer?prompt=%ff%fe!text",
    "r1:%00?a=b",
    "r1:mydata delete",
    "r1:help#99999999999999999999",
)

LONG: tuple[Any, ...] = (
    MARK * 700,
    f"{MARK} " * 9_000,
    "👩‍⚕️" * 3_000,
    "\n" * 20_000,
    list(range(3_000)),
    {str(number): MARK for number in range(2_000)},
    _deep(300),
)
"""Rare, since each takes as long as a hundred others."""
