"""How help reads."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views.model import Block, Bullets, Card, Facts, Paragraph, Reply, Weight


def all_commands(for_all: Sequence[tuple[str, str]], for_hosts: Sequence[tuple[str, str]]) -> Reply:
    """Every command with its line; the host's part only for hosts."""
    blocks: list[Block] = [Facts(tuple(for_all), commands=True)]
    if for_hosts:
        blocks += [Paragraph("For hosts", Weight.STRONG), Facts(tuple(for_hosts), commands=True)]
    return Reply((Card("What you can say", tuple(blocks)),))


def one_command(
    words: str,
    usage: str,
    summary: str,
    options: Sequence[tuple[str, str]],
    examples: Sequence[str],
) -> Reply:
    """One command: what it does, what it takes, examples."""
    blocks: list[Block] = [
        Paragraph(f"{summary[:1].upper()}{summary[1:]}."),
        Bullets((usage,), commands=True),
    ]
    if options:
        blocks.append(Facts(tuple(options)))
    if examples:
        blocks += [Paragraph("For example", Weight.MUTED), Bullets(tuple(examples), commands=True)]
    return Reply((Card(f"Help on {words}", tuple(blocks)),))
