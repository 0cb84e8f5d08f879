"""Where each party of a draft stands, by the positions that the stories tell.

Of one party the last story that tells its stance counts; where that story tells several, doubts
(reticent, opposed) outweigh support. A country's own stance stands before that of its blocs, and of
several blocs the one that has doubts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from megara.dossier.schema import Position

DOUBTS = ("opposed", "reticent")  # the strongest first

# The countries of a party; none if it is nothing that the model knows.
Members = Callable[[str], tuple[str, ...]]


class Stances:
    """The stances of parties and countries.

    Parameters
    ----------
    positions
        As the stories tell them, the last one told last.
    members
        Gives the countries of a party.
    """

    def __init__(self, positions: Sequence[Position], members: Members) -> None:
        told: dict[str, list[Position]] = {}
        for position in positions:
            told.setdefault(position.party, []).append(position)
        self._of = {party: _weighed(all_) for party, all_ in told.items()}
        self._others = {
            party: [p for p in all_ if p.stance != self._of[party].stance]
            for party, all_ in told.items()
        }
        self._own: dict[str, str] = {}
        self._blocs: dict[str, list[str]] = {}
        for party in self._of:
            countries = members(party)
            for country in countries:
                if len(countries) == 1:
                    self._own[country] = party
                else:
                    self._blocs.setdefault(country, []).append(party)

    def of(self, party: str) -> Position | None:
        """Return the stance of a party: its own, or that of a bloc it belongs to."""
        if party in self._of:
            return self._of[party]
        if party in self._own:
            return self._of[self._own[party]]
        theirs = [self._of[bloc] for bloc in self._blocs.get(party, ())]
        return next((p for p in theirs if p.stance in DOUBTS), theirs[-1] if theirs else None)

    def other(self, position: Position) -> Position | None:
        """Return what else is told of the same party, if it is another stance."""
        others = self._others.get(position.party, [])
        return others[-1] if others else None

    def doubts(self, party: str) -> bool:
        """Say whether a party, or a bloc that speaks for it, is reticent or opposed."""
        position = self.of(party)
        return position is not None and position.stance in DOUBTS

    def opposed(self, party: str) -> bool:
        """Say whether a party, or a bloc that speaks for it, is opposed."""
        position = self.of(party)
        return position is not None and position.stance == "opposed"


def _weighed(positions: Sequence[Position]) -> Position:
    """Return the position that counts of those of one party."""
    last = positions[-1].evidence[-1].document
    told = [p for p in positions if p.evidence[-1].document == last]
    for stance in DOUBTS:
        for position in reversed(told):
            if position.stance == stance:
                return position
    return told[-1]
