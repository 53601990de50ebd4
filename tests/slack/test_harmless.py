"""What people write acts nowhere: no call, no mention, no link, no markup."""

from __future__ import annotations

from pathlib import Path

from tests.slack.fake import FakeSlack
from tests.slack.rounds import a_study

NASTY = "70 <!channel> <!here> <@U0ANA> <http://evil.example|safe> *bold* `code` &lt;!channel&gt;"


async def test_words_of_people_act_nowhere(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, feedback="thread") as study:
        form = await (await study.ben.press(study.posted, "Answer")).opened()
        done = await study.ben.submit(form, {"text": NASTY})
        await done.told()
        await fake.until(lambda: study.posted.replies)
        said = await study.ben.write(study.room, NASTY, thread=study.posted)
        await fake.until(lambda: said.message is not None and said.message.reactions)
        await (await study.ben.slash(study.room, "/rounds", f"appeal {NASTY}")).settled()
        await (await study.ana.slash(study.room, "/rounds", "appeals")).settled()
        name = await study.ana.slash(study.room, "/rounds", f"group name {NASTY[3:60]}")
        await name.settled()
        await (await study.ben.slash(study.room, "/rounds", "history")).settled()
        await (await study.ben.slash(study.room, "/rounds", NASTY)).settled()
        await (await study.ana.slash(study.room, "/rounds", "leaderboard")).settled()
        seen = [*study.ana.ephemerals, *study.ben.ephemerals, *study.room.messages.values()]
        seen += [*study.ana.dm.messages.values(), *study.ben.dm.messages.values()]
        ours = [one for one in seen if one.by is not None]
        assert any("<!channel>" in one.text for one in ours), "nothing of it was shown at all"
        for message in ours:
            assert not message.pings, message.raw
            assert not [one for one in message.links if "evil" in one], message.raw
            assert "<!" not in message.raw
