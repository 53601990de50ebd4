"""What is said when something cannot be done: one clear sentence, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.handed import MOST_BYTES, MOST_FILES, Unread

NO_GROUP_HERE = (
    "There is no study group here yet. Whoever runs this place can begin one: say setup."
)
NO_GROUP_IN_PRIVATE = (
    "I do not know your study group yet. Say something to me where your group practises; from then "
    "on we can also talk here."
)
NOT_YOUR_MESSAGE = "That message is somebody else's. You can hand in your own only."
EDITED_TOO_LATE = (
    "The deadline has passed, so your edit changes nothing: the answer counts as it was. To try "
    "again, say revise."
)
GONE = "This group or membership is no longer there."
EMPTY_REPLY = (
    "That reply is empty. Write your answer in your own words; a few sentences are enough."
)
ALREADY_HANDLED = "That one already arrived; nothing was counted twice."
NO_PROMPT_TODAY = "There is no prompt open right now. Try practice for one outside the schedule."
ANSWERED_ALREADY = "You have answered this one already. Revise lets you go once more."
CLOSES_TOO_SOON = (
    "It closes in a few minutes, too soon for a reminder. Two or three sentences are enough."
)
NOTHING_CLOSED = (
    "No prompt of that date is closed. Answers are shown only after the deadline; a date is "
    "written like 2026-11-21."
)
NOTHING_SHARED = (
    "Nobody shares a good answer to that prompt. To let the group see yours when it is the best, "
    "say settings share on."
)
WRONG_CODE = (
    "That code is not good, or not any more: it works once, for ten minutes. Say link with your "
    "other account to get a new one."
)
OWN_CODE = "That is this account's own code. Say it with your other account, the one to be joined."
LINKED_ALREADY = "Your accounts are one already. The code is for an account that is not among them."
NO_HINT_LEFT = "You have seen every hint for this prompt."
NOTHING_TO_PROBE = "There is no answer of yours to follow up on yet. Answer a prompt first."
STILL_GRADING = "Your answer is stored and still being graded. It will be here in a moment."
NO_PROBE_LEFT = "Nothing is left to ask about your last answer: no criterion was missing."
PROBE_ANSWERED = (
    "You have answered the follow-up to your last answer. Revise lets you go once more."
)
APPEAL_IS_OPEN = "Your question about this grade is with the host already. You will hear back."
APPEALED_ALREADY = (
    "A host has looked at this grade already. Revise lets you answer again; the new answer gets a "
    "grade of its own."
)
REASON_NEEDED = "Please give your reason: the member reads it, and the audit log keeps it."
NOT_YOUR_FEEDBACK = (
    "This feedback is for the one who wrote the answer. Your own is under feedback or history."
)
FEEDBACK_GONE = "That answer is no longer there: it was withdrawn or deleted."
GUESS_FIRST = (
    "This feedback waits for your guess. Say guess and your number, or feedback to see it."
)
NO_GUESS_OPEN = "No feedback is waiting for your guess right now."
NO_ATTEMPT_YET = "You have not answered a prompt here yet."
NOTHING_TO_PRACTISE = (
    "The bank holds no prompt of that topic and level. Try another topic or level."
)
DATE_HAS_PASSED = "That date has passed; only dates from today on can be changed."
DAY_HAS_POSTING = "That date has its prompt already."
NOTHING_TO_POST = "No prompt of the bank fits this group's topics and levels."
ALREADY_POSTED = "Today's prompt is out already; a group gets one a day."
HANDED_IN_NOTHING = "I found no text in that file. Write your answer, or attach it as .txt or .md."
UNEXPECTED = (
    "Something went wrong on our side, and it has been written down for the host. "
    "What you sent before is safe; please try again."
)
AWAY = "I cannot write anything down right now, so that is not stored. Please send it again soon."
CHANNEL_FIRST = "This group has no channel here yet. Say setup and choose one."
HOSTS_ONLY = "Only a host of this group can do that."
NO_LOOPS = "No mock rounds come with this content. Practice and daily work as ever."
NO_ROUND = "You have no mock round under way. Say mock to see what there is."
NOT_YOUR_ROUND = "That is somebody else's round. Say mock to begin one of your own."
ROUND_IS_OVER = "That round is over. Say mock to begin another one."
ROUND_IS_PAUSED = "Your round is paused, so that was not taken as an answer. Say mock resume first."
NOT_IN_THIS_ROUND = "Only its own candidate answers in a running round: nothing was counted."
NOTHING_ASKED = "Nothing is asked in your round right now."
NOTHING_RUNS = "No round of yours is running, so there is nothing to pause."
NOTHING_TO_SKIP = "There is no question open to pass."
TOO_SHORT_TO_HAND_IN = (
    "That is short for a take-home, so I have not handed it in. To hand it in as it is, say mock "
    "answer and the text. A file works as well."
)
NO_ROUND_YET = "You have not finished a mock round yet. Say mock to begin one."
DEBRIEF_COMES = "The round is over and being judged. The debrief comes in a moment."
NOT_A_PANEL = "That round has no panel."
PANEL_IS_OVER = "That panel is over."
OWN_PANEL = "You are the candidate of this panel, so you cannot sit on the other side as well."
PANEL_IS_FULL = "Every seat of this panel is taken. You are welcome to listen."
NO_SEAT = "You have no seat in a panel here. Somebody begins one with mock panel."
PANEL_IN_PRIVATE = "A panel needs the others: say mock panel where your group practises."
CONFIRM_DELETE = (
    "This deletes every answer, grade, streak and setting of yours for good; nobody can bring it "
    "back. To go on, type: mydata delete yes"
)

NO_DRILLS = "There are no drills here yet."
DRILL_GONE = "That exercise is no longer there. Say drill for those there are."
NO_OPEN_DRILL = "No drill waits for your answer. Say drill to see one."
MANY_NUMBERS = "I see more than one number there. Which is your answer? Write that one alone."
CARD_GONE = "That card is no longer there. Say learn for the map."
FIGURES_NEEDED = (
    "I need four figures, and a fifth if you know it: alerts a day, precision, minutes for a false "
    "alarm, pay by the hour, and what a true alert is worth. For example: 200 20% 3 48 150."
)
PRECISION_IS_A_SHARE = (
    "Precision is the share of alerts that are true, from 0% to 100%: 20%, or 0.2."
)
NO_YES_OR_NO = "Please say yes, no, or don't know; y, n or u will do, several at once as yyn."


def no_number(unit: str) -> str:
    """An answer holds no number that can be read."""
    return f"I cannot read a number there. Write it with digits, in {unit}."


def no_choice(places: int, options: int) -> str:
    """An answer names none of the options, or not the right number of them."""
    letters = "ABCDEFGH"[:options]
    if places == 1:
        return f"Please answer with one letter, {letters[0]} to {letters[-1]}, or in its words."
    example = " ".join((letters[::-1] * places)[:places])
    return f"Please answer with {places} letters in order, such as {example}."


def unread_figure(name: str, said: str) -> str:
    """A figure of a calculator cannot be read."""
    told = f"“{said[:40]}” for {name}" if said.strip() else f"a figure for {name}"
    return f"I cannot read {told}. Write a number above zero, such as 120, 1.8k or 12 %."


def no_card(said: str, near: Sequence[str]) -> str:
    """There is no such card."""
    return f"There is no card “{said[:60]}”. {_perhaps(near)}Say learn for the map."


def no_drill(said: str, near: Sequence[str]) -> str:
    """There is no such kind of drill."""
    return f"There is no drill “{said[:60]}”. {_perhaps(near)}Say drill for all kinds."


def _perhaps(near: Sequence[str]) -> str:
    return f"Did you mean {_either(near)}? " if near else ""


def too_long(length: int, most: int) -> str:
    """The reply has more characters than are taken."""
    return (
        f"That reply has {length:,} characters and at most {most:,} are taken. "
        "Nothing was stored; please shorten it."
    )


def unread_file(name: str, why: Unread) -> str:
    """A file that came with a message could not be read."""
    shown = name if len(name) <= 60 else f"{name[:59]}…"
    return {
        Unread.KIND: f"I cannot read {shown}: I take text only, as a .txt or .md file, or pasted.",
        Unread.PICTURE: f"I read words only: {shown} is not part of your answer.",
        Unread.SIZE: f"{shown} is too large: at most {MOST_BYTES // 1000} kB are read.",
        Unread.CODING: f"I cannot read {shown}: save it as plain text in UTF-8, or paste it.",
        Unread.LOST: f"I could not fetch {shown}. Please paste its text, or attach it once more.",
        Unread.FORBIDDEN: (
            f"I am not allowed to read {shown} here yet; a host can change that. "
            "Please paste its text."
        ),
        Unread.MANY: f"{shown} was not read: I take at most {MOST_FILES} files with a message.",
    }[why]


def reason_too_long(length: int, most: int) -> str:
    """The reason has more characters than are taken."""
    return f"That reason has {length:,} characters and at most {most:,} are taken."


def no_appeal(number: int) -> str:
    """The group has no appeal of that number."""
    return f"There is no appeal {number} here. Say appeals to see the open ones."


def appeal_closed(number: int) -> str:
    """The appeal was answered before."""
    return f"Appeal {number} was answered already. Say appeals to see the open ones."


def no_attempt(number: int) -> str:
    """The group has no graded answer of that number."""
    return f"There is no graded answer a{number} here."


def not_a_target(given: str) -> str:
    """The value names neither an appeal nor an answer."""
    return f"“{given[:40]}” names no appeal. Give its number, such as 3, or an answer such as a12."


def not_a_criterion(given: str, known: Sequence[str]) -> str:
    """The rubric has no such criterion."""
    return f"“{given[:60]}” is no criterion of this prompt ({', '.join(known)})."


def evidence_needed(verdict: str) -> str:
    """A verdict was given without the words that show it."""
    return (
        f"A verdict of {verdict} needs the words of the answer that show it. Put them in quotation "
        "marks before your reason."
    )


def quote_not_found(quote: str) -> str:
    """The quoted words are not in the reply."""
    return (
        f"The answer does not hold the words “{quote[:80]}”. Copy them from it; three dots stand "
        "for words left out."
    )


def verdict_stands(criterion: str, verdict: str) -> str:
    """The criterion has that verdict already."""
    return f"{criterion} is {verdict} already. To leave the grade as it is, use decline."


def not_a_guess(given: str) -> str:
    """The value is neither a score nor a level."""
    return (
        f"“{given[:40]}” is no guess. Give a score from 0 to 100, or weak, mixed, good or "
        "excellent."
    )


def many_groups(name: str, numbers: Sequence[int]) -> str:
    """Several groups have this name."""
    listed = ", ".join(str(number) for number in numbers)
    return f"Several groups are called “{name[:60]}”: {listed}. Give the number of one."


def no_group(name: str) -> str:
    """No group has this name."""
    return f"There is no group called “{name[:60]}”."


def unknown_prompt(prompt_id: str) -> str:
    """The bank holds no such prompt."""
    return f"The bank holds no prompt called “{prompt_id[:60]}”."


def unknown_command(said: str, near: Sequence[str]) -> str:
    """No command has these words."""
    guess = f" Did you mean {_either(near)}?" if near else ""
    return f"I do not know “{said[:40]}”.{guess} Say help for all commands."


def missing_option(command: str, option: str, what: str) -> str:
    """A needed option was not given."""
    return f"{command} needs {option}: {what}."


def too_much(command: str, rest: str) -> str:
    """Words were left over after the options."""
    return f"{command} does not take “{rest[:60]}”. Say help {command} for what it takes."


def not_a_choice(given: str, choices: Sequence[str], near: Sequence[str]) -> str:
    """The value is none of the choices."""
    guess = f" Did you mean {_either(near)}?" if near else ""
    return f"“{given[:40]}” is not one of {', '.join(choices)}.{guess}"


def not_a_zone(given: str, near: Sequence[str]) -> str:
    """The time zone database has no such zone."""
    guess = f" Did you mean {_either(near)}?" if near else ""
    return f"There is no time zone “{given[:40]}”. Use a name such as Europe/Berlin.{guess}"


def not_a_time(given: str) -> str:
    """The value is no time of day."""
    return f"“{given[:40]}” is not a time of day. Write it like 09:00 or 9am."


def not_a_date(given: str) -> str:
    """The value is no date."""
    return f"“{given[:40]}” is not a date. Write it like 2026-11-21, today or tomorrow."


def not_days(given: str) -> str:
    """The value names no weekdays."""
    return f"“{given[:40]}” does not name weekdays. Write them like mon-fri or mon,wed,fri."


def not_a_number(given: str, low: int, high: int) -> str:
    """The value is no whole number in the range."""
    return f"“{given[:40]}” is not a whole number from {low} to {high}."


def value_needed(what: str, example: str) -> str:
    """A setting was named without its value."""
    return f"{what} needs a value, for example {example}."


def dates_reversed(first: str, last: str) -> str:
    """An absence ends before it begins."""
    return f"{last} comes before {first}. Write the first date of your absence, then the last."


def alias_too_long(most: int) -> str:
    """The alias has too many characters."""
    return f"An alias has at most {most} characters."


def not_a_channel(given: str) -> str:
    """The value cannot be a channel."""
    return f"“{given[:40]}” is no channel. Pick one from the list."


def not_a_role(given: str) -> str:
    """The value cannot be a role."""
    return f"“{given[:40]}” is no role. Pick one from the list, or say none."


def channel_taken(group: str) -> str:
    """The channel is another group's."""
    return f"That channel belongs to the group “{group[:60]}”. Pick another one."


