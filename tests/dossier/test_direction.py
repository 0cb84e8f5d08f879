"""Which way a phrase points: the head applied to what stands below it."""

import pytest

from megara.dossier.parse import parser
from megara.dossier.positions.direction import Direction, of_complement, turned


def way(phrase):
    """Return the direction of what somebody wants."""
    text = f"Norway wants {phrase}."
    sentence = parser().parse("d1", text, [(0, len(text))])[0]
    return of_complement(sentence, sentence.low.index("wants"), context=True)


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("sanctions", Direction.TOWARD),
        ("to adopt the package", Direction.TOWARD),
        ("an embargo on Russian oil", Direction.TOWARD),
        ("to end purchases of Russian gas", Direction.TOWARD),
        ("an exemption from the ban", Direction.SOFTER),
        ("to delay the embargo", Direction.SOFTER),
        ("a weaker text", Direction.SOFTER),
        ("an end to the sanctions", Direction.AWAY),
        ("to lift the embargo", Direction.AWAY),
        ("the embargo to be lifted", Direction.AWAY),
        ("fish", None),
    ],
)
def test_a_phrase_points_one_way(phrase, wanted):
    assert way(phrase) is wanted


def test_what_is_against_softening_is_for_the_measure():
    assert turned(Direction.SOFTER) is turned(Direction.AWAY) is Direction.TOWARD
    assert turned(Direction.TOWARD) is Direction.AWAY
