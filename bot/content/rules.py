"""What one prompt file must have beyond its shape, so that its rubric grades well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from bot.content.draft import Draft, items_of, word_of
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.nodes import Text
from bot.content.overlap import shared_run, words
from bot.domain.rubric import Kind

MIN_CRITERIA, MAX_CRITERIA = 6, 12
MIN_PITFALLS = 2
MIN_EXEMPLARS = 2
MIN_OUTLINE, MAX_OUTLINE = 4, 10
EXEMPLAR_KINDS = ("good", "near", "bad")


Rule = Callable[[Draft], Iterator[Fault]]


def rule_faults(draft: Draft) -> list[Fault]:
    """All faults of one file by the rules below."""
    return [fault for rule in RULES for fault in rule(draft)]


def _home(draft: Draft) -> Iterator[Fault]:
    folder, _, name = draft.file.rpartition("/")
    stem = name.removesuffix(".yaml")
    if (prompt_id := draft.written("id")) and prompt_id != stem:
        yield draft.fault(
            ("id",), f"The id {shown(prompt_id)} is not the name of the file.",
            f"write id: {stem}, or rename the file.",
        )  # fmt: skip
    topic = draft.written("topic")
    if topic and topic != folder.rpartition("/")[2]:
        yield draft.fault(
            ("topic",), f"The topic {shown(topic)} is not the name of the folder.",
            "move the file to the folder of its topic, or change the topic.",
        )  # fmt: skip


def _order(draft: Draft) -> Iterator[Fault]:
    keys = list(draft.tree.entries)
    if "criteria" not in keys:
        return
    for key in keys[keys.index("criteria") + 1 :]:
        if key not in {"model_answer", "sources"}:
            yield draft.fault((key,), "The key stands below criteria.", "move it above criteria:.")


def _counts(draft: Draft) -> Iterator[Fault]:
    listed = items_of(draft.tree.entries.get("criteria"))
    if not listed:
        return
    if not MIN_CRITERIA <= len(listed) <= MAX_CRITERIA:
        yield _amount(draft, "criteria", len(listed), f"write {MIN_CRITERIA} to {MAX_CRITERIA}.")
    kinds = Counter(word_of(node, "kind") for node in listed)
    if kinds[Kind.PITFALL] < MIN_PITFALLS:
        yield draft.fault(
            ("criteria",),
            f"Too few pitfalls: {kinds[Kind.PITFALL]}.",
            f"write at least {MIN_PITFALLS}: wrong decisions or dismissals that cost points.",
        )
    if not kinds[Kind.REQUIRED]:
        yield draft.fault(
            ("criteria",),
            "No criterion is required.",
            "mark what a passing answer cannot lack with kind: required.",
        )


def _closing(draft: Draft) -> Iterator[Fault]:
    outline = items_of(draft.tree.entries.get("model_answer"))
    if outline and not MIN_OUTLINE <= len(outline) <= MAX_OUTLINE:
        fix = f"write {MIN_OUTLINE} to {MAX_OUTLINE} points."
        yield _amount(draft, "model_answer", len(outline), fix)
    if not items_of(draft.tree.entries.get("sources")):
        fix = "name at least one place where the facts stand."
        yield draft.fault(("sources",), "No source is named.", fix)


def _amount(draft: Draft, key: str, number: int, fix: str) -> Fault:
    return draft.fault((key,), f"The list holds {number}.", fix)


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
            listed: list[str] = getattr(one, kind)
            if len(listed) < MIN_EXEMPLARS:
                yield draft.fault(
                    ("criteria", index, kind), f"Too few exemplars: {len(listed)}.",
                    f"write at least {MIN_EXEMPLARS} short replies, worded differently.",
                )  # fmt: skip
            for at, text in enumerate(listed):
                other = seen.setdefault(tuple(words(text)), kind)
                if other != kind or words(text) in [words(early) for early in listed[:at]]:
                    yield draft.fault(
                        ("criteria", index, kind, at),
                        f"The same words stand under {other} already.", "word it differently.",
                    )  # fmt: skip


def _borrowed(draft: Draft) -> Iterator[Fault]:
    for index, one in draft.criteria:
        own = [term for signal in one.signals for group in signal.all for term in group]
        for kind in EXEMPLAR_KINDS:
            for at, text in enumerate(getattr(one, kind)):
                for source, others in (
                    ("its own signals", own),
                    ("the model answer", draft.outline),
                ):
                    run = shared_run(text, others)
                    if run is not None:
                        yield draft.fault(
                            ("criteria", index, kind, at),
                            f'Six words in a row come from {source}: "{run}".',
                            "say it in other words, or the test proves nothing.",
                        )


RULES: tuple[Rule, ...] = (
    _home,
    _order,
    _counts,
    _closing,
    twin_criteria,
    _twin_skills,
    _exemplars,
    _borrowed,
)
