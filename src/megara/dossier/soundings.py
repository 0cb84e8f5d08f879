"""Soundings: where one sentence tells that somebody asks others about a measure.

Told by a verb ("has canvassed", "is feeling out"), by an idiom ("is taking the temperature of"),
by asking whether ("asked its partners whether they would join"), or by a noun ("consultations with
allies", "outreach from Washington").
"""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.positions.matters import matters
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story
from megara.dossier.story.lists import PLACES

# Verbs that tell by themselves that somebody is sounded out.
SOUNDING = frozenset("consult sound canvass feel lobby poll enlist rally woo court approach brief "
                     "coordinate confer".split())  # fmt: skip
OUT = frozenset({"sound", "feel", "reach"})  # only with "out"
# Verbs that tell it where they ask "whether" or to join.
ASKING = frozenset("ask press urge persuade convince test probe query gauge invite push quiz "
                   "nudge lean appeal".split())  # fmt: skip
SEEKING = frozenset("seek look garner win secure drum try aim gather work hope shop put float "
                    "take test compare circulate reach turn hold open reopen begin start lay "
                    "pitch".split())  # fmt: skip
TELLING = SOUNDING | ASKING | SEEKING
IDIOMS = frozenset("support backing help agreement consensus temperature pulse mood feeler "
                   "water note idea plan appetite view ground option".split())  # fmt: skip
TALKS = frozenset("consultation talk discussion outreach negotiation conversation deliberation "
                  "contact dialogue communication sounding feeler exchange".split())  # fmt: skip
INVITED = frozenset("ally partner country government nation member capital state bloc "
                    "counterpart neighbour neighbor power".split())  # fmt: skip
OTHER_TALKS = frozenset("peace nuclear ceasefire trade truce phone accession denuclearization "
                        "membership disarmament coalition climate direct bilateral budget tariff "
                        "market".split())  # fmt: skip
# What measures are called while they are only talked of.
ABOUT = frozenset("response answer pressure penalty penalise penalize punish punishment cost reply "
                  "counter countermeasure sanction action step consequence".split())  # fmt: skip
WITH = frozenset({"with", "among", "between", "to", "of", "at", "past", "by", "from"})
LEVELS = {
    "staff": "staff", "aide": "staff", "diplomat": "diplomats", "ambassador": "ambassadors",
    "minister": "ministers", "ministerial": "ministers", "ministry": "ministries",
    "treasury": "ministries", "leader": "leaders", "summit": "leaders", "envoy": "envoys",
    "official": "officials", "expert": "experts", "working": "working level",
    "technical": "working level", "lawmaker": "lawmakers", "sherpa": "sherpas",
    "deputy": "deputies", "president": "leaders",
}  # fmt: skip
BESIDE_LEVEL = frozenset({"level", "levels", "between", "among", "by", "informally"})


FIRST = frozenset({"informal", "initial", "preliminary", "early", "quiet", "exploratory",
                   "tentative", "discreet"})  # fmt: skip
# What is asked of somebody that is no joining: "urged them to leave trade out of it".
SPARING = frozenset("leave refrain stop avoid drop lift ease spare exempt delay withdraw end weigh "
                    "reconsider soften abandon remove show return resume".split())  # fmt: skip
JOINING = frozenset("join consider back support follow adopt impose punish penalise penalize ban "
                    "curb freeze blacklist sanction restrict tighten match coordinate act "
                    "suspend bar".split())  # fmt: skip
ISO3 = 3


class Sounding(NamedTuple):
    """Who asks whom in one sentence, and at which level."""

    by: list[str]
    whom: list[str]
    level: list[str]


