"""The view model: what is said, never how a platform draws it.

Every string is plain text. No adapter may read markup in it, and words that people wrote come in
`Said` or in a field that an adapter treats as inert all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

TOLD = 1000
"""The most characters that a file is described in: every platform takes as many."""

TEXT = "text/plain"
MARKDOWN = "text/markdown"
JSON = "application/json"
CSV = "text/csv"
SVG = "image/svg+xml"


class Weight(StrEnum):
    """How loud a paragraph is."""

    NORMAL = "normal"
    STRONG = "strong"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as it stands in a text: `text` is how it reads on the wall clock there.

    A platform that knows its reader's own clock may show that instead.
    """

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of our own words; each of its `moments` occurs in the text as it reads."""

    text: str
    weight: Weight = Weight.NORMAL
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person wrote, quoted as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; one of `commands` holds words to type, as a platform has them typed."""

    items: tuple[str, ...]
    commands: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, one to a line.

    `channels` and `roles` are the lines whose value is the platform's own id of such a thing; where
    it has a way to show the name behind an id, that is shown. Where `commands`, the labels are
    words to type, as a platform has them typed.
    """

    pairs: tuple[tuple[str, str], ...]
    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    commands: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `numeric` columns align right, `marked` is the row of the reader."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    marked: int | None = None


class Mark(StrEnum):
    """How one line of a checklist came out."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    UNSURE = "unsure"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist: its mark in words too, what it asks, the quotes, a note."""

    mark: Mark
    label: str
    text: str
    quotes: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The rubric as it was judged."""

    checks: tuple[Check, ...]


Block = Paragraph | Said | Bullets | Facts | Table | Checklist


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do next: a button where there are buttons, a command to type elsewhere.

    `words` is the command, `values` its options by name. `asks` names the options that the person
    still fills in: a form or the platform's own control where there are such things. With `picks`,
    (label, value) each, the first of them is picked from a list.
    """

    label: str
    words: str
    values: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    picks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One thing said, under one title."""

    title: str
    blocks: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    more: Card | None = None
    """What lies behind a button where there are buttons."""
    recall: Action | None = None
    """The button: it brings what lies behind it, however much later it is pressed."""


class Audience(StrEnum):
    """Who may see a reply."""

    ASKER = "asker"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file handed over with a reply.

    `media` is its media type. `told` says in words what the file holds, at most `TOLD` characters:
    who cannot see a picture hears it, and it stands in for a file that could not be sent. `drawn`
    is a picture in characters of one width, for where no pictures are shown.
    """

    name: str
    data: bytes
    media: str = TEXT
    told: str = ""
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered: cards in order.

    `prompt_id` names the prompt that a plain message would answer after this one, where a platform
    has no thread to tell by; an empty one says that it answers nothing that was shown before, one
    with a slash names a drill's exercise or a checklist. A `receipt` says only that something was
    taken in: a platform may show it as a mark on the message.
    """

    cards: tuple[Card, ...]
    audience: Audience = Audience.ASKER
    prompt_id: str | None = None
    attachments: tuple[Attachment, ...] = field(default=())
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to write into a form; `long` texts get room.

    With `picks`, (label, value) each, one of them is picked and nothing is written.
    """

    name: str
    label: str
    long: bool = False
    picks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What a platform with forms shows before a command runs; `intro` stands above the fields."""

    title: str
    fields: tuple[Field, ...]
    intro: str = ""


def text_file(name: str, text: str, media: str = TEXT, told: str = "") -> Attachment:
    """A file of text."""
    return Attachment(name, text.encode(), media, told)


def note(text: str, *actions: Action, title: str = "") -> Reply:
    """A reply of one sentence or two."""
    return Reply((Card(title, (Paragraph(text),), actions),))
