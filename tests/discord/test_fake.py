"""The fake Discord, proven with the real discord.py and a tiny bot."""

from __future__ import annotations

from tests.discord.fake import FakeDiscord
from tests.discord.fake.tiny import running


async def test_a_command_opens_a_form_and_the_form_is_answered(fake: FakeDiscord) -> None:
    ana = fake.user("Ana")
    study = fake.guild("Study", owner=ana)
    room = fake.text(study, "practice")
    async with running(fake):
        asked = await ana.slash(study, room, "practice", topic="ai")
        assert (asked.kind, asked.text.split("\n")[0]) == ("message", "practice ai")
        assert asked.seconds is not None
        assert asked.seconds < 1
        assert asked.message is not None
        form = await ana.press(asked.message, "Answer")
        assert form.modal is not None
        assert form.modal.title == "Your answer"
        graded = await ana.submit(form, {"Answer": "because of the data"})
        assert graded.ephemeral
        assert graded.text == "got because of the data"
