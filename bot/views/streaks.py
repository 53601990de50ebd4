"""How a streak reads, in one line and day by day."""

from __future__ import annotations

from bot.domain.streak import DAYS_PER_FREEZE, MOST_FREEZES, Outcome, Streak, StreakDay
from bot.views import words
from bot.views.model import Action, Block, Bullets, Card, Paragraph, Reply, Weight

_REASONS = {
    Outcome.PRACTISED: "practised",
    Outcome.FROZEN: "missed, and a freeze kept the streak",
    Outcome.MISSED: "missed, the streak starts over",
    Outcome.REST: "rest day, neither breaks nor adds",
    Outcome.AWAY: "away, neither breaks nor adds",
    Outcome.OUTAGE: "no prompt that day because the bot was down, excused",
    Outcome.TRAVEL: "a day your travel skipped, excused",
    Outcome.PENDING: "today, still open",
}

_SHOWN_DAYS = 31


def streak_line(streak: Streak) -> str:
    """One line, such as: Streak: 5 days, 1 freeze held."""
    freezes = f", {words.count(streak.freezes, 'freeze')} held" if streak.freezes else ""
    if not streak.length:
        return "Streak: none yet; an answer today starts one."
    return f"Streak: {words.count(streak.length, 'day')}{freezes}."


def streak_reply(streak: Streak) -> Reply:
    """The streak with what keeps it."""
    lines = [streak_line(streak)]
    if streak.best > streak.length:
        lines.append(f"Your longest so far: {words.count(streak.best, 'day')}.")
    rule = (
        f"Every {DAYS_PER_FREEZE} days earn a freeze, at most {MOST_FREEZES} are held; a missed "
        "day uses one by itself. Rest days, days away and days the bot missed do not count."
    )
    blocks = (Paragraph(" ".join(lines)), Paragraph(rule, Weight.MUTED))
    actions = (Action("Show me why", "streak", (("why", "why"),)),)
    return Reply((Card("Your streak", blocks, actions),))


def streak_proof(streak: Streak) -> Reply:
    """The streak day by day, newest last."""
    days = streak.days[-_SHOWN_DAYS:]
    if not days:
        return streak_reply(streak)
    left_out = len(streak.days) - len(days)
    blocks: list[Block] = [
        Paragraph(streak_line(streak)),
        Bullets(tuple(_proof_line(one) for one in days)),
    ]
    if left_out:
        blocks.insert(1, Paragraph(f"The last {_SHOWN_DAYS} days of {len(streak.days)}:"))
    return Reply((Card("Your streak, day by day", tuple(blocks)),))


def _proof_line(day: StreakDay) -> str:
    line = f"{words.day(day.date)}: {_REASONS[day.outcome]} → {words.count(day.length, 'day')}"
    if day.earned_freeze:
        line += f", a freeze earned ({day.freezes} held)"
    elif day.outcome is Outcome.FROZEN:
        line += f" ({day.freezes} held)"
    return line
