"""Promises about speed, measured on the served product over HTTP."""
