"""What a verb tells of a measure with its particle, its object or its phrase.

"draw up", "sign off on", "let lapse"; "gave the green light to", "closed the door on"; "came to
nothing", "are of one mind on", "was consigned to history".
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import singular, status_cues
from megara.dossier.measures.anchor import Anchor
from megara.dossier.sentence import Sentence

BEING = frozenset("be remain stay stand sit lie hang rest look seem appear".split())
MEMBERS = frozenset({"state", "minister", "ambassador", "envoy", "leader", "government"})
FOLLOWING = frozenset({"prt", "advmod", "prep", "advcl", "acomp", "ccomp", "xcomp"})


@cache
def _followed(part: str) -> dict[str, dict[str, str]]:
    """Return the cues of more than a word: first word -> the rest -> status."""
    found: dict[str, dict[str, str]] = {}
    for (of, words), status in status_cues().items():
        if of == part and " " in words:
            first, rest = words.split(" ", 1)
            if part != "verb":
                rest = singular(rest)
            found.setdefault(first, {})[rest] = status
    return found


def cue_of(sentence: Sentence, verb: int) -> str | None:
    """Return the status that a verb tells, with its particle or its phrase first."""
    lem = sentence.lemma[verb]
    followed = _followed("verb").get(lem)
    if followed is not None:
        words = [k for k in sentence.kids[verb]
                 if sentence.dep[k] in FOLLOWING and not _dates(sentence, k)]  # fmt: skip
        for first in words:  # "line up behind"
            for second in (*words, *sentence.children(first, "prep")):
                value = followed.get(f"{sentence.low[first]} {sentence.low[second]}")
                if value:
                    return _of_a_group(sentence, verb) if value == "backed" else value
        for kid in words:
            value = followed.get(sentence.low[kid]) or followed.get(sentence.lemma[kid])
            if value:
                return _of_a_group(sentence, verb) if value == "backed" else value
    if lem in ("back", "pledge", "promise") and _by_its_members(sentence, verb):
        return "agreed"  # "EU ambassadors backed": they decide
    value = _phrase(sentence, verb) or _state(sentence, verb) or status_cues().get(("verb", lem))
    return _of_a_group(sentence, verb) if value == "backed" else value


def _state(sentence: Sentence, verb: int) -> str | None:
    """Read the state in which something is: "remains stuck", "were unanimous on", "looks dead"."""
    if sentence.lemma[verb] not in BEING:
        return None
    for kid in sentence.children(verb, "acomp", "attr", "oprd", "advmod"):
        value = status_cues().get(("state", sentence.low[kid]))
        if value:
            return value
    return None


def _of_a_group(sentence: Sentence, verb: int) -> str | None:
    """Let what a group backs be agreed ("EU states lined up behind"); one state only supports."""
    subject = sentence.subject(verb)
    if subject is None:
        return None
    mention = sentence.mention[subject]
    many = sentence.tag[subject] == "NNS" or (mention is not None and mention.name.kind == "bloc")
    return "agreed" if many else None


def _by_its_members(sentence: Sentence, verb: int) -> bool:
    """Say whether all members of a group do it, not "three ministers" or "most states"."""
    subject = sentence.subject(verb)
    return (
        subject is not None
        and sentence.tag[subject] == "NNS"
        and sentence.base[subject] in MEMBERS
        and sentence.child(subject, "nummod", "det", "amod", "conj") is None
    )


def _dates(sentence: Sentence, kid: int) -> bool:
    """Say whether an "on" tells the day: "ruled on Monday"."""
    return sentence.low[kid] == "on" and any(
        sentence.tag[t] in ("NNP", "CD") for t in sentence.children(kid, "pobj")
    )


def _phrase(sentence: Sentence, verb: int) -> str | None:
    """Read a verb with a prepositional phrase: "came to nothing", "is off the table"."""
    lem = sentence.lemma[verb]
    phrases = _followed("phrase").get(lem)
    if lem in BEING and lem != "be":  # "remains on ice" as "is on ice"
        phrases = {**_followed("phrase")["be"], **(phrases or {})}
    if phrases is None:
        return None
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] == "xcomp":  # the parser's "laid to rest"
            value = phrases.get(f"to {sentence.low[kid]}")
            if value:
                return value
        if sentence.dep[kid] in ("prep", "prt", "agent", "advmod"):
            for noun in sentence.kids[kid]:
                value = phrases.get(f"{sentence.low[kid]} {sentence.base[noun]}")
                if sentence.tag[noun - 1] in ("NN", "VBG"):  # "on the drawing board"
                    compound = f"{sentence.base[noun - 1]} {sentence.base[noun]}"
                    value = phrases.get(f"{sentence.low[kid]} {compound}") or value
                if value:
                    return value
    return None


def idiom(anchor: Anchor, verb: int) -> str | None:
    """Read a verb with its object: "gave the green light to", "closed the door on", "has"."""
    sentence = anchor.sentence
    # the parser takes "has had asset freezes" for a clause
    own = sentence.child(verb, "ccomp") if sentence.lemma[verb] == "have" else None
    part = own if own == anchor.token else sentence.child(verb, "dobj", "attr", "intj")
    if part is None and sentence.child(verb, "auxpass") is not None:
        part = sentence.child(verb, "nsubjpass")  # "a deal on the ban was struck"
    if sentence.lemma[verb] == "come" and sentence.child(verb, "nsubj") == anchor.token:
        if cue_of(sentence, verb):
            return None  # "came to nothing"
        return "announced" if sentence.tag[verb] == "VBG" else "imposed"
    if part is None:
        return None
    if sentence.lemma[verb] == "have" and part == anchor.token:
        return "imposed"
    objects = _followed("object").get(sentence.lemma[verb])
    value = objects.get(sentence.base[part]) if objects is not None else None
    return _of_a_group(sentence, verb) if value == "backed" else value
