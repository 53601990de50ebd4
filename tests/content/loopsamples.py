"""A small loop with every kind of stage, which passes the check."""

from __future__ import annotations

from pathlib import Path

from tests.content.samples import CRITERION, PROMPT, write

VOICE = "\n".join(
    f"  {name}: [First {name}., Second {name}.]"
    for name in ("greeting", "thanks", "push", "clock", "unknown", "close")
)


def persona(name: str) -> str:
    return f"id: {name}\nname: Dr. {name}\nrole: Physician\npresses: [safety]\nvoice:\n{VOICE}\n"


LOOP = """\
id: clinic
title: The clinic loop
summary: How a small clinic hires.
about: Two stages in two weeks.
stages: [screen, home, ward, board]
sources:
  - {title: A guide, url: "https://example.org/loop"}
"""

FACTS = """\
facts:
  - {id: volume, about: [[how many, volume], [visit*, patient*]], answer: About 90 a night.}
  - {id: budget, about: [[budget, money]], answer: Nothing is left this year.}
  - {id: team, about: [[team, who]], answer: You and two engineers.}
unknown: Nobody has looked at that yet.
"""


def criteria(*names: str, indent: int = 0) -> str:
    """Criteria of these names as list items, so far to the right."""
    text = "".join(CRITERION.format(id=one, kind="required", points=3) for one in names)
    return "\n".join(" " * indent + line for line in text.splitlines())


def curveball(name: str, when: str, *more: str) -> str:
    lines = "".join(f"    {one}\n" for one in more)
    return (
        f"  - id: {name}\n    persona: er\n    {when}\n    text: The {name} news comes in.\n{lines}"
        f"    criteria:\n{criteria(f'{name}-a', indent=4)}\n"
    )


QUESTIONS = """\
questions:
  - {prompt: night-outage, persona: er, follow_up: {one: And paper?}}
  - {case: bed-board, persona: ops}
""" + "".join(
    f"  - {{key: any-{n}, draw: {{topic: ai, skills: [safety]}}, persona: er}}\n" for n in range(4)
)

CURVEBALLS = "curveballs:\n" + curveball("strike", "after: 1") + curveball("leak", "minute: 10")

SCREEN = (
    "id: screen\ntitle: The screen\nkind: interview\nminutes: 30\npersonas: [er, ops]\n"
    "opening: Tell us how you would begin here.\nask: 2\nfixed: [bed-board]\n"
    + QUESTIONS
    + CURVEBALLS
    + curveball("recall", "after: 2")
    + FACTS
    + "debrief:\n"
    + criteria("calm", "clear", "kind")
    + "\n"
)

HOME = (
    "id: home\ntitle: The take-home\nkind: take-home\nhours: 48\npersonas: [er]\n"
    "opening: Here is the file.\nbrief: Three pages with a hole in them.\ncase: go-or-not\nask: 0\n"
    + FACTS
    + "debrief:\n"
    + criteria("calm", "clear", "kind")
    + "\n"
)

WARD = (
    "id: ward\ntitle: The ward\nkind: simulation\nminutes: 60\npersonas: [er, ops, law]\n"
    "opening: All three are on the line.\nask: 2\n"
    + QUESTIONS
    + CURVEBALLS
    + curveball("deaths", "after: 1", "reversal: true", "right: [pause]")
    + FACTS
    + "debrief:\n"
    + criteria("calm", "clear", "kind")
    + "\n"
    + "decisions:\n"
    "  - {id: pause, title: Pause, says: [pause*, stop*, halt*]}\n"
    "  - {id: proceed, title: Proceed, says: [proceed*, go ahead]}\n"
    "decide: So what do we do?\ndecide_by: 20\n"
)

BOARD = """\
id: board
title: The committee
kind: committee
personas: [ops]
opening: We go through the file.
risks:
  - {id: harm, title: Harm, skills: [safety]}
"""

STAGES = {"screen": SCREEN, "home": HOME, "ward": WARD, "board": BOARD}


def a_case(name: str) -> str:
    return PROMPT.replace("id: night-outage", f"id: {name}")


def lay_out_loop(folder: Path) -> None:
    """Write the sample loop into a content folder."""
    for name in ("er", "ops", "law"):
        write(folder, f"personas/{name}.yaml", persona(name))
    write(folder, "loops/clinic/loop.yaml", LOOP)
    for name, text in STAGES.items():
        write(folder, f"loops/clinic/stages/{name}.yaml", text)
    for name in ("bed-board", "go-or-not"):
        write(folder, f"loops/clinic/cases/{name}.yaml", a_case(name))
