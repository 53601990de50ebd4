"""What one prompt file must have beyond its shape, so that its rubric grades well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from bot.content.citation import NAME_IT, UNFINDABLE, findable
from bot.content.draft import Draft, items_of, word_of
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.nodes import Text
from bot.content.overlap import runs, shared_run, words
from bot.domain.rubric import Kind

MIN_CRITERIA, MAX_CRITERIA = 6, 12
MIN_PITFALLS = 2
MIN_EXEMPLARS = 2
MIN_OUTLINE, MAX_OUTLINE = 4, 10
EXEMPLAR_KINDS = ("good", "near", "bad")
BELOW_CRITERIA = frozenset({"model_answer", "sources"})

Rule = Callable[[Draft], Iterator[Fault]]


def rule_faults(draft: Draft) -> list[Fault]:
    """All faults of one file by the rules below."""
    return [fault for rule in RULES for fault in rule(draft)]


def case_rule_faults(draft: Draft) -> list[Fault]:
    """The same for a case of a loop, whose folder is no topic."""
    found = [fault for rule in RULES if rule is not _home for fault in rule(draft)]
    return [*_name(draft), *found]


def twin_criteria(draft: Draft) -> Iterator[Fault]:
    """Criteria that share an id."""
    seen: dict[str, int] = {}
    for index, node in enumerate(items_of(draft.tree.entries.get("criteria"))):
        name = word_of(node, "id")
        if name and name in seen:
            path = ("criteria", index, "id")
            message = f"The id {shown(name)} is taken by the criterion in line {seen[name]}."
            yield draft.fault(path, message, "give each criterion of a prompt its own id.")
        seen.setdefault(name, node.line)


def _name(draft: Draft) -> Iterator[Fault]:
    stem = draft.file.rpartition("/")[2].removesuffix(".yaml")
    prompt_id = draft.written("id")
    if prompt_id and prompt_id != stem:
        message = f"The id {shown(prompt_id)} is not the name of the file."
        yield draft.fault(("id",), message, f"write id: {stem}, or rename the file.")


def _home(draft: Draft) -> Iterator[Fault]:
    yield from _name(draft)
    folder, topic = draft.file.rpartition("/")[0], draft.written("topic")
    if topic and topic != folder.rpartition("/")[2]:
        message = f"The topic {shown(topic)} is not the name of the folder."
        fix = "move the file to the folder of its topic, or change the topic."
        yield draft.fault(("topic",), message, fix)


def _order(draft: Draft) -> Iterator[Fault]:
    keys = list(draft.tree.entries)
    below = keys[keys.index("criteria") + 1 :] if "criteria" in keys else []
    for key in below:
        if key not in BELOW_CRITERIA:
            yield draft.fault((key,), "The key stands below criteria.", "move it above criteria:.")


def _counts(draft: Draft) -> Iterator[Fault]:
    listed = items_of(draft.tree.entries.get("criteria"))
    if not listed:
        return
    if not MIN_CRITERIA <= len(listed) <= MAX_CRITERIA:
        yield _amount(draft, "criteria", len(listed), f"write {MIN_CRITERIA} to {MAX_CRITERIA}.")
    kinds = Counter(word_of(node, "kind") for node in listed)
    if kinds[Kind.PITFALL] < MIN_PITFALLS:
        message = f"Too few pitfalls: {kinds[Kind.PITFALL]}."
        fix = f"write at least {MIN_PITFALLS}: wrong decisions or dismissals that cost points."
        yield draft.fault(("criteria",), message, fix)
    if not kinds[Kind.REQUIRED]:
        fix = "mark what a passing answer cannot lack with kind: required."
        yield draft.fault(("criteria",), "No criterion is required.", fix)


def _closing(draft: Draft) -> Iterator[Fault]:
    outline = items_of(draft.tree.entries.get("model_answer"))
    if outline and not MIN_OUTLINE <= len(outline) <= MAX_OUTLINE:
        fix = f"write {MIN_OUTLINE} to {MAX_OUTLINE} points."
        yield _amount(draft, "model_answer", len(outline), fix)
    if not items_of(draft.tree.entries.get("sources")):
        fix = "name at least one place where the facts stand."
        yield draft.fault(("sources",), "No source is named.", fix)


def _findable(draft: Draft) -> Iterator[Fault]:
    for at, node in enumerate(items_of(draft.tree.entries.get("sources"))):
        title = word_of(node, "title")
        if title and not word_of(node, "url") and not findable(title):
            yield draft.fault(("sources", at), UNFINDABLE, NAME_IT, warning=True)


def _twin_skills(draft: Draft) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, node in enumerate(items_of(draft.tree.entries.get("skills"))):
        name = node.value.strip() if isinstance(node, Text) else ""
        if name and name in seen:
            yield draft.fault(("skills", index), "The skill stands twice.", "keep one of them.")
        seen.add(name)


def _exemplars(draft: Draft) -> Iterator[Fault]:
    for index, one in draft.criteria:
        seen: dict[tuple[str, ...], str] = {}
        for kind in EXEMPLAR_KINDS:
            texts: list[str] = getattr(one, kind)
            if len(texts) < MIN_EXEMPLARS:
                message = f"Too few exemplars: {len(texts)}."
                fix = f"write at least {MIN_EXEMPLARS} short replies, worded differently."
                yield draft.fault(("criteria", index, kind), message, fix)
            for at, text in enumerate(texts):
                key = tuple(words(text))
                if key in seen:
                    path = ("criteria", index, kind, at)
                    message = f"The same words stand under {seen[key]} already."
                    yield draft.fault(path, message, "word it differently.")
                seen.setdefault(key, kind)


def _borrowed(draft: Draft) -> Iterator[Fault]:
    outline = runs(draft.outline)
    for index, one in draft.criteria:
        own = runs(term for signal in one.signals for group in signal.all for term in group)
        for kind in EXEMPLAR_KINDS:
            for at, text in enumerate(getattr(one, kind)):
                for source, taken in (("its own signals", own), ("the model answer", outline)):
                    run = shared_run(text, taken)
                    if run is not None:
                        path = ("criteria", index, kind, at)
                        message = f'Six words in a row come from {source}: "{run}".'
                        fix = "say it in other words, or the test proves nothing."
                        yield draft.fault(path, message, fix)


def _amount(draft: Draft, key: str, number: int, fix: str) -> Fault:
    return draft.fault((key,), f"The list holds {number}.", fix)


RULES: tuple[Rule, ...] = (
    _home,
    _order,
    _counts,
    _closing,
    _findable,
    twin_criteria,
    _twin_skills,
    _exemplars,
    _borrowed,
)
