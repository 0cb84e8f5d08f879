"""An anchor: one mention of a measure, with what its sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from megara.dossier.schema import MeasureKind, MeasureStatus
from megara.dossier.sentence import VERBS, Sentence


@dataclass
class Anchor:
    """One mention of a measure: a noun such as "export controls", or a verb such as "blacklist"."""

    sentence: Sentence
    first: int
    last: int
    kind: MeasureKind
    status: MeasureStatus | None = None
    imposed_by: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    goods: list[str] = field(default_factory=list)
    again: bool = False  # "similar steps", "adopt them": of the kind that was told before
    listed: bool = False  # as far as the list is in which it stands
    supposed: bool = False  # the target is the story's, not the sentence's
    verbs_above: dict[bool, list[int]] = field(default_factory=dict)  # kept by ``governors``
    token: int = field(init=False, repr=False, compare=False)  # the head of the mention

    def __post_init__(self) -> None:
        self.token = self.last - 1

    @property
    def is_verb(self) -> bool:
        """Whether the mention is a verb."""
        return self.sentence.tag[self.token] in VERBS
