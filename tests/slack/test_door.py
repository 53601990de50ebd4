"""The HTTP door: what is forged, stale, too large or no request at all stays outside."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.slack.fake import FakeSlack
from tests.slack.fake.delivery.post import FORM_TYPE, JSON_TYPE, signed
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"
LAST_REPLY = "66 because the desk drills it and somebody is called when it does not"
MANGLED = 100

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, mode="http") as made:
        yield made


async def is_open(study: Study) -> None:
    """A valid event is taken in as if nothing had happened."""
    said = await study.ben.write(study.room, LAST_REPLY, thread=study.posted)
    assert said.acknowledged
    await study.fake.until(lambda: any("66 of 100" in one.text for one in said.dms))


async def test_what_is_not_slacks_is_turned_away(study: Study, fake: FakeSlack) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    now = int(fake.clock.epoch())
    secret = fake.app.signing_secret
    send = fake.post.send
    for name, headers in {
        "another secret": signed(body, "other", now),
        "six minutes old": signed(body, secret, now - 360),
        "from tomorrow": signed(body, secret, now + 86_400),
        "another body": signed(body + b" ", secret, now),
        "no time": {"X-Slack-Request-Timestamp": ""},
        "a word for a time": {"X-Slack-Request-Timestamp": "now"},
        "an endless time": {"X-Slack-Request-Timestamp": "9" * 5000},
        "no signature": {"X-Slack-Signature": ""},
        "an older kind": {"X-Slack-Signature": signed(body, secret, now)["X-Slack-Signature"][1:]},
        "letters": {"X-Slack-Signature": "v0=ÿ"},
    }.items():
        status, said = await send(body, JSON_TYPE, headers)
        assert status == 401, name
        assert not said, name
    assert (await send(body))[0] == 200
    await is_open(study)


@pytest.mark.filterwarnings("ignore:Sending a large body")
async def test_what_is_no_request_is_turned_away(study: Study, fake: FakeSlack) -> None:
    send = fake.post.send
    assert (await send(b"{}", "text/plain"))[0] == 415
    assert (await send(b"{}", "multipart/form-data; boundary=x"))[0] == 415
    assert (await send(b"x" * (2 * 1024 * 1024)))[0] == 413
    assert (await send(b"\xff\xfe"))[0] in {400, 401}
    assert (await send(b"{}", "application/json; charset=none"))[0] == 400
    assert (await send(b"[1]"))[0] == 400
    assert (await send(b"[" * 100_000))[0] == 400
    assert (await send(b"payload=%5B", FORM_TYPE))[0] == 400
    assert (await send(b"payload=1", FORM_TYPE))[0] == 400
    assert (await send(b"a=1", FORM_TYPE))[0] == 400
    await is_open(study)


async def test_a_word_that_the_library_stumbles_over(study: Study) -> None:
    """Bolt takes every form with “payload” in it for one that holds an interaction."""
    asked = await study.ben.slash(study.room, "/rounds", "help payload=payload")
    assert asked.acknowledged
    assert await asked.settled()
    done = await study.ben.slash(study.room, "/rounds", f"answer {REPLY}, payload included")
    assert "safe" in (await done.told()).text


async def test_a_field_that_comes_twice(study: Study, fake: FakeSlack) -> None:
    """Who looks at one of them and uses the other can be told anything."""
    asked = await study.ben.slash(study.room, "/rounds", "help")
    form = dict(asked.parcels[0].payload)
    twice = f"{urlencode(form)}&{urlencode({'user_id': 'U00'})}".encode()
    assert (await fake.post.send(twice, FORM_TYPE))[0] == 400
    assert (await fake.post.send(b"payload=%7B%7D&payload=%7B%7D", FORM_TYPE))[0] == 400


async def test_random_bytes(study: Study, fake: FakeSlack) -> None:
    chance = Random(5)
    for _ in range(60):
        kind = chance.choice((JSON_TYPE, FORM_TYPE))
        status, said = await fake.post.send(chance.randbytes(chance.randrange(200)), kind)
        assert status < 500
        assert "Traceback" not in said
    await is_open(study)


def mangled(chance: Random, valid: Any, junk: Any) -> Any:
    """The same with one part of it taken away or replaced."""
    if not isinstance(valid, dict) or not valid or chance.random() < 0.1:
        return junk
    name = chance.choice(list(valid))
    made = dict(valid)
    if chance.random() < 0.2:
        del made[name]
    else:
        made[name] = mangled(chance, valid[name], junk)
    return made


@pytest.fixture
async def samples(study: Study) -> list[tuple[bool, dict[str, Any]]]:
    """Real requests of each kind, with whether they come as JSON."""
    said = await study.ben.write(study.room, "talk", mentions=[study.team.bot])
    edited = await study.ben.edit(said.message, "other talk") if said.message else said
    gone = await study.ben.delete(said.message) if said.message else said
    home = await study.ben.open_home()
    acts = [said, edited, gone, home]
    made = [(True, one.parcels[-1].payload) for one in acts]
    pressed = await study.ben.press(study.posted, "Hint")
    form = await study.ben.press(study.posted, "Answer")
    sent = await study.ben.submit(await form.opened(), {"text": REPLY})
    made += [(False, one.parcels[0].payload) for one in (pressed, form, sent)]
    return made


async def test_requests_with_a_part_that_is_not_right(
    study: Study, fake: FakeSlack, samples: list[tuple[bool, dict[str, Any]]]
) -> None:
    fake.world.answer_within_s = 10
    statuses: list[tuple[int, str]] = []

    @settings(
        max_examples=MANGLED,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(number=st.integers(0, len(samples) - 1), junk=ANYTHING, chance=st.integers(0, 10**6))
    def collect(number: int, junk: Any, chance: int) -> None:
        as_json, valid = samples[number]
        bodies.append((as_json, mangled(Random(chance), valid, junk)))

    bodies: list[tuple[bool, Any]] = []
    collect()
    for as_json, body in bodies:
        text = json.dumps(body)
        if as_json:
            statuses.append(await fake.post.send(text.encode()))
        else:
            form = urlencode({"payload": text}).encode()
            statuses.append(await fake.post.send(form, FORM_TYPE))
    assert not [one for one in statuses if one[0] >= 500]
    assert not [one for one in statuses if "Traceback" in one[1] or "Error" in one[1]]
    await is_open(study)
