"""Dateline reads news reports and returns what they say happened, on whose word."""
