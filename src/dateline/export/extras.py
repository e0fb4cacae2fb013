"""Libraries that only some formats need: loaded when such a format is written."""

import importlib
from typing import Any

from dateline.errors import ConfigError

_EXTRAS = {
    "pyarrow": "parquet",
    "stix2": "stix",
    "followthemoney": "ftm",
    "typst": "brief",
    "pandas": "pandas",
    "polars": "polars",
}  # each library and the extra that brings it


def load_extra(module: str) -> Any:
    """Import a module of an optional library.

    Raises:
        ConfigError: it is not installed; says how to install it.
    """
    library = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigError(
            f"this needs {library}; install it with: pip install 'dateline[{_EXTRAS[library]}]'"
        ) from error
