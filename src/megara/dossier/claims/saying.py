"""Verbs of saying with their subject: "officials said", "the minister warned that"."""

from __future__ import annotations

from megara.dossier.claims.content import content_of
from megara.dossier.claims.denial import untrue
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.quotations import beside_quote, has_opening
from megara.dossier.claims.subject import hypothetical, inside_saying, own_subject
from megara.dossier.schema import ClaimStatus
from megara.dossier.sentence import Sentence

# Verbs that tell what their subject said only with a clause or a quotation as object.
NEEDS_CLAUSE = frozenset(
    "note state declare claim argue reiterate repeat acknowledge concede admit confirm explain "
    "suggest indicate caution remark report write reveal disclose estimate predict believe "
    "complain allege assert maintain contend underline underscore stress emphasize emphasise "
    "recount observe counter respond reply affirm assure conclude signal vow pledge threaten "
    "promise announce insist tweet post comment show add describe see think point".split()
)
# Words that may follow a speaker and verb that close a sentence.
AFTER_CLOSE = (",", ".", "on", "in", "at", "to", "and", ";")


def read_saying(so_far: Findings, sentence: Sentence, verb: int, text: str) -> None:
    """Read what the subject of a verb of saying said."""
    subject = own_subject(sentence, verb)
    if subject is None or not _says(sentence, verb, subject, text):
        return
    source = so_far.speakers.source(sentence, subject)
    if source is None:
        return
    so_far.speaks(sentence, source)
    content = content_of(sentence, verb, subject, sentence.child(verb, "ccomp"), text)
    denied = source.kind != "expert" and untrue(content)
    status: ClaimStatus = "denied" if denied else "asserted"
    so_far.keep(sentence, source, content, status)


def _says(sentence: Sentence, verb: int, subject: int, text: str) -> bool:
    """Say whether a verb really tells what its subject said."""
    relation = sentence.dep[verb]
    said = sentence.child(verb, "ccomp")
    if sentence.child(verb, "nsubjpass", "auxpass") is not None or sentence.quoted[verb]:
        return False
    if inside_saying(sentence, verb) or hypothetical(sentence, verb):
        return False
    if relation in ("advcl", "acl", "relcl") and sentence.tag[verb] == "VBG":
        return False
    if relation in ("relcl", "acl") and said is None:
        return False
    return _tells_something(sentence, verb, subject, said, text)


def _tells_something(
    sentence: Sentence, verb: int, subject: int, said: int | None, text: str
) -> bool:
    """Say whether a verb has the object, clause or quotation that it needs to tell something."""
    lemma = sentence.lemma[verb]
    quoted = has_opening(text)
    if (
        lemma in NEEDS_CLAUSE
        and said is None
        and not _does_without_clause(sentence, verb, subject)
        and not (quoted and beside_quote(sentence, verb))
        and not _closes(sentence, verb, subject)
    ):
        return False
    if lemma in ("accuse", "blame") and sentence.child(verb, "dobj") is None:
        return False
    if lemma == "call" and not _calls_something(sentence, verb):
        return False
    if said is not None:
        return True
    wrapped = quoted and sentence.dep[verb] in ("ROOT", "conj", "ccomp", "parataxis", "advcl")
    if lemma == "tell" and not wrapped:
        return sentence.child(verb, "xcomp") is not None
    if lemma in ("say", "add") and not wrapped:
        return _has_parataxis(sentence, verb)
    return True


def _does_without_clause(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether "the newspaper reported" or "he vowed to" tells enough without a clause."""
    lemma = sentence.lemma[verb]
    if lemma == "report":
        outlet = sentence.mention[subject]
        return outlet is not None and outlet.name.kind == "outlet"
    if lemma in ("vow", "pledge", "threaten", "promise"):
        return sentence.child(verb, "xcomp") is not None
    return False


def _calls_something(sentence: Sentence, verb: int) -> bool:
    """Say whether something is called something, not "what he called" it."""
    called = sentence.child(verb, "dobj")
    return sentence.child(verb, "oprd", "ccomp") is not None and not (
        called is not None and sentence.low[called] in ("what", "which")
    )


def _closes(sentence: Sentence, verb: int, subject: int) -> bool:
    """Say whether speaker and verb close the sentence after a comma: "..., she announced"."""
    first = min(sentence.subtree(subject)[0], verb)
    if first < 4 or sentence.low[first - 1] not in (",", "”"):
        return False
    after = sentence.low[verb + 1] if verb + 1 < len(sentence) else "."
    return verb + 5 > len(sentence) - 2 or after in AFTER_CLOSE


def _has_parataxis(sentence: Sentence, verb: int) -> bool:
    """Say whether the verb stands at the end, or between commas, with a clause before it."""
    if verb >= 4 and sentence.dep[verb] in ("ROOT", "parataxis", "conj"):
        return True
    return any(sentence.dep[k] in ("ccomp", "parataxis", "dep", "advcl")
               for k in sentence.kids[verb])  # fmt: skip
