"""Write the published JSON schema of a dossier: python scripts/dossier_schema.py."""

from pathlib import Path

from megara.dossier.loading import json_schema_text

if __name__ == "__main__":
    path = Path(__file__).resolve().parent.parent / "docs" / "schema" / "dossier.json"
    path.write_text(json_schema_text(), encoding="utf-8", newline="\n")
