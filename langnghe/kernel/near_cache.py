"""What a process may remember for itself for a few seconds."""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class NearCache(LocMemCache):
    """Django's memory cache, but it hands out the very thing that was put in: for what nobody changes.

    Unpickling the ward twice a request cost a thirtieth of taking an opinion in.
    """

    _cache: Any
    _lock: Any
    _set: Any
    _delete: Any
    _has_expired: Any

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """What was put in, as long as it is fresh."""
        name = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(name):
                self._delete(name)
                return default
            return self._cache[name]

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Remember it."""
        name = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(name, value, timeout)
