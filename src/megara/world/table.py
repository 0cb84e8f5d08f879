r"""A multi-region input-output table as it comes from its source, before any cleaning.

``intermediate[i, j, n, k]``  sales of sector j of country i to sector k of country n
``final[i, j, n]``            sales of sector j of country i to final users of country n, all
                              categories summed; changes in inventories can make it negative

in USD million at basic prices. ``output[i, j]`` is what the source gives as gross output, if it
does; it should equal the row sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from megara.world.checks import Check
from megara.world.world import Floats


@dataclass(frozen=True, eq=False)
class Table:
    """A multi-region input-output table (see the file's docstring) with names and origin.

    Attributes
    ----------
    countries, sectors
        ISO3 codes (``ROW`` for the rest of the world) and the source's sector codes.
    country_names, sector_names
        Names for readers, by code; a code without a name stands for itself.
    checks
        What the reader of the file met and did.
    """

    name: str
    year: int
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    intermediate: Floats
    final: Floats
    source: str
    licence: str
    output: Floats | None = None
    country_names: Mapping[str, str] = field(default_factory=dict)
    sector_names: Mapping[str, str] = field(default_factory=dict)
    notes: str = ""
    checks: tuple[Check, ...] = ()
