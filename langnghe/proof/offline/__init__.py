"""The page with which anybody checks a proof without us: one file, without network, from a USB stick."""
