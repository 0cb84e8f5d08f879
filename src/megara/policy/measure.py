"""A measure: one instrument with its scope and its depth.

For a flow in scope (exporter i, importer n, sector j) with depths coverage ``c``, cut ``u``, rate
``r`` and the sector's trade elasticity ``theta_j``::

    designation, export_control,
    import_ban, embargo, financial    o_inj = 1 - c u
    cost                              o_inj = 1 - c + c (1 + r)^(-theta_j)
    tariff                            tau'_inj = tau_inj + c r

``direction`` is seen from the sender: ``exports`` are the flows sender -> target, ``imports`` the
flows target -> sender.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from megara.policy.parts import Names, Part, Rate, Share, Text, fault

KindName = Literal[
    "designation", "export_control", "import_ban", "embargo", "financial", "tariff", "cost"
]
Direction = Literal["exports", "imports", "both"]


@dataclass(frozen=True)
class Kind:
    """What a kind of measure takes for granted.

    ``None`` for sectors, coverage or cut means that the plan has to say it. ``direction`` is the
    default, and the only one possible where ``fixed`` names the kind to use for the other.
    """

    says: str
    direction: Direction
    sectors: str | None
    coverage: float | None
    cut: float | None
    rate: bool = False
    fixed: str = ""


KINDS: dict[str, Kind] = {
    "designation": Kind("firms and banks listed; trade with them stops", "both", "all", None, 1.0),
    "export_control": Kind(
        "the sender's exports need a licence", "exports", None, 1.0, 1.0, fixed="use import_ban"
    ),
    "import_ban": Kind(
        "the sender buys no more", "imports", None, 1.0, 1.0, fixed="use export_control"
    ),
    "embargo": Kind("no trade either way", "both", "goods", 1.0, 1.0),
    "financial": Kind("payments no longer pass", "both", "all", None, None),
    "tariff": Kind(
        "a duty on the sender's imports",
        "imports",
        "goods",
        1.0,
        None,
        rate=True,
        fixed="the model has no export duties; use cost",
    ),
    "cost": Kind("trade becomes dearer without revenue", "both", "all", 1.0, None, rate=True),
}


class Measure(Part):
    """One instrument with its scope: kind, by, against, sectors, direction, depth."""

    kind: KindName = Field(description="what is done")
    by: Names | None = Field(
        default=None,
        description="senders that act: countries, groups or blocs; default: all senders",
    )
    against: Names | None = Field(
        default=None, description="countries or groups it is aimed at; default: the targets"
    )
    reach: Names | None = Field(
        default=None,
        description="countries whose trade with `against` it touches; default: those of `by`. "
        "Also `senders` (all that take part), `third_countries`, `others` (all but `by`), `all`",
    )
    sectors: Names | None = Field(
        default=None,
        description="sector codes, names or sets such as goods, high_tech; default by kind",
    )
    direction: Direction | None = Field(
        default=None, description="seen from the sender; default by kind: exports, imports or both"
    )
    coverage: Share | None = Field(default=None, description="share of that trade in scope, 0 to 1")
    cut: Share | None = Field(
        default=None,
        description="share of the trade in scope that stops at unchanged prices, 0 to 1",
    )
    rate: Rate | None = Field(
        default=None, description="tariff: points added; cost: trade cost added; 0.25 is 25 %"
    )
    rung: Text | None = Field(
        default=None, description="retaliation only: name of the rung from which on it applies"
    )
    note: Text = Field(default="", description="what is assumed")
    source: Text = Field(default="", description="where it comes from")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Measure:
        kind, what = KINDS[self.kind], self.kind
        if kind.rate and self.rate is None:
            raise fault(f"a {what} needs a rate (0.25 is 25 %)", "kind")
        if kind.rate and self.cut is not None:
            raise fault(f"a {what} has a rate, not a cut; remove the cut", "cut")
        if not kind.rate and self.rate is not None:
            raise fault(f"{what} has no rate; give coverage and cut, or use cost or tariff", "rate")
        if self.coverage is None and kind.coverage is None:
            raise fault(f"{what} needs a coverage: the share of that trade in scope", "kind")
        if not kind.rate and self.cut is None and kind.cut is None:
            raise fault(f"{what} needs a cut: the share of the trade in scope that stops", "kind")
        if self.sectors is None and kind.sectors is None:
            raise fault(f"{what} needs sectors (codes, names or a set such as goods)", "kind")
        if kind.fixed and self.direction not in (None, kind.direction):
            raise fault(f"{what} works on {kind.direction} only; {kind.fixed}", "direction")
        return self

    @property
    def ways(self) -> tuple[Direction, ...]:
        """The directions touched, each once."""
        direction = self.direction or KINDS[self.kind].direction
        return ("exports", "imports") if direction == "both" else (direction,)

    @property
    def sector_names(self) -> tuple[str, ...]:
        """The sectors as the plan names them, or the kind's default."""
        return tuple(self.sectors) if self.sectors else (KINDS[self.kind].sectors or "all",)

    @property
    def depths(self) -> dict[str, Share | Rate]:
        """The depths that count for this kind, by name: coverage and cut, or coverage and rate."""
        kind = KINDS[self.kind]
        found: dict[str, Share | Rate] = {"coverage": self.coverage or _default(kind.coverage)}
        if self.rate is not None:
            found["rate"] = self.rate
        else:
            found["cut"] = self.cut or _default(kind.cut)
        return found


def _default(value: float | None) -> Share:
    assert value is not None  # a plan without it was refused above
    return Share(mode=value, note="default of the kind")
