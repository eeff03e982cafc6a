"""The web processes: granian serving the application, a few threads each; no list of who asked for what.

Granian's own options may come from variables GRANIAN_…; built here by hand they cannot (an access log has addresses).
"""

import gc
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.translation import trans_real
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops, SSLProtocols
from granian.log import LogLevels

from langnghe.house import environment, migrations_applied
from langnghe.language import alarms

KILL_SECONDS = 10
FIRST_PAGES = ("/", "/phieu/", "/dang-nhap/", "/ma-nguon/", "/khong-co/")
# Who holds the write gate waits for the interpreter after each statement while another thread draws a page: at
# Python's own 5 ms a turn, three threads took in 280 opinions a second; at 0.5 ms 790, at 0.1 ms 980 (short runs).
SWITCH_SECONDS = 0.0001

log = logging.getLogger(__name__)


def load(application: str) -> None:
    """Load the application before the processes part, so that they share its memory.

    The lists of words that guard an opinion take half a second to read: the first senders shall not wait for that,
    each in a thread of its own. Read before the application, for it fills the memory that reading them leaves free.
    """
    alarms.load()
    gc.collect()
    module, _, name = application.partition(":")
    _draw_first_pages(getattr(import_module(module), name))
    sys.setswitchinterval(SWITCH_SECONDS)


def _draw_first_pages(application: Any) -> None:
    """What the first pages bring in (addresses, catalogues, templates, questions), for every process once.

    A database that does not answer yet is no reason not to start: the health page will say so.
    """
    for language, _name in settings.LANGUAGES:
        trans_real.translation(language)
    try:
        places = import_module("langnghe.places.models")
        wards = [f"/{slug}/" for slug in places.Ward.objects.values_list("slug", flat=True)[:1]]
        for path in (*FIRST_PAGES, *wards, *(f"{ward}gui-y-kien/" for ward in wards)):
            _get(application, path)
        migrations_applied.waiting()
    except DatabaseError:
        log.warning("the first pages could not be drawn beforehand")
    finally:
        connections.close_all()


def _get(application: Any, path: str) -> None:
    environ = {"PATH_INFO": path, "HTTP_HOST": "localhost", "wsgi.url_scheme": "https"}
    setup_testing_defaults(environ)
    answer = application(environ, lambda status, headers, exc_info=None: None)
    list(answer)
    if close := getattr(answer, "close", None):
        close()


def server(host: str, port: int, threads: int, application: str) -> Any:
    """Granian with our options; certificate files, when set, make it speak https by itself.

    Its advice on the number of threads is left out: `SWITCH_SECONDS` says what was measured.
    """
    logging.getLogger("_granian").addFilter(lambda record: "Python threads" not in str(record.msg))
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
