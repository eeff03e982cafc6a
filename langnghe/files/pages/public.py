"""Released files, and nothing else: whoever knows the address may see them, nobody can guess or list it."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from langnghe.files import reads, serving
from langnghe.kernel.doors import public


@public
@require_safe
def serve(request: HttpRequest, token: str) -> FileResponse:
    """The released file."""
    return _released(request, token, small=False)


@public
@require_safe
def small(request: HttpRequest, token: str) -> FileResponse:
    """The small version of a released picture."""
    return _released(request, token, small=True)


def _released(request: HttpRequest, token: str, *, small: bool) -> FileResponse:
    file = reads.public_by_token(token)
    if file is None:
        raise Http404
    answer = serving.answer(request, file, small=small)
    # Ten minutes: what is taken back must not stay in browsers for long.
    answer.headers["Cache-Control"] = "private, max-age=600"
    return answer
