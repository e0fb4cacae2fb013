"""Which events ordinary news tells of, word by word. See README.md in this folder."""
