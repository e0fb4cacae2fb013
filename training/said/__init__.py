"""The encoder that finds who says what: its recipe. See README.md in this folder."""
