"""Plan: what to do on each day until an interview."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.dates import first_day_ahead
from bot.domain.plan import Company
from bot.errors import BadInput
from bot.refusals import plans as refusals
from bot.services import plans as service
from bot.views import plans as views
from bot.views.model import Reply


async def _plan(ask: Ask) -> Reply:
    said = " ".join(ask.values.get("date", "").split())
    given = ask.values.get("company")
    shown = await service.plan_now(ask.deps, ask.visitor, ask.at)
    if (not said and given is None) or said.lower() == _ALL:
        if shown is None:
            return views.none_yet()
        return views.plan(shown, ask.topics) if not said else views.whole(shown, ask.topics)
    if said.lower() == "stop":
        return views.stopped(await service.stop_plan(ask.deps, ask.visitor))
    known = service.companies(ask.deps)
    found = first_day_ahead(said, ask.at, ask.visitor.zone)
    if found is not None:
        day, company = found[0], _company(known, given or found[1])
    elif shown is not None:
        day, company = shown.interview, _company_alone(known, given or said)
    else:
        raise BadInput(refusals.not_a_plan_date(said or given or ""))
    made = await service.make_plan(ask.deps, ask.visitor, day, company, ask.at)
    return views.plan(made, ask.topics, new=True)


def _company_alone(known: tuple[Company, ...], said: str) -> Company | None:
    """The kind of company where no date was said; what is none may have been meant as a date."""
    try:
        return _company(known, said)
    except BadInput:
        raise BadInput(refusals.not_a_plan_date(said)) from None


def _company(known: tuple[Company, ...], said: str) -> Company | None:
    """The kind of company of an id, or of words of its title; None where nothing was said."""
    wanted = " ".join(said.casefold().replace("-", " ").split())
    if not wanted:
        return None
    for one in known:
        if wanted == one.id.replace("-", " "):
            return one
    alike = [
        one
        for one in known
        if set(wanted.split()) <= set(one.title.casefold().replace("-", " ").split())
    ]
    if len(alike) == 1:
        return alike[0]
    raise BadInput(refusals.not_a_company(said, ", ".join(one.id for one in known)))


_ALL = "all"

PLAN = (
    Command(
        "plan",
        "a plan for each day until your interview; alone, today and the coming week",
        _plan,
        (
            Option("company", "the kind of company", hidden=True),
            Option("date", "the date, then the kind of company if you like", OptionKind.TEXT),
        ),
        examples=(
            *("plan 2026-12-01", "plan 1 Dec payer", "plan in 3 weeks"),
            *("plan", "plan all", "plan payer", "plan stop"),
        ),
        hosts_only=False,
    ),
)
