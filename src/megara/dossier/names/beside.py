"""What stands beside a name and agrees with a listed person: the office, the country, the day."""

from __future__ import annotations

import re

from megara.dossier.gazetteer import Name, in_office
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

STORY_NAMES = "the story names"  # what a ground says that stands elsewhere, the weaker for it
BEFORE = 12  # tokens: "the secretary general of the Organization of American States, Luis"
OFFICE_WORDS = re.compile(r"[a-z]+")
# Words of so many offices that one alone is no ground.
WEAK = frozenset("the of and for to state minister deputy affairs general national top senior "
                 "assistant under".split())  # fmt: skip


# Words of offices that stand for one another: "Oil Minister" for the listed petroleum minister.
SAME = {
    word: group.split()[0]
    for group in ("petroleum oil energy", "foreign external overseas international outside "
                  "exterior diplomacy diplomat diplomatic",
                  "finance financial treasury exchequer economy economic economics fiscal",
                  "defence defense war military armed", "trade commerce commercial business",
                  "ambassador envoy representative emissary permanent", "spokesman spokeswoman "
                  "spokesperson spokesmen", "president presidential", "chairman chair chairwoman "
                  "chairperson", "interior home internal", "premier prime", "chief head boss",
                  "deputy vice", "adviser advisor counsellor counselor", "justice attorney law")
    for word in group.split()
}  # fmt: skip


def _same(words: set[str]) -> set[str]:
    """Return words of offices with one for those that mean the same."""
    return {SAME.get(word, word) for word in words}


def beside(sentence: Sentence, first: int, last: int) -> list[int]:
    """Return the tokens beside a name: some before it, and the apposition after it."""
    before = range(max(0, first - BEFORE), first)
    after: list[int] = []
    if last < len(sentence) and sentence.low[last] == ",":
        for token in range(last + 1, min(len(sentence), last + 12)):
            if sentence.low[token] == "," and token > last + 2:
                break
            if sentence.is_verb(token) and sentence.dep[token] == "ROOT":
                break
            after.append(token)
    return [*before, *after]


def _broken_off(story: Story, sentence: Sentence) -> Sentence | None:
    """Return the sentence before, where it does not end as one: "the commission chief"."""
    if sentence.number == 0:
        return None
    before = story.sentences[sentence.number - 1]
    return before if before.words[-1].isalpha() else None


def _story_names(story: Story, party: str) -> bool:
    """Say whether a story names a country or bloc anywhere."""
    return any(
        mention.name.party == party and mention.name.kind != "person"
        for sentence in story.sentences
        for mention in sentence.mentions
    )


def grounds(
    story: Story, sentence: Sentence, name: Name, context: list[int], alone: bool
) -> list[str]:
    """Return what beside the name agrees with the listed person, besides spelling and sound."""
    office = set(OFFICE_WORDS.findall(name.office.lower()))
    near = {sentence.low[i] for i in context}
    named = [m for i in context if (m := sentence.mention[i]) is not None]
    broken = _broken_off(story, sentence) if not context or context[0] < 2 else None
    if broken is not None:
        near.update(broken.low[-8:])
        named.extend(broken.mentions)
    role = _same(office - WEAK) & _same(near - WEAK) | office & near & WEAK
    parties = {mention.name.party for mention in named if mention.name.kind != "person"}
    for owner in (i for i in context if sentence.low[i] in ("its", "their")):
        parties.update(story.refer(sentence, owner))
    held = in_office(name, story.published)
    found = []
    if role - WEAK or len(role) > 1:
        date = f" on {story.published}" if story.published and held else ""
        found.append(f"office: {name.party} {name.office}{date}")
    if name.party in parties:
        found.append(f"country: {name.party}")
    elif (found or not alone) and _story_names(story, name.party):
        found.append(f"country: {STORY_NAMES} {name.party}")
    if not held and len(found) < 2:
        found = []
    if alone and len(found) < 2:
        story_has = name.name in {n.name for n in story.known.values()}
        return [f"{STORY_NAMES} the same person elsewhere"] if story_has and found else []
    return found
