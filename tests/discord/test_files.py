"""Files on Discord: sent with their description, in words where refused, read when handed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.domain.group import Place
from bot.domain.message import MessageKind, QueuedMessage
from bot.handed import MOST_BYTES
from bot.outgoing import Outgoing
from bot.views.model import Attachment, Audience, Card, Paragraph, Reply
from tests.discord.fake import FakeDiscord
from tests.discord.rounds import Study, a_study

REPLY = b"70 because the desk drills it every quarter"
TOLD = "Three skills, all rising."


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice whose prompt of the day is out."""
    async with a_study(fake, tmp_path) as made:
        yield made


def _picture(study: Study) -> Outgoing:
    """A message of the outbox that comes with a picture."""
    place = Place("discord", str(study.guild.id), str(study.room.id))
    message = QueuedMessage(
        id=1,
        key="picture/1",
        kind=MessageKind.DIGEST,
        place=place,
        subject={},
        tries=0,
        created_at=SystemClock().now(),
    )
    files = (Attachment("progress.png", b"\x89PNG", "image/png", told=TOLD),)
    said = Card("The week", (Paragraph("How it went."),))
    return Outgoing(message, Reply((said,), Audience.PLACE, attachments=files))


async def test_my_data_comes_as_files_that_nobody_else_sees(study: Study) -> None:
    asked = await study.ben.slash(study.guild, study.room, "mydata export")
    assert asked.ephemeral
    assert asked.message is not None
    names = [one["filename"] for one in asked.message.attachments]
    assert names == ["rounds-ben.json", "rounds-ben.md"]


async def test_a_file_of_the_outbox_has_its_description(study: Study) -> None:
    await study.bot.service.send(_picture(study))
    (file,) = next(iter(reversed(study.room.messages.values()))).attachments
    assert (file["filename"], file["description"]) == ("progress.png", TOLD)


async def test_where_files_are_refused_their_words_come(study: Study, fake: FakeDiscord) -> None:
    fake.revoke("attach_files", study.room)
    await study.bot.service.send(_picture(study))
    said, instead = list(study.room.messages.values())[-2:]
    assert "How it went." in said.text
    assert TOLD in instead.text


async def test_an_answer_may_be_a_file(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(
        study.room, "", reply_to=study.posted, ping=True, files={"answer.md": REPLY}
    )
    await fake.until(lambda: said.reactions)
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_the_menu_hands_in_a_file(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(study.room, "see file", files={"answer.txt": REPLY})
    done = await study.ben.menu("Grade as my answer", said)
    assert "safe" in done.text
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("answer.pdf", b"%PDF", "I cannot read answer.pdf"),
        ("answer.txt", b"\xff\xfe\x00", "UTF-8"),
        ("answer.txt", b"x" * (MOST_BYTES + 1), "too large"),
        ("answer.txt", b"  ", "no text"),
        ("drawing.png", b"\x89PNG", "words only"),
    ],
)
async def test_what_cannot_be_read_is_told(
    study: Study, fake: FakeDiscord, name: str, data: bytes, sentence: str
) -> None:
    await study.ben.write(study.room, "", reply_to=study.posted, ping=True, files={name: data})
    assert sentence in (await fake.said(study.ben.dm, 1)).text


async def test_words_beside_what_cannot_be_read_count(study: Study, fake: FakeDiscord) -> None:
    files = {"drawing.png": b"\x89PNG"}
    text = REPLY.decode()
    await study.ben.write(study.room, text, reply_to=study.posted, ping=True, files=files)
    assert "drawing.png is not part of your answer" in (await fake.said(study.ben.dm, 1)).text
    assert "70 of 100" in (await fake.said(study.ben.dm, 2)).text


async def test_pictures_that_people_show_each_other_are_left_alone(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, content=True) as study:
        await study.ben.write(study.thread, "", files={"cat.png": b"\x89PNG"})
        said = await study.ben.write(study.thread, "", files={"answer.txt": REPLY})
        await fake.until(lambda: said.reactions)
        assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
        assert len(study.ben.dm.messages) == 1


async def test_progress_comes_as_a_picture_for_one_alone(study: Study, fake: FakeDiscord) -> None:
    await study.ben.write(study.room, REPLY.decode(), reply_to=study.posted, ping=True)
    await fake.said(study.ben.dm, 1)
    asked = await study.ben.slash(study.guild, study.room, "progress", theme="dark")
    assert asked.ephemeral
    assert asked.message is not None
    (file,) = asked.message.attachments
    assert file["filename"] == "progress.png"
    assert file["description"].startswith("Your progress, ")
    path = str(file["url"]).removeprefix(f"{fake.world.files_url}/")
    assert fake.world.files[path].startswith(b"\x89PNG")
