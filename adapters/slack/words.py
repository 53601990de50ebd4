"""What people type on Slack: entities and mentions taken back, `/rounds` lines with quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.commands.command import Command, OptionKind
from bot.commands.lines import read_line
from bot.commands.registry import Registry
from bot.errors import BadInput
from bot.inbound import Chosen, Typed

_CONTROL = re.compile(r"<([^<>\n]+)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}

_QUOTES = {'"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "'": "'", "‘": "’"}
"""Each with what closes it; apps make typed quotes curly, and phones do so by country."""

_OPENERS = frozenset("<" + "".join(_QUOTES))

_QUOTED = "|".join(
    rf"(?:(?<=\s)|(?<==)|^){opens}[^{shuts}\n]*[{shuts}](?=\s|$)"
    for opens, shuts in _QUOTES.items()
)
_PART = re.compile(rf"(?P<control><[^<>\n]+>)|{_QUOTED}")

_FIRST_SIGN = 0xF0000
_SIGNS = re.compile("[\U000f0000-\U000ffffd]")
"""Characters that stand for a whole part while a line is read; nobody types them."""

_HELP = "help"
_IDS = {OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.CALLED}


@dataclass(frozen=True, slots=True)
class _Part:
    """What is one word of a line although it may hold blanks: how it was typed, and what it means.

    `id` is the platform's, empty for quotes.
    """

    typed: str
    inside: str
    id: str = ""


def decoded(text: str) -> str:
    """What somebody wrote, as they saw it: names for mentions, addresses for links, `<` for `&lt;`.

    To be done once, with a text as Slack sends it; what is typed into a form comes as it is.
    """
    made = []
    at = 0
    for found in _CONTROL.finditer(text):
        made += [_bare(text[at : found.start()]), _shown(found[1])]
        at = found.end()
    return "".join([*made, _bare(text[at:])])


def line_of(text: str) -> str:
    """The line behind `/rounds`, without a slash of its own; `help` for nothing."""
    return decoded(text).strip().removeprefix("/").strip() or _HELP


def heard(text: str, registry: Registry) -> Typed | Chosen:
    """The command behind `/rounds`: as it was typed, or read already if it holds quotes or names.

    What is wrong with it is said by the core, which reads the line again.
    """
    line = Typed(line_of(text))
    masked, parts = _masked(text.strip().removeprefix("/").strip())
    if not parts:
        return line
    try:
        command, values = read_line(registry, masked)
    except BadInput:
        return line
    return Chosen(command.words, _values(command, values, parts))


def _masked(text: str) -> tuple[str, Mapping[str, _Part]]:
    """The line with a sign for each part, and the parts by their signs."""
    parts: dict[str, _Part] = {}
    if _SIGNS.search(text):
        return text, parts
    if _OPENERS.isdisjoint(text):
        return _bare(text), parts

    def sign(found: re.Match[str]) -> str:
        made = chr(_FIRST_SIGN + len(parts))
        parts[made] = _part(found)
        return made

    return _bare(_PART.sub(sign, text)), parts


def _part(found: re.Match[str]) -> _Part:
    if found["control"]:
        inside = found["control"][1:-1]
        return _Part(_shown(inside), _shown(inside), _id(inside))
    return _Part(decoded(found[0]), decoded(found[0][1:-1]))


def _values(
    command: Command, values: Mapping[str, str], parts: Mapping[str, _Part]
) -> dict[str, str]:
    kinds = {option.name: option.kind for option in command.options}
    made = {}
    for name, value in values.items():
        whole = parts.get(value)
        if whole is None or (command.keeps and kinds[name] is OptionKind.TEXT):
            made[name] = _SIGNS.sub(lambda found: parts[found[0]].typed, value)
        else:
            made[name] = whole.id if whole.id and kinds[name] in _IDS else whole.inside
    return made


def _bare(text: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], text)


def _id(inside: str) -> str:
    """The platform's id in a mention; `here` and `channel` are such a thing, too."""
    target = inside.partition("|")[0]
    if target[0] in "@#":
        return target[1:]
    return target[1:].removeprefix("subteam^") if target[0] == "!" else ""


def _shown(inside: str) -> str:
    """What stands between the angle brackets, as people see it."""
    target, _, label = inside.partition("|")
    target, label = _bare(target), _bare(label)
    if target[:1] in {"@", "#"}:
        return target[0] + (label.removeprefix(target[0]) or target[1:])
    if target[:1] == "!":
        name = target[1:].partition("^")[0]
        return label or f"@{name}"
    address = target.partition(":")[2] if target.startswith(("mailto:", "tel:")) else target
    if not label or label in address:
        return label or address
    return f"{label} ({address})"
