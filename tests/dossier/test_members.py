"""The members of blocs that the reader lists are those that the world knows."""

from megara.dossier.lexicon import members
from megara.world.groups import members as of_group


def test_the_members_of_the_european_union_are_those_of_the_world():
    assert members("EU") == set(of_group("EU27"))
