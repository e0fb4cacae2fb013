"""A contract: dataclasses and the JSON that is promised of them, made and checked by pydantic.

In: a record. Out: its JSON object; and the other way, with a plain error when it breaks the
contract.
"""

import functools
from typing import Any, Generic, TypeVar

import pydantic

from dateline.errors import EvidenceError

_Record = TypeVar("_Record")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Contract(Generic[_Record]):
    """What is promised of records of one kind: `Contract(Alert, "dateline.alert/1")`."""

    def __init__(self, kind: type[_Record], name: str) -> None:
        self._kind = kind
        self._name = name

    def to_json(self, record: _Record, *, indent: int | None = None) -> str:
        """Write a record as a JSON object: one line unless `indent` is given."""
        return self._adapter.dump_json(record, by_alias=True, indent=indent).decode()

    def from_json(self, text: str | bytes) -> _Record:
        """Read a JSON object.

        Raises:
            EvidenceError: it is not JSON, or breaks the contract.
        """
        try:
            return self._adapter.validate_json(text)
        except pydantic.ValidationError as error:
            first = error.errors()[0]
            path = ".".join(str(part) for part in first["loc"])
            where = path or f"the {self._kind.__name__.lower()}"
            raise EvidenceError(f"not a {self._name}: {where}: {first['msg']}") from error

    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12), made from the classes."""
        schema = self._adapter.json_schema(by_alias=True, mode="serialization")
        return {"$schema": _DIALECT} | schema | {"title": self._name}

    @functools.cached_property
    def _adapter(self) -> pydantic.TypeAdapter[_Record]:
        return pydantic.TypeAdapter(self._kind)
