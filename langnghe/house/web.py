"""The web processes: granian serving the application, a few threads each; no list of who asked for what.

Granian's own options may come from variables GRANIAN_…; built here by hand they cannot (an access log has addresses).
"""

import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.translation import trans_real
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops, SSLProtocols
from granian.log import LogLevels

from langnghe.house import environment
from langnghe.house.dying import die_with_parent
from langnghe.language import alarms

APPLICATION = "langnghe.house.wsgi:application"
KILL_SECONDS = 10
# Who holds the write gate waits for the interpreter after each statement while another thread draws a page: at
# Python's own 5 ms a turn, three threads took in 280 opinions a second; at 0.5 ms 790, at 0.1 ms 980 (short runs).
SWITCH_SECONDS = 0.0001


def main() -> None:
    """Serve until told to stop: `python -m langnghe.house.web HOST PORT THREADS [APPLICATION]`."""
    host, port, threads, *application = sys.argv[1:]
    os.register_at_fork(after_in_child=die_with_parent)
    _load_once(*application)
    server(host, int(port), int(threads), *application).serve()


def _load_once(application: str = APPLICATION) -> None:
    """Load the application before the processes part, so that they share its memory; freeze keeps it shared.

    The lists of words that guard an opinion take half a second to read: the first senders shall not wait for that,
    each in a thread of its own. Read before the application, for it fills the memory that reading them leaves free.
    """
    alarms.load()
    gc.collect()
    import_module(application.partition(":")[0])
    _draw_nothing_yet()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_SECONDS)


def _draw_nothing_yet() -> None:
    """All that the first page would bring in, for every process once: addresses, catalogues, templates."""
    get_resolver()._populate()
    for language, _name in settings.LANGUAGES:
        trans_real.translation(language)
    for template in ("shell/base.html", "desk/ward.html", "opinions/send.html", "matters/board.html"):
        get_template(template)


def server(host: str, port: int, threads: int, application: str = APPLICATION) -> Any:
    """Granian with our options; certificate files, when set, make it speak https by itself."""
    return Granian(
        application, address=host, port=port, interface=Interfaces.WSGI, loop=Loops.asyncio,
        workers=processes(), blocking_threads=threads, blocking_threads_idle_timeout=600, runtime_blocking_threads=4,
        websockets=False, log_access=False, log_level=LogLevels.warning, workers_kill_timeout=KILL_SECONDS,
        **_encryption(),
    )  # fmt: skip


def processes() -> int:
    """One process a core, two at most: Python works on one request at a time in each, and memory is dear."""
    return min(2, os.cpu_count() or 1)


def _encryption() -> dict[str, Any]:
    certificate, key = environment.text("CERT"), environment.text("CERT_KEY")
    if not certificate:
        return {"http": HTTPModes.http1}
    return {
        "http": HTTPModes.auto, "ssl_protocol_min": SSLProtocols.tls12,
        "ssl_cert": Path(certificate), "ssl_key": Path(key or certificate),
    }  # fmt: skip


if __name__ == "__main__":
    main()
