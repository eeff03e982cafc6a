"""A write that is sent again is the same write: known by the key its program gave, for a few days."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import transaction

from langnghe.api.models import Sending
from langnghe.api.operations import Call
from langnghe.kernel.clock import now

KEPT = timedelta(days=7)


class Reused(Exception):
    """The key was given to something else before."""


@transaction.atomic
def once(call: Call, operation: str, do: Callable[[], UUID]) -> tuple[UUID, bool]:
    """Do it unless this very sending was done before: the id of what came of it, and whether it was done now.

    A refusal leaves no trace, so that the key may be used again. Raises Reused when the key meant something else.
    """
    token, content = call.token, _keyed(f"{operation}\0{_named(call)}\0".encode() + call.content)
    Sending.objects.filter(ward=token.ward_id, token=token, at__lt=now() - KEPT).delete()
    row, _made = Sending.objects.get_or_create(
        ward_id=token.ward_id, token=token, key_hash=_keyed(call.key.encode()),
        defaults={"operation": operation, "content_hash": content},
    )  # fmt: skip
    if row.operation != operation or not hmac.compare_digest(bytes(row.content_hash), content):
        raise Reused
    if row.subject_id is not None:
        return row.subject_id, False
    row.subject_id = do()
    row.save(update_fields=["subject_id"])
    return row.subject_id, True


def form_token(call: Call) -> str:
    """The token of the form a program fills in: the same for the same key, guessed by nobody."""
    return _keyed(call.token.id.bytes + call.key.encode()).hex()


def _named(call: Call) -> str:
    return str(getattr(call.subject, "id", ""))


def _keyed(content: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY), content, "sha256")


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"langnghe/api-sending/v1\0" + secret.encode()).digest()
