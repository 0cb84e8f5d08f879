"""What was corrected and what is asked, and the corrected name's place in its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from megara.dossier.gazetteer import Mention, Name
from megara.dossier.schema import CorrectedName, Evidence, Question
from megara.dossier.sentence import Sentence


@dataclass
class Names:
    """The corrected names and the open questions of one story."""

    corrected: list[CorrectedName]
    questions: list[Question]
    aliases: dict[str, list[str]]

    def record(self, evidence: Evidence, canonical: str, basis: str, of: str | None = None) -> None:
        """Note that the words of an evidence are a listed name, and on what grounds.

        ``of`` is whose name it is, where the listed name is not the first of that body's.
        """
        spellings = self.aliases.setdefault(of or canonical, [])
        if evidence.text not in spellings:
            spellings.append(evidence.text)
        for other in self.corrected:
            if other.as_written == evidence.text and other.canonical == canonical:
                other.evidence.append(evidence)
                return
        self.corrected.append(
            CorrectedName(
                as_written=evidence.text, canonical=canonical, basis=basis, evidence=[evidence]
            )
        )


def put(sentence: Sentence, first: int, last: int, name: Name) -> None:
    """Put a name at tokens ``first:last`` of a sentence, beside the names found before."""
    mention = Mention(first, last, name)
    for token in range(first, last):
        sentence.mention[token] = mention
    sentence.mentions = sorted([*sentence.mentions, mention], key=lambda m: m.first)
