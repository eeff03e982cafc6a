"""The table of rooms: every room with its storey. A file imports only from lower storeys."""

STOREYS = {
    "kernel": 0,
    "ledger": 1,
    "sheets": 1,
    "tlog": 1,
    "shell": 1,
    "places": 2,
    "signing": 2,
    "witnessing": 2,
    "people": 3,
    "files": 3,
    "language": 3,
    "searching": 4,
    "maps": 4,
    "teaching": 4,
    "documents": 4,
    "proof": 4,
    "commitments": 5,
    "notices": 5,
    "deadlines": 5,
    "opinions": 6,
    "intake": 7,
    "matters": 7,
    "roster": 7,
    "sifting": 7,
    "answering": 8,
    "earlier": 8,
    "keeping": 8,
    "retention": 8,
    "training": 8,
    "promises": 8,
    "figures": 9,
    "inbox": 9,
    "workspace": 9,
    "casefiles": 9,
    "opendata": 9,
    "workbook": 9,
    "provinces": 10,
    "api": 10,
    "channels": 10,
    "desk": 10,
    "demo": 10,
    "auditing": 10,
    "backups": 10,
    "house": 11,
    "cli": 12,
}

# Rooms that nobody imports, whatever their storey; only the house's tables (urls, settings, followers) name them.
SEALED: frozenset[str] = frozenset()

# Rooms that know no Django: formats, and programs that run where no database is.
PLAIN = frozenset({"tlog", "witnessing"})

ROOMS = [f"langnghe.{room}" for room in STOREYS if room not in {"cli", "demo"} | PLAIN]
