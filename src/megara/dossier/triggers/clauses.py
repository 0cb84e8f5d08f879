"""Conditions told by a clause: "if", "unless", "once", "should", "the moment", "whoever"."""

from __future__ import annotations

from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.relief import is_of_relief

NO_CONDITION = frozenset({"as", "what", "see", "asked", "decide", "know", "even", "ask", "unclear",
                          "say", "wondered", "unsure", "doubt"})  # fmt: skip
WEAK = frozenset({"once", "until", "till", "when", "whenever"})
WEAK_PHRASES = frozenset({("so", "long", "as"), ("as", "long", "as")})
ASKING = frozenset({"would", "will", "might", "may", "should"})  # "asked if it would"
TURNING = frozenset({"unless", "until", "till"})
MARKS = ("mark", "advmod", "prep", "dep")
# Words that open a condition; its verb is the first after them with a subject there.
PHRASES = {
    "in": (("in", "case"), ("in", "the", "case", "that"), ("in", "the", "event", "that"),
           ("in", "the", "eventuality", "that"),
           ("in", "the", "event")),
    "as": (("as", "soon", "as"), ("as", "long", "as")),
    "so": (("so", "long", "as"),),
    "on": (("on", "the", "off", "chance", "that"), ("on", "the", "off", "chance"),
           ("on", "condition", "that"), ("on", "the", "condition", "that"),
           ("on", "the", "day")),
    "at": (("at", "the", "moment"), ("at", "the", "instant")),
    "the": (*(("the", word) for word in ("moment", "minute", "instant", "day", "hour")),
            ("the", "very", "day"), ("the", "very", "moment"), ("the", "same", "day")),
}  # fmt: skip
NOT_THE_TIME = frozenset({"after", "before", "in", "on", "of", "at", "by"})  # "the day after"
SUBJECT = ("nsubj", "nsubjpass")
ASKED = frozenset({"on", "upon"})


def marked(sentence: Sentence, token: int) -> list[Condition]:
    """Read "if X does", "unless X does", "once X has done", "provided that X does"."""
    word = sentence.low[token]
    if word in ("provided", "providing", "assuming", "supposing"):
        return _after(sentence, token + 1) if _opens_clause(sentence, token) else []
    if sentence.dep[token] not in MARKS or (token and sentence.low[token - 1] in NO_CONDITION):
        return []
    verb = sentence.head[token]
    if verb < token:
        later = [k for k in range(token + 1, len(sentence)) if sentence.is_verb(k)]
        if not later or word in WEAK:
            return []
        verb = later[0]
    subject = sentence.child(verb, *SUBJECT)
    weak = word in WEAK
    if word == "if" and any(sentence.low[k] in ASKING for k in sentence.children(verb, "aux")):
        return []
    if word == "once" and sentence.low[token - 1] == "only":
        return []  # "to be paid back only once Russia has paid"
    if weak and (subject is None or subject < token or not lies_ahead(sentence, verb)):
        return []
    return [Condition(verb, subject, word in TURNING, weak)]


def lies_ahead(sentence: Sentence, verb: int) -> bool:
    """Say whether a clause is told of what is to come, not "when it invaded"."""
    if sentence.tag[verb] != "VBD":
        return True
    inside = set(sentence.subtree(verb))
    return any(
        tag == "MD" or sentence.lemma[k] in ("vow", "promise", "threaten")
        for k, tag in enumerate(sentence.tag)
        if k not in inside
    )


def unreal(sentence: Sentence, verb: int) -> bool:
    """Say whether a condition lies in the past: "if Iran had freed them"."""
    return any(sentence.low[k] == "had" and sentence.dep[k] == "aux" for k in sentence.kids[verb])


def _opens_clause(sentence: Sentence, token: int) -> bool:
    """Say whether "provided" opens a clause, and is no verb with something that is given."""
    after = sentence.low[token + 1] if token + 1 < len(sentence) else ""
    if after == "that":
        return True
    return sentence.dep[token] in ("mark", "prep", "advcl") and (
        sentence.child(token, "ccomp") is not None
    )


def inverted(sentence: Sentence, token: int) -> list[Condition]:
    """Read "should X do" and "were X to do"."""
    if not _is_inverted(sentence, token):
        return []
    verb = sentence.head[token] if sentence.dep[token] == "aux" else token
    comma = next((k for k in range(token, len(sentence)) if sentence.low[k] == ","), token)
    if token < comma < verb:
        # the parser hung it on the main clause: the act is the first verb before the comma
        acts = [k for k in range(token + 1, comma) if sentence.tag[k] in ("VB", "VBP")]
        named = [m.last - 1 for m in sentence.mentions if token < m.first < comma]
        nouns = named or [k for k in range(token + 1, comma) if sentence.tag[k] in NOUNS]
        if acts and nouns and nouns[0] < acts[0]:
            return [Condition(acts[0], nouns[0])]
        return []
    subject = next((k for k in sentence.children(verb, *SUBJECT) if k > token), None)
    if sentence.low[token] == "were":
        deeper = [k for k in sentence.children(verb, "xcomp", "ccomp", "advcl") if k > token]
        if deeper:
            verb = deeper[0]
            subject = subject if subject is not None else sentence.child(verb, *SUBJECT)
    return [Condition(verb, subject)] if subject is not None else []