def not_a_name(most: int) -> str:
    """The name is empty or too long."""
    return f"A group’s name has 1 to {most} characters."


def name_taken(name: str) -> str:
    """Another group of the workspace has the name."""
    return f"A group called “{name[:60]}” is here already. Choose another name."


def not_host_of(group: str) -> str:
    """The host of one group may not change another."""
    return f"Only a host of “{group[:60]}” can set it up."


def another_group_needs_channel(name: str) -> str:
    """A second group was named without its channel."""
    return (
        f"“{name[:60]}” would be a second group here, and it needs a channel of its own: give the "
        "name and the channel together. To rename this group, say group name."
    )


def too_many_codes(wait: timedelta) -> str:
    """Too many wrong codes were tried."""
    minutes = max(-(-int(wait.total_seconds()) // 60), 1)
    return (
        f"That was one wrong code too many. Try again in {minutes} min; a new code from your other "
        "account will do."
    )


def no_loop(said: str, known: Sequence[str]) -> str:
    """No loop has this name."""
    return f"There is no mock round called “{said[:40]}”. There are: {', '.join(known)}."


def no_stage(said: str, known: Sequence[str]) -> str:
    """The loop has no stage of this name."""
    return f"That loop has no stage “{said[:40]}”. It has: {', '.join(known)}."


def no_decision(said: str, known: Sequence[str]) -> str:
    """The round knows no such decision."""
    if not known:
        return "This round asks for no such decision."
    return f"“{said[:40]}” is no decision here. Say {_either(known)}."


def no_question_to_score(number: str, most: int) -> str:
    """The interviewer has no card of that number."""
    return f"“{number[:20]}” is no card of yours: give a number from 1 to {most}."


def not_marks(given: str) -> str:
    """The value does not list criteria."""
    return (
        f"“{given[:40]}” lists no criteria. Write the numbers of what was there, such as 1,3 and "
        "a tilde for what was there in part: 1,3~. Write none when nothing was."
    )


def _either(options: Sequence[str]) -> str:
    return " or ".join(options)
