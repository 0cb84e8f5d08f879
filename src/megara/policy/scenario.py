"""A scenario: who plans what against whom, on which trigger, in which rungs.

A scenario is a YAML file (see docs/scenario.md). Reading it gives either a whole, consistent plan
or one line that says what is wrong and where. Rungs are cumulative: each adds to those below.

A *depth* is one number of one measure, with an identity ``(rung, measure, what)``, counted from 0,
by which it can be drawn at random or set by hand; retaliation has the rung ``RETALIATION``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError, model_validator

from megara.errors import UsageError
from megara.policy.acts import RETALIATION, Act, resolve
from megara.policy.entries import Retaliation, Rung, Senders
from megara.policy.faults import at, nearest, shown, usage_error
from megara.policy.parts import Lines, Name, Names, Part, Rate, Resolve, Share, Text, clean, fault
from megara.policy.players import Player
from megara.policy.reading import Origin, Path_, decode, parse, read_bytes

DepthKey = tuple[int, int, str]


__all__ = ["RETALIATION", "Act", "Depth", "DepthKey", "Scenario"]


@dataclass(frozen=True)
class Depth:
    """One number of a plan: which measure's, what it is, and how it is known.

    ``key`` is its identity; ``label`` says the same to a reader.
    """

    key: DepthKey
    label: str
    estimate: Share | Rate


def _day(value: Any) -> Any:
    if value is None or type(value) is datetime.date:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return datetime.date.fromisoformat(value)
    raise fault(f"{shown(value)} is not a date; write year-month-day, as in 2023-03-01")


_LARGEST = 1000
"""Trade elasticity beyond which a number is taken for a slip of the pen."""

Day = Annotated[
    datetime.date | None,
    BeforeValidator(_day, json_schema_input_type=datetime.date | None),
]


def _elasticities(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
        raise fault("give the name of a set (fontagne, cp2015), a CSV file, or one number")
    if isinstance(value, (int, float)) and not 0 < value <= _LARGEST:
        raise fault(f"a trade elasticity is above 0 and at most {_LARGEST}, not {value:g}")
    return clean(value) if isinstance(value, str) else value


class Scenario(Part):
    """A plan for sanctions: targets, senders, trigger, retaliation, ladder.

    Read one with :meth:`from_yaml` or :meth:`from_dict`; both raise ``UsageError`` with one line
    that names the place.
    """

    name: Name = Field(description="name of the plan")
    description: Text = Field(default="", description="what it is about")
    date: Day = Field(
        default=None, description="day on which group membership is read; default: the latest known"
    )
    world: Name | None = Field(
        default=None, description="name or file of the world; default: icio-2022"
    )
    target: Names = Field(description="countries or groups that are hit")
    senders: Senders = Field(description="who imposes")
    trigger: Text = Field(default="", description="event on which a rung is pulled")
    retaliation: Retaliation = Field(
        default=Retaliation(), description="the target's answer; default: none"
    )
    resolves: dict[Name, Resolve] = Field(
        default={}, description="by player: own loss accepted per point of harm, or a word"
    )
    deficits: Literal["constant", "zero"] = Field(
        default="constant", description="trade deficits: kept at their value, or removed"
    )
    elasticities: Annotated[
        str | float, BeforeValidator(_elasticities, json_schema_input_type=str | float)
    ] = Field(
        default="fontagne", description="name of a set of trade elasticities, a CSV, or one number"
    )
    ladder: list[Rung] = Field(
        min_length=1, max_length=50, description="rungs in order of severity, cumulative"
    )
    notes: Lines = Field(default=[], description="remarks for the reader")
    sources: Lines = Field(default=[], description="where the plan comes from")

    _targets: tuple[str, ...] = PrivateAttr(())
    _players: tuple[Player, ...] = PrivateAttr(())
    _acts: tuple[Act, ...] = PrivateAttr(())
    _origin: Origin = PrivateAttr(Origin("scenario"))

    # -- reading -------------------------------------------------------------------------------

    @classmethod
    def from_yaml(cls, source: Path | str) -> Scenario:
        """Read a scenario from a file, or from YAML text (anything with a line break in it).

        Raises
        ------
        UsageError
            In one line, ``file:line: what is wrong``, for anything that is not a valid scenario.
        """
        if isinstance(source, str) and "\n" in source:
            return cls._from_text(source, "<text>")
        path = Path(source)
        return cls._from_text(decode(read_bytes(path), str(path)), str(path))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """Read a scenario from plain data, as :meth:`to_dict` gives it.

        Raises
        ------
        UsageError
            In one line that names the key, if it is not a valid scenario.
        """
        return cls._validated(data, Origin("scenario"))

    @classmethod
    def _from_text(cls, text: str, name: str) -> Scenario:
        data, origin = parse(text, name)
        return cls._validated(data, origin)

    @classmethod
    def _validated(cls, data: Any, origin: Origin) -> Scenario:
        if not isinstance(data, Mapping):
            raise at(origin, (), "a scenario is a mapping with the keys name, target, senders, ...")
        try:
            scenario = cls.model_validate(dict(data))
        except ValidationError as error:
            raise usage_error(error, origin) from None
        scenario._origin = origin
        return scenario

    @model_validator(mode="after")
    def _resolve_names(self) -> Scenario:
        self._targets, self._players, self._acts = resolve(self)
        return self

    # -- what it says --------------------------------------------------------------------------

    @property
    def targets(self) -> tuple[str, ...]:
        """ISO3 codes of the targets."""
        return self._targets

    @property
    def players(self) -> tuple[Player, ...]:
        """All senders: the core, then the prospective, in the order of the plan."""
        return self._players

    @property
    def core(self) -> tuple[Player, ...]:
        """The players that are in from the start."""
        return tuple(p for p in self._players if p.core)

    @property
    def prospective(self) -> tuple[Player, ...]:
        """The players that are being asked."""
        return tuple(p for p in self._players if not p.core)

    @property
    def acts(self) -> tuple[Act, ...]:
        """All measures with their names resolved, by rung; the target's own answer last."""
        return self._acts

    @property
    def rungs(self) -> tuple[str, ...]:
        """Names of the rungs, lowest first."""
        return tuple(r.name for r in self.ladder)

    def rung_index(self, name: str) -> int:
        """Return the place of a rung in the ladder, 0 for the lowest.

        Raises
        ------
        UsageError
            If there is none of this name; the message names the nearest.
        """
        if name in self.rungs:
            return self.rungs.index(name)
        near = nearest(name, self.rungs)
        hint = f"did you mean {near!r}?" if near else f"the rungs are {', '.join(self.rungs)}"
        raise UsageError(f"{self._origin.name}: no rung is named {shown(name)}; {hint}")

    def depths(self) -> list[Depth]:
        """Return every number of the plan's measures, in the order of the file.

        Coverage, cut or rate of each measure, the kind's defaults included; each has the
        identity ``(rung, measure, what)``, counted from 0, with rung ``RETALIATION`` for the
        target's own answer.
        """
        found = []
        for act in self._acts:
            where = "retaliation" if act.retaliation else self.ladder[act.rung].name
            scope = ", ".join(act.measure.sector_names)
            if act.measure.reach:
                scope += f", reaching {', '.join(act.measure.reach)}"
            for what, estimate in act.measure.depths.items():
                label = f"{where}: {act.measure.kind.replace('_', ' ')} of {scope}: {what}"
                found.append(Depth((*act.key, what), label, estimate))
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return plain data that :meth:`from_dict` reads back to the same scenario."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def fault_at(self, path: Path_, message: str) -> UsageError:
        """Return a usage error that names the place of ``path`` in the file this came from."""
        return at(self._origin, self._origin.follow(path) if self._origin.lines else path, message)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return the JSON schema of a scenario (draft 2020-12)."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **cls.model_json_schema(mode="validation"),
            "title": "megara scenario",
        }
