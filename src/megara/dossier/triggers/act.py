"""The act of a condition: its words, without the actor, and the party that it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers.actor import FIRMS, THOSE_HIT
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.named import named_below

LONGEST = 16  # words of an act
TO_WHOM = frozenset({"to", "for"})
AGAINST = frozenset({"against", "on", "upon", "into", "over", "across"})
SHOOTING = frozenset({"shoot", "fire", "aim", "strike", "hit", "lob"})  # "at Greek ships"
HURTING = frozenset("arm invade attack help aid assist supply support strike blockade annex "
                    "threaten back seize bomb shell occupy coerce equip fund ram sink harass "
                    "detain intercept board jail ring encircle tax target hit sanction penalise "
                    "penalize recognise recognize recapture storm raid besiege "
                    "overfly arrest freeze confiscate expel evict blacklist exclude expropriate "
                    "impound place".split())  # fmt: skip
BUYING = frozenset("buy purchase import acquire procure load refine process settle clear handle "
                   "carry insure finance launder resell burn market".split())  # fmt: skip
# What is helped is its owner's: "services Russian warships", "lets Russian gold through".
HELPING = frozenset("service repair insure refuel host harbour harbor shelter train fund equip arm "
                    "launder pass let allow wave unload reflag escort certify "
                    "broker".split())  # fmt: skip
# Whose weapons are deployed, or whose oil is sold, is hit by neither.
HANDING_ON = frozenset("deploy station use fire launch test send ship supply sell deliver provide "
                       "transfer export reexport field".split())  # fmt: skip
WORDS_ON = frozenset({"remark", "comment", "statement", "word", "stance", "position", "policy",
                      "law", "bill", "view", "claim", "report"})  # fmt: skip
DEALING = frozenset({"trade", "deal", "cooperate"})
# What these verbs govern gets nothing: "follows Washington", "closes its airports to Iran Air".
GIVING_NOTHING = frozenset("follow join match mirror copy heed let allow close shut bar tell ask "
                           "accompany lay touch align".split())  # fmt: skip
COMPLEMENTS = ("prt", "dobj", "acomp", "xcomp", "ccomp", "neg", "oprd", "attr")
LINKING = frozenset("with into on in against towards toward from over of out off upon across "
                    "around ahead through back down up forward after".split())  # fmt: skip
# Relations of the words below an act on which its recipient may hang.
BELOW = (
    "dobj",
    "xcomp",
    "pcomp",
    "conj",
    "ccomp",
    "pobj",
    "attr",
    "nsubjpass",
    "advcl",
    "prep",
    "advmod",
)
# "uses nuclear weapons in B"
WITHIN = frozenset("use deploy station interfere meddle intervene fire land".split())
FRONTIER = frozenset({"border", "frontier", "territory", "soil"})


def recipient_of(story: Story, sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return the party that would get it, or be hurt by it."""
    if sentence.lemma[verb] in GIVING_NOTHING - HELPING:
        return None
    places = _below(sentence, verb)
    for party in (*_reached(story, sentence, places), *_bought_from(story, sentence, places)):
        if party != actor:
            return party
    deep = named_below(sentence, verb, actor)
    if deep is not None:
        return deep
    if sentence.is_verb(verb) and sentence.lemma[verb] not in GIVING_NOTHING:
        return _whose(story, sentence, verb, actor)
    return None


