"""Which parties a phrase stands for: ISO3 codes, or a bloc's name.

The phrase headed by a token stands for parties by its own name, by the nationality or owner before
it ("Chinese banks", "Washington's envoy"), by what follows ("officials from Japan", "allies
including Norway", "from Germany to South Korea"), or, for pronouns, by the last party that fits.

Phrase and pronoun are in one file because each asks the other: a pronoun stands for what an
earlier phrase stood for, and a phrase may be owned by a pronoun. ``depth`` counts these steps, so
that a circle in the parse ends.
"""

from __future__ import annotations

from megara.dossier.lexicon import roles, singular
from megara.dossier.sentence import Sentence
from megara.dossier.story.blocs import bloc_meant
from megara.dossier.story.earlier import (
    COUNTRY,
    country_before,
    country_meant,
    home_of_ministry,
    nouns_before,
    party_introduced,
    ruled,
    rules,
    seat_beside,
    seat_told,
)
from megara.dossier.story.lists import circle_of, listed, spelt_out
from megara.dossier.story.nouns import (
    AIDES,
    AMONG,
    BLOC_WORDS,
    COLLECTIVE,
    INSTALLED,
    MEMBERS,
    OF_PARTY,
    OF_STATE,
    OFFICIALS,
    RELATED,
    SAME_AGAIN,
)
from megara.dossier.story.pairs import number_told, several_before
from megara.dossier.story.pronouns import (
    HE,
    IT,
    NOBODY,
    THEY,
    WE,
    is_pronoun,
    is_relative,
    names_another,
    noun_of_relative,
    one_told,
    place_before,
    repeats_others,
    subject_of_condition,
    subjects_above,
)
from megara.dossier.story.telling import Telling

DEEPEST = 4


def of_phrase(story: Telling, sentence: Sentence, token: int | None) -> list[str]:
    """Return the parties that the phrase headed by a token stands for, in order, once each."""
    if token is None:
        return []
    found: list[str] = []
    for part in sentence.conjuncts(token):
        found.extend(_of_one(story, sentence, part, 0))
    return list(dict.fromkeys(found))


def _of_one(story: Telling, sentence: Sentence, token: int, depth: int) -> list[str]:
    """Return the parties of one noun or pronoun, without those joined to it by "and"."""
    key = (sentence.number, token)
    if depth > DEEPEST or key in story.asked:
        return []  # a circle: a pronoun owned by what it stands for
    story.asked.add(key)
    try:
        return _of_this(story, sentence, token, depth)
    finally:
        story.asked.discard(key)


def _of_this(story: Telling, sentence: Sentence, token: int, depth: int) -> list[str]:
    mention = sentence.mention[token]
    if mention is not None:
        if mention.name.kind == "body" and mention.last - 1 == token:
            # "the British Treasury" is not the American one
            seat = seat_beside(sentence, token)  # nor is that in Canberra
            owners = [p for p in (*of_modifiers(story, sentence, token, depth), seat) if p]
            if owners:
                return owners[:1]
        if mention.name.kind == "person" and mention.last - 1 == token:
            served = {held.party for held in story.gazetteer.offices[mention.name.name]}
            if len(served) > 1:  # "EU foreign policy chief Josep Borrell" is no Spaniard
                owners = [p for p in of_modifiers(story, sentence, token, depth) if p in served]
                return owners[:1] or [mention.name.party]
        return spelt_out(mention.name.party)
    number = number_told(sentence, token)
    if number is not None:
        several = several_before(story, sentence, token, number)
        if several:
            return several
    if is_relative(sentence, token):
        noun = noun_of_relative(sentence, token)
        return _of_relative(story, sentence, noun, depth) if noun is not None else []
    if is_pronoun(sentence, token):
        return of_pronoun(story, sentence, token)
    return _of_noun(story, sentence, token, depth)


