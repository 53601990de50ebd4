"""How stories read: what is covered, each story, and the files to take along."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping

from bot.domain.story import Coverage
from bot.services.stories import Shelf, Shelved
from bot.views import words
from bot.views.model import (
    CSV,
    MARKDOWN,
    Action,
    Attachment,
    Block,
    Card,
    Facts,
    Paragraph,
    Reply,
    Said,
    Weight,
    note,
    text_file,
)

Titles = Mapping[str, str]

MOST_CARDS = 4
"""Stories shown with their buttons; the others are named."""

_EXCERPT = 240

_LIST = Action("My stories", "story list")
_EMPTY = (
    "You keep no story yet. When an answer would pass (level good), keep it with: story add. In "
    "interviews the same few stories answer most questions; here you see what yours cover."
)


def keep_action(attempt_id: int) -> Action:
    """The button under feedback that keeps an answer."""
    return Action("Keep as a story", "story add", (("answer", f"a{attempt_id}"),))


def kept(shelved: Shelved, titles: Titles, *, new: bool) -> Reply:
    """An answer is on the shelf."""
    begin = "Kept" if new else "You keep this one already"
    text = f"{begin} as story {shelved.story.id}. It shows {_named(shelved, titles)}."
    return note(text, _use(shelved, titles), _LIST)


def shelf(shown: Shelf, titles: Titles) -> Reply:
    """All stories: coverage first, then the newest of them."""
    if not shown.stories:
        return note(_EMPTY, title="Your stories")
    blocks: list[Block] = [
        Facts(tuple((titles.get(one.skill, one.skill), _covered(one)) for one in shown.coverage))
    ]
    blocks += _warnings(shown)
    newest = shown.stories[::-1]
    rest = newest[MOST_CARDS:]
    if rest:
        named = "; ".join(f"{one.story.id} {one.title}" for one in rest)
        blocks.append(Paragraph(f"Also kept: {named}. Say story list NUMBER.", Weight.MUTED))
    cards = [Card("What your stories cover", tuple(blocks))]
    cards += [_card(one, titles) for one in newest[:MOST_CARDS]]
    return Reply(tuple(cards))


def story(shelved: Shelved, titles: Titles) -> Reply:
    """One story in full."""
    return Reply((_card(shelved, titles, full=True),))


def used(shelved: Shelved, skill: str, shown: Shelf, titles: Titles) -> Reply:
    """A story was chosen for a competency."""
    text = f"For {titles.get(skill, skill)} you tell story {shelved.story.id}, “{shelved.title}”."
    if skill not in shelved.story.skills:
        text += " Its grade found nothing of that in it: see that you say it when you tell it."
    cards = (Card("", (Paragraph(text), *_warnings(shown)), (_LIST,)),)
    return Reply(cards)


def removed(shelved: Shelved) -> Reply:
    """A story is kept no longer."""
    text = f"Story {shelved.story.id}, “{shelved.title}”, is no longer kept. The answer stays."
    again = Action("Keep it after all", "story add", (("answer", f"a{shelved.story.attempt_id}"),))
    return note(text, again)


def files(shown: Shelf, titles: Titles, name: str) -> tuple[Attachment, ...]:
    """The stories as a portfolio and as flashcards; nothing without any."""
    if not shown.stories:
        return ()
    return (
        text_file(f"rounds-{name}-portfolio.md", portfolio(shown, titles), MARKDOWN),
        text_file(f"rounds-{name}-flashcards.csv", flashcards(shown), CSV),
    )


def portfolio(shown: Shelf, titles: Titles) -> str:
    """The stories by competency as Markdown, each once, with where else it fits."""
    lines = ["# My stories", ""]
    for one in shown.stories:
        attempt, grade = one.graded.attempt, one.graded.grade
        lines += [f"## {one.title}", "", f"*{_quoted(one.question)}*", "", attempt.text, ""]
        if attempt.probe_text is not None:
            lines += ["And asked further:", "", attempt.probe_text, ""]
        told = [titles.get(c.skill, c.skill) for c in shown.coverage if c.told == one.story.id]
        lines.append(f"- Shows: {_named(one, titles)}")
        lines += [f"- Told for: {', '.join(told)}"] if told else []
        if grade is not None:
            level = words.LEVEL_NAMES[grade.level]
            lines.append(f"- {level.capitalize()}, {grade.score} of 100, by {grade.grader_label}")
        lines += [f"- Written on {attempt.practice_date.isoformat()}", ""]
    return "\n".join(lines)


def flashcards(shown: Shelf) -> str:
    """The stories as text that Anki imports, by its documented file headers.

    See https://docs.ankiweb.net/importing/text-files.html#file-headers. Anki tells notes apart by
    their first field, so that a question asked twice carries its story's number.
    """
    out = io.StringIO()
    headers = (
        "#separator:Comma",
        "#html:false",
        "#notetype:Basic",
        "#deck:Rounds",
        "#columns:Front,Back,Tags",
        "#tags column:3",
    )
    out.write("\n".join(headers) + "\n")
    # Everything in quotes: a field that begins with # would be taken for a comment.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    asked = Counter(one.question for one in shown.stories)
    for one in shown.stories:
        attempt = one.graded.attempt
        twice = f" (story {one.story.id})" if asked[one.question] > 1 else ""
        tags = " ".join(["rounds", *one.story.skills])
        writer.writerow([one.question + twice, attempt.whole_text, tags])
    return out.getvalue()


def _card(shelved: Shelved, titles: Titles, *, full: bool = False) -> Card:
    attempt = shelved.graded.attempt
    text = attempt.whole_text
    short = text if full or len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    blocks: tuple[Block, ...] = (
        Paragraph(f"Shows {_named(shelved, titles)}.", Weight.MUTED),
        Said(short),
    )
    this = (("which", str(shelved.story.id)),)
    actions: tuple[Action, ...] = (_use(shelved, titles), Action("Remove", "story remove", this))
    if short != text:
        actions = (Action("Read it", "story list", this), *actions)
    return Card(f"Story {shelved.story.id}: {shelved.title}", blocks, actions)


def _use(shelved: Shelved, titles: Titles) -> Action:
    picks = tuple((title, skill) for skill, title in titles.items())
    this = (("which", str(shelved.story.id)),)
    return Action("Tell it for", "story use", this, asks=("skill",), picks=picks)


def _named(shelved: Shelved, titles: Titles) -> str:
    named = [titles.get(skill, skill) for skill in shelved.story.skills]
    return ", ".join(named) or "no competency by its grade"


def _covered(one: Coverage) -> str:
    others = [f"{story}" for story in one.shown_by if story != one.told]
    if one.told is not None:
        return f"story {one.told}" + (f"; also {', '.join(others)}" if others else "")
    return f"could be story {', '.join(others)}" if others else "none yet"


def _warnings(shown: Shelf) -> list[Block]:
    """One story for everything is what interviewers notice first."""
    if shown.overused is None:
        return []
    told = sum(one.told == shown.overused for one in shown.coverage)
    text = (
        f"You tell story {shown.overused} for {told} competencies. Interviewers compare notes: one "
        "story for everything sounds like the only one. Pick another for some of them."
    )
    return [Paragraph(text, Weight.STRONG)]


def _quoted(text: str) -> str:
    return " ".join(text.split())
