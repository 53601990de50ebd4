"""The rules between files: names that must exist elsewhere, and ids that may exist only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from bot.content.catalogue import Catalogue
from bot.content.draft import Draft, items_of
from bot.content.fault import Fault
from bot.content.lexicon import Lexicon
from bot.content.nodes import Text
from bot.content.pairs import Pair
from bot.content.term import names_in
from bot.content.whole import terms_of


def reference_faults(draft: Draft, catalogue: Catalogue, lexicon: Lexicon) -> list[Fault]:
    """Topics, skills and lexicon names that the file uses and nothing defines."""
    found: list[Fault] = []
    topic = draft.written("topic")
    if topic and catalogue.topics and topic not in catalogue.topics:
        found.append(_unknown(draft, ("topic",), "topic", topic, catalogue.topics))
    if catalogue.skills:
        found.extend(_skills(draft, catalogue.skills))
    if lexicon.complete:
        found.extend(_names(draft, lexicon))
    return found


def twin_faults(drafts: Sequence[Draft]) -> list[Fault]:
    """Prompt ids that more than one file uses."""
    first: dict[str, str] = {}
    found = []
    for draft in drafts:
        prompt_id = draft.written("id")
        if prompt_id and prompt_id in first:
            message = f'The id "{prompt_id}" is taken by {first[prompt_id]}.'
            found.append(draft.fault(("id",), message, "give every prompt its own id."))
        first.setdefault(prompt_id, draft.file)
    return found


def pair_faults(pairs: Iterable[Pair], drafts: Sequence[Draft]) -> list[Fault]:
    """Pairs that share an id, or that name a prompt which does not exist."""
    prompts = {draft.written("id") for draft in drafts}
    first: dict[str, Pair] = {}
    found = []
    for pair in pairs:
        where = f"pairs[{pair.id}]"
        if pair.prompt not in prompts:
            message = f'{where}.prompt: No prompt has the id "{pair.prompt}".'
            found.append(Fault(pair.file, pair.line, message, _nearest(pair.prompt, prompts)))
        if pair.id in first:
            other = first[pair.id]
            message = f"{where}.id: The id is taken by {other.file}, line {other.line}."
            found.append(Fault(pair.file, pair.line, message, "give every pair its own id."))
        first.setdefault(pair.id, pair)
    return found


def idle_names(lexicon: Lexicon, drafts: Iterable[Draft]) -> list[Fault]:
    """A warning for each lexicon file with names that no rubric uses."""
    used = lexicon.nested_names()
    for draft in drafts:
        used.update(name for _, one in draft.criteria for term in terms_of(one)
                    for name in names_in(term))  # fmt: skip
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


def _names(draft: Draft, lexicon: Lexicon) -> Iterator[Fault]:
    for index, one in draft.criteria:
        for at, signal in enumerate(one.signals):
            for name in _missing([term for group in signal.all for term in group], lexicon):
                yield _unknown(
                    draft, ("criteria", index, "signals", at), "lexicon name", name, lexicon.places
                )
        for name in _missing([term for group in one.unless for term in group], lexicon):
            yield _unknown(
                draft, ("criteria", index, "unless"), "lexicon name", name, lexicon.places
            )


def _missing(terms: Iterable[str], lexicon: Lexicon) -> list[str]:
    named = {name for term in terms for name in names_in(term)}
    return sorted(name for name in named if name not in lexicon.places)


def _unknown(
    draft: Draft, path: tuple[int | str, ...], kind: str, name: str, known: Iterable[str]
) -> Fault:
    return draft.fault(path, f'The {kind} "{name[:60]}" is unknown.', _nearest(name, known))


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=60)
    if near is not None:
        return f"did you mean {near[0]}?"
    listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    return f"use one that exists: {listed}." if names else "write it first."
