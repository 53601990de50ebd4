"""Files on messages, kept and served by the fake."""

from __future__ import annotations

import mimetypes

from tests.discord.fake.errors import Json
from tests.discord.fake.world.world import World


def attached(world: World, name: str, data: bytes, description: str | None = None) -> Json:
    """Keeps a file and says where it can be fetched."""
    number = world.ids()
    path = f"{number}/{name}"
    world.files[path] = data
    url = f"{world.files_url}/{path}"
    kind = mimetypes.guess_type(name)[0]
    made: Json = {
        "id": str(number),
        "filename": name,
        "size": len(data),
        "url": url,
        "proxy_url": url,
    }
    made |= {"content_type": kind} if kind else {}
    return made | ({"description": description} if description else {})
