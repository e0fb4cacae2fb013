"""Who says what: attributions against PolNeAR. See README.md in this folder."""
