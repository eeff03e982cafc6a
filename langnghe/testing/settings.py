"""Settings of the tests: everything lies in a folder of this process that goes away with it; passwords cost little."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="langnghe-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
for _name in ("DATA", "KEYS", "TEMP"):
    os.environ[f"LANGNGHE_{_name}"] = str(SCRATCH / _name.lower())
# Playwright keeps an event loop running in the thread of the tests; they are not asynchronous for that.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from langnghe.house.settings import *  # noqa: E402, F403
from langnghe.house.settings import ALLOWED_HOSTS, DATABASES, STORAGES  # noqa: E402
from langnghe.shell import catalogues  # noqa: E402
from langnghe.testing.address import PRIVATE  # noqa: E402

catalogues.compile_all()

TESTING = True
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver", PRIVATE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True

_default = DATABASES["default"]
if _default["ENGINE"] == "langnghe.kernel.sqlite":
    # A file, not memory: the served product's threads each need a connection of their own.
    _default["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    _default["OPTIONS"] = {
        **_default["OPTIONS"],
        "init_command": _default["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF"),
    }
else:
    _default["TEST"] = {"NAME": os.environ.get("LANGNGHE_TEST_DATABASE", f"langnghe_test_{os.getpid()}")}
