"""How the networks learn which events a text tells of, and who had a part in them."""

from pathlib import Path

OWN = Path(__file__).parent / "acled.yaml"  # sentences of ours by ACLED type
