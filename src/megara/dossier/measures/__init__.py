"""Measures: the instruments that a story mentions, who imposes them on whom, and how far they are.

The way through: ``mentions`` finds where a sentence speaks of one, of which kind and goods;
``fill`` gives each mention its status (``status``) and its senders and targets (``sides``), and
what the mention before it told; ``together`` puts the mentions of one measure together.
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.fill import fill, inherit
from megara.dossier.measures.mentions.again import speak_again
from megara.dossier.measures.mentions.reading import mentions_of
from megara.dossier.measures.sides.main_parties import fill_main_parties
from megara.dossier.measures.sides.whole_story import right_the_sides
from megara.dossier.measures.together import is_anaphoric, tells, together
from megara.dossier.schema import Measure
from megara.dossier.story import Story
from megara.dossier.story.feared import is_feared

THE_SAME = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})


class Instruments:
    """Reads the measures of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.anchors: list[Anchor] = []

    def read(self) -> list[tuple[Measure, list[Anchor]]]:
        """Return the measures with their mentions."""
        before: Anchor | None = None
        for sentence in self.story.sentences:
            for anchor in mentions_of(sentence):
                feared = is_feared(sentence, anchor.token)
                if feared and not _is_definite(anchor):
                    continue
                fill(self.story, anchor, by_expert=sentence.number in self.story.by_experts)
                if feared:
                    anchor.imposed_by = []
                if not is_anaphoric(anchor):
                    speak_again(anchor, self.anchors)
                if before is not None:
                    inherit(anchor, before)
                self.anchors.append(anchor)
                if (tells(anchor) or (anchor.status and anchor.kind != "unspecified")) and not (
                    before is not None and before.sentence is sentence and _is_beside(anchor)
                ):
                    before = anchor
        fill_main_parties(self.story, self.anchors)
        right_the_sides(self.anchors)
        return together(self.story, self.anchors)


def _is_beside(anchor: Anchor) -> bool:
    """Say whether a mention stands in a clause beside the news: "as Britain prepares its own".

    "The package" of the next sentence is not of that clause.
    """
    sentence = anchor.sentence
    for token in (anchor.token, *sentence.ancestors(anchor.token)):
        if sentence.dep[token] == "advcl" and sentence.head[token] < token:
            marks = [sentence.low[k] for k in sentence.children(token, "mark")]
            own = sentence.child(token, "nsubj")
            return own is not None and bool({"as", "while"} & {*marks})
    return False


def _is_definite(anchor: Anchor) -> bool:
    """Say whether a mention is of the story's own measure: who fears "the ban" speaks of it.

    "Feared Beijing would ban exports", or that "sanctions would follow", tells of none.
    """
    sentence = anchor.sentence
    return not anchor.is_verb and any(
        sentence.low[k] in THE_SAME for k in sentence.kids[anchor.token]
    )


__all__ = ["Anchor", "Instruments"]
