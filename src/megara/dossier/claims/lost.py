"""The speaker whom the parse lost: the noun phrase that stands just before the verb.

An attribution at the end of a long sentence (", a diplomat in the region told reporters"), and a
speaker with a description between commas ("X, who chairs the panel, called it"), are often parsed
as part of the clause before. The commas tell better who speaks.
"""

from __future__ import annotations

from megara.dossier.claims.venues import VENUES
from megara.dossier.lexicon import classes
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.speakers import role_of

STOPS = frozenset({",", ":", ";", "“", "”", "—", "–", "--", "("})
# What may stand between a speaker and his verb.
BETWEEN = frozenset({"RB", "MD"})
AUXILIARIES = frozenset({"has", "have", "had", "also"})
OPENING = frozenset({"DT", "PRP$", "JJ", "JJR", "JJS", "CD", "NN", "NNS", "NNP", "NNPS", "VBN",
                     "PRP"})  # fmt: skip
# Verbs whose object may be a person: ", called the minister", not who calls.
WITH_PERSON = frozenset("tell inform call accuse blame describe brand label refer compare assure "
                        "show portray threaten mention characterise characterize".split()
)  # fmt: skip
# ", recalled its ambassador" and ", expects officials to" tell of others: only a name speaks.
BY_NAME_ONLY = frozenset("recall expect fear doubt consider suspect hope judge think worry feel "
                         "figure guess reveal post announce".split())  # fmt: skip
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "TO"})


def phrase_before(sentence: Sentence, verb: int) -> int | None:
    """Return the head of the noun phrase that stands between the last stop and a verb."""
    last = verb - 1
    while last >= 0 and (sentence.tag[last] in BETWEEN or sentence.low[last] in AUXILIARIES):
        last -= 1
    first = last
    while first >= 0 and sentence.words[first] not in STOPS:
        first -= 1
    first += 1
    if first > last or sentence.tag[first] not in OPENING:
        return None
    head = _head(sentence, first, last)
    if head is None or not may_speak(sentence, head):
        return None
    for token in range(head + 1, last + 1):
        reduced = token == head + 1 and sentence.tag[token + 1] in ("IN", "TO", "RB")
        if sentence.tag[token] in FINITE and not reduced:
            return None
    return head


def phrase_after(sentence: Sentence, verb: int) -> int | None:
    """Return the speaker who stands after his verb: "..., recalled Jane Roe, a sociologist".

    Only where the verb follows what was said, and where its object would be no person.
    """
    first = _after_venue(sentence, verb + 1)
    if first >= len(sentence) or sentence.tag[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    lemma = sentence.lemma[verb]
    if lemma in WITH_PERSON or not (lemma in classes()["say"] or lemma in classes()["think"]):
        return None
    start = verb
    while start > 0 and sentence.low[start - 1] in ("has", "have", "had", "so", "also"):
        start -= 1
    if start < 2 or sentence.low[start - 1] not in (",", "”", "--", "—"):
        return None
    last = first
    while last < len(sentence) and sentence.tag[last] in (*OPENING, "POS", "HYPH"):
        last += 1
    head = _head(sentence, first, last - 1) if last > first else None
    if sentence.low[first] in ("one", "another", "both") and sentence.low[last : last + 1] == [
        "of"
    ]:
        return first  # "insisted one of the aides"
    if head is None:
        return None
    if sentence.mention[head] is not None:
        named = sentence.mention[head].name.kind == "person"  # type: ignore[union-attr]
    else:
        named = sentence.tag[head] == "NNP" and sentence.tag[head - 1] == "NNP" and head > first
    role = role_of(sentence.low[head])
    told = role in ("official", "spokesperson", "expert", "source")
    if role == "government" and sentence.tag[verb] == "VBD":
        # "thundered the ministry in Kiev", but not "said the council was paralysed"
        alone = sentence.child(verb, "nsubj") is None
        told = alone and sentence.low[last : last + 1] in (["."], [","], ["in"], ["on"])
    return head if named or (told and lemma not in BY_NAME_ONLY) else None


def _after_venue(sentence: Sentence, first: int) -> int:
    """Return where a speaker may stand: behind the place of speech, if one follows the verb.

    "..., said at the briefing the representative", "has declared in a communiqué Jane Roe".
    """
    if first >= len(sentence) or sentence.tag[first] != "IN":
        return first
    for token in range(first + 1, min(len(sentence) - 2, first + 5)):
        if sentence.base[token] in VENUES and sentence.tag[token + 1] in ("DT", "NNP", "PRP$"):
            return token + 1
        if sentence.words[token] in STOPS or sentence.is_verb(token):
            break
    return first


def phrase_before_comma(sentence: Sentence, verb: int) -> int | None:
    """Return who a description between commas is of: "X, who chairs the panel, called"."""
    comma = verb - 1
    if comma < 2 or sentence.low[comma] != ",":
        return None
    first = comma - 1
    while first >= 0 and sentence.low[first] != ",":
        first -= 1
    if first < 1:
        return None
    inside = range(first + 1, comma)
    for token in inside:
        above = sentence.head[token]
        described = sentence.dep[token] in ("appos", "relcl", "acl") and above < first
        if described and (sentence.low[first + 1] in ("who", "which") or _named(sentence, above)):
            return above if may_speak(sentence, above) else None
    # "Mali, itself ruled by officers, said", where the parse hangs all on "ruled"
    speaker = first - 1
    itself = sentence.low[first + 1] in ("itself", "himself", "herself", "themselves")
    if itself or (
        sentence.tag[first + 1] in ("VBN", "VBG", "JJ", "RB")
        and not any(sentence.tag[i] in FINITE for i in inside)
    ):
        proper = sentence.tag[speaker] in ("NNP", "NNPS") and sentence.dep[speaker] != "pobj"
        opens = all(sentence.tag[i] in OPENING or sentence.low[i] == "and" for i in range(speaker))
        if proper and opens:
            return speaker
    # "a Treasury undersecretary, Jane Roe, warned": the name itself stands between the commas
    if all(sentence.tag[i] in ("NNP", "NNPS", "HYPH") for i in inside):
        before = sentence.mention[comma - 1]
        if before is None or before.name.kind == "person":
            return comma - 1
    return None


def _head(sentence: Sentence, first: int, last: int) -> int | None:
    """Return the last noun of the first run of nouns, or a pronoun that is all there is."""
    if first == last and sentence.low[first] in ("he", "she", "it", "they"):
        return first
    for token in range(first, last + 1):
        if sentence.low[token + 1 : token + 2] == ["of"] and role_of(sentence.low[token]) in (
            "official",
            "spokesperson",
            "expert",
        ):
            return token  # "an adviser of the chancellor", but not "a group of officials"
        if sentence.tag[token] in NOUNS and not (
            token < last and (sentence.tag[token + 1] in NOUNS
                              or sentence.low[token + 1] in ("'s", "'", "-", "of"))
        ):  # fmt: skip
            return token
        if sentence.tag[token] in ("IN", "VBD", "VBZ", "VBP", "CC") and (
            sentence.low[token] not in ("of", "and")
        ):
            return None
    return None


def may_speak(sentence: Sentence, token: int) -> bool:
    """Say whether a noun can speak: a listed or proper name, a role, a pronoun."""
    if sentence.tag[token] in ("NNP", "NNPS", "PRP"):
        return True
    return sentence.mention[token] is not None or role_of(sentence.low[token]) is not None


def _named(sentence: Sentence, token: int) -> bool:
    mention = sentence.mention[token]
    if mention is not None:
        return mention.name.kind in ("person", "body", "outlet")
    return sentence.tag[token] in ("NNP", "NNPS")