def sounding(story: Story, sentence: Sentence) -> Sounding | None:
    """Return who asks, who is asked and at which level, if a sentence tells of asking."""
    if TELLING.isdisjoint(sentence.lemma) and TALKS.isdisjoint(sentence.bases):
        return None
    by: list[str] = []
    whom: list[str] = []
    hit = False
    about = _about_measures(sentence)
    for at, lemma in enumerate(sentence.lemma):
        found = None
        if lemma in TELLING and sentence.is_verb(at):
            found = _told_by_verb(story, sentence, at) if about else None
        elif sentence.base[at] in TALKS and sentence.tag[at] in NOUNS:
            found = _told_by_noun(story, sentence, at, about=about)
        if found is not None:
            hit = True
            by += found[0]
            whom += found[1]
    if not hit:
        return None
    whom += _particularly(sentence)
    by = list(dict.fromkeys(by))
    whom = [p for p in dict.fromkeys(whom) if p not in by and not _is_target(story, p)]
    return Sounding(by, whom, _levels(sentence))


def _is_target(story: Story, party: str) -> bool:
    """Say whether a party is hit: talks with it are none about it; a bloc is rarely meant."""
    return party in story.targets and len(party) == ISO3


def _about_measures(sentence: Sentence) -> bool:
    return not (
        matters().isdisjoint(sentence.bases)
        and ABOUT.isdisjoint(sentence.bases)
        and ABOUT.isdisjoint(sentence.lemma)
    )


def _told_by_verb(
    story: Story, sentence: Sentence, verb: int
) -> tuple[list[str], list[str]] | None:
    """Return who asks and who is asked by "consult", "feel out", "ask whether", "seek support"."""
    lemma = sentence.lemma[verb]
    if sentence.dep[verb] in ("amod", "acl") and sentence.tag[verb] == "VBN":
        return None  # "people briefed on the talks"
    if sentence.negated(verb) or lemma not in TELLING:
        return None
    if lemma in OUT and not any(sentence.low[k] == "out" for k in sentence.kids[verb]):
        return None
    if lemma in ASKING and not _asks_to_join(sentence, verb):
        return None
    asked = _asked(sentence, verb)
    if lemma in SEEKING and not (
        lemma == "reach" or lemma == "look" or any(sentence.base[k] in IDIOMS for k in asked)
    ):
        return None
    passive = sentence.child(verb, "nsubjpass")
    if passive is not None:
        agent = [t for a in sentence.children(verb, "agent")
                 for t in sentence.children(a, "pobj")]  # fmt: skip
        whom = _who(story, sentence, passive)
        return ([p for t in agent for p in story.parties(sentence, t)], whom) if whom else None
    names = [k for k in asked if _can_be_asked(sentence, k)]
    subject = sentence.subject(verb)
    by = story.parties(sentence, subject) if subject is not None else []
    whom = [p for k in names for p in _who(story, sentence, k)]
    if not names and not (lemma in ("consult", "confer", "coordinate") and len(by) > 1):
        return None
    if whom and all(_is_target(story, p) for p in whom):
        return None
    return by, whom


def _asks_to_join(sentence: Sentence, verb: int) -> bool:
    """Say whether it is asked "whether", "how far", or to join, not to do something else."""
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] not in ("ccomp", "xcomp", "advcl") or kid < verb:
            continue
        if sentence.negated(kid) or sentence.lemma[kid] in SPARING:
            return False
        inside = sentence.subtree(kid)
        if any(sentence.low[k] in ("whether", "if", "how", "what") for k in inside[:3]):
            return True
        if sentence.lemma[kid] in JOINING:
            return True
        things = sentence.children(kid, "dobj")
        things += [t for p in sentence.children(kid, "prep") for t in sentence.children(p, "pobj")]
        if any(sentence.base[k] in matters() or sentence.base[k] in ABOUT for k in things):
            return True
    return False


