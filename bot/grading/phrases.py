"""Phrases that turn what stands beside them round: leaving out, dismissing, refusing, warning."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.words import wordset

UNCOUNTED = wordset(
    """
    a an the any to be been is are was were have has had do does did it its this that these
    those our my your their some of even ever really simply just yet actually also still
    """
)
"""Words that may stand inside a phrase or a denial without counting."""


MOST_SKIPPED = 4
"""Such words in a row between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, so that each place of a text is looked up once."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    @staticmethod
    def of(phrases: tuple[tuple[str, ...], ...]) -> Phrases:
        """Index phrases, each given as its words."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in phrases:
            found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
        return Phrases(found)

    def within(self, words: tuple[str, ...], first: int, end: int) -> bool:
        """Whether a phrase starts at one of some words."""
        known = self.by_first
        return any(words[at] in known and self.end(words, at) for at in range(first, end))

    def end(self, words: tuple[str, ...], at: int) -> int | None:
        """The word after the longest phrase that starts here; articles may stand inside it."""
        best: int | None = None
        for phrase in self.by_first.get(words[at], ()):
            place = at + 1
            for wanted in phrase[1:]:
                last = place + MOST_SKIPPED
                while (
                    place < min(last, len(words))
                    and words[place] in UNCOUNTED
                    and words[place] != wanted
                ):
                    place += 1
                if place >= len(words) or words[place] != wanted:
                    break
                place += 1
            else:
                best = max(best or 0, place)
        return best


def phrases(listed: str) -> Phrases:
    """Phrases from a list with commas between them."""
    return Phrases.of(tuple(tuple(phrase.split()) for phrase in listed.split(",")))


TAKES_AWAY = phrases(
    """
    skip this, skip that, skip, skips, skipping, ignore, ignores, ignoring, forget about, forget
    the, leave out,
    leaving out, get rid of, instead of, rather than, no need for, no need to, not need, not
    require, not bother, not worry, not care, not waste, not want, not insist, drop the, waive,
    waiving, bypass, bypassing, postpone, postponing, defer, deferring, put off, do away with,
    avoid, avoiding, no point in, no reason to, not believe in, not see the point, not see why,
    too early for, not bothering, cut the, save ourselves, free of, do without, not plan, not
    planning, not going to, not spend, not invest, dispense with, deprioritize, deprioritise,
    nobody has to, nobody needs to, nobody need, no one has to, no one needs to, need not, needs
    no, need no, sceptical of, skeptical of, not important, stop worrying about, worry less about,
    not have to, not necessary to
    """
)
"""What follows one of these is left out."""

DISMISSES = phrases(
    """
    not a concern, no concern, not my concern, not our concern, overkill, can wait, could wait,
    can come later, come later, comes later, can happen later, not needed, not necessary,
    unnecessary, not required, irrelevant, not relevant, not important, unimportant, does not
    matter, do not matter, not worth, waste of time, waste, a distraction, a luxury, nice to
    have, nice to haves, optional, not our problem, not my problem, not my job, not our job,
    slows us, slow us, only slows, bureaucracy, premature, overrated, over rated, negligible,
    trivial, academic, theatre, theater, not a priority, low priority, someone else, somebody
    else, red tape, not urgent, for later, phase two, at scale, is noise, paranoia, a formality,
    secondary, not in scope, out of scope, outside my scope, not an issue, no issue, a non
    issue, not applicable, not apply, adds nothing, add nothing, not something we need, not
    exist, not have one, no longer, exaggerated, can be skipped, can be ignored, is skipped, is
    ignored, not planned, not included, off the list
    """
)
"""What stands before one of these is called unimportant."""

REFUSALS = phrases(
    """
    refuse, refused, refusing, reject, rejected, decline, declined, veto, say no, said no,
    saying no, push back, pushed back, block, blocked, stop, stopped, oppose, opposed, decide
    against, decided against, vote against, voted against, argue against, argued against, advise
    against, advised against, recommend against, recommended against, speak against, spoke
    against, be against, am against, are against, was against, were against, come down against,
    came down against, stand against, no go, halt, hold off, turn down, turned down, rule out,
    ruled out, walk away, not accept, not allow, not agree, not approve, not let, never let,
    never allow, prevent, forbid, ban, banned, off the table, instead of, rather than, avoid,
    avoiding, refrain, not tell you, not say,
    not claim, not pretend, not promise
    """
)
"""What follows one of these is decided against."""

ATTRIBUTES = phrases(
    """
    some would argue, some will argue, some might argue, some may argue, some argue, people
    argue, people say, some say, some people, critics, they say, they argue, people will say,
    people talk about, it is often said, one could argue, you could argue, some would say,
    once proposed, once suggested, colleague proposed, colleague suggested, somebody proposed,
    someone proposed, others propose, others say, the school that says,
    i am told, textbooks say, the textbook says, the usual advice,
    conventional wisdom, purists, candidates tend, many candidates, others would, others might,
    many would, many people, the common answer, i know people, supposedly, allegedly, so called,
    another team would, other teams would, another pm would, other pms would
    """
)
"""What follows one of these is somebody else's opinion."""

WARNINGS = phrases(
    """
    mistake, a trap, danger, dangerous, tempting, temptation, risk of, risky, would be wrong,
    is wrong, wrong way, wrong move, bad idea,
    reckless, irresponsible, naive, beware, careful, would be a disaster, worst thing, fails
    because, would fail, myth, misleading, not enough, is not how, lazy, the classic error,
    would never, must never, should never, unacceptable, worry that, worried that, afraid that,
    my fear
    """
)
"""What stands beside one of these is named to warn."""

REPORTS = phrases(
    """
    advised me, advised us, told me, told us, asked me, asked us, asked for, wanted me, wanted us,
    pushed me, pushed us, urged me, urged us, pressed me, begged me, suggested, proposed by,
    he wrote, she wrote, they wrote, he said, she said, they said, he thought, she thought, he
    wanted, she wanted, they wanted, he insisted, she insisted, boss wants, boss wanted, boss said,
    sales wants, sales wanted, sales said, ceo wants, ceo wanted, ceo said,
    competitor gets, the pressure to, ask whether, ask if, asks whether,
    asks if, whether they, scared of, afraid of, fear of
    """
)
"""What follows one of these is said, wanted or feared by others, or only asked about."""

DENIES = phrases(
    """
    not true that, is false that, is untrue that, not the case that, not need any of, need none of,
    no need for any of, without all of, not believe that, not agree that
    """
)
"""The whole sentence after one of these is denied."""

DISBELIEVES = phrases(
    """
    nobody argues that, nobody argued that, nobody says that, nobody said that, nobody claims that,
    nobody claimed that, no one argues that, no one argued that, no one says that, no one claims
    that, no answer that, no argument that, no proof that, no excuse that, no reason that, not show
    that, not prove that, not conclude that, not follow that, not argue that, not claim that, not
    think that, not believe that, not say that, not hope that, never hope that, never claim that,
    never say that, never think that, anyone who says that, anybody who says that, whoever says
    that,
    plan in which, not in which
    """
)
"""The clause after one of these is not what the reply holds."""

REJECTIONS = phrases(
    """
    i disagree, we disagree, i do not agree, i reject that, i rejected that, we rejected that,
    turned that down, turn that down, said no to that, say no to that, would do nothing of the,
    nonsense
    """
)
"""A sentence that opens with one of these rejects the one before it."""
