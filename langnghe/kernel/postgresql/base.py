"""Django's PostgreSQL backend, without a question to the server before every request.

Django asks `SELECT 1` first, so that nobody meets a connection that a restarted server closed: a way there and back
for every opinion. A closed connection shows on its socket, so that the question is put only where something does.
"""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL whose kept connections are looked at before use; set by `house.settings`."""

    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """As Django does, but without asking where the connection is as it was left."""
        if self.connection is not None and not self.health_check_done and self._is_silent():
            self.health_check_done = True
        super().close_if_health_check_failed()

    def _is_silent(self) -> bool:
        """Whether the server neither closed the connection nor said anything since the last answer."""
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN | select.POLLRDHUP)
        return not self.errors_occurred and not look.poll(0)
