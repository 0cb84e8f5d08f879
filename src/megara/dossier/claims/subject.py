"""Who says what a verb of saying tells, and whether he says it at all."""

from __future__ import annotations

from megara.dossier.claims.lost import (
    may_speak,
    phrase_after,
    phrase_before,
    phrase_before_comma,
)
from megara.dossier.claims.venues import chose_venue
from megara.dossier.lexicon import classes
from megara.dossier.sentence import Sentence
from megara.dossier.speakers import role_of

SPEAKING = ("official", "spokesperson", "expert", "source")
# What joins a clause whose speaker is another: "A said no, while B told reporters".
WITHHOLDING = frozenset({"avoid", "refrain", "resist"})
OTHER_SIDE = frozenset({"while", "whereas", "although", "though", "as", "and", "but", "after"})


def own_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of a verb of saying, where the parse has it or next to it."""
    subjects = sentence.children(verb, "nsubj")
    if not any(k > verb for k in subjects):
        after = phrase_after(sentence, verb)
        if after is not None:
            return after
    if not subjects:
        return _lost_subject(sentence, verb) or _shared_subject(sentence, verb)
    own = min(subjects, key=lambda k: abs(k - verb))
    if len(subjects) > 1 and verb == own + 2 and sentence.is_verb(own + 1):
        # "an official from a country Washington consulted said": the subject of the clause
        # between is no speaker
        own = min(subjects)
    if sentence.quoted[own] and not sentence.quoted[verb]:
        # the parse took a word of the quotation for the speaker, who stands beside it
        outside = [k for k in sentence.children(own, "appos", "conj") if not sentence.quoted[k]]
        return outside[0] if outside else None
    mentioned = sentence.mention[own]
    place = mentioned is not None and mentioned.name.kind in ("country", "seat", "bloc")
    if (place or not may_speak(sentence, own)) and "," in sentence.low[own:verb]:
        # "Sanctions, an official at the ministry said, make people poor"
        nearer = phrase_before(sentence, verb)
        if nearer is not None and nearer > own and role_of(sentence.low[nearer]) in SPEAKING:
            return nearer
    if verb > own + 1:
        # "if it invades Ukraine, President Biden told": the person beside the verb speaks
        first, beside = sentence.mention[own], sentence.mention[verb - 1]
        placed = first is not None and first.name.kind in ("country", "seat", "bloc")
        if (
            placed
            and beside is not None
            and beside.name.kind == "person"
            and "," in sentence.low[own:verb]
        ):
            return verb - 1
    return own


def _lost_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the speaker that the commas tell, where the parse has none at the verb itself."""
    if sentence.tag[verb] == "VBG" or sentence.child(verb, "nsubjpass", "auxpass") is not None:
        return None
    joined = sentence.dep[verb] == "conj" and sentence.child(sentence.head[verb], "cc") is not None
    if joined and sentence.low[verb - 1] in ("and", "but", "or"):
        return None
    found = phrase_before(sentence, verb)
    return found if found is not None else phrase_before_comma(sentence, verb)


def _shared_subject(sentence: Sentence, verb: int) -> int | None:
    """Return the speaker of a verb without a subject: of the verb above, before it, or the noun."""
    relation = sentence.dep[verb]
    if relation == "advcl" and chose_venue(sentence, verb):
        return sentence.subject(sentence.head[verb])
    if relation in ("conj", "xcomp"):
        above = sentence.head[verb]
        if relation == "xcomp" and sentence.lemma[above] in ("decline", "refuse"):
            return None
        return sentence.subject(verb)
    if (
        verb
        and (sentence.mention[verb - 1] is not None or role_of(sentence.low[verb - 1]))
        and relation in ("advcl", "ROOT", "parataxis", "ccomp")
        and sentence.tag[verb] == "VBD"
    ):
        return verb - 1
    if relation == "relcl":
        return sentence.head[verb]
    return None


def teller(sentence: Sentence, token: int) -> int | None:
    """Return who says the clause that a verb stands in, where a person does."""
    for above in sentence.ancestors(token):
        if sentence.is_verb(above) and sentence.lemma[above] in classes()["say"]:
            subject = sentence.child(above, "nsubj")
            if subject is None:
                continue
            mention = sentence.mention[subject]
            told = role_of(sentence.low[subject]) in ("spokesperson", "official")
            if told or (mention is not None and mention.name.kind == "person"):
                return subject
    return None


def inside_saying(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb of saying only reports within what another one said."""
    if (
        sentence.lemma[verb] == "tell"
        and sentence.dep[verb] == "ccomp"
        and (verb < sentence.head[verb] and _is_named(sentence, verb))
    ):
        return False  # "Wang told the envoy that ties were cool, the ministry said": both tell
    if sentence.dep[verb] in ("conj", "advcl", "ccomp") and _speaker_of_his_own(sentence, verb):
        return False
    token = verb
    while sentence.head[token] != token:
        above = sentence.head[token]
        if sentence.dep[token] == "ccomp" and sentence.lemma[above] in classes()["say"]:
            return sentence.child(above, "nsubj") is not None
        if sentence.dep[token] not in ("ccomp", "conj", "advcl", "xcomp"):
            return False
        token = above
    return False


def _is_named(sentence: Sentence, verb: int) -> bool:
    """Say whether a person by name is the subject of a verb."""
    subject = sentence.child(verb, "nsubj")
    mention = sentence.mention[subject] if subject is not None else None
    return mention is not None and mention.name.kind == "person"


def _speaker_of_his_own(sentence: Sentence, verb: int) -> bool:
    """Say whether a joined clause has another named speaker: "A said that ..., and B told".

    So does one before a semicolon, which the parse takes for what the speaker after it says.
    """
    subject = sentence.child(verb, "nsubj")
    if subject is None:
        return False
    mention = sentence.mention[subject]
    person = mention is not None and mention.name.kind in ("person", "body")
    speaks = person or role_of(sentence.low[subject]) in SPEAKING
    speaks = speaks or sentence.low[subject] in ("one", "another", "others")  # "a second one said"
    above = sentence.head[verb]
    if sentence.dep[verb] == "ccomp":
        return speaks and verb < above and ";" in sentence.low[verb:above]
    before = sentence.subtree(subject)[0] - 1
    if before < 1 or sentence.low[before] not in OTHER_SIDE:
        return False
    return sentence.low[before - 1] in (",", ";", "”") and speaks


def hypothetical(sentence: Sentence, verb: int) -> bool:
    """Say whether saying itself is only possible, wished or denied ("refused to say")."""
    for kid in sentence.children(verb, "aux"):
        if sentence.low[kid] == "to" and chose_venue(sentence, verb):
            continue
        if sentence.low[kid] in ("would", "could", "can", "may", "might", "should", "will", "to"):
            return True
    if sentence.dep[verb] == "xcomp" and sentence.lemma[sentence.head[verb]] in WITHHOLDING:
        return True  # "avoided saying whether it would"
    return sentence.negated(verb)
