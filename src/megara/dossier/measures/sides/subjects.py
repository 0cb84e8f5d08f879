"""For whom the subject of a measure's verb stands: himself, who made the text, who shares it."""

from __future__ import annotations

from megara.dossier.measures.sides.owners import SOUGHT
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

# Who does this to a measure does not impose it.
AGAINST_IT = frozenset("oppose retaliate respond protest complain reject condemn criticize "
                       "criticise denounce veto accept block resist deny face join participate "
                       "recognise recognize call hold delay obstruct stall spare thwart "
                       "lose".split())  # fmt: skip
# What is shared "among ministers": they impose what it is about.
SHARED = frozenset("consensus agreement support majority unity unanimity discussion talk debate "
                   "momentum deal backing appetite idea call accord".split())  # fmt: skip
# "The decree signed by Putin": whose agent imposes what the text does.
TEXTS = frozenset("decree order bill law act resolution directive regulation proclamation "
                  "decision text document plan proposal measure package draft rule legislation "
                  "memo".split())  # fmt: skip


def of_subject(story: Story, sentence: Sentence, subject: int) -> list[str]:
    """Return the parties of a subject, or of who signed the decree or shares the consensus."""
    if _is_struck_by_a_text(sentence, subject):
        return []
    told = _who_tells(sentence, subject)
    if told is not None:
        return story.parties(sentence, told)
    if sentence.low[subject] == "it" and subject < 2 and follows_a_text(story, sentence):
        return []
    found = story.parties(sentence, subject)
    if found:
        return found
    if sentence.base[subject] == "council":
        named = any(m.name.party == "UN" for s in story.sentences for m in s.mentions)
        return ["UN"] if named else []
    if sentence.low[subject] in ("which", "that"):
        return _who_makes_the_text(story, sentence, sentence.head[sentence.head[subject]])
    if sentence.base[subject] in TEXTS:
        for clause in sentence.children(subject, "acl", "relcl"):
            if sentence.lemma[clause] not in SOUGHT:
                found += agents(story, sentence, clause)
    elif sentence.base[subject] in SHARED:
        for over in (subject, sentence.head[subject]):
            for prep in sentence.children(over, "prep"):
                if sentence.low[prep] in ("among", "amongst", "between", "within"):
                    for thing in sentence.children(prep, "pobj"):
                        found += story.parties(sentence, thing)
    return found


def _who_makes_the_text(story: Story, sentence: Sentence, text: int) -> list[str]:
    """Return who signs, passes or unveils "a law that bars", "an order which puts"."""
    if sentence.base[text] not in TEXTS:
        return []
    found = story.modifiers(sentence, text)
    verb = sentence.head[text]
    if found or sentence.dep[text] != "dobj" or sentence.lemma[verb] in AGAINST_IT | SOUGHT:
        return found
    subject = sentence.child(verb, "nsubj")
    return story.parties(sentence, subject) if subject is not None else []


def _is_struck_by_a_text(sentence: Sentence, subject: int) -> bool:
    """Say whether a "which" hangs on whom a text is against: "a package against X, which caps"."""
    if sentence.low[subject] not in ("which", "that"):
        return False
    struck = sentence.head[sentence.head[subject]]
    prep = sentence.head[struck]
    return sentence.dep[struck] == "pobj" and sentence.low[prep] in ("against", "on") and (
        sentence.base[sentence.head[prep]] in TEXTS
    )  # fmt: skip


def _who_tells(sentence: Sentence, subject: int) -> int | None:
    """Return who tells another that "it" will do so: "told Chad it would close the market"."""
    verb = sentence.head[subject]
    above = sentence.head[verb]
    if (
        sentence.low[subject] not in ("it", "he", "she", "they")
        or sentence.dep[verb] != "ccomp"
        or sentence.lemma[above] not in ("tell", "inform", "notify", "warn", "assure")
        or sentence.child(above, "dobj") is None
    ):
        return None
    return sentence.child(above, "nsubj")


def follows_a_text(story: Story, sentence: Sentence) -> bool:
    """Say whether the sentence before is about a package or bill: "It forbids the purchase of"."""
    for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
        before = story.sentences[number]
        about = (t for t in range(len(before)) if before.dep[t] in ("nsubj", "nsubjpass", "attr"))
        first = next(about, 0)
        if before.low[first] != "it":
            return before.base[first] in TEXTS
    return False


def agents(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return by whom a passive's doing is done."""
    ties = [k for k in sentence.children(verb, "agent", "prep") if sentence.low[k] == "by"]
    if sentence.child(verb, "nsubj") is not None:
        ties = []  # "Peru blocked the sale of a mine by a Chinese firm": no agent of the blocking
    return [p for tie in ties for thing in sentence.children(tie, "pobj")
            for p in story.parties(sentence, thing)]  # fmt: skip
