"""Are the weights what was shipped? SHA-256 sums of their files, as `sha256sum -c` reads them."""

import hashlib
from importlib import resources

SUMS = "SHA256SUMS"


def damaged_weights() -> list[str]:
    """The names of files of the weights that are missing or not what was shipped."""
    folder = resources.files("dateline.encoder") / "weights"
    damaged = []
    for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            damaged.append(name)
    return damaged