def _of_noun(story: Telling, sentence: Sentence, token: int, depth: int) -> list[str]:
    """Return the parties of a common noun: by list, circle, owner, place, or as known before."""
    word = sentence.low[token]
    after = listed(sentence, token)
    if word in COUNTRY and not after:
        again = country_meant(story, sentence, token)
        if again is not None:
            return [again]
    if word in COLLECTIVE or singular(word) in MEMBERS or word in RELATED:
        if after:
            return after
        if word in COLLECTIVE and singular(word) != word:
            return circle_of(of_modifiers(story, sentence, token, depth))
    if word == "group" and any(sentence.low[k] == "core" for k in sentence.kids[token]):
        return ["core group"]
    found = of_modifiers(story, sentence, token, depth)
    if found:
        return found + [p for p in after if p not in found]
    for prep in sentence.children(token, "prep", "agent"):
        if sentence.low[prep] in OF_PARTY or (sentence.low[prep] == "to" and word in AIDES):
            for thing in sentence.children(prep, "pobj"):
                inner = of_phrase(story, sentence, thing) if depth < 2 else []
                if inner:
                    return inner
    return after or _of_known(story, sentence, token)


def _of_known(story: Telling, sentence: Sentence, token: int) -> list[str]:
    """Return the parties of a noun that tells none itself, as the reader knows them by now."""
    word = sentence.low[token]
    before = [kid for kid in sentence.kids[token] if kid < token]
    beside = {sentence.low[kid] for kid in sentence.kids[token]}
    named = any(kid and sentence.words[kid][0].isupper() for kid in before)
    again = not named and bool(beside & {"the", "that", "this"})  # not "the Scottish government"
    bloc = bloc_meant(story, sentence, token)
    if bloc is not None or word in BLOC_WORDS:
        return [bloc] if bloc is not None else []
    if word in OFFICIALS and not beside:
        return of_same_again(story, sentence, token, 20)
    found = of_same_again(story, sentence, token) if again and word in SAME_AGAIN else []
    if found:
        return found
    if word == "ministry":
        country = home_of_ministry(story, sentence, token)
        return [country] if country is not None else []
    ruling = rules(sentence, token)
    speaks = roles().get(singular(word)) in OF_STATE or ruling
    if speaks and (word not in MEMBERS or word == "government"):
        country = seat_told(sentence)
        if country is not None:
            return [country]  # "In Niamey, the ruling officers"
        found = of_same_again(story, sentence, token, 4) if again and "the" in beside else []
    if ruling and not found and again and "the" in beside:
        found = ruled(story, sentence, word)
    introduced = party_introduced(story, sentence, token)
    if not found and introduced is not None:
        return [introduced]
    return found or (["USA"] if word == "administration" and "the" in beside else [])


def _of_relative(story: Telling, sentence: Sentence, noun: int, depth: int) -> list[str]:
    """Return the parties of the noun that a relative clause hangs on."""
    named = sentence.mention[noun] is not None
    if sentence.dep[noun] == "conj" and depth == 0 and named:
        noun = sentence.first_conjunct(noun)
    if depth == 0 and sentence.mention[noun] is not None and sentence.children(noun, "conj"):
        return of_phrase(story, sentence, noun)
    found = _of_one(story, sentence, noun, depth + 1)
    if not found and sentence.dep[noun] == "pobj" and sentence.low[sentence.head[noun]] in AMONG:
        # "Russia was among the six members that abstained"
        verb = sentence.head[sentence.head[noun]]
        subject = sentence.child(verb, "nsubj")
        return of_phrase(story, sentence, subject) if subject is not None else []
    if not found and sentence.dep[noun] == "pobj":
        above = sentence.head[sentence.head[noun]]
        found = _of_one(story, sentence, above, depth + 1)
    return found


