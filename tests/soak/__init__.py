"""Processes killed at random while they work on one archive, and a ledger of what they said.

`python -m tests.soak` (`make soak`) goes on for an hour; `test_soak.py` kills twenty.
"""
