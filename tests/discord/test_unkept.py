"""What is sent is forgotten: no button and no form stays in the library's memory."""

from __future__ import annotations

from pathlib import Path

from tests.discord.fake import FakeDiscord
from tests.discord.rounds import a_study


async def test_neither_views_nor_forms_are_kept(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        await study.ben.slash(study.guild, study.room, "daily")
        form = await study.ben.press(study.posted, "Answer")
        await study.ben.submit(form, {"text": "70 because the desk drills it"})
        store = study.bot.service.gateway.client._connection._view_store
        assert not store._views
        assert not store._modals
        assert not store._synced_message_views