def _whose(story: Story, sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return whose it is what an act takes: "turns back American flights"."""
    if sentence.lemma[verb] in HANDING_ON:
        return None
    things = sentence.children(verb, "dobj")
    things += [thing for prep in sentence.children(verb, "prep")
               if sentence.low[prep] == "after" and sentence.lemma[verb] == "go"
               for thing in sentence.children(prep, "pobj")]  # fmt: skip
    for thing in things:
        if sentence.base[thing] not in WORDS_ON | FRONTIER:
            for party in story.modifiers(sentence, thing):
                if party != actor:
                    return party
    return None


def _below(sentence: Sentence, verb: int) -> list[int]:
    """Return an act and the words below it, not those of another's act beside it."""
    found = [verb]
    for here in found:
        for kid in sentence.kids[here]:
            if sentence.dep[kid] in BELOW and not (
                sentence.dep[kid] in ("advcl", "conj")
                and sentence.is_verb(kid)
                and sentence.child(kid, "nsubj", "nsubjpass") is not None
            ):
                found.append(kid)
    return found


def _reached(story: Story, sentence: Sentence, places: list[int]) -> Iterator[str]:
    """Yield the parties that an act reaches, the surest first: to whom, against whom, what, of."""
    for words in (TO_WHOM, AGAINST):
        for place in places:
            if sentence.lemma[place] in GIVING_NOTHING:
                continue
            for prep in sentence.children(place, "prep", "dative"):
                at = words is AGAINST and sentence.low[prep] == "at"
                hits = at and sentence.lemma[place] in SHOOTING
                if (hits or sentence.low[prep] in words) and sentence.base[place] not in WORDS_ON:
                    for thing in sentence.children(prep, "pobj"):
                        if _named_at(sentence, prep, thing):
                            yield from story.parties(sentence, thing)
    for place in places:
        hurting = sentence.lemma[place] in HURTING
        for kid in sentence.children(place, "dative", "dobj"):
            mention = sentence.mention[kid]
            if (
                mention is not None
                and mention.name.party
                and sentence.lemma[place] not in GIVING_NOTHING
            ):
                yield mention.name.party
            if hurting or sentence.dep[kid] == "dative":
                yield from story.parties(sentence, kid)
        if sentence.lemma[place] in WITHIN:
            for prep in sentence.children(place, "prep"):
                if sentence.low[prep] in ("in", "within"):
                    for thing in sentence.children(prep, "pobj"):
                        if sentence.mention[thing] is not None:
                            yield from story.parties(sentence, thing)
    for place in places:
        if not sentence.is_verb(place):
            for prep in sentence.children(place, "prep"):
                if sentence.low[prep] in ("of", "into"):
                    for thing in sentence.children(prep, "pobj"):
                        named = sentence.mention[thing]  # Russian oil is not Russia
                        if named is not None and named.name.party:
                            yield named.name.party


def _named_at(sentence: Sentence, prep: int, thing: int) -> bool:
    """Say whether a preposition leads to a party, not "for the war", "over the summer"."""
    word = sentence.low[prep]
    if word == "for":
        return sentence.mention[thing] is not None or any(
            sentence.mention[k] is not None for k in sentence.children(thing, "poss", "amod")
        )
    if word in ("over", "across"):
        return sentence.base[thing] in FRONTIER
    return True


def _bought_from(story: Story, sentence: Sentence, places: list[int]) -> Iterator[str]:
    """Yield from whom something would be bought, or with whom dealt."""
    for place in places:
        buying = sentence.lemma[place] in BUYING
        ways = ("from",) if buying else ()
        ways = ("with",) if sentence.lemma[place] in DEALING else ways
        for token in sentence.subtree(place) if ways else ():
            if sentence.low[token] in ways and sentence.dep[token] == "prep":
                for thing in sentence.children(token, "pobj"):
                    yield from story.parties(sentence, thing)
        if sentence.lemma[place] in HELPING and sentence.is_verb(place):
            helped = sentence.children(place, "dobj")
            helped += [k for act in sentence.children(place, "ccomp", "xcomp")
                       for k in sentence.children(act, "nsubj")]  # fmt: skip
            for thing in helped:
                yield from story.modifiers(sentence, thing)
        if buying and place == places[0]:
            of = [k for p in sentence.children(place, "prep") if sentence.low[p] == "of"
                  for k in sentence.children(p, "pobj")]  # fmt: skip
            for thing in (*sentence.children(place, "dobj"), *of):
                yield from story.modifiers(sentence, thing)
        elif buying and sentence.is_verb(place):
            for thing in sentence.children(place, "dobj"):
                yield from story.modifiers(sentence, thing)


def action_of(story: Story, sentence: Sentence, condition: Condition) -> str:
    """Return the words of the act, without the actor and the recipient."""
    verb = condition.verb
    noun = not sentence.is_verb(verb)
    passive = sentence.child(verb, "nsubjpass") is not None
    patient = condition.subject if passive else None
    if patient is None and not noun and _is_thing(story, sentence, condition):
        patient = condition.subject  # "if the violence goes on"
    if noun or patient is not None:
        action = _of_noun(story, sentence, verb, patient)
    else:
        action = _of_verb(story, sentence, condition)
    negated = not noun and patient is None and sentence.negated(verb)
    if negated and (condition.unless or "to" in (sentence.low[k] for k in sentence.kids[verb])):
        return action  # "warned it not to ship drones": what would follow if it does
    if condition.unless or negated:  # "unless it does", "if it did not"
        return " ".join(["does not", sentence.lemma[verb], *action.split()[1:]])
    return action


def _is_thing(story: Story, sentence: Sentence, condition: Condition) -> bool:
    """Say whether no party but something of it acts: "the violence goes on"."""
    subject = condition.subject
    return (
        subject is not None
        and sentence.tag[subject] in ("NN", "NNS")
        and sentence.base[subject] not in FIRMS
        and sentence.low[subject] not in THOSE_HIT
        and not story.parties(sentence, subject)
    )


def _of_noun(story: Story, sentence: Sentence, verb: int, patient: int | None) -> str:
    """Return the words of an act that a noun names, or that is done to a noun."""
    tokens = sentence.subtree(patient if patient is not None else verb)
    if patient is not None and verb - patient < LONGEST:
        tokens = sorted({*tokens, verb})
    return " ".join(sentence.text(tokens, story.text).split()[:LONGEST]).rstrip(",;")


def _of_verb(story: Story, sentence: Sentence, condition: Condition) -> str:
    """Return a verb with its complements, up to the comma or the "to" of a recipient."""
    verb = condition.verb
    parts = [verb]
    alone = sentence.child(verb, "dobj") is None
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] in COMPLEMENTS or (
            alone and sentence.dep[kid] in ("prep", "advmod") and sentence.low[kid] in LINKING
        ):
            parts.extend(sentence.subtree(kid))
    last = verb
    for token in sorted(parts):
        if token < verb:
            continue
        if token > last + 3 or sentence.low[token] == ",":
            break
        if (
            sentence.low[token] == "to"
            and sentence.dep[token] in ("prep", "dative")
            and any(sentence.mention[k] is not None for k in sentence.kids[token])
        ):
            break
        last = token
    first = verb if condition.first is None else condition.first
    words = story.text[sentence.start[first] : sentence.end[last]].split()
    return " ".join(words[:LONGEST])
