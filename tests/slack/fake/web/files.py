"""Uploads in three steps: an address, the bytes, the completion that shares them."""

from __future__ import annotations

from tests.slack.fake.errors import Json, Malformed, SlackError
from tests.slack.fake.web.call import Call
from tests.slack.fake.web.content import content
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.file import File
from tests.slack.fake.world.posting import compose, publish

MOST_BYTES = 1_000_000_000


def get_upload_url(call: Call) -> Json:
    length = call.number("length", 0, MOST_BYTES)
    name = call.text("filename")
    made = new_file(call, name, length)
    return {"upload_url": f"{call.world.base_url}/upload/v1/{made.id}", "file_id": made.id}


def new_file(call: Call, name: str, length: int) -> File:
    world, by = call.world, call.by
    number = world.ids("F")
    url = f"{world.base_url}/files-pri/{by.team.id}-{number}/{name}"
    created = int(world.clock.epoch())
    made = File(number, name, length, by.user, by.team, created, url, call.maybe("alt_txt"))
    world.files[number] = made
    return made


def complete(call: Call) -> Json:
    """Shares them as one message where a channel is named."""
    given = call.json("files")
    if not isinstance(given, list) or not given:
        raise Malformed("invalid_arguments")
    files = [_uploaded(call, one) for one in given]
    channel = _target(call)
    for file, one in zip(files, given, strict=True):
        file.complete, file.title = True, one.get("title") or file.name
    if channel is not None:
        _share(call, channel, files)
    return {"files": [one.payload() for one in files]}


def info(call: Call) -> Json:
    return {"file": _known(call, call.text("file")).payload(), "comments": []}


def _target(call: Call) -> Channel | None:
    number = call.maybe("channel_id") or call.maybe("channels").partition(",")[0]
    if not number:
        return None
    return call.open(call.inside(call.world.channel(call.by, number)))


def _uploaded(call: Call, one: Json) -> File:
    file = _known(call, str(one.get("id")))
    if file.data is None or file.complete:
        raise SlackError("file_not_found")
    return file


def _known(call: Call, number: str) -> File:
    file = call.world.files.get(number)
    if file is None or file.team is not call.by.team:
        raise SlackError("file_not_found")
    return file


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    call.args.setdefault("text", call.maybe("initial_comment") or None)
    made = content(call)
    root = channel.messages.get(call.maybe("thread_ts"))
    message = compose(
        call.world,
        channel,
        call.by.user,
        made.raw or "",
        blocks=made.blocks or [],
        by=call.by,
        thread_ts=root.ts if root else None,
        subtype="file_share",
        files=files,
    )
    publish(call.world, message)
