"""The act of a condition: its words, without the actor, and the party that it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers.conditions import Condition

LONGEST = 16  # words of an act
TO_WHOM = frozenset({"to", "for"})
AGAINST = frozenset({"against", "on", "into"})
HURTING = frozenset("arm invade attack help aid assist supply support strike blockade annex "
                    "threaten back seize bomb shell occupy coerce equip fund ram sink harass "
                    "detain intercept board jail".split())  # fmt: skip
BUYING = frozenset({"buy", "purchase", "import", "acquire", "procure"})
DEALING = frozenset({"trade", "deal", "cooperate"})
COMPLEMENTS = ("prt", "dobj", "acomp", "xcomp", "ccomp", "neg", "oprd", "attr")
# Relations of the words below an act on which its recipient may hang.
BELOW = ("dobj", "xcomp", "pcomp", "conj", "ccomp", "pobj", "nsubjpass", "advcl")


def recipient_of(story: Story, sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return the party that would get it, or be hurt by it."""
    places = [verb, *[k for k in sentence.subtree(verb) if k != verb
                      and sentence.dep[k] in BELOW]]  # fmt: skip
    for party in (*_reached(story, sentence, places), *_bought_from(story, sentence, places)):
        if party != actor:
            return party
    return None


def _reached(story: Story, sentence: Sentence, places: list[int]) -> Iterator[str]:
    """Yield the parties that an act reaches, the surest first: to whom, against whom, what, of."""
    for words in (TO_WHOM, AGAINST):
        for place in places:
            for prep in sentence.children(place, "prep", "dative"):
                if sentence.low[prep] in words:
                    for thing in sentence.children(prep, "pobj"):
                        if sentence.low[prep] != "for" or sentence.mention[thing] is not None:
                            yield from story.parties(sentence, thing)
    for place in places:
        for kid in sentence.children(place, "dative", "dobj"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.party:
                yield mention.name.party
            if sentence.lemma[place] in HURTING:
                yield from story.parties(sentence, kid)
    for place in places:
        if not sentence.is_verb(place):
            for prep in sentence.children(place, "prep"):
                if sentence.low[prep] in ("of", "into"):
                    for thing in sentence.children(prep, "pobj"):
                        named = sentence.mention[thing]  # Russian oil is not Russia
                        if named is not None and named.name.party:
                            yield named.name.party


def _bought_from(story: Story, sentence: Sentence, places: list[int]) -> Iterator[str]:
    """Yield from whom something would be bought, or with whom dealt."""
    for place in places:
        ways = ("from",) if sentence.lemma[place] in BUYING else ()
        ways = ("with",) if sentence.lemma[place] in DEALING else ways
        for token in sentence.subtree(place) if ways else ():
            if sentence.low[token] in ways and sentence.dep[token] == "prep":
                for thing in sentence.children(token, "pobj"):
                    yield from story.parties(sentence, thing)


def action_of(story: Story, sentence: Sentence, condition: Condition) -> str:
    """Return the words of the act, without the actor and the recipient."""
    verb = condition.verb
    noun = not sentence.is_verb(verb)
    passive = sentence.child(verb, "nsubjpass") is not None
    patient = condition.subject if passive else None
    if noun or patient is not None:
        action = _of_noun(story, sentence, verb, patient)
    else:
        action = _of_verb(story, sentence, verb)
    if condition.unless or (not noun and patient is None and sentence.negated(verb)):
        # "unless it does", "if it did not"
        return " ".join(["does not", sentence.lemma[verb], *action.split()[1:]])
    return action


def _of_noun(story: Story, sentence: Sentence, verb: int, patient: int | None) -> str:
    """Return the words of an act that a noun names, or that is done to a noun."""
    tokens = sentence.subtree(patient if patient is not None else verb)
    if patient is not None and verb - patient < LONGEST:
        tokens = sorted({*tokens, verb})
    return " ".join(sentence.text(tokens, story.text).split()[:LONGEST])


def _of_verb(story: Story, sentence: Sentence, verb: int) -> str:
    """Return a verb with its complements, up to the comma or the "to" of a recipient."""
    parts = [verb]
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] in COMPLEMENTS or (
            sentence.dep[kid] == "prep"
            and sentence.low[kid]
            in (
                "with",
                "into",
                "on",
                "in",
                "against",
                "towards",
                "toward",
                "from",
                "over",
                "of",
                "out",
                "off",
            )
            and sentence.child(verb, "dobj") is None
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
    words = story.text[sentence.start[verb] : sentence.end[last]].split()
    return " ".join(words[:LONGEST])
