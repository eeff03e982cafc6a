"""Steps that files records."""

KINDS = {"file.stored": "a file was stored"}
