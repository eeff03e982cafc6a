"""Serving a file so that no browser can be made to run it."""

from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from langnghe.files import reads, rules
from langnghe.kernel.doors import public


@public
@require_safe
@csp_replace({"default-src": ["'none'"], "sandbox": True})  # type: ignore[arg-type]
def serve(request: HttpRequest, token: str) -> FileResponse:
    """The bytes, under a name of ours; pictures in place, everything else as a download."""
    file = reads.by_token(token)
    if file is None or not reads.location(file).exists():
        raise Http404
    kind = rules.SERVED[file.media_type]
    answer = FileResponse(
        reads.location(file).open("rb"), content_type=kind.media_type,
        as_attachment=not kind.inline, filename=f"langnghe-{token[:8]}.{kind.ending}",
    )  # fmt: skip
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
