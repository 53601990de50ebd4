"""What an option may hold, offered while somebody types: fast, and without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.commands.command import Option, OptionKind
from bot.commands.registry import Registry
from bot.commands.zones import labelled, zones_like
from bot.services.deps import Deps

_LONGEST = 100
"""Characters of a label: what the narrowest list there is shows."""

_ALIKE = 60
"""Similarity, 0 to 100, from which a title may have been meant."""


def suggest(
    deps: Deps, registry: Registry, words: str, option_name: str, typed: str, limit: int = 25
) -> list[tuple[str, str]]:
    """At most `limit` values for an option of a command, as (label, value), the likeliest first.

    Empty for a command or an option that there is not, and for one that takes anything.
    """
    option = _option(registry, words, option_name)
    if option is None:
        return []
    if option.kind is OptionKind.ZONE:
        return labelled(zones_like(typed, limit), deps.clock.now())
    return _matching(_known(deps, option), typed, limit)


def values(deps: Deps, option: Option) -> list[str]:
    """Everything that an option may hold, where it can be listed; the first time it may be read."""
    return [value for _, value in _known(deps, option)]


def _option(registry: Registry, words: str, name: str) -> Option | None:
    if words not in registry:
        return None
    options = registry.named(words).open_options
    return next((option for option in options if option.name == name), None)


def _known(deps: Deps, option: Option) -> Sequence[tuple[str, str]]:
    if option.kind is OptionKind.CHOICE:
        return [(choice, choice) for choice in option.choices]
    offered = _OFFERED.get(option.kind)
    return [] if offered is None else offered(deps)


def _stages(deps: Deps) -> list[tuple[str, str]]:
    return [
        (f"{head.title} ({one.loop.title})", head.id)
        for one in deps.loops.outlines()
        for head in one.stages
    ]


_OFFERED: dict[OptionKind, Callable[[Deps], list[tuple[str, str]]]] = {
    OptionKind.TOPIC: lambda deps: [(title, topic) for topic, title in deps.bank.topics()],
    OptionKind.PROMPT: lambda deps: [(head.title, head.id) for head in deps.bank.heads()],
    OptionKind.CARD: lambda deps: [(one.title, one.id) for one in deps.course.lessons()],
    OptionKind.DRILL: lambda deps: [(one.title, one.id) for one in deps.course.drills()],
    OptionKind.LOOP: lambda deps: [(one.loop.title, one.loop.id) for one in deps.loops.outlines()],
    OptionKind.STAGE: _stages,
}


def _matching(known: Sequence[tuple[str, str]], typed: str, limit: int) -> list[tuple[str, str]]:
    """What begins so, by label, value or a word of them; failing that what looks alike."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return _cut(known[:limit])
    ranked = sorted(
        (rank, index)
        for index, (label, value) in enumerate(known)
        if (rank := _rank(wanted, label.casefold(), value.casefold())) is not None
    )
    found = [known[index] for _, index in ranked[:limit]]
    return _cut(found or _alike(known, wanted, limit))


def _rank(wanted: str, label: str, value: str) -> int | None:
    if label.startswith(wanted) or value.startswith(wanted):
        return 0
    if f" {wanted}" in label or f"-{wanted}" in value:
        return 1
    return 2 if wanted in label or wanted in value else None


def _alike(known: Sequence[tuple[str, str]], wanted: str, limit: int) -> list[tuple[str, str]]:
    # Only when something was mistyped: it takes three megabytes.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    labels = [label.casefold() for label, _ in known]
    found = process.extract(wanted, labels, scorer=fuzz.WRatio, limit=limit, score_cutoff=_ALIKE)
    return [known[index] for _, _, index in found]


def _cut(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Labels as long as a list shows; a value too long to be handed back is left out."""
    return [
        (label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…", value)
        for label, value in found
        if len(value) <= _LONGEST
    ]
