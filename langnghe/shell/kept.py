"""What a reader had written when something went wrong, so that it is never lost.

It may be sent again with one press only when the browser itself says that it came from a page of ours; otherwise
another site could have written it, so it is only shown, to be copied.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

SECRET = re.compile(r"password|secret|code|csrf|credential|token|mat-khau|ma-", re.IGNORECASE)
# A form's own random token, by which the same form sent twice is recognised: it came with the form and goes with it.
OWN = frozenset({"token"})
LONGEST = 200_000


@dataclass(frozen=True)
class Kept:
    """Names and values that were sent, the address they were sent to, and what cannot be kept."""

    action: str
    pairs: list[tuple[str, str]]
    again: bool
    had_secrets: bool
    files: list[str]

    @property
    def words(self) -> list[str]:
        """What a person typed, longest first: shown so that it can be read and copied."""
        typed = {value for _name, value in self.pairs if " " in value.strip() or "\n" in value}
        return sorted(typed, key=len, reverse=True)


def of(request: HttpRequest) -> Kept | None:
    """What the request carried; None when it carried nothing a person would miss."""
    if request.method != "POST":
        return None
    sent = _sent(request)
    pairs = [(name, value) for name, value in sent if not _is_secret(name)]
    if not pairs or sum(len(value) for _name, value in pairs) > LONGEST:
        return None
    secrets = [name for name, _value in sent if _is_secret(name) and name != "csrfmiddlewaretoken"]
    return Kept(
        action=request.get_full_path(),
        pairs=pairs,
        again=came_from_us(request) and not secrets,
        had_secrets=bool(secrets),
        files=sorted(request.FILES),
    )


def came_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this very address sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    try:
        return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return False


def _is_secret(name: str) -> bool:
    return name not in OWN and SECRET.search(name) is not None


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except Exception:  # whatever broke the request may break it again; a page for an error must not fail
        return []
