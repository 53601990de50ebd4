"""Two processes behind a load balancer: what one began, the other goes on with; nothing twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.slack.balancer import Balancer, free_ports
from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.rounds import Study, a_study, rounds

REPLY = "70 because the desk drills it every quarter"


@dataclass
class Pair:
    """A study that two processes serve, `first` and `second`."""

    study: Study
    balancer: Balancer
    first: int
    second: int

    def next_to(self, port: int) -> None:
        """The next request goes to that process."""
        self.balancer.turn_to(port)

    async def history(self) -> str:
        asked = await self.study.ben.slash(self.study.room, "/rounds", "history")
        return await asked.settled()


@pytest.fixture
async def pair(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Pair]:
    """The prompt was posted by the first, before the second was there."""
    async with (
        a_study(fake, tmp_path, mode="http", clock=fake.clock) as study,
        rounds(fake, study.team, tmp_path, mode="http", clock=fake.clock) as other,
        Balancer([study.bot.service.port, other.service.port]) as balancer,
    ):
        await fake.deliver_to(f"{balancer.url}/slack/events")
        yield Pair(study, balancer, *balancer.ports)


async def graded(fake: FakeSlack, person: Person) -> str:
    """The feedback, wherever it is shown: whoever graded need not know where somebody acted."""

    def look() -> list[str]:
        seen = [*person.ephemerals, *person.dm.messages.values()]
        return [one.text for one in seen if "70 of 100" in one.text]

    return (await fake.until(look))[0]


async def test_a_form_of_the_first_is_sent_to_the_second(pair: Pair, fake: FakeSlack) -> None:
    ben = pair.study.ben
    pair.next_to(pair.first)
    form = await (await ben.press(pair.study.posted, "Answer")).opened()
    pair.next_to(pair.second)
    done = await ben.submit(form, {"text": REPLY})
    assert done.acknowledged
    assert pair.balancer.served[-2:] == [pair.first, pair.second]
    await graded(fake, ben)
    assert (await pair.history()).count("70") == 1


async def test_what_the_first_posted_is_pressed_and_answered_at_the_second(
    pair: Pair, fake: FakeSlack
) -> None:
    ben, posted = pair.study.ben, pair.study.posted
    pair.next_to(pair.second)
    assert "Hint 1" in await (await ben.press(posted, "Hint")).settled()
    # A second press at once is the same one.
    fake.clock.shift(3)
    pair.next_to(pair.first)
    assert "Hint 2" in await (await ben.press(posted, "Hint")).settled()
    pair.next_to(pair.second)
    said = await ben.write(pair.study.room, REPLY, thread=posted)
    assert said.acknowledged
    await graded(fake, ben)


async def test_an_event_that_comes_again_to_the_other_counts_once(
    pair: Pair, fake: FakeSlack
) -> None:
    ben = pair.study.ben
    pair.next_to(pair.first)
    said = await ben.write(pair.study.room, REPLY, thread=pair.study.posted)
    pair.next_to(pair.second)
    assert all(one.acknowledged for one in await fake.redeliver(said))
    await graded(fake, ben)
    assert (await pair.history()).count("70") == 1
    assert sum("70 of 100" in one.text for one in ben.dm.messages.values()) == 1


async def test_a_form_that_comes_again_to_the_other_counts_once(
    pair: Pair, fake: FakeSlack
) -> None:
    ben = pair.study.ben
    form = await (await ben.press(pair.study.posted, "Answer")).opened()
    pair.next_to(pair.first)
    done = await ben.submit(form, {"text": REPLY})
    pair.next_to(pair.second)
    await fake.redeliver(done, forced=True)
    await graded(fake, ben)
    assert (await pair.history()).count("70") == 1


async def test_a_command_that_comes_again_to_the_other_changes_nothing(
    pair: Pair, fake: FakeSlack
) -> None:
    ana, room = pair.study.ana, pair.study.room
    pair.next_to(pair.first)
    paused = await ana.slash(room, "/rounds", "pause")
    await paused.settled()
    await (await ana.slash(room, "/rounds", "resume")).settled()
    pair.next_to(pair.second)
    await fake.redeliver(paused, forced=True)
    health = await ana.slash(room, "/rounds", "health")
    assert "paused" not in await health.settled()


async def test_a_mention_that_each_is_told_once_is_answered_once(pair: Pair) -> None:
    study = pair.study
    pair.next_to(pair.first)
    said = await study.ben.write(study.room, "hint", thread=study.posted, mentions=[study.team.bot])
    assert len(said.parcels) == 2
    assert set(pair.balancer.served[-2:]) == {pair.first, pair.second}
    await said.settled()
    await pair.history()
    assert "Hint 1" in said.text
    assert "Hint 2" not in said.text


async def test_words_of_the_first_are_changed_at_the_second_and_taken_back_at_the_first(
    pair: Pair, fake: FakeSlack
) -> None:
    ben = pair.study.ben
    pair.next_to(pair.first)
    said = await ben.write(pair.study.room, REPLY, thread=pair.study.posted)
    await graded(fake, ben)
    assert said.message is not None
    pair.next_to(pair.second)
    await ben.edit(said.message, "85 with paper at each desk and somebody who reads it")
    await fake.until(lambda: any("85 of 100" in one.text for one in ben.dm.messages.values()))
    pair.next_to(pair.first)
    assert (await ben.delete(said.message)).acknowledged
    assert "85" not in await pair.history()


async def test_a_window_of_the_first_is_filled_by_the_second(pair: Pair, fake: FakeSlack) -> None:
    ben = pair.study.ben
    said = await ben.write(pair.study.room, REPLY, thread=pair.study.posted)
    feedback = await said.dm()
    pair.next_to(pair.second)
    shown = await (await ben.press(feedback, "Point by point")).updated()
    assert "70" in shown.text


async def test_one_that_is_gone_is_passed_over(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, mode="http", clock=fake.clock) as study:
        ports = [*free_ports(1), study.bot.service.port]
        async with Balancer(ports) as balancer:
            await fake.deliver_to(f"{balancer.url}/slack/events")
            said = await study.ben.write(study.room, REPLY, thread=study.posted)
            assert said.acknowledged
            assert "70 of 100" in (await said.dm()).text
