"""A backup of a served installation as its two papers would open it: `python -m bench.give_backup FOLDER`."""

import os
import subprocess
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from pyrage import x25519  # noqa: E402

from bench.private_postgres import program  # noqa: E402
from langnghe.backups import database, saving, unpacking  # noqa: E402

folder = Path(sys.argv[1])
identity = x25519.Identity.generate()
made = saving.save(folder / "sealed", recipient=identity.to_public())
opened = folder / "opened"
opened.mkdir()
for number, path in enumerate(sorted((folder / "sealed").rglob("*.age"))):
    unpacking._opened(path, identity, opened / str(number))
if database.vendor() == "postgresql":
    for path in [each for each in opened.iterdir() if each.read_bytes()[:5] == b"PGDMP"]:
        said = [program("pg_restore"), f"--file={path}.sql", str(path)]
        subprocess.run(said, check=True, capture_output=True)
print(made.folder)
