"""The repositories of one transaction."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.store import Work
from bot.store.appeals import SqlAppeals
from bot.store.attempts import SqlAttempts
from bot.store.audit import SqlAudit
from bot.store.cards import SqlCards
from bot.store.cursors import SqlCursors
from bot.store.debriefs import SqlDebriefs
from bot.store.drills import SqlDrills
from bot.store.groups import SqlGroups
from bot.store.hints import SqlHints
from bot.store.inbox import SqlInbox
from bot.store.jobs import SqlJobs
from bot.store.judging import SqlJudging
from bot.store.leases import SqlLeases
from bot.store.links import SqlLinks
from bot.store.members import SqlMembers
from bot.store.merging import SqlMerging
from bot.store.outbox import SqlOutbox
from bot.store.plans import SqlPlans
from bot.store.postings import SqlPostings
from bot.store.recalls import SqlRecalls
from bot.store.reminders import SqlReminders
from bot.store.results import SqlResults
from bot.store.retention import SqlRetention
from bot.store.rounds import SqlRounds
from bot.store.standings import SqlStandings
from bot.store.stories import SqlStories
from bot.store.suggestions import SqlSuggestions
from bot.store.vitals import SqlVitalSigns


def work_on(connection: AsyncConnection) -> Work:
    """All repositories on a connection whose transaction has begun."""
    return Work(
        groups=SqlGroups(connection),
        members=SqlMembers(connection),
        links=SqlLinks(connection),
        merging=SqlMerging(connection),
        reminders=SqlReminders(connection),
        postings=SqlPostings(connection),
        attempts=SqlAttempts(connection),
        appeals=SqlAppeals(connection),
        hints=SqlHints(connection),
        jobs=SqlJobs(connection),
        results=SqlResults(connection),
        standings=SqlStandings(connection),
        inbox=SqlInbox(connection),
        outbox=SqlOutbox(connection),
        audit=SqlAudit(connection),
        cursors=SqlCursors(connection),
        judging=SqlJudging(connection),
        leases=SqlLeases(connection),
        retention=SqlRetention(connection),
        vitals=SqlVitalSigns(connection),
        drills=SqlDrills(connection),
        cards=SqlCards(connection),
        recalls=SqlRecalls(connection),
        plans=SqlPlans(connection),
        stories=SqlStories(connection),
        suggestions=SqlSuggestions(connection),
        rounds=SqlRounds(connection),
        debriefs=SqlDebriefs(connection),
    )
