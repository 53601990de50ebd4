"""Pretences: forged replies in two batches, each written after the grader had been tuned.

They take an origin as the ones in `forgery` do. The first batch was tuned on once its first figures
(a mean share of .62) were written down; the second, whose frames hardly repeat, never was. Who
mends the grader after one of the second writes the next batch first.
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


def hearsay(origin: Origin) -> str:
    """Every sentence somebody else's, each time another's."""
    return framed(
        origin.reply,
        "My neighbour swears that {}.",
        "According to some blog, {}.",
        "A poster in the canteen claims that {}.",
        "Rumour has it that {}.",
        "Somebody on the internet wrote that {}.",
    )


def dreamt(origin: Origin) -> str:
    """Every sentence from a dream or a tale."""
    return framed(
        origin.reply,
        "Last night I dreamt that {}.",
        "In the novel I am reading, {}.",
        "My horoscope promises that {}.",
        "A film once showed how {}.",
        "As a child I believed that {}.",
    )


def belittled(origin: Origin) -> str:
    """Every sentence called pointless at its end, each time in other words."""
    return framed(
        origin.reply,
        "That {} strikes me as pointless.",
        "Sure, {}, but who has the energy.",
        "They want that {}, though I see little sense in it.",
        "Of course {}, yet that is hardly for us.",
        "Whether {} leaves me cold.",
    )


def quizzed(origin: Origin) -> str:
    """Every sentence a question, each time another kind, and none answered."""
    return framed(
        origin.reply,
        "So the idea is that {}?",
        "And {}, right?",
        "Am I to believe that {}?",
        "Since when is it that {}?",
        "Who says that {}?",
    )


def slogans(origin: Origin) -> str:
    """The words that the signals look for in sentences from seven moulds."""
    moulds = (
        "Great teams live and breathe {} as they grow into {}.",
        "Nothing beats {} when paired with a bit of {}.",
        "From {} to {} it is but a small step for those who dare.",
        "Let us celebrate {} and embrace {} with open arms.",
        "With {} on board the road to {} lies open.",
        "Every morning I ask myself how {} can inspire {}.",
        "Behind each {} there is a {} waiting to shine.",
    )
    words = terms(origin.prompt)
    pairs = zip(words[::2], words[1::2], strict=False)
    return " ".join(moulds[at % 7].format(*pair) for at, pair in enumerate(list(pairs)[:21]))


def _names(prompt: Prompt) -> list[str]:
    return [one.id.replace("-", " ") for one in prompt.rubric.criteria if one.points > 0]
