"""The parts that every key of a scenario is made of: texts, lists of names, numbers with a spread.

An estimate is what the author of a plan knows of a number: its ``mode`` and, where it is uncertain,
``low <= mode <= high``, each with a ``note`` and a ``source``. A plain number is an estimate
without spread.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def fault(message: str, *path: str | int) -> PydanticCustomError:
    """Return a validation error with our own sentence, at ``path`` below the model that raises."""
    return PydanticCustomError("plan", "{message}", {"message": message, "path": path})


def clean(text: str) -> str:
    """Return a text as it is, or refuse one that would disturb a terminal."""
    found = _CONTROL.search(text)
    if found:
        raise fault(f"the text holds the control character U+{ord(found[0]):04X}; remove it")
    return text


def _words(value: Any) -> Any:
    """Take one name for a list of one, and a number for its text (sector codes look like one)."""
    if isinstance(value, tuple):
        value = list(value)
    values = value if isinstance(value, list) else [value]
    return [str(v) if isinstance(v, int) and not isinstance(v, bool) else v for v in values]


def _lines(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(strict=True, max_length=20_000), AfterValidator(clean)]
Name = Annotated[
    str, Field(strict=True, min_length=1, max_length=200, pattern=r"\S"), AfterValidator(clean)
]
Names = Annotated[
    list[Name],
    Field(min_length=1, max_length=500),
    BeforeValidator(
        _words,
        json_schema_input_type=Name | int | Annotated[list[Name | int], Field(min_length=1)],
    ),
]
Lines = Annotated[
    list[Text],
    BeforeValidator(_lines, json_schema_input_type=str | list[str]),
]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Part(BaseModel):
    """A mapping of a scenario: fixed keys, and a clear word about any other."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for key in data:
                if key not in cls.model_fields:
                    raise PydanticCustomError(
                        "unknown_key",
                        "unknown key",
                        {"path": (str(key),), "key": str(key), "known": list(cls.model_fields)},
                    )
        return data


class Estimate(Part):
    """A number as its author knows it.

    Parameters
    ----------
    mode
        The most likely value; what runs without draws use.
    low, high
        The range it may lie in; equal to ``mode`` where not given.
    note, source
        What it means or assumes, and where it comes from.
    """

    mode: Number = Field(description="most likely value")
    low: Number | None = Field(default=None, description="lowest value; default: mode")
    high: Number | None = Field(default=None, description="highest value; default: mode")
    note: Text = Field(default="", description="what the number assumes")
    source: Text = Field(default="", description="where the number comes from")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return {"mode": data}
        return data

    @model_validator(mode="after")
    def _ordered(self) -> Estimate:
        if self.low is not None and self.low > self.mode:
            raise fault(f"low ({self.low:g}) is above mode ({self.mode:g})", "low")
        if self.high is not None and self.high < self.mode:
            raise fault(f"high ({self.high:g}) is below mode ({self.mode:g})", "high")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        full = dict(handler.resolve_ref_schema(handler(core)))
        number = {k: v for k, v in full["properties"]["mode"].items() if k not in ("title",)}
        return {"anyOf": [{**number, "description": "the value, without spread"}, full]}

    @property
    def certain(self) -> bool:
        """Whether no spread was given."""
        return self.bounds[0] == self.bounds[1]

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest value."""
        low = self.mode if self.low is None else self.low
        high = self.mode if self.high is None else self.high
        return low, high


Unit = Annotated[Number, Field(ge=0, le=1)]
Points = Annotated[Number, Field(gt=-1, le=10)]
NotNegative = Annotated[Number, Field(ge=0)]


class Share(Estimate):
    """An estimate of a share, 0 to 1."""

    mode: Unit = Field(description="most likely value, 0 to 1")
    low: Unit | None = Field(default=None, description="lowest value, 0 to 1; default: mode")
    high: Unit | None = Field(default=None, description="highest value, 0 to 1; default: mode")


class Rate(Estimate):
    """An estimate of an ad-valorem rate: 0.25 is 25 %."""

    mode: Points = Field(description="most likely rate; 0.25 is 25 %")
    low: Points | None = Field(default=None, description="lowest rate; default: mode")
    high: Points | None = Field(default=None, description="highest rate; default: mode")


Word = Literal["supportive", "open", "undecided", "reticent", "opposed"]


class Resolve(Part):
    """What a player accepts: points of own real income for one point of harm to the target.

    Either a word (how willing the player is said to be) or a number with or without a spread.
    """

    word: Word | None = Field(default=None, description="how willing the player is said to be")
    mode: NotNegative | None = Field(
        default=None, description="own loss accepted per point of harm"
    )
    low: NotNegative | None = Field(default=None, description="lowest value; default: mode")
    high: NotNegative | None = Field(default=None, description="highest value; default: mode")
    note: Text = Field(default="", description="what is assumed")
    source: Text = Field(default="", description="who said so")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"word": data}
        if isinstance(data, (int, float)) and not isinstance(data, bool):
            return {"mode": data}
        return data

    @model_validator(mode="after")
    def _one(self) -> Resolve:
        if (self.word is None) == (self.mode is None):
            raise fault("a resolve is either a word or a number (mode), one of the two")
        if self.mode is None and (self.low is not None or self.high is not None):
            raise fault("low and high go with a number (mode), not with a word")
        if self.mode is not None:
            if self.low is not None and self.low > self.mode:
                raise fault(f"low ({self.low:g}) is above mode ({self.mode:g})", "low")
            if self.high is not None and self.high < self.mode:
                raise fault(f"high ({self.high:g}) is below mode ({self.mode:g})", "high")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        full = dict(handler.resolve_ref_schema(handler(core)))
        words = list(Word.__args__)  # type: ignore[attr-defined]
        return {"anyOf": [{"enum": words}, {"type": "number", "minimum": 0}, full]}
