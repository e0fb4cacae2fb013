"""Expressions of time in sentences of our own, read and compared with the exact interval."""
