"""Where a sentence waits for the next page: in a cookie named as all of ours are, or in the session when it is long."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from langnghe.kernel.cookies import name_of


class Cookie(CookieStorage):
    """Django's, under our name."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        """Asked at each request: the name depends on the settings."""
        return name_of("messages")


class Notes(FallbackStorage):
    """The cookie first, the session for what does not fit."""

    storage_classes = (Cookie, SessionStorage)
