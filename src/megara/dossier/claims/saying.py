"""Verbs of saying with their subject: "officials said", "the minister warned that"."""

from __future__ import annotations

import re

from megara.dossier.claims.calling import (
    calls_something,
    calls_what_stands_before,
    which_he_calls,
)
from megara.dossier.claims.content import content_of
from megara.dossier.claims.denial import judges, untrue
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.quotations import beside_quote, has_opening
from megara.dossier.claims.subject import hypothetical, inside_saying, own_subject
from megara.dossier.claims.venues import PLATFORMS, VENUES, gave_out
from megara.dossier.schema import ClaimStatus
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.speakers import Source, role_of

# Verbs of saying that tell something without a clause or a quotation as object.
FREE = frozenset(
    "say tell inform accuse blame warn call brand label characterise characterize compare convey "
    "articulate communicate hint intimate joke lament mention muse opine plead proclaim quip "
    "recall refer testify".split()
)
ALSO_DENIES = re.compile(r" (?:and|but) (?:den|reject|dismiss|disput|refut|rubbish)[a-z]+ ")
# Verbs that are said to somebody.
LISTENED = frozenset({"tell", "inform", "brief", "remind", "notify", "instruct"})
# Verbs that copies put for "told", "announced" and "added"; of themselves they tell no words.
PUT_FOR = frozenset({"instruct", "introduce", "include"})
SUGGESTING = frozenset({"suggest", "show", "indicate", "signal", "mean"})
NOBODY = frozenset({"nothing", "nobody", "none", "neither"})
LITTLE = frozenset({"little", "nothing", "much", "more", "less"})
AFTER_CLOSE = (",", ".", "on", "in", "at", "to", "and", ";")  # after a closing speaker and verb


def read_saying(so_far: Findings, sentence: Sentence, verb: int, text: str) -> bool:
    """Read what the subject of a verb of saying said; say whether it said anything."""
    subject = own_subject(sentence, verb)
    if subject is None:
        subject = subject_of_participle(sentence, verb)
    if subject is None or not _says(sentence, verb, subject, text):
        return False
    source = so_far.speakers.source(sentence, subject)
    if source is None and sentence.tag[subject] in NOUNS:
        source = document_of(so_far, sentence, verb)
    if source is None:
        return False
    so_far.speaks(sentence, source)
    content = content_of(sentence, verb, subject, sentence.child(verb, "ccomp"), text)
    again = [f for f in so_far.found if f.sentence is sentence and f.source == source]
    if sentence.tag[verb] == "VBG" and any(f.claim.status == "denied" for f in again):
        return True  # "disputed that, saying it had gone out": one denial with its reason
    own = ALSO_DENIES.split(content)[0]
    denied = source.kind != "expert" and untrue(own, source.kind) and not judges(sentence, verb)
    status: ClaimStatus = "denied" if denied else "asserted"
    so_far.keep(sentence, source, content, status)
    return True


def _says(sentence: Sentence, verb: int, subject: int, text: str) -> bool:
    """Say whether a verb really tells what its subject said."""
    relation = sentence.dep[verb]
    if sentence.lemma[verb] in SUGGESTING and sentence.low[verb - 1] in ("which", "that"):
        return False  # "left them out, which suggested it wanted peace": a thing suggests
    if sentence.low[subject] in NOBODY:
        return False  # "nothing suggests that"
    said = sentence.child(verb, "ccomp")
    if sentence.child(verb, "nsubjpass", "auxpass") is not None or sentence.quoted[verb]:
        return False
    if inside_saying(sentence, verb) or hypothetical(sentence, verb):
        return False
    if sentence.tag[verb] == "VBG" and relation in ("advcl", "acl", "relcl"):
        return _tells_clause(sentence, verb)
    if sentence.lemma[verb] in ("declare", "proclaim") and "self" in sentence.low[verb + 1][-4:]:
        return False  # "who declared himself head of state": an act
    if relation in ("relcl", "acl") and said is None:
        noun = sentence.mention[sentence.head[verb]]
        if subject in (sentence.head[verb], sentence.child(verb, "nsubj")) and (
            noun is not None
            and noun.name.kind in ("country", "seat")
            and sentence.low[verb - 1] != ","
        ):
            return False  # "Kashmir, which both claim in full"
        main = sentence.low[verb - 1] == "," and subject < verb - 1  # "X, who ..., called it"
        main = main or calls_what_stands_before(sentence, verb)
        if not (
            main
            or _aside(sentence, verb, subject)
            or _closes(sentence, verb, subject)
            or which_he_calls(sentence, verb)
        ):
            return False
    return _tells_something(sentence, verb, subject, said, text)


