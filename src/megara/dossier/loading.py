"""A dossier from a file, and the JSON schema that such files fit."""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from megara.dossier.schema import SCHEMA_VERSION, Dossier, verify
from megara.errors import UsageError

# Every list may be empty; a file without these is something else.
ALWAYS = ("schema_version", "documents")


def load(text: str | bytes, where: str = "the dossier") -> Dossier:
    """Read and verify a dossier.

    Raises
    ------
    UsageError
        If the text is not a whole dossier, or an evidence does not hold.
    """
    try:
        dossier = Dossier.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the top"
        raise UsageError(f"{where} is not a dossier: at {place}: {first['msg']}") from None
    missing = [name for name in ALWAYS if name not in dossier.model_fields_set]
    if missing:
        raise UsageError(
            f"{where} is not a dossier: it has no {' and no '.join(map(repr, missing))}; "
            "`megara read STORY --out DOSSIER.json` writes one"
        )
    if dossier.schema_version != SCHEMA_VERSION:
        raise UsageError(
            f"{where} is a dossier of version {dossier.schema_version}; this megara reads version "
            f"{SCHEMA_VERSION}: read the stories again"
        )
    problems = verify(dossier)
    if problems:
        raise UsageError(f"{where}: {problems[0]} ({len(problems)} in all)")
    return dossier


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a dossier's file."""
    schema = Dossier.model_json_schema()
    schema["required"] = list(ALWAYS)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schema_text() -> str:
    """Return the JSON schema as the text that ``docs/schema/dossier.json`` holds."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
