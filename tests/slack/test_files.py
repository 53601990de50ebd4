"""Files on Slack: uploaded with their description, in words where refused, read when handed in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters.handed import Unfetched
from adapters.slack.attachments import offered
from bot.clock import SystemClock
from bot.domain.group import Place
from bot.domain.message import MessageKind, QueuedMessage
from bot.handed import MOST_BYTES, Unread
from bot.outgoing import Outgoing
from bot.views.model import Attachment, Audience, Card, Paragraph, Reply
from tests.slack.fake import FakeSlack
from tests.slack.rounds import Study, a_study

REPLY = b"70 because the desk drills it every quarter"
TOLD = "Three skills, all rising."
UPLOAD = ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice whose prompt of the day is out."""
    async with a_study(fake, tmp_path) as made:
        yield made


def _picture(study: Study) -> Outgoing:
    """A message of the outbox that comes with a picture."""
    message = QueuedMessage(
        id=1,
        key="picture/1",
        kind=MessageKind.DIGEST,
        place=Place("slack", study.team.id, study.room.id),
        subject={},
        tries=0,
        created_at=SystemClock().now(),
    )
    files = (Attachment("progress.png", b"\x89PNG", "image/png", told=TOLD),)
    said = Card("The week", (Paragraph("How it went."),))
    return Outgoing(message, Reply((said,), Audience.PLACE, attachments=files))


async def test_a_file_is_uploaded_with_its_description(study: Study, fake: FakeSlack) -> None:
    await study.bot.service.send(_picture(study))
    asked = [one for one in fake.requests if "pload" in one.method]
    assert [one.method for one in asked] == UPLOAD
    assert asked[0].args["alt_txt"] == TOLD
    (file,) = next(iter(reversed(study.room.messages.values()))).files
    assert (file.name, file.alt, file.data) == ("progress.png", TOLD, b"\x89PNG")
    assert urlsplit(file.url).netloc == urlsplit(fake.api_url).netloc


@pytest.mark.parametrize("method", UPLOAD)
async def test_where_files_are_refused_their_words_come(
    study: Study, fake: FakeSlack, method: str
) -> None:
    if method == "upload":
        fake.fail(method, "no", status=502)
    else:
        fake.fail(method, "missing_scope", needed="files:write")
    await study.bot.service.send(_picture(study))
    said, instead = list(study.room.messages.values())[-2:]
    assert "How it went." in said.text
    assert TOLD in instead.text
    assert instead.thread_ts == said.ts


async def test_files_for_one_go_by_direct_message_and_a_line_says_so(
    study: Study, fake: FakeSlack
) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "mydata export")
    assert "two files" in (await asked.told(1)).text
    assert "direct message" in (await asked.told(2)).text
    files = [file.name for one in study.ben.dm.messages.values() for file in one.files]
    assert files == ["rounds-ben.json", "rounds-ben.md"]
    assert not asked.messages


async def test_without_the_scope_the_words_stay_private(study: Study, fake: FakeSlack) -> None:
    study.team.bot.scopes.discard("files:write")
    asked = await study.ben.slash(study.room, "/rounds", "mydata export")
    await asked.told(1)
    instead = await fake.until(lambda: list(study.ben.dm.messages.values()))
    assert "could not be sent" in instead[-1].text
    assert not asked.messages


async def test_an_answer_may_be_a_file(study: Study, fake: FakeSlack) -> None:
    said = await study.ben.write(study.room, "", thread=study.posted, files={"answer.md": REPLY})
    assert "70 of 100" in (await said.dm()).text


async def test_the_shortcut_hands_in_a_file(study: Study) -> None:
    said = await study.ben.write(study.room, "see file", files={"answer.txt": REPLY})
    assert said.message is not None
    done = await study.ben.shortcut("rounds_grade", said.message)
    assert "safe" in (await done.told(1)).text
    assert "70 of 100" in (await done.dm(1)).text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("answer.pdf", b"%PDF", "I cannot read answer.pdf"),
        ("answer.txt", b"\xff\xfe\x00", "UTF-8"),
        ("answer.txt", b"x" * (MOST_BYTES + 1), "too large"),
    ],
)
async def test_what_cannot_be_read_is_told(
    study: Study, name: str, data: bytes, sentence: str
) -> None:
    said = await study.ben.write(study.ben.dm, "", files={name: data})
    assert sentence in (await said.dm()).text


async def test_without_the_scope_the_text_is_asked_for(study: Study) -> None:
    study.team.bot.scopes.discard("files:read")
    said = await study.ben.write(study.ben.dm, "", files={"answer.txt": REPLY})
    assert "not allowed to read answer.txt" in (await said.dm()).text


async def test_our_token_goes_to_nobody_else(study: Study, fake: FakeSlack) -> None:
    client: Any = study.bot.service._client
    for url in ("http://127.0.0.1:1/a.txt", "https://evil.example/a.txt", "file:///etc/passwd"):
        (one,) = offered({"files": [{"name": "a.txt", "size": 1, "url_private": url}]}, client)
        with pytest.raises(Unfetched) as unfetched:
            await one.fetch()
        assert unfetched.value.why is Unread.LOST


async def test_progress_comes_as_a_picture_by_direct_message(study: Study, fake: FakeSlack) -> None:
    said = await study.ben.write(study.room, REPLY.decode(), thread=study.posted)
    await said.dm()
    asked = await study.ben.slash(study.room, "/rounds", "progress dark")
    assert "Level now" in (await asked.told(1)).text
    (file,) = [one for message in study.ben.dm.messages.values() for one in message.files]
    assert file.name == "progress.png"
    assert file.alt.startswith("Your progress, ")
    assert file.data is not None
    assert file.data.startswith(b"\x89PNG")
    assert not asked.messages