def _tells_something(
    sentence: Sentence, verb: int, subject: int, said: int | None, text: str
) -> bool:
    """Say whether a verb has the object, clause or quotation that it needs to tell something."""
    lemma = sentence.lemma[verb]
    quoted = has_opening(text)
    if (
        lemma not in FREE
        and said is None
        and not _does_without_clause(sentence, verb, subject)
        and not (quoted and beside_quote(sentence, verb))
        and not _closes(sentence, verb, subject)
        and not _aside(sentence, verb, subject)
    ):
        return False
    if lemma == "show" and "according" in sentence.low:
        return False  # "An inquiry had shown harm, according to the ministry", which says it
    if lemma in ("accuse", "blame") and sentence.child(verb, "dobj") is None:
        return False
    thing = sentence.child(verb, "dobj")
    if lemma == "refer" and thing is not None:
        return False  # "referred questions to the ministry" tells nothing
    if lemma == "say" and thing is not None and sentence.low[thing] in LITTLE and said is None:
        return False
    if lemma == "call" and not calls_something(sentence, verb, quoted):
        return False
    if lemma in PUT_FOR:
        return _put_for_saying(sentence, verb, said)
    if said is not None:
        return True
    wrapped = quoted and sentence.dep[verb] in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
    if lemma in LISTENED and not wrapped:
        # what a country tells another to do is an act, and no words of its own
        named = sentence.mention[subject]
        act = sentence.low[subject] in ("it", "they") or (
            named is not None and named.name.kind in ("country", "seat", "bloc")
        )
        ordered = sentence.child(verb, "xcomp") is not None and not act
        return ordered or _told_that(sentence, verb) or _closes_to(sentence, verb, subject)
    if lemma in ("say", "add") and not wrapped:
        return _has_parataxis(sentence, verb)
    return True