def of_modifiers(story: Telling, sentence: Sentence, token: int, depth: int = 0) -> list[str]:
    """Return the parties that stand before a noun, as owner or nationality."""
    found: list[str] = []
    if not sentence.kids[token]:
        return found
    for kid in sentence.kids[token]:
        relation, mention = sentence.dep[kid], sentence.mention[kid]
        if relation == "npadvmod" and sentence.low[token] in INSTALLED:
            relation = "amod"  # "Russian-installed authorities"
        if relation not in ("amod", "compound", "poss", "nmod", "nummod") or kid > token:
            continue
        if mention is not None and mention.name.party:
            found += spelt_out(mention.name.party)
            for other in sentence.conjuncts(kid)[1:]:
                found.extend(_of_one(story, sentence, other, depth + 1))
        elif relation == "poss":
            found.extend(_of_one(story, sentence, kid, depth + 1))
        elif relation != "nummod" and depth < 3:
            found.extend(of_modifiers(story, sentence, kid, depth + 1))
    for kid in sentence.children(token, "appos"):
        mention = sentence.mention[kid]
        if found or kid < token:
            continue
        if mention is not None and mention.name.party:
            found += spelt_out(mention.name.party)
        elif mention is None and depth < 2:
            found.extend(of_modifiers(story, sentence, kid, depth + 1))
    return list(dict.fromkeys(found))


def of_same_again(story: Telling, sentence: Sentence, token: int, back: int = 6) -> list[str]:
    """Return the parties of the last such noun: "the junta", after "Myanmar's junta"."""
    if singular(sentence.low[token]) in COUNTRY:
        country = country_before(story, sentence, token, back)
        return [country] if country is not None else []
    for earlier, place in nouns_before(story, sentence, token, back):
        found = of_modifiers(story, earlier, place, 1)
        if not found and earlier.dep[place] in ("compound", "nmod", "appos"):
            found = _of_one(story, earlier, earlier.head[place], 2)  # "Prime Minister Robert Fico"
        if found:
            return found
    return []


def of_pronoun(story: Telling, sentence: Sentence, token: int) -> list[str]:
    """Return the parties that a pronoun stands for."""
    word = sentence.low[token]
    if word in WE:
        party = story.speakers.get(sentence.number)
        return [party] if party else []
    if word in NOBODY:
        return []
    here = _before(story, sentence, token)
    if here:
        return here
    if repeats_others(sentence, token):
        return []
    for number in range(sentence.number - 1, max(-1, sentence.number - 4), -1):
        found = story.subjects[number]
        if found:
            return [] if word in HE | IT and len(found) > 1 else found
        if word in ("he", "she") and names_another(story.sentences[number]):
            return []  # "Lamothe rejected it. He wrote"
    return []


def _before(story: Telling, sentence: Sentence, token: int) -> list[str]:
    """Return what a pronoun stands for by what comes before it in its own sentence."""
    word, relation = sentence.low[token], sentence.dep[token]
    if relation == "pobj" and word in ("it", "them"):
        found = of_phrase(story, sentence, subject_of_condition(sentence, token))
        if found:
            return found
    if relation in ("dobj", "dative") and word in ("it", "them"):
        return _not_the_subject(story, sentence, token)
    if relation in ("nsubj", "nsubjpass") and word == "it":
        told = one_told(sentence, sentence.head[token])
        found = _of_one(story, sentence, told, 2) if told is not None else []
        if found:
            return found
    for subject in subjects_above(sentence, token):
        named = sentence.mention[subject]
        if named is not None and named.name.entity_kind in ("company", "organisation"):
            return []
        found = _of_one(story, sentence, subject, 2)
        if found and (word in THEY or len(found) == 1):
            return of_phrase(story, sentence, subject) if word in THEY else found
        if word in IT | HE and sentence.tag[subject] == "NNP":
            return []  # a company or a person of no party
    if word in IT or (word in THEY and not repeats_others(sentence, token)):
        place = place_before(sentence, token)
        if place is not None and word in THEY:  # "Mali and Burkina Faso, ... they"
            first = sentence.first_conjunct(place.last - 1)
            return of_phrase(story, sentence, first) or [place.name.party]
        return [place.name.party] if place is not None else []
    return []


def _not_the_subject(story: Telling, sentence: Sentence, token: int) -> list[str]:
    """Return the last party before an object pronoun, never the subject of its own clause."""
    own = sentence.subject(sentence.head[token])
    subjects: list[str] = []
    if own is not None and sentence.tag[own] not in ("PRP", "WDT", "WP"):
        subjects = _of_one(story, sentence, own, 2)
    place = place_before(sentence, token, owners=True, but=subjects)
    return [place.name.party] if place is not None else []
