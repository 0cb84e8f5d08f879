"""Whose act a condition speaks of: its subject, the "by" of a passive, or the owner of a noun.

Where its words tell no party ("if the violence goes on"), it is that of whom the sentence
threatens (``struck``).
"""

from __future__ import annotations

from megara.dossier.lexicon import singular
from megara.dossier.measures.together import Measured
from megara.dossier.positions.matters import matters, speaks_of_measure
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story
from megara.dossier.story.lists import PLACES
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.consequence import targets_here
from megara.dossier.triggers.relief import FAVOURS, MEASURES
from megara.dossier.triggers.struck import FACING, aimed_at, struck
from megara.dossier.triggers.things import ACCORDS, acts

THOSE_HIT = frozenset(
    "generals junta regime government military leadership leaders rulers sides parties factions "
    "authorities army".split()
)
FIRMS = frozenset({"bank", "company", "firm", "entity", "refiner", "country", "vessel", "ship"})
PERSONAL = frozenset({"it", "they", "he", "she"})
# Things that do something, but by whose act is not told: "if prices rise", "if the talks fail".
NO_DOERS = frozenset(
    "price market talk negotiation vote resolution bill council member ally state partner "
    "congress senate evidence proof report weather winter oil gas court economy bloc need "
    "necessary consumer inflation crop everything nothing situation case condition question "
    "decision idea unanimity majority consensus pressure diplomacy risk lawmaker investor "
    "nobody money date ruling verdict judgment law pain burden cost effect other most "
    "inquiry investigation review answer result time harvest someone somebody anyone "
    "anybody ceasefire truce".split()
)
IMPERSONAL = frozenset({"be", "come", "rain", "take", "seem", "emerge", "happen", "get", "turn",
                        "run", "expire", "lapse", "end", "pass", "matter"})  # fmt: skip
HEAD_OF_SENTENCE = 4
SUFFERING = frozenset("lose suffer need want die starve be become enforce join follow".split())
SUFFERED = frozenset({"dark", "hungry", "bankrupt", "broke", "cold", "thirsty", "ill", "apart"})
NO_ACTS = frozenset("win lose meet vote elect convene gather".split())  # "if Trump wins"
GRANTED = frozenset("need approve confirm prove grant share issue place list find give publish "
                    "lift extend renew agree require adopt pass introduce impose "
                    "put".split())  # fmt: skip
ISO3 = 3
MAKING = frozenset("reach strike sign make conclude clinch seal find have agree secure".split())
SIDES = frozenset({"north", "south"})


def actors_of(
    story: Story, sentence: Sentence, condition: Condition, measures: Measured
) -> list[str]:
    """Return the parties whose act a condition speaks of; where it tells none, those hit."""
    verb, subject = condition.verb, condition.subject
    found = _told(story, sentence, verb, subject)
    here = targets_here(sentence, measures)
    if subject is None:
        if sentence.base[verb] in ("win", "lose") and sentence.dep[verb] == "advcl":
            return []  # "if Trump wins", taken for a noun
        if found:
            return found
        if condition.addressed or sentence.tag[verb] in NOUNS:
            return struck(story, sentence, condition, here)
        return []
    word = sentence.low[subject]
    if sentence.lemma[verb] in NO_ACTS and sentence.is_verb(verb):
        thing = sentence.child(verb, "dobj")
        if thing is None or sentence.lemma[verb] in ("win", "lose"):
            return []
    if word == "it" and _of_a_firm(story, sentence, condition):
        return []
    if word in PERSONAL:
        hit = _hit_by_main(story, sentence, condition)
        if hit:
            return hit
    if _of_nobody(sentence, condition):
        return []
    if not found and word in SIDES:
        found = _half(story, sentence, word)
    done = sentence.dep[subject] == "nsubjpass"
    if not found and singular(word) in FIRMS and not done and not _others(sentence, subject):
        found = story.same_again(sentence, subject)
    if not found and word in THOSE_HIT:
        all_hit = (*here, *(p for m, _ in measures for p in m.against))
        found = [p for p in all_hit if len(p) == ISO3][:1]  # a bloc has no junta
    owned = any(sentence.tag[k] == "PRP$" for k in sentence.kids[subject])  # "its forces"
    if found and (word in PERSONAL or owned):
        return _not_the_sender(story, sentence, condition, found, here)
    if not found and (word in PERSONAL and _told_later(sentence, condition)):
        return struck(story, sentence, condition, here)
    if not found and _may_be_theirs(sentence, condition):
        found = struck(story, sentence, condition, here)
    if not found and word == "whoever":
        found = _where(sentence, verb)
    return found


