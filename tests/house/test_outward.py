"""Nothing leaves this machine but by the doors named here, and each of them goes only where whoever installs said."""

import pytest

from tests.house.source import product

pytestmark = pytest.mark.once

LINES = {
    "aiohttp", "asyncio", "django.core.mail", "ftplib", "http.client", "httpx", "imaplib", "poplib", "requests",
    "smtplib", "socket", "telnetlib", "urllib.request", "urllib3", "xmlrpc.client",
}  # fmt: skip
DOORS = {
    "langnghe/channels/email/sending.py": "the host of LANGNGHE_SMTP, no other (Django's connection of the settings)",
    "langnghe/channels/email/handing.py": "hands a letter to that connection",
    "langnghe/channels/email/letters.py": "writes the letter",
    "langnghe/witnessing/sources.py": "the addresses of LANGNGHE_WITNESSES, or typed by a witness; follows no redirect",
    "langnghe/signing/calling.py": "a Unix socket of this machine",
    "langnghe/signing/running.py": "a Unix socket of this machine",
    "langnghe/house/supervisor.py": "asks the served product itself whether it is awake",
    "langnghe/house/serve.py": "asks whether an address of this machine is free",
}


def test_nobody_opens_a_line_outward_but_the_doors_that_say_where_it_goes() -> None:
    wrong = [
        f"{source.name}:{line.line} can open a line to another machine ({line.module}); go through one of the doors in "
        "tests/house/test_outward.py, or name it there and say which setting decides where it goes."
        for source in product()
        for line in source.imports
        if line.module in LINES and source.name not in DOORS
    ]
    assert not wrong, "\n".join(wrong)


def test_each_door_is_still_there() -> None:
    opening = {source.name for source in product() if any(line.module in LINES for line in source.imports)}
    assert set(DOORS) == opening, "tests/house/test_outward.py names doors that are gone: take them out."
