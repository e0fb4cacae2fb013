"""How true the scores are. See README.md in this folder."""
