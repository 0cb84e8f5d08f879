"""The claims found so far in a story, each once, with the sentence and the source of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from megara.dossier.schema import Claim, ClaimStatus
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import Source, Speakers
from megara.dossier.story import Story


@dataclass
class Found:
    """A claim with its sentence, before it is written down."""

    claim: Claim
    sentence: Sentence
    source: Source | None


@dataclass
class Findings:
    """The claims of a story up to the sentence being read, and who speaks in it."""

    story: Story
    speakers: Speakers
    found: list[Found] = field(default_factory=list)

    def speaks(self, sentence: Sentence, source: Source | None) -> None:
        """Remember whose "we" a sentence's is."""
        if source is not None and source.party:
            self.story.speakers[sentence.number] = source.party

    def just_heard(self, sentence: Sentence) -> bool:
        """Say whether a ministry or another body spoke just before: "It spoke of theft"."""
        heard = self.speakers.heard
        return (
            heard.last is not None
            and heard.last.kind == "institution"
            and sentence.number - heard.last_at == 1
            and bool(self.found)
            and self.found[-1].sentence.number == heard.last_at
        )

    def keep(self, sentence: Sentence, source: Source, content: str, status: ClaimStatus) -> None:
        """Keep a claim, unless its sentence has told it already."""
        content = content or self.story.text[slice(*sentence.span)]
        again = self._same_breath(sentence, source, status)
        if again is not None:
            if content not in again.claim.content and again.claim.content not in content:
                again.claim.content += f"; {content}"
            return
        if any(_tells(other, source, content, status)
               for other in self.found if other.sentence is sentence):  # fmt: skip
            return
        claim = Claim(
            content=content,
            source_kind=source.kind,
            source_name=source.name,
            affiliation=source.affiliation,
            count=source.count,
            status=status,
            disputed_by=[],
            evidence=[self.story.evidence(sentence)],
        )
        self.found.append(Found(claim, sentence, source))

    def _same_breath(self, sentence: Sentence, source: Source, status: ClaimStatus) -> Found | None:
        """Return the claim that a second verb of its speaker adds to: "denounced it and said"."""
        for other in reversed(self.found):
            if other.sentence is not sentence:
                return None
            if other.source == source and other.claim.status == status == "asserted":
                return other
        return None


def _tells(other: Found, source: Source, content: str, status: ClaimStatus) -> bool:
    """Say whether a claim of the same sentence tells a new one, or the silence it words anew."""
    silent = other.claim.status in ("declined", "unanswered")
    if silent and other.source is not None:
        near = 0 <= content.find(other.claim.content) < 5
        if near and source.kind in (other.source.kind, "institution", "spokesperson"):
            return True
    if other.source != source or other.claim.status != status:
        return False
    return status != "asserted" or other.claim.content == content
