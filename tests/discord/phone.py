"""What a reader sees of a message: Discord's markdown as its apps draw it, and the page around.

The rules are those of Discord's clients, as far as they are known; where in doubt, more is taken
for markup than Discord would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import discord

from adapters.controls import Button, Control, PickList, PlatformList
from adapters.discord.render import Page

PLAIN = re.compile(r"[0-9A-Za-z\s\u00c0-\uffff]+")
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")

BLOCKS = {
    "heading": re.compile(r" *#{1,3}\s+([^\n]+)"),
    "small": re.compile(r" *-#\s+([^\n]+)"),
    "quote": re.compile(r" *>>>\s([\s\S]*)|( *>\s[^\n]*(?:\n *>\s[^\n]*)*)"),
    "list": re.compile(r" *(?:[*+-]|\d+\.)\s+([^\n]+(?:\n {2,}[^\n]+)*)"),
}

INLINE = {
    "fence": re.compile(r"```([\s\S]*?)```"),
    "url": re.compile(r"(https?://[^\s<]+)"),
    "angle": re.compile(r"<((?:https?|mailto|tel|sms):[^>]*)>"),
    "link": re.compile(r"\[([^\]]*)\]\([^)]*\)"),
    "bold": re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    "underline": re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    "italic": re.compile(
        r"\b_((?:__|\\[\s\S]|[^\\_])+?)_\b"
        r"|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)",
        re.ASCII,
    ),
    "struck": re.compile(r"~~([\s\S]+?)~~"),
    "spoiler": re.compile(r"\|\|([\s\S]+?)\|\|"),
    "code": re.compile(r"`+([\s\S]*?[^`])`+"),
    "mention": re.compile(r"(<(?:@[!&]?|#)\d+>|<id:\w+>|</[^>]+:\d+>|@everyone|@here)"),
    "emoji": re.compile(r"(<a?:\w+:\d+>|:[^\s:\\]+:)"),
    "time": re.compile(r"(<t:-?\d+(?::\w)?>)"),
}


@dataclass(frozen=True)
class Run:
    """Some text and how it is drawn."""

    text: str
    styles: frozenset[str] = frozenset()


def runs(source: str, styles: frozenset[str] = frozenset(), *, inline: bool = False) -> list[Run]:
    """The markdown as a client draws it."""
    made: list[Run] = []
    at = 0
    while at < len(source):
        starts = not inline and (at == 0 or source[at - 1] == "\n")
        rest = source[at:]
        found = (_block(rest, styles) if starts else None) or _inline(rest, styles)
        taken, drawn = found
        made += drawn
        at += taken
    return made


def _block(rest: str, styles: frozenset[str]) -> tuple[int, list[Run]] | None:
    for name, rule in BLOCKS.items():
        if (match := rule.match(rest)) and match[0]:
            inside = next(group for group in match.groups() if group is not None)
            if name == "quote":
                inside = re.sub(r"^ *>\s", "", inside, flags=re.MULTILINE)
            return match.end(), runs(inside, styles | {name})
    return None


def _inline(rest: str, styles: frozenset[str]) -> tuple[int, list[Run]]:
    if match := ESCAPE.match(rest):
        return match.end(), [Run(match[1], styles)]
    for name, rule in INLINE.items():
        if match := rule.match(rest):
            inside = next(group for group in match.groups() if group is not None)
            if name in {"fence", "code", "url", "angle", "mention", "emoji", "time"}:
                return match.end(), [Run(inside, styles | {name})]
            return match.end(), runs(inside, styles | {name}, inline=True)
    # Up to what may be markup, and to the end of a line: another block may begin there.
    match = PLAIN.match(rest)
    end = max(match.end() if match else 1, 1)
    line = rest.find("\n")
    if 0 <= line < end:
        end = line + 1
    return end, [Run(rest[:end], styles)]


def seen(source: str, *, inline: bool = False) -> str:
    """The letters that are drawn."""
    return "".join(run.text for run in runs(source, inline=inline))


def styles_of(source: str, *, inline: bool = False) -> set[str]:
    """Every way in which anything of it is drawn other than plain."""
    return {style for run in runs(source, inline=inline) for style in run.styles}


def screen(pages: list[Page]) -> str:
    """What is on the screen of a phone, in the order in which it is read aloud."""
    return "\n\n".join("\n".join(_page(page)) for page in pages)


def _page(page: Page) -> Iterator[str]:
    if page.content:
        yield seen(page.content)
    for embed in page.embeds:
        yield from _embed(embed)
    for row in page.rows:
        yield "  ".join(_control(control) for control in row)
    for file in page.files:
        yield f"[file {file.name}]"


def _embed(embed: discord.Embed) -> Iterator[str]:
    if embed.title:
        yield seen(embed.title, inline=True)
    if embed.description:
        yield seen(embed.description)


def _control(control: Control) -> str:
    match control:
        case Button(_, label):
            return f"[{label}]"
        case PickList(_, label, picks):
            return f"[{label} ▾ {' | '.join(one.label for one in picks)}]"
        case PlatformList(_, label, kind):
            return f"[{label} ▾ {kind}s of the server]"
