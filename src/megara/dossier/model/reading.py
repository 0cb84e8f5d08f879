"""Reading stories with a language model, after the rules and the network."""

from __future__ import annotations

from collections.abc import Callable

from megara.dossier.intake import Intake
from megara.dossier.model.answer import LISTS, verified
from megara.dossier.model.asking import Address
from megara.dossier.model.replacing import replaced
from megara.dossier.schema import Dossier
from megara.dossier.wording import counted
from megara.errors import MegaraError


class ModelReader:
    """The second reader of stories.

    A story that the model fails at is left as it was read first, and told; what it read of the
    others is kept. Only if it fails at the first one asked is nothing read.

    Parameters
    ----------
    address
        Where the model answers.
    say
        Is told, in a line, what was thrown away or failed.
    """

    def __init__(self, address: Address, say: Callable[[str], None]) -> None:
        self.address, self.say = address, say
        self.answered = False

    def __call__(self, intake: Intake, first: Dossier) -> Dossier:
        """Return the dossier of a story with what the model read of it."""
        name = intake.document.id
        try:
            answer = self.address.ask(intake, LISTS)
        except MegaraError as error:
            if not self.answered:
                raise
            self.say(f"{name} is read without the language model: {error}")
            return first
        self.answered = True
        by_model = verified(answer, intake)
        if by_model.thrown_away:
            items = counted(by_model.thrown_away, "item")
            self.say(f"language model: {items} of {name} thrown away, without words of the text")
        return replaced(first, by_model)