def _asked(sentence: Sentence, verb: int) -> list[int]:
    """Return the nouns that a verb asks: its object and what hangs on "with", "among", "of"."""
    found: list[int] = []
    stack = sentence.children(verb, "dobj", "dative", "prep", "nsubj")
    stack = [k for k in stack if k > verb or sentence.dep[k] == "dobj"]
    stack += [s for k in sentence.children(verb, "ccomp") for s in sentence.children(k, "nsubj")]
    while stack:
        here = stack.pop()
        if sentence.dep[here] in ("prep", "dative"):
            if sentence.low[here] in WITH | {"for", "in"}:
                stack.extend(sentence.children(here, "pobj"))
            continue
        found.append(here)
        stack.extend(sentence.children(here, "conj", "appos"))
        stack.extend(k for k in sentence.children(here, "prep") if sentence.low[k] in WITH)
    return sorted(found)


def _can_be_asked(sentence: Sentence, token: int) -> bool:
    mention = sentence.mention[token]
    return sentence.base[token] in INVITED or (
        mention is not None and mention.name.kind in (*PLACES, "body")
    )


def _who(story: Story, sentence: Sentence, token: int) -> list[str]:
    """Return the parties asked; where they are none that is listed, as the story calls them."""
    found = story.parties(sentence, token)
    if found or sentence.base[token] not in INVITED or sentence.mention[token] is not None:
        return found
    first = min([token, *(k for k in sentence.kids[token]
                          if sentence.dep[k] in ("amod", "compound"))])  # fmt: skip
    return [sentence.text([first, token], story.text)] if first < token else []


def _told_by_noun(
    story: Story, sentence: Sentence, at: int, *, about: bool
) -> tuple[list[str], list[str]] | None:
    """Return who talks with whom by "consultations with allies", "contacts between A and B"."""
    beside = {sentence.low[k] for k in sentence.kids[at] if k < at}
    definite = not beside.isdisjoint({"the", "these", "those"})
    first = not beside.isdisjoint(FIRST)
    if not beside.isdisjoint(OTHER_TALKS) or not (about or definite or first):
        return None
    partners = _after(sentence, at, ("with", "among", "between"))
    source = _after(sentence, at, ("from", "by"))
    if not partners and sentence.low[sentence.head[at]] == "in":  # "is in talks with Finland"
        partners = _after(sentence, sentence.head[sentence.head[at]], ("with",))
    if not (
        partners or source or definite or first or sentence.dep[at] in ("pobj", "nsubj", "ROOT")
    ):
        return None
    whom = [p for thing in partners for p in _who(story, sentence, thing)]
    if any(_is_target(story, p) for p in whom):
        return None
    by = [p for thing in source for p in story.parties(sentence, thing)]
    if len(whom) > 1 and _after(sentence, at, ("between",)):
        by, whom = [*by, whom[0]], whom[1:]
    by += [p for p in story.modifiers(sentence, at) if p not in by]
    if partners:
        verb = next((a for a in sentence.ancestors(at) if sentence.is_verb(a)), None)
        subject = sentence.subject(verb) if verb is not None else None
        if subject is not None and subject != at:
            by += story.parties(sentence, subject)
    return by, whom


def _after(sentence: Sentence, noun: int, words: tuple[str, ...]) -> list[int]:
    return [t for p in sentence.children(noun, "prep") if sentence.low[p] in words
            for t in sentence.children(p, "pobj")]  # fmt: skip


def _particularly(sentence: Sentence) -> list[str]:
    """Return the parties named after "particularly", "including", "notably"."""
    return [
        mention.name.party
        for at, word in enumerate(sentence.low)
        if word in ("particularly", "especially", "including", "notably")
        for mention in sentence.mentions
        if at < mention.first <= at + 6 and mention.name.kind in ("country", "bloc")
    ]


def _levels(sentence: Sentence) -> list[str]:
    """Return at which level it is talked: "by staff and diplomats", "at working level"."""
    found = []
    for at, word in enumerate(sentence.base):
        if word in LEVELS and not BESIDE_LEVEL.isdisjoint(sentence.low[max(0, at - 5) : at + 4]):
            found.append(LEVELS[word])
    return list(dict.fromkeys(found))
