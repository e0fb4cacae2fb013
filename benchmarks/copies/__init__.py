"""Copies of reports, and how many independent origins stand behind a set of articles."""
