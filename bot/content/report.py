"""What a check found, as an author reads it: one line a fault, a last line that counts."""

from __future__ import annotations

from bot.content.check import WHOLE_FOLDER, CheckResult


def report_lines(result: CheckResult, folder: str) -> list[str]:
    """The report; `folder` is put before each file as the author wrote it."""
    prefix = folder.rstrip("/")
    lines = [
        f"{prefix}: {fault.message} Fix: {fault.fix}"
        if fault.file == WHOLE_FOLDER
        else f"{prefix}/{fault.sentence}"
        for fault in result.faults
    ]
    return [*lines, summary(result)]


def summary(result: CheckResult) -> str:
    """The last line: what was read, and what is left to do."""
    parts = [
        counted(result.prompts, "prompt"),
        counted(result.criteria, "criterion", "criteria"),
        counted(result.pairs, "pair"),
    ]
    if result.course.cards or result.course.drills:
        parts += [
            counted(result.course.cards, "card"),
            counted(result.course.drills, "drill"),
            counted(result.course.items, "exercise"),
        ]
    if result.loops:
        stages = counted(result.stages, "stage")
        cases = counted(result.cases, "case")
        parts.append(f"{counted(result.loops, 'loop')} with {stages} and {cases}")
    read = ", ".join(parts)
    found = counted(len(result.errors), "fault") if result.errors else "no faults"
    warned = f", {counted(len(result.warnings), 'warning')}" if result.warnings else ""
    tried = "" if result.judged else " The exemplars were not graded."
    return f"{read}: {found}{warned}.{tried}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 prompt`, `2 prompts`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
