"""Steps that the ledger itself records."""

KINDS = {"job.revived": "a reaction that had failed too often was given all its attempts again"}
