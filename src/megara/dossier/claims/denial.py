"""Denials: "X denied the report", "which X denies", "X called it baseless"."""

from __future__ import annotations

import re

from megara.dossier.claims.content import tidy
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.subject import hypothetical, own_subject
from megara.dossier.sentence import NOUNS, Sentence

ALLEGED = frozenset(
    "accusation allegation claim charge report suggestion assertion notion "
    "speculation rumour rumor talk insinuation conjecture narrative innuendo story statement "
    "characterization".split()
)
# What is denied to somebody is withheld, not called untrue.
WITHHELD = frozenset(
    {"access", "entry", "visa", "visas", "licence", "license", "permission", "request"}
)
JUDGING = frozenset({"call", "brand", "label", "describe", "characterise", "characterize"})
# Verbs that deny a statement whatever it is called.
PLAIN = frozenset({"refute", "dispute", "rebut", "contest"})
# What such verbs call untrue though it is no allegation: "disputed those figures".
TOLD = frozenset(
    "figure number finding account version view idea description reading assessment conclusion "
    "date estimate count tally interpretation characterisation".split()
)
UNTRUE = re.compile(
    r"\b(baseless|groundless|unfounded|untrue|falsehood|false(?! (?:step|start|flag|hope|dawn|move|"
    r"choice|economy|dilemma))|fabricat\w+|fake|nonsense|no truth|"
    r"not true|disinformation|without foundation|a lie|lies|slander|smear|"
    r"pure (?:invention|fantasy)|concocted|trumped up|a hoax|"
    r"no basis(?! in (?:\w+ )?law)|"
    r"not based on facts?|pure fiction|invented|never happened|never (?:sold|supplied|provided|"
    r"sent|shipped|given|transferred|delivered|financed|funded|paid|armed|backed|dealt|taken|received|"
    r"traded|helped|broken|violated|breached))\b",
    re.IGNORECASE,
)


# What one says of one's own deeds: "Iran has not passed any missile", its mission said.
NOT_DONE = re.compile(
    r"\b(?:has|have|had|did)(?: not|n't) (?:ever )?(?:passe?d?|supplied|supply|sold|sell|sent|send|"
    r"transfer(?:red)?|deliver(?:ed)?|ship(?:ped)?|provided?|given?) (?:any|a single)\b"
)


def untrue(content: str, kind: str = "") -> bool:
    """Say whether what was said is that something is untrue, or was not done by whom it is of."""
    if UNTRUE.search(content) is not None:
        return True
    return kind in ("institution", "spokesperson") and NOT_DONE.search(content) is not None


def judges(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb judges a thing that is no statement: "called the listing a lie"."""
    if sentence.lemma[verb] not in JUDGING:
        return False
    thing = sentence.child(verb, "dobj")
    return thing is not None and sentence.tag[thing] in NOUNS and (
        sentence.base[thing] not in ALLEGED
    )  # fmt: skip


def read_denial(so_far: Findings, sentence: Sentence, verb: int, text: str) -> bool:
    """Read what the subject of a verb of denying denied; say whether it did."""
    subject = _denier(sentence, verb)
    thing = sentence.child(verb, "dobj", "ccomp", "xcomp")
    if subject is None or not _denies(sentence, verb, thing):
        return False
    source = so_far.speakers.source(sentence, subject)
    if source is None:
        return False
    if thing is not None and sentence.low[thing] not in ("which", "that", "it", "this"):
        content = sentence.text(sentence.subtree(thing), so_far.story.text)
    else:
        content = _denied_content(so_far, sentence, verb, text)
    so_far.speaks(sentence, source)
    so_far.keep(sentence, source, tidy(content), "denied")
    return True


def _denier(sentence: Sentence, verb: int) -> int | None:
    """Return who denies: the subject, or the "by" of a passive."""
    if sentence.child(verb, "nsubjpass") is None:
        return own_subject(sentence, verb)
    agents = sentence.children(verb, "agent")
    return sentence.child(agents[-1], "pobj") if agents else None


def _denies(sentence: Sentence, verb: int, thing: int | None) -> bool:
    """Say whether a verb denies that something is true."""
    if hypothetical(sentence, verb) or "nor" in sentence.low[max(0, verb - 1) : verb]:
        return False
    if sentence.lemma[verb] == "deny":
        return thing is None or sentence.low[thing] not in WITHHELD
    if thing is None:
        return False
    if sentence.low[thing] in ("it", "that", "this") and sentence.lemma[verb] in PLAIN:
        return True
    # "rejected the proposal" is no denial, "rejected the allegation" is
    if {sentence.low[i].rstrip("s") for i in sentence.subtree(thing)} & ALLEGED:
        return True
    if sentence.lemma[verb] in PLAIN and sentence.base[thing] in TOLD:
        return True
    return sentence.dep[thing] == "ccomp" and sentence.lemma[verb] in PLAIN


def _denied_content(so_far: Findings, sentence: Sentence, verb: int, text: str) -> str:
    """Return what "which it denies" is about: the clause it hangs on, without the denial.

    A claim that the sentence made before loses the denial from its own content too.
    """
    if sentence.dep[verb] != "relcl":
        return text
    story = so_far.story
    denial = sentence.subtree(verb)
    for found in reversed(so_far.found):
        if found.sentence is sentence and found.claim.status == "asserted":
            cut = " ".join(sentence.text(denial, story.text).split())
            found.claim.content = tidy(found.claim.content.replace(cut, ""))
            return found.claim.content
    head = sentence.head[verb]
    clause = next((a for a in (head, *sentence.ancestors(head)) if sentence.is_verb(a)), head)
    kept = [i for i in sentence.subtree(clause) if i not in set(denial)]
    return sentence.text(kept, story.text) if kept else text