def _others(sentence: Sentence, noun: int) -> bool:
    return any(sentence.low[k] in ("other", "some", "more", "many") for k in sentence.kids[noun])


def _of_nobody(sentence: Sentence, condition: Condition) -> bool:
    """Say whether "it comes to a vote" or "the two sides strike a deal": no act of one party."""
    subject, verb = condition.subject, condition.verb
    if subject is None:
        return False
    word = sentence.low[subject]
    thing = sentence.child(verb, "dobj")
    if sentence.base[subject] in MEASURES and sentence.dep[subject] == "nsubj" and thing is None:
        return True  # "if the ban goes ahead"
    if word == "it" and sentence.lemma[verb] in IMPERSONAL:
        acts_on = any(sentence.low[k] in ("off", "over", "against", "away", "back")
                      for k in sentence.children(verb, "prt", "prep"))  # fmt: skip
        return sentence.child(verb, "dobj") is None and not acts_on  # not "it turns off the gas"
    if word == "they" and condition.weak and _measures_before(sentence, subject):
        return True  # "sanctions will stay as long as they hurt"
    how = sentence.child(verb, "acomp", "oprd", "advmod")
    if sentence.lemma[verb] in ("go", "fall") and how is not None and sentence.low[how] in SUFFERED:
        return True  # "if Baghdad goes dark"
    if word in ("sides", "both", "they"):
        made = sentence.lemma[verb] in MAKING
        return made and thing is not None and sentence.base[thing] in ACCORDS
    return False


def _measures_before(sentence: Sentence, pronoun: int) -> bool:
    """Say whether the last thing that "they" could be is measures, not a party."""
    last = max((m.last for m in sentence.mentions if m.last <= pronoun), default=0)
    return speaks_of_measure(sentence, range(last, pronoun))


