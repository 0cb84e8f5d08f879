"""Attribution by a phrase or a colon: "in her view", "by his count", "He was blunt: ..."."""

from __future__ import annotations

from megara.dossier.claims.content import tidy
from megara.dossier.claims.findings import Findings
from megara.dossier.claims.lost import phrase_before, phrase_before_comma
from megara.dossier.sentence import NOUNS, SUBJECTS, Sentence
from megara.dossier.speakers import role_of

VIEWS = frozenset("view opinion reading telling words estimation judgment judgement assessment "
                  "reckoning count counting calculation calculations estimate estimates eyes "
                  "account analysis".split())  # fmt: skip
OPENS = frozenset({"in", "by", "on", "to", "according"})
# Nouns that are somebody's words: "His answer was blunt: ...".
WORDS = frozenset("answer verdict message view reply response advice conclusion assessment "
                  "explanation argument retort line summary comment warning".split())  # fmt: skip
REPORTING = frozenset({"saw", "seen", "witnessed", "observed", "counted", "noted", "found"})


def read_in_view(so_far: Findings, sentence: Sentence, text: str) -> bool:
    """Read "The bigger unknown, in his view, is whether": what stands beside the phrase."""
    if VIEWS.isdisjoint(sentence.present):
        return False
    for token, word in enumerate(sentence.low):
        if word not in VIEWS or sentence.quoted[token]:
            continue
        prep = sentence.head[token]
        if sentence.low[prep] not in OPENS or prep > token:
            continue
        owner = sentence.child(token, "poss")
        if owner is None or sentence.low[owner] in ("its", "their", "our", "my", "your"):
            continue
        edge = sentence.subtree(token)[-1] + 1
        closed = edge >= len(sentence) or sentence.low[edge] in (",", ".", ";", ":")
        opened = prep == 0 or sentence.low[prep - 1] in (",", ";", ":", "and", "but", "which")
        if not (closed and opened):
            continue
        source = so_far.speakers.source(sentence, owner)
        if source is None or source.kind in ("institution", "document"):
            continue
        offset = sentence.span[0]
        before = text[: sentence.start[prep] - offset]
        behind = text[sentence.end[edge - 1] - offset :]
        so_far.keep(sentence, source, tidy(f"{tidy(before)} {tidy(behind)}"), "asserted")
        return True
    return False


def read_colon(so_far: Findings, sentence: Sentence, text: str) -> None:
    """Read 'The minister was blunt: "We will not pay."', where no verb of saying stands."""
    words = sentence.words
    if ":" not in sentence.present:
        return
    at = next((i for i in range(1, len(words) - 2)
               if words[i] == ":" and words[i + 1] == "“"), None)  # fmt: skip
    if at is None or any(found.sentence is sentence for found in so_far.found):
        return
    for token in range(at):
        if sentence.dep[token] not in SUBJECTS or sentence.quoted[token]:
            continue
        speaker: int | None = token
        if sentence.low[token] in WORDS:
            speaker = sentence.child(token, "poss")
        if speaker is None or not _is_person(sentence, speaker):
            continue
        source = so_far.speakers.source(sentence, speaker)
        if source is not None and source.kind != "document":
            so_far.speaks(sentence, source)
            content = tidy(text[sentence.start[at + 1] - sentence.span[0] :])
            so_far.keep(sentence, source, content, "asserted")
            return


def read_put(so_far: Findings, sentence: Sentence, verb: int, text: str) -> None:
    """Read 'As one negotiator put it, "nobody wants to be first"'."""
    subject = sentence.child(verb, "nsubj")
    before = sentence.low[:verb]
    if subject is None or sentence.low[verb + 1 : verb + 2] != ["it"]:
        return
    bluntly = sentence.tag[verb + 2 : verb + 3] in (["RB"], ["RBR"], ["JJR"])
    if not ("as" in before or "how" in before or "“" in sentence.words or bluntly):
        return
    source = so_far.speakers.source(sentence, subject)
    if source is not None:
        so_far.keep(sentence, source, tidy(text), "asserted")


def read_known_as(so_far: Findings, sentence: Sentence, token: int, text: str) -> None:
    """Read "Peskov known as the proposal unlawful": what copies put for "called".

    No other verb of its clause is finite, as one is beside "a plan known as the cap".
    """
    if sentence.child(token, "auxpass", "aux") is not None or token + 2 >= len(sentence):
        return
    edge = token + 1
    while edge < len(sentence) and sentence.low[edge] not in (",", ";", "and", "."):
        edge += 1
    first = token - 1
    while first >= 0 and sentence.low[first] not in (";", "and", "but"):
        first -= 1
    if any(sentence.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(first + 1, edge)
           if i != token):  # fmt: skip
        return
    subject = phrase_before(sentence, token)
    if subject is None:
        subject = phrase_before_comma(sentence, token)
    if subject is None:
        return
    source = so_far.speakers.source(sentence, subject)
    if source is not None:
        so_far.keep(sentence, source, tidy(text[sentence.end[token + 1] - sentence.span[0] :]),
                    "asserted")  # fmt: skip


def read_eyewitness(so_far: Findings, sentence: Sentence, verb: int, text: str) -> None:
    """Read "..., an AFP correspondent saw" and "a reporter counted 40 lorries"."""
    if sentence.low[verb] not in REPORTING:
        return
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None or sentence.base[subject] not in ("correspondent", "reporter", "journalist",
                                                         "photographer"):  # fmt: skip
        return
    source = so_far.speakers.source(sentence, subject)
    if source is not None:
        so_far.keep(sentence, source, tidy(text), "asserted")


def _is_person(sentence: Sentence, token: int) -> bool:
    """Say whether a subject is a person or a group that speaks: a name, an office, a pronoun."""
    if sentence.low[token] in ("he", "she", "his", "her", "one", "another"):
        return True
    mention = sentence.mention[token]
    if mention is not None:
        return mention.name.kind == "person"
    if role_of(sentence.low[token]) in ("official", "spokesperson", "expert", "source"):
        return True
    return sentence.tag[token] == "NNP" and token > 0 and sentence.tag[token - 1] in NOUNS
