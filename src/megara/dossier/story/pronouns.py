"""Pronouns: which words they are, and the nouns that a grammar ties them to.

Only the tree of the pronoun's own sentence is looked at here; which parties the noun then stands
for is told by :mod:`megara.dossier.story.parties`.
"""

from __future__ import annotations

from collections.abc import Sequence

from megara.dossier.gazetteer import Mention
from megara.dossier.lexicon import roles
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story.lists import PLACES

THEY = frozenset({"they", "them", "their", "both", "themselves"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its"})
RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
WE = frozenset({"we", "us", "our", "i", "my"})
SUFFERING = frozenset("face risk pay suffer must lose have need".split())
NOBODY = frozenset({"you", "your", "there"})


def is_pronoun(sentence: Sentence, token: int) -> bool:
    """Say whether a token is a personal pronoun, or a "both" that stands alone."""
    return sentence.tag[token] in ("PRP", "PRP$") or sentence.low[token] in THEY


def is_relative(sentence: Sentence, token: int) -> bool:
    """Say whether a token is a relative pronoun, not the "that" of "that day"."""
    return sentence.low[token] in RELATIVE and sentence.tag[token] in (
        "WDT", "WP", "IN", "DT", "WP$",
    )  # fmt: skip


def noun_of_relative(sentence: Sentence, token: int) -> int | None:
    """Return the noun that a relative pronoun's clause hangs on."""
    clause = sentence.head[token]
    for above in (clause, *sentence.ancestors(clause)):
        if sentence.dep[above] in ("relcl", "acl"):
            return sentence.head[above]
    return None


def subject_of_condition(sentence: Sentence, token: int) -> int | None:
    """Return whom "if X does it" speaks of, for the "them" of what is to follow."""
    for above in sentence.ancestors(token):
        for clause in sentence.children(above, "advcl"):
            if clause < token and any(
                sentence.low[k] in ("if", "unless") for k in sentence.kids[clause]
            ):
                subject = sentence.child(clause, "nsubj", "nsubjpass")
                if subject is not None and sentence.tag[subject] != "PRP":
                    return subject
    return None


def one_told(sentence: Sentence, verb: int) -> int | None:
    """Return who is warned or told, for the "it" of what is said to him.

    "Told China that it would face sanctions", not "told Washington that it would not go along".
    """
    for above in (verb, *sentence.ancestors(verb)):
        over = sentence.head[above]
        if sentence.lemma[over] == "tell" and sentence.lemma[above] not in SUFFERING:
            continue
        if sentence.dep[above] == "ccomp" and sentence.lemma[over] in ("warn", "tell", "remind"):
            patient = sentence.child(over, "dobj")
            if patient is not None:
                return patient
    return None


def _may_be_person(sentence: Sentence, token: int) -> bool:
    """Say whether a subject may be one person: a name of the lists or of none, or an office."""
    beside = sentence.mention[token]
    if beside is not None:
        return beside.name.kind == "person"
    return sentence.tag[token] == "NNP" or roles().get(sentence.low[token]) == "official"


def subjects_above(sentence: Sentence, token: int) -> list[int]:
    """Return the subjects that stand before a pronoun and that it may repeat, nearest first."""
    word = sentence.low[token]
    found = []
    for above in (sentence.head[token], *sentence.ancestors(token)):
        subject = sentence.child(above, "nsubj", "nsubjpass")
        if subject is None or subject >= token:
            continue
        beside = sentence.mention[subject]
        if word in HE and not _may_be_person(sentence, subject):
            continue
        if word in IT and sentence.child(subject, "conj") is not None:
            continue
        if sentence.tag[subject] in NOUNS or beside is not None:
            found.append(subject)
    return found


def repeats_others(sentence: Sentence, token: int) -> bool:
    """Say whether a pronoun repeats people or a company of its sentence that are no party."""
    tag = "NNS" if sentence.low[token] in THEY else "NNP"
    return any(sentence.tag[subject] == tag for subject in subjects_above(sentence, token))


def names_another(sentence: Sentence) -> bool:
    """Say whether a sentence is about a named person of no list, whom "he" then repeats."""
    for token in range(len(sentence)):
        if sentence.dep[token] in ("nsubj", "nsubjpass") and sentence.head[token] != token:
            return sentence.tag[token] == "NNP" and sentence.mention[token] is None
    return False


def place_before(
    sentence: Sentence, token: int, *, owners: bool = False, but: Sequence[str] = ()
) -> Mention | None:
    """Return the last country, bloc or seat before a token, of another party than some.

    With ``owners`` also one that only stands before a noun, as in "Iranian oil".
    """
    for mention in reversed(sentence.mentions):
        if (
            mention.last <= token
            and mention.name.kind in PLACES
            and mention.name.party not in but
            and (owners or sentence.dep[mention.last - 1] not in ("compound", "amod", "nmod"))
        ):
            return mention
    return None
