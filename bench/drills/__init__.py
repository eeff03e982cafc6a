"""Drills: what the suite does in a seeded share, in full. A drill is a module here with `main(arguments) -> int`."""