def _is_inverted(sentence: Sentence, token: int) -> bool:
    """Say whether a modal opens a condition ("should Iran transfer"), and is no question."""
    if "?" in sentence.words[-2:]:
        return False
    verb = sentence.head[token] if sentence.dep[token] == "aux" else token
    subjects = sentence.children(verb, *SUBJECT)
    if not subjects and sentence.low[token] == "were":
        # "were the government to annex": the subject may hang on what it would do
        subjects = [
            s for k in sentence.children(verb, "xcomp") for s in sentence.children(k, *SUBJECT)
        ]
    before = [k for k in subjects if k < token and sentence.low[k] != "that"]
    after = [k for k in subjects if k > token]
    return bool(after) and not before


def after_phrase(sentence: Sentence, token: int) -> list[Condition]:
    """Read "in case X does", "as soon as X does", "the moment X does"."""
    low = sentence.low
    for phrase in PHRASES.get(low[token], ()):
        after = token + len(phrase)
        if after >= len(low) or low[token + 1] != phrase[1] or tuple(low[token:after]) != phrase:
            continue
        if sentence.low[after] in NOT_THE_TIME or sentence.tag[after] == ",":
            return []
        if sentence.low[token] == "the" and not _is_when(sentence, after - 1):
            return []
        return _after(sentence, after, weak=phrase in WEAK_PHRASES)
    return []


def _is_when(sentence: Sentence, noun: int) -> bool:
    """Say whether "the day" tells when, not "put off the moment they act", "on the day of it"."""
    above = sentence.head[noun]
    if sentence.dep[noun] == "pobj":
        return sentence.low[above] == "for"  # "has drawn up duties for the day that"
    if sentence.dep[noun] == "dobj":
        return sentence.child(above, "auxpass") is not None  # "will be blacklisted the moment"
    return sentence.dep[noun] != "attr"  # "is the day they can forget it"


def _after(sentence: Sentence, token: int, *, weak: bool = False) -> list[Condition]:
    """Return the first act after a token that has a subject there, before the clause ends."""
    for verb in range(token, len(sentence)):
        if sentence.low[verb] == "," and verb > token + 2:
            return []
        if sentence.is_verb(verb):
            for subject in sentence.children(verb, *SUBJECT):
                if token <= subject < verb:
                    return [Condition(verb, subject, weak=weak)]
    return []


def whoever(sentence: Sentence, token: int) -> list[Condition]:
    """Read "whoever does it will", "any bank that does it", "any bank caught doing it"."""
    word, noun = sentence.low[token], token
    if word in ("any", "every", "those"):
        noun = sentence.head[token] if sentence.dep[token] == "det" else token
    if word in ("whoever", "whichever"):
        verb = sentence.head[token]
        while not sentence.is_verb(verb) and sentence.head[verb] != verb:
            verb = sentence.head[verb]
        above = sentence.head[verb]
        should = any(sentence.low[k] == "should" for k in sentence.kids[above])
        fits = sentence.is_verb(verb) and verb > token and not should
        return [Condition(verb, token)] if fits else []
    if not _will_be_dealt_with(sentence, noun):
        return []
    acts = [k for k in sentence.children(noun, "relcl", "acl") if k > noun]
    return [Condition(sentence.child(k, "xcomp", "advcl") or k if sentence.lemma[k] in
                      ("catch", "find", "see") else k, noun) for k in acts[:1]]  # fmt: skip


def _will_be_dealt_with(sentence: Sentence, noun: int) -> bool:
    """Say whether something "will" or "would" befall the ones that a noun names."""
    verb = sentence.head[noun]
    if sentence.lemma[verb] == "await":
        return True  # "sanctions await any bank that deals with it"
    return sentence.dep[noun] in SUBJECT and (
        sentence.lemma[verb] in ("face", "risk")
        or any(sentence.tag[k] == "MD" and sentence.low[k] != "should"
               for k in sentence.kids[verb])
    )  # fmt: skip


def depends(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "depending on whether X does", "hinges on X doing"."""
    what = sentence.subject(verb)
    if what is not None and is_of_relief(sentence, what):
        return []  # "the lifting of the sanctions depends on"
    for prep in sentence.children(verb, "prep"):
        if sentence.low[prep] not in ASKED:
            continue
        for act in sentence.children(prep, "pcomp", "pobj"):
            if sentence.is_verb(act):
                subject = sentence.child(act, *SUBJECT, "poss")
                asked = {sentence.low[k] for k in sentence.kids[act]}
                if subject is not None and not asked & {"what", "how", "who"}:
                    return [Condition(act, subject, weak=True)]
            for below in sentence.children(act, "acl"):
                return [Condition(below, act, weak=True)]
    return []
