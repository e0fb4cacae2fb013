"""How many articles a second, and how much memory. See README.md in this folder."""
