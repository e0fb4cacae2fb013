"""Who speaks: mentions of speakers against a table of our own. See README.md in this folder."""
