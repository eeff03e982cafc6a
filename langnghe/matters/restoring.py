"""Putting a matter back as it was before a step: by the verb that leads back, then to the letter.

`version` and `changed_at` go on: both say that there were steps, and who read the page in between must see it changed.
"""

from datetime import date
from typing import Any
from uuid import UUID

from langnghe.matters import indexing
from langnghe.matters.holding import hold, keep
from langnghe.matters.models import Matter
from langnghe.people.models import Post

Picture = dict[str, Any]


def picture(matter: Matter) -> Picture:
    """What a step of an officer may change of a matter, as plain values: codes, ids, days and the public point."""
    return {
        "state": matter.state, "topic": matter.topic, "post": _text(matter.post_id), "due_on": _text(matter.due_on),
        "latitude": matter.latitude, "longitude": matter.longitude, "joined_into": _text(matter.joined_into_id),
    }  # fmt: skip


def post_in(before: Picture) -> Post | None:
    """The post that worked on it then."""
    return Post.objects.get(id=before["post"]) if before["post"] else None


def put_back(matter_id: UUID, before: Picture) -> Matter:
    """Let everything in the picture be as it was, inside the caller's transaction, who asked whether it may."""
    held = hold(matter_id)
    if picture(held) == before:
        return held
    held.state, held.topic = before["state"], before["topic"]
    held.post_id, held.joined_into_id = _id(before["post"]), _id(before["joined_into"])
    held.due_on = date.fromisoformat(before["due_on"]) if before["due_on"] else None
    held.latitude, held.longitude = before["latitude"], before["longitude"]
    indexing.put_in(held)
    return keep(held, *_COLUMNS)


_COLUMNS = ("state", "topic", "post", "due_on", "latitude", "longitude", "joined_into")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
