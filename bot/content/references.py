"""The rules between files: names that must exist elsewhere, and ids that may exist only once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.content.catalogue import Catalogue
from bot.content.draft import Draft, items_of, terms_of
from bot.content.fault import Fault
from bot.content.fields import brief, shown
from bot.content.lexicon import Lexicon
from bot.content.nearest import nearest
from bot.content.nodes import Text
from bot.content.pairs import Pair
from bot.content.term import names_in


def reference_faults(draft: Draft, catalogue: Catalogue, lexicon: Lexicon) -> list[Fault]:
    """Topics, skills and lexicon names that the file uses and nothing defines."""
    found: list[Fault] = []
    topic = draft.written("topic")
    if topic and catalogue.topics and topic not in catalogue.topics:
        found.append(_unknown(draft, ("topic",), "topic", topic, catalogue.topics))
    if catalogue.skills:
        found.extend(_skills(draft, catalogue.skills))
    if lexicon.complete:
        found.extend(unknown_names(draft, lexicon.places))
    return found


def unknown_names(draft: Draft, known: Collection[str]) -> Iterator[Fault]:
    """The lexicon names that the criteria use and that are not among the known ones."""
    for index, one in draft.criteria:
        for at, signal in enumerate(one.signals):
            path: tuple[int | str, ...] = ("criteria", index, "signals", at)
            for name in _missing(signal.all, known):
                yield _unknown(draft, path, "lexicon name", name, known)
        for name in _missing(one.unless, known):
            yield _unknown(draft, ("criteria", index, "unless"), "lexicon name", name, known)


def twin_faults(drafts: Sequence[Draft]) -> list[Fault]:
    """Prompt ids that more than one file uses."""
    first: dict[str, str] = {}
    found = []
    for draft in drafts:
        prompt_id = draft.written("id")
        if prompt_id and prompt_id in first:
            message = f"The id {shown(prompt_id)} is taken by {first[prompt_id]}."
            found.append(draft.fault(("id",), message, "give every prompt its own id."))
        first.setdefault(prompt_id, draft.file)
    return found


def pair_faults(pairs: Iterable[Pair], prompts: Collection[str]) -> list[Fault]:
    """Pairs that share an id, or that name a prompt which is not among the given ids."""
    first: dict[str, Pair] = {}
    found = []
    for pair in pairs:
        where = f"pairs[{brief(pair.id)}]"
        if pair.prompt not in prompts:
            message = f'{where}.prompt: No prompt has the id "{pair.prompt}".'
            found.append(Fault(pair.file, pair.line, message, _nearest(pair.prompt, prompts)))
        if pair.id in first:
            other = first[pair.id]
            message = f"{where}.id: The id is taken by {other.file}, line {other.line}."
            found.append(Fault(pair.file, pair.line, message, "give every pair its own id."))
        first.setdefault(pair.id, pair)
    return found


def idle_names(
    lexicon: Lexicon, drafts: Iterable[Draft], others: Collection[str] = ()
) -> list[Fault]:
    """A warning for each lexicon file with names that no rubric uses; `others` are used too."""
    used = lexicon.nested_names() | set(others)
    for draft in drafts:
        for _, one in draft.criteria:
            used.update(name for term in terms_of(one) for name in names_in(term))
    idle: dict[str, list[tuple[int, str]]] = {}
    for name, (file, line) in lexicon.places.items():
        if name not in used:
            idle.setdefault(file, []).append((line, name))
    return [
        Fault(
            file,
            places[0][0],
            f"No rubric uses: {', '.join(name for _, name in places)}.",
            "use them with @, or take them out.",
            warning=True,
        )
        for file, places in idle.items()
    ]


def _skills(draft: Draft, skills: dict[str, str]) -> Iterator[Fault]:
    for at, node in enumerate(items_of(draft.tree.entries.get("skills"))):
        if isinstance(node, Text) and node.value.strip() not in skills:
            yield _unknown(draft, ("skills", at), "skill", node.value.strip(), skills)
    for index, one in draft.criteria:
        if one.skill not in skills:
            yield _unknown(draft, ("criteria", index, "skill"), "skill", one.skill, skills)


def _missing(groups: list[list[str]], known: Collection[str]) -> list[str]:
    named = {name for group in groups for term in group for name in names_in(term)}
    return sorted(name for name in named if name not in known)


def _unknown(
    draft: Draft, path: tuple[int | str, ...], kind: str, name: str, known: Iterable[str]
) -> Fault:
    return draft.fault(path, f"The {kind} {shown(name)} is unknown.", _nearest(name, known))


def _nearest(name: str, known: Iterable[str]) -> str:
    alike = nearest(name, known)
    if alike:
        return f"did you mean {alike[0]}?"
    names = sorted(known)
    listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    return f"use one that exists: {listed}." if names else "write it first."
