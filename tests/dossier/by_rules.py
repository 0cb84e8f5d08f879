"""Stories as the rules alone read them, and what the network says of them."""

from pathlib import Path

from megara.dossier.by_rules import ByRules, read_by_rules
from megara.dossier.intake import take_in
from megara.dossier.learned import Nearby, describe, fitted
from megara.dossier.learned.network import Answers
from megara.dossier.parse import parser

STORIES = Path(__file__).parent / "stories"


def some_stories() -> list[Path]:
    """A few labelled stories of many batches."""
    return sorted(STORIES.glob("held-out-1[0-9]/*.txt"))[::12]


def by_rules(data: str | bytes, name: str | None = None) -> ByRules:
    """Read a text, or a file's bytes with its name, by the rules."""
    intake = take_in(data, 1, name)
    sentences = parser().parse(intake.document.id, intake.text, intake.paragraphs)
    return read_by_rules(intake, sentences, parser())


def asked_of_the_network(read: ByRules) -> tuple[Nearby, Answers]:
    """The parties of a story as the network is given it, and its answers."""
    given = describe(read.story, read.reading)
    return Nearby(given, read.reading), fitted().read(given.tokens)
