"""What a scenario holds besides texts and numbers: senders, rungs, the target's answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from megara.policy.measure import Measure
from megara.policy.parts import Name, Names, Part, Text, fault


class SenderEntry(Part):
    """A sender as the plan names it: a country, a group, or a bloc that joins as one."""

    name: Name = Field(description="country or group; with members, the name of a bloc")
    members: Names | None = Field(default=None, description="countries or groups that join as one")
    exclude: Names | None = Field(
        default=None, description="countries or groups to leave out of members"
    )
    note: Text = Field(default="", description="what is assumed")
    source: Text = Field(default="", description="where it comes from")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        return {"name": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _bloc(self) -> SenderEntry:
        if self.exclude and not self.members:
            raise fault("exclude goes with members; this entry has none", "exclude")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        full = dict(handler.resolve_ref_schema(handler(core)))
        return {"anyOf": [{"type": "string", "minLength": 1}, full]}


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


class Senders(Part):
    """Who imposes: the core from the start, and those being asked."""

    core: Annotated[
        list[SenderEntry],
        Field(min_length=1, max_length=300, description="players that are in from the start"),
        BeforeValidator(
            _listed,
            json_schema_input_type=SenderEntry | Annotated[list[SenderEntry], Field(min_length=1)],
        ),
    ]
    prospective: Annotated[
        list[SenderEntry],
        Field(max_length=300, description="players that are being asked"),
        BeforeValidator(_listed, json_schema_input_type=SenderEntry | list[SenderEntry]),
    ] = Field(default=[])


class Retaliation(Part):
    """The target's answer: none, the mirror of each measure, or measures of its own."""

    answer: Literal["none", "mirror", "list"] = Field(
        default="none", description="what the target does"
    )
    measures: list[Measure] = Field(
        default=[], max_length=200, description="its own measures, for list"
    )
    note: Text = Field(default="", description="what is assumed")
    source: Text = Field(default="", description="where it comes from")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if data is None:
            return {}
        if isinstance(data, str):
            return {"answer": data}
        if isinstance(data, list):
            return {"answer": "list", "measures": data}
        if isinstance(data, dict) and "measures" in data:
            return {"answer": "list", **data}
        return data

    @model_validator(mode="after")
    def _fits(self) -> Retaliation:
        if (self.answer == "list") != bool(self.measures):
            raise fault("retaliation is none, mirror, or a list of at least one measure")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        full = dict(handler.resolve_ref_schema(handler(core)))
        words = {"enum": ["none", "mirror"]}
        return {"anyOf": [words, full["properties"]["measures"], full, {"type": "null"}]}


class Rung(Part):
    """A named set of measures that adds to those of the rungs below."""

    name: Name = Field(description="name of the rung, unique in the ladder")
    measures: list[Measure] = Field(min_length=1, max_length=200, description="what it adds")
    note: Text = Field(default="", description="what is assumed")
    source: Text = Field(default="", description="where it comes from")
