"""Which PLOVER type a sentence tells of its two actors. See README.md in this folder."""
