"""A case: one reply as it goes to the outside judge, with what is known about it beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.domain.redaction import redact
from bot.grading.instructions import instructions
from bot.grading.offline import Examined, Prepared, examine
from bot.grading.text import Text, read
from bot.judge.quotes import Place, Words, words_of


@dataclass(frozen=True, slots=True)
class Case:
    """What a judgement needs; `text` is the redacted `reply`, and all of it that may leave.

    Words in `barred` earn nothing, those in `addressed` talk to the grader. `prepared` and
    `examined` bound the grade as they bound the offline one.
    """

    prompt: Prompt
    reply: str
    text: str
    words: Words
    barred: tuple[Place, ...]
    addressed: tuple[Place, ...]
    prepared: Prepared
    examined: Examined
    offline: Grade


def open_case(prepared: Prepared, reply: str, offline: Grade) -> Case:
    """Redact a reply and read it; `offline` is the offline grade of the same reply."""
    text, _ = redact(reply)
    seen = read(text)
    examined = examine(prepared, text)
    return Case(
        prompt=prepared.prompt,
        reply=reply,
        text=text,
        words=words_of(text),
        barred=_places(seen, examined.guarded.barred),
        addressed=_places(seen, instructions(seen)),
        prepared=prepared,
        examined=examined,
        offline=offline,
    )


def _places(text: Text, numbers: Iterable[int]) -> tuple[Place, ...]:
    """The stretches that these words cover; neighbours become one."""
    found: list[Place] = []
    last = -2
    for number in sorted(numbers):
        if number == last + 1:
            found[-1] = Place(found[-1].start, text.ends[number])
        else:
            found.append(Place(text.starts[number], text.ends[number]))
        last = number
    return tuple(found)
