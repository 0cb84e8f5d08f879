"""The surname of a listed person, which a story uses alone."""

from __future__ import annotations

from collections.abc import Iterable

from megara.dossier.accents import bare
from megara.dossier.lexicon import rows

# Surnames that are common words or common surnames: never enough alone.
COMMON = frozenset(row["surname"] for row in rows("common_surnames"))
PARTICLES = frozenset("van von der den de di le la el dos".split())
# "Jean-Pierre" is somebody's given name
GIVEN = frozenset(row["name"].replace("-", " ").split()[0] for row in rows("people"))
FAMILY_NAME_FIRST = frozenset(
    row["name"]
    for row in rows("people")
    if row["party"] in ("CHN", "KOR", "PRK", "TWN", "HKG", "SGP")
    and row["name"] not in ("Joseph Wu", "Lawrence Wong", "Vivian Balakrishnan", "John Lee",
                            "Carrie Lam")
)  # fmt: skip


def surname(full: str) -> str:
    """Return the name a story uses alone: the first part for East Asian names, else the last."""
    parts = full.split()
    if full in FAMILY_NAME_FIRST:
        return parts[0]
    if parts[-1] == "Jr." and len(parts) > 1:
        return parts[-2]
    return parts[-1].removeprefix("al-").removeprefix("el-")


def spelled_surnames(name: str, aliases: Iterable[str]) -> set[str]:
    """Return the surnames of a person, in each spelling of it: "Zelensky", "Zelenskiy"."""
    first = bare(name.split()[0])
    full = [name, *(a for a in aliases if " " in a and bare(a.split()[0]) == first)]
    return {bare(surname(written)).lower() for written in full}


def compound_surname(full: str) -> str | None:
    """Return a surname of several words: "Van Rompuy", "Le Maire", "Dlamini-Zuma"."""
    parts = full.split()
    for at in range(1, len(parts) - 1):
        if parts[at].lower() in PARTICLES:
            return " ".join(parts[at:])
    first, _, second = parts[-1].partition("-")
    if second[:1].isupper() and len(parts) == 2 and first not in GIVEN:
        return parts[-1]
    return None