def _told_later(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a pronoun stands for who is named after it: "should they refuse, Niger"."""
    pronoun, verb = condition.subject, condition.verb
    return (
        pronoun is not None
        and pronoun < HEAD_OF_SENTENCE
        and sentence.dep[pronoun] == "nsubj"
        and sentence.lemma[verb] not in IMPERSONAL
    )


def _of_a_firm(story: Story, sentence: Sentence, condition: Condition) -> bool:
    """Say whether "it" is a firm that acts: "the company will leave Russia if it finds"."""
    main = sentence.head[condition.verb]
    does = sentence.child(main, "nsubj") if sentence.is_verb(main) else None
    return (
        does is not None
        and sentence.base[does] in FIRMS
        and sentence.base[does] not in ("country", "entity")
        and not story.parties(sentence, does)
    )


def _hit_by_main(story: Story, sentence: Sentence, condition: Condition) -> list[str]:
    """Return whom the main clause before a pronoun hits: "banks in B will be cut off if they"."""
    pronoun, verb = condition.subject, condition.verb
    main = next((a for a in sentence.ancestors(verb) if a != verb and sentence.is_verb(a)), None)
    if pronoun is None or main is None or main > pronoun or sentence.tag[pronoun] != "PRP":
        return []
    does, hit = sentence.child(main, "nsubj"), sentence.child(main, "nsubjpass")
    if hit is None and does is not None and sentence.lemma[main] in FACING:
        hit, does = does, None
    plural = sentence.low[pronoun] == "they"
    if hit is None and plural and does is not None:
        thing = sentence.child(main, "dobj")  # "will punish banks in B if they"
        hit = thing if thing is not None and sentence.tag[thing] == "NNS" else None
    if hit is None or sentence.tag[hit] == "PRP":
        return []
    found = [] if sentence.base[hit] in matters() else story.parties(sentence, hit)
    if not found:
        found = [
            party
            for prep in sentence.children(main, "prep")
            if hit < prep < pronoun and sentence.low[prep] in ("in", "on", "against")
            for thing in sentence.children(prep, "pobj")
            for party in story.parties(sentence, thing)
        ]
    by = [] if does is None else story.parties(sentence, does)
    return [party for party in found if party not in by]


def _where(sentence: Sentence, verb: int) -> list[str]:
    """Return where "whoever" acts: "whoever blocks the return to civilian rule in Mali"."""
    return [m.name.party for m in sentence.mentions
            if m.last - 1 in sentence.subtree(verb) and m.name.party
            and sentence.low[sentence.head[m.last - 1]] == "in"][:1]  # fmt: skip


def _half(story: Story, sentence: Sentence, word: str) -> list[str]:
    """Return the country that "the North" or "the South" stands for in a story of it."""
    for number in range(sentence.number, -1, -1):
        for mention in story.sentences[number].mentions:
            if story.sentences[number].low[mention.first] == word and mention.name.party:
                return [mention.name.party]
    return []


def _may_be_theirs(sentence: Sentence, condition: Condition) -> bool:
    """Say whether an act of nobody named may be that of those hit: "the violence goes on"."""
    subject, verb = condition.subject, condition.verb
    if subject is None or sentence.tag[subject] in ("PRP", "EX", "DT", "NNP", "NNPS"):
        return False
    passive = sentence.dep[subject] == "nsubjpass"
    return (
        not condition.weak
        and sentence.base[subject] not in NO_DOERS
        and sentence.base[subject] not in matters()
        and sentence.lemma[verb] not in SUFFERING
        and not (passive and sentence.lemma[verb] in GRANTED)
    )


def _told(story: Story, sentence: Sentence, verb: int, subject: int | None) -> list[str]:
    """Return the parties that the act's own words tell."""
    if not sentence.is_verb(verb):
        return _doer(story, sentence, verb)
    if subject is None:
        return []
    if sentence.child(verb, "nsubjpass") is None:
        return story.parties(sentence, subject)
    by = [story.parties(sentence, t) for a in sentence.children(verb, "agent")
          for t in sentence.children(a, "pobj")]  # fmt: skip
    if by:
        return by[0]
    owned = any(sentence.tag[k] == "PRP$" for k in sentence.kids[subject])
    if sentence.tag[subject] == "PRP" or sentence.lemma[verb] in GRANTED | FAVOURS or owned:
        return []  # "if it is promised another round", "if the banks are put on the list"
    return _doer(story, sentence, subject) or story.parties(sentence, subject)


def _doer(story: Story, sentence: Sentence, noun: int) -> list[str]:
    """Return who does what a noun names: "by X", "from X", or its owner."""
    within = (p for k in sentence.subtree(noun) for p in sentence.children(k, "prep", "agent"))
    for prep in (*sentence.children(noun, "prep", "agent"), *within):
        if sentence.low[prep] in ("by", "from"):
            for thing in sentence.children(prep, "pobj"):
                found = story.parties(sentence, thing)
                if found:
                    return found
    if sentence.base[noun] in acts():  # "a coup in B"
        for prep in sentence.children(noun, "prep"):
            if sentence.low[prep] in ("in", "across", "inside"):
                for thing in sentence.children(prep, "pobj"):
                    found = story.parties(sentence, thing)
                    if found:
                        return found
    for kid in sentence.kids[noun]:
        if kid < noun and sentence.dep[kid] in ("poss", "amod", "compound", "nmod"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.party:
                return [mention.name.party]
            if sentence.dep[kid] == "poss":
                return story.parties(sentence, kid)
    return []


def _not_the_sender(
    story: Story, sentence: Sentence, condition: Condition, actors: list[str], targets: list[str]
) -> list[str]:
    """Return who "it" is in "A will sanction B if it ...": B, not the subject that imposes."""
    pronoun, main = condition.subject, sentence.head[condition.verb]
    if pronoun is None:
        return actors
    others = struck(story, sentence, condition, targets) or [
        m.name.party for m in sentence.mentions
        if m.last <= pronoun and m.name.kind in PLACES and m.name.party != actors[0]
    ][-1:]  # fmt: skip
    after = aimed_at(sentence, set(sentence.subtree(condition.verb)), condition.verb)
    if after and _told_later(sentence, condition):
        return after  # "if they do, there will be sanctions on B"
    if _patient_before(sentence, main, condition.verb, pronoun) and others:
        return others[:1]
    for above in (main, *sentence.ancestors(main)):
        if above == condition.verb:
            continue
        subject = sentence.child(above, "nsubj", "nsubjpass")
        if subject is None or subject == pronoun:
            continue
        if actors[0] in story.parties(sentence, subject) and others:
            return others
    alone = actors[0] in story.senders and actors[0] not in story.targets
    others_told = any(t == "NNS" for t in sentence.tag[:pronoun])  # "banks ... if they"
    return [] if alone and others_told and sentence.low[pronoun] == "they" else actors


def _patient_before(sentence: Sentence, main: int, verb: int, pronoun: int) -> bool:
    """Say whether B of "would punish B if it ..." stands before the pronoun."""
    patient = sentence.child(main, "dobj") if main != verb else None
    return patient is not None and patient < pronoun and sentence.mention[patient] is not None
