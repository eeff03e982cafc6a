"""The demo's matters told again a million times: volume to measure on, from the patterns that actions made."""
