"""Answering with a file so that no browser can be made to run it. The caller has decided who may see it."""

from typing import cast

from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpRequest

from langnghe.files import reads, rules
from langnghe.files.models import File

_in_a_sandbox = csp_replace({"default-src": ["'none'"], "sandbox": True})


def answer(request: HttpRequest, file: File, *, small: bool = False) -> FileResponse:
    """The bytes under a name of ours (`small`: the small version of a picture), kept by no cache.

    Pictures show in place, everything else is a download. Http404 when the bytes are gone.
    """
    kind = rules.SERVED[file.media_type]
    try:
        content = (reads.small_location(file) if small else reads.location(file)).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content, content_type=kind.media_type,
        as_attachment=not kind.inline, filename=f"langnghe-{file.token[:8]}.{kind.ending}",
    )  # fmt: skip
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return cast("FileResponse", _in_a_sandbox(lambda _request: response)(request))