def _told_that(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause with "that" hangs on who was told, or where: "told a briefing that"."""
    for token in range(verb + 2, min(len(sentence) - 2, verb + 14)):
        if sentence.low[token] == "that" and not sentence.quoted[token]:
            subject = sentence.tag[token + 1] not in ("VBD", "VBZ", "VBP", "MD")
            return subject and sentence.tag[token - 1] != "IN"
        if sentence.words[token] in (";", ":"):
            return False
    return False


def _put_for_saying(sentence: Sentence, verb: int, said: int | None) -> bool:
    """Say whether "introduced that" or "instructed reporters" stands for a verb of saying."""
    if said is not None and any(
        sentence.low[k] == "that" for k in sentence.kids[said] if verb < k < said
    ):
        return True
    listener = sentence.child(verb, "dobj")
    return listener is not None and sentence.base[listener] in VENUES


def _does_without_clause(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether "the newspaper reported" or "he vowed to" tells enough without a clause."""
    lemma = sentence.lemma[verb]
    if lemma in ("describe", "portray", "characterise", "characterize"):
        return any(sentence.low[k] == "as" for k in sentence.kids[verb])
    if _tells_in_venue(sentence, verb) or _on_platform(sentence, verb):
        return True
    who = sentence.mention[subject]
    if lemma == "report" and who is not None and who.name.kind == "outlet":
        return True
    if lemma in ("confirm", "acknowledge"):
        placed = who is not None and who.name.kind in ("country", "seat", "bloc")
        return sentence.child(verb, "dobj") is not None and not placed
    if lemma == "report" and role_of(sentence.low[subject]) in ("expert", "official"):
        return sentence.child(verb, "dobj") is not None  # "Traders reported no change"
    if lemma in ("forecast", "predict", "anticipate"):
        return sentence.child(verb, "dobj") is not None
    if lemma == "estimate":
        return any(sentence.low[k] == "at" for k in sentence.kids[verb])
    if lemma in ("vow", "pledge", "threaten", "promise"):
        # what a country pledges is its policy; what a minister pledges he said
        placed = who is not None and who.name.kind in ("country", "seat", "bloc")
        return sentence.child(verb, "xcomp", "dobj") is not None and not placed
    return False


def _on_platform(sentence: Sentence, verb: int) -> bool:
    """Say whether something is written or posted on a platform: "writing on X that"."""
    at = verb + 1
    return (
        at + 1 < len(sentence)
        and sentence.lemma[verb] in ("write", "post", "say", "tweet", "comment")
        and sentence.low[at] in ("on", "in")
        and any(low.rstrip(".") in PLATFORMS for low in sentence.low[at + 1 : at + 4])
    )


def _tells_in_venue(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause was hung on the place of saying: "stated in a video that"."""
    for prep in sentence.children(verb, "prep"):
        for thing in sentence.children(prep, "pobj"):
            for clause in sentence.children(thing, "relcl", "acl", "ccomp"):
                marks = [sentence.low[k] for k in sentence.kids[clause] if k < clause]
                if "that" in marks and sentence.child(clause, "nsubj") is not None:
                    return sentence.base[thing] in VENUES
    return False


def _tells_clause(sentence: Sentence, verb: int) -> bool:
    """Say whether a participle tells a clause: "saying that", "arguing", "writing on X"."""
    if _on_platform(sentence, verb):
        return True
    if sentence.lemma[verb] == "accuse":
        return sentence.child(verb, "dobj") is not None
    return sentence.child(verb, "ccomp") is not None and sentence.lemma[verb] != "show"


def subject_of_participle(sentence: Sentence, verb: int) -> int | None:
    """Return who says what "saying that" tells: the subject of the verb above."""
    if sentence.tag[verb] != "VBG" or sentence.dep[verb] != "advcl":
        return gave_out(sentence, verb) if sentence.tag[verb] == "VBG" else None
    return sentence.subject(verb) if _tells_clause(sentence, verb) else None


def document_of(so_far: Findings, sentence: Sentence, verb: int) -> Source | None:
    """Return the report in which somebody says it who is no source himself."""
    for prep in sentence.children(verb, "prep"):
        for thing in sentence.children(prep, "pobj"):
            if sentence.low[prep] == "in" and role_of(sentence.low[thing]) == "document":
                return so_far.speakers.source(sentence, thing)
    return None


def _closes_to(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether speaker, verb and listener follow what was said: ", she told reporters"."""
    first = min(sentence.subtree(subject)[0], verb)
    about = any(sentence.low[k] in ("of", "about") for k in sentence.kids[verb])
    return (
        first >= 4
        and sentence.low[first - 1] in (",", "”")
        and sentence.child(verb, "dobj") is not None
        and not about
    )


def _closes(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether speaker and verb close the sentence after a comma: "..., she announced"."""
    first = min(sentence.subtree(subject)[0], verb)
    if first < 4 or sentence.low[first - 1] not in (",", "”"):
        return False
    after = sentence.low[verb + 1] if verb + 1 < len(sentence) else "."
    return verb + 5 > len(sentence) - 2 or after in AFTER_CLOSE


def _aside(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether speaker and verb stand between commas: "The refinery, he notes, sold"."""
    first = min(sentence.subtree(subject)[0], verb)
    last = verb + 1
    if sentence.low[last : last + 1] in (["out"], ["on"]):
        last += 1  # "she pointed out"
    return (
        first > 0
        and max(sentence.subtree(subject)[-1], verb) < last + 12
        and sentence.low[first - 1] == ","
        and sentence.low[max(last, subject + 1) : max(last, subject + 1) + 1] == [","]
    )


def _has_parataxis(sentence: Sentence, verb: int) -> bool:
    """Say whether the verb stands at the end, or between commas, with a clause before it."""
    aside = verb + 1 < len(sentence) and sentence.low[verb + 1] == ","
    if sentence.dep[verb] == "parataxis" and verb >= 2 and aside:
        return True
    if verb >= 4 and sentence.dep[verb] in ("ROOT", "parataxis", "conj"):
        return True
    return any(sentence.dep[k] in ("ccomp", "parataxis", "dep", "advcl")
               for k in sentence.kids[verb])  # fmt: skip
