"""Pretences: forged replies written after the grader was tuned, which nobody tunes it on.

They take an origin as the ones in `forgery` do. Who finds one that passes writes down the figure,
and a new pretence for the next version, before mending anything.
"""

from __future__ import annotations

from bot.domain.prompt import Prompt
from bot.evaluation.forgery import Origin, framed, sentences, terms


def wondered(origin: Origin) -> str:
    """Every sentence wondered about, without a question mark."""
    return framed(
        origin.reply,
        "I wonder whether {}.",
        "Nobody could tell me if {}.",
        "It would be interesting to find out whether {}.",
    )


def struck_off(origin: Origin) -> str:
    """Every sentence told as a plan that was given up."""
    return framed(
        origin.reply,
        "It once stood on our list that {}, and then we struck it off.",
        "We used to plan that {}; that plan is gone.",
    )


def counterfactual(origin: Origin) -> str:
    """Every sentence true only in a world that is not this one."""
    return framed(
        origin.reply,
        "Had we ten times the staff, {}.",
        "With all the money in the world {}, which we do not have.",
    )


def left_to_others(origin: Origin) -> str:
    """Every sentence handed to somebody else."""
    return framed(
        origin.reply,
        "Anyone but me would see to it that {}.",
        "Let another team worry that {}, it is none of my business.",
    )


def taken_back(origin: Origin) -> str:
    """Every sentence taken back in the next one."""
    return " ".join(f"{one}. We will do none of that." for one in sentences(origin.reply))


def three_moulds(origin: Origin) -> str:
    """The words that the signals look for in sentences from three moulds in turn."""
    moulds = (
        "Our vision puts {} and {} first.",
        "True excellence means {} together with {}.",
        "I am passionate about {} as well as {}.",
    )
    words = terms(origin.prompt)
    pairs = zip(words[::2], words[1::2], strict=False)
    return " ".join(moulds[at % 3].format(*pair) for at, pair in enumerate(pairs))


def boasted(origin: Origin) -> str:
    """The criteria's names as strengths of the candidate."""
    return " ".join(
        f"I have a lot of experience with {name}, and people praise me for it."
        for name in _names(origin.prompt)
    )


def sprinkled(origin: Origin) -> str:
    """A good reply to another question, with this rubric's words hung onto its sentences."""
    words = terms(origin.prompt)[::3]
    said = sentences(origin.stranger)
    return " ".join(
        f"{one}, and so does {words[at % len(words)]}." if words else f"{one}."
        for at, one in enumerate(said)
    )


def _names(prompt: Prompt) -> list[str]:
    return [one.id.replace("-", " ") for one in prompt.rubric.criteria if one.points > 0]
