"""Which kind of event, in ACLED's terms, a news snippet tells. See README.md in this folder."""
