"""Which articles tell of the same incident: ECB+."""
