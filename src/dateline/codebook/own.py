"""A user's own codebook: one YAML file of types, each with a description and example sentences.

It is laid out as `examples/codebooks/herders.yaml`: a `name`, and `types`, each with a
`description` and a list of `examples`.

In: the path of such a file. Out: `OwnCodebook`. Nothing is trained: `reading.coded` compares what
sentences mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import ConfigError

_FEWEST = 3  # examples of a type; with five to twenty it works better


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type: what it is, in a sentence, and sentences that tell of it."""

    description: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCodebook:
    """A name, and the types in the order of the file."""

    name: str
    types: Mapping[str, OwnType]


def read_own_codebook(path: Path) -> OwnCodebook:
    """Read a codebook and check it.

    Raises:
        ConfigError: there is no such file, it is no YAML, or it lacks what a codebook needs.
    """
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"the codebook {path} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"the codebook {path} is no YAML file: {error}") from error
    if not isinstance(given, dict) or not isinstance(given.get("types"), dict):
        raise ConfigError(f"the codebook {path} needs `name:` and `types:`; see docs/codebooks.md")
    types = {str(name): _type(path, str(name), one) for name, one in given["types"].items()}
    if len(types) < 2:
        raise ConfigError(f"the codebook {path} needs at least two types, to tell them apart")
    return OwnCodebook(str(given.get("name") or path.stem), types)


def _type(path: Path, name: str, given: Any) -> OwnType:
    entry = given if isinstance(given, dict) else {"examples": given}
    examples = entry.get("examples")
    if not isinstance(examples, list) or len(examples) < _FEWEST:
        raise ConfigError(
            f"the codebook {path}: the type {name!r} needs a list of at least {_FEWEST} example"
            " sentences under `examples:`"
        )
    return OwnType(str(entry.get("description") or ""), tuple(str(e) for e in examples))
