"""Reading the environment: the only place that knows names of variables' shapes, used by settings alone."""

import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


def text(name: str, default: str = "") -> str:
    """The variable `LANGNGHE_<name>`, or the default."""
    return os.environ.get(f"LANGNGHE_{name}", default)


def everything(defaults: dict[str, str]) -> dict[str, str]:
    """What a child process is to see: all variables, and `defaults` where nothing is set."""
    return defaults | dict(os.environ)


def flag(name: str) -> bool:
    """True when `LANGNGHE_<name>` is 1, true or yes."""
    return text(name).lower() in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    """The whole number in `LANGNGHE_<name>`, or the default."""
    given = text(name)
    if given and not given.isdecimal():
        raise ValueError(f"LANGNGHE_{name}: a whole number, not {given!r}")
    return int(given or default)


def contacts(name: str) -> list[str]:
    """Addresses in `LANGNGHE_<name>`, separated by spaces, as URIs; a bare mail address becomes a `mailto:`."""
    found = [f"mailto:{one}" if re.fullmatch(r"[^@\s:]+@[^@\s:]+", one) else one for one in text(name).split()]
    if any(not one.startswith(("mailto:", "https://", "tel:+")) for one in found):
        raise ValueError(f"LANGNGHE_{name}: mail addresses, https://… or tel:+84…, separated by spaces")
    return found


def folder(name: str, default: Path) -> Path:
    """A folder from `LANGNGHE_<name>`, made (mode 700) when absent."""
    path = Path(text(name) or default).expanduser().resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(path: Path) -> str:
    """The secret kept in a file, made on first use (mode 600)."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def mail(url: str, sender: str) -> dict[str, Any]:
    """Django's settings for `smtp://`, `smtp+starttls://` or `smtps://user:password@host:port`; empty: mail is off."""
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_HOST": ""}
    if parts.scheme not in _MAIL_PORTS or not parts.hostname:
        raise ValueError("LANGNGHE_SMTP: smtp://, smtp+starttls:// or smtps://user:password@host:port")
    if "@" not in sender:
        raise ValueError("LANGNGHE_SMTP_FROM: the address that mails come from, such as phuong@vidu.vn")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
        "DEFAULT_FROM_EMAIL": sender,
    }


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme == "postgresql":
        return _postgresql(url)
    raise ValueError(f"LANGNGHE_DATABASE: sqlite:///path or postgresql://…, not {parts.scheme}:")


def _sqlite(path: str) -> dict[str, Any]:
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    return {
        "ENGINE": "langnghe.kernel.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


PAGES_ARE_SHORT = "-c jit=off -c max_parallel_workers_per_gather=0"
"""PostgreSQL answers our pages in 5 to 30 ms; compiling a query costs it more, and starting helpers for one some 20."""


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = {"options": PAGES_ARE_SHORT} | dict(parse_qsl(parts.query))
    return {
        "ENGINE": "langnghe.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
