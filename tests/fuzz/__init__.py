"""Hostile input: patterns that may not go back and forth, bytes that are no document."""
