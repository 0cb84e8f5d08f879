"""Conditions told by a warning: "X risks sanctions by", "any transfer would trigger", "deter"."""

from __future__ import annotations

from megara.dossier.positions.matters import matters
from megara.dossier.sentence import Sentence
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.consequence import consequences
from megara.dossier.triggers.demands import answers
from megara.dossier.triggers.relief import eases
from megara.dossier.triggers.things import ACCORDS, acts, after_answer

PROMISING = frozenset("vow promise pledge threaten swear ready prepare".split())
# Verbs whose subject must be told to be an act: "a judge will see".
# Verbs that threaten only where a measure is told after them: "would open it to sanctions".
PUSHING = frozenset({"open", "leave", "expose", "set"})
NEW = frozenset({"any", "another", "further", "new", "fresh", "more", "renewed", "next"})
SETTING_OFF = frozenset("set trigger prompt provoke cause bring spark unleash "
                        "activate".split())  # fmt: skip
SEEING = frozenset("cost carry see entail earn set usher mean have put spell open leave".split())


def facing(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "X would face sanctions for doing it", "X risks sanctions by doing it"."""
    modal = any(sentence.tag[k] == "MD" for k in sentence.kids[verb])
    subject = sentence.subject(verb)
    if subject is None or not (modal or sentence.lemma[verb] in ("risk", "stand")):
        return []
    places = [verb, *sentence.children(verb, "dobj", "xcomp")]
    places += [k for p in places[1:] for k in sentence.children(p, "dobj")]
    return [
        Condition(act, subject)
        for place in places
        for prep in sentence.children(place, "prep")
        if sentence.low[prep] in ("for", "by")
        for act in sentence.children(prep, "pcomp")
    ]


def exposing(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "by doing it X would expose itself to", "doing it would expose X to sanctions"."""
    return facing(sentence, verb) or prompting(sentence, verb)


def deterred(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "to deter X from doing"."""
    patient = sentence.child(verb, "dobj")
    if patient is None:
        return []
    return [Condition(act, patient) for act in _acts_after(sentence, verb, "from")]


def warned(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "warned X against doing" and "warned X not to do"."""
    patient = sentence.child(verb, "dobj", "nsubjpass")
    if patient is None:
        return []
    acts = _acts_after(sentence, verb, "against")
    acts += [kid for kid in sentence.children(verb, "xcomp") if sentence.negated(kid)]
    return [Condition(act, patient) for act in acts]


def _acts_after(sentence: Sentence, verb: int, word: str) -> list[int]:
    """Return the acts after a verb's preposition: "from sending", "against sending"."""
    return [act for kid in sentence.children(verb, "prep") if sentence.low[kid] == word
            for act in sentence.children(kid, "pcomp")]  # fmt: skip


def _is_act(sentence: Sentence, subject: int) -> bool:
    """Say whether a subject is something done, not a party, a pronoun or a measure."""
    return (
        sentence.mention[subject] is None
        and sentence.tag[subject] not in ("PRP", "DT", "WDT", "WP", "EX")
        and (sentence.base[subject] not in matters() or sentence.base[subject] in acts())
    )


def prompting(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "any transfer by X would trigger sanctions"."""
    first = sentence.first_conjunct(verb)  # "would cross a line and trigger sanctions"
    modal = any(sentence.tag[k] == "MD" for k in (*sentence.kids[verb], *sentence.kids[first]))
    subject = sentence.child(verb, "nsubj", "nsubjpass", "csubj")
    if subject is None and first != verb:
        subject = sentence.child(first, "nsubj", "nsubjpass", "csubj")
    if not modal or subject is None or subject > verb or sentence.negated(verb):
        return []  # "would not bring sanctions"
    what = sentence.child(verb, "dobj")
    if what is not None and sentence.low[what] == "what":
        return []  # "was told what this purchase would mean"
    if not sentence.is_verb(subject) and not _is_act(sentence, subject):
        return []
    if _of_measures(sentence, subject):
        return []
    if sentence.lemma[verb] in PUSHING and not answers(sentence, range(verb, len(sentence))):
        return []
    if sentence.lemma[verb] == "meet" and sentence.dep[subject] != "nsubjpass":
        return []  # "will be met with sanctions", not "will meet again"
    if sentence.is_verb(subject):
        return [Condition(subject, sentence.child(subject, "nsubj"), addressed=True)]
    if (
        sentence.lemma[verb] in SEEING
        and sentence.base[subject] not in acts()
        and (
            sentence.lemma[verb] in ("have", "see")
            or NEW.isdisjoint(sentence.low[k] for k in sentence.kids[subject])
        )
    ):
        return []
    return [_of_noun(sentence, subject)]


def doing(sentence: Sentence) -> list[Condition]:
    """Read "doing it would make X a party to the war" with a verb that is not listed."""
    return [
        Condition(act, sentence.child(act, "nsubj"), addressed=True)
        for act, relation in enumerate(sentence.dep)
        if relation == "csubj"
        and sentence.tag[act] == "VBG"
        and sentence.lemma[act] not in consequences()  # "cutting it off would cost Europe"
        and answers(sentence, range(sentence.head[act], len(sentence)))
        and any(sentence.tag[k] == "MD" for k in sentence.kids[sentence.head[act]])
        and not _of_measures(sentence, act)
        and not eases(sentence, act)
    ]


def answered_passively(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "another incursion will be answered with sanctions"."""
    passive = sentence.child(verb, "nsubjpass") is not None
    return prompting(sentence, verb) if passive else []


def red_line(sentence: Sentence, noun: int) -> list[Condition]:
    """Read "an attack remains a red line", "would cross a red line by attacking"."""
    verb = sentence.head[noun]
    red = any(sentence.low[k] == "red" for k in sentence.kids[noun])
    if not (red or sentence.low[noun] == "tripwire") or not sentence.is_verb(verb):
        return []
    if sentence.lemma[verb] == "cross":
        return facing(sentence, verb) or prompting(sentence, verb)
    subject = sentence.child(verb, "nsubj", "csubj")
    if subject is None or sentence.dep[noun] not in ("attr", "dobj"):
        return []
    if sentence.is_verb(subject):
        return [Condition(subject, sentence.child(subject, "nsubj"))]
    return [_of_noun(sentence, subject)] if _is_act(sentence, subject) else []


def what_would(sentence: Sentence, token: int) -> list[Condition]:
    """Read "what would set off the sanctions is an attack"."""
    verb = sentence.head[token]
    above = sentence.head[verb]
    if sentence.lemma[verb] not in SETTING_OFF or sentence.lemma[above] != "be":
        return []
    act = sentence.child(above, "attr", "xcomp", "ccomp")
    if act is None or act < above or not answers(sentence, range(verb, above)):
        return []
    return [Condition(act, sentence.child(act, "nsubj") if sentence.is_verb(act) else None)]


def avoiding(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "X can avoid sanctions by doing it", "only a truce would avert the tariffs"."""
    thing = sentence.child(verb, "dobj")
    if thing is None or not answers(sentence, range(verb, max(sentence.subtree(thing)) + 1)):
        return []
    subject = sentence.subject(verb)
    by = [act for prep in sentence.children(verb, "prep") if sentence.low[prep] == "by"
          for act in sentence.children(prep, "pcomp")]  # fmt: skip
    if by and subject is not None:
        return [Condition(act, subject, unless=True) for act in by]
    if subject is not None and sentence.base[subject] in ACCORDS:
        return [Condition(subject, None, unless=True, addressed=True)]
    return []


def _of_measures(sentence: Sentence, subject: int) -> bool:
    """Say whether an act is one with measures: "piling on sanctions will lead nowhere"."""
    inside = sentence.subtree(subject)
    return not any(sentence.mention[k] is not None for k in inside) and any(
        sentence.base[k] in matters() and sentence.base[k] not in acts() for k in inside
    )


def _of_noun(sentence: Sentence, noun: int) -> Condition:
    """Return the act that a noun names, or that its "to" tells: "any move by X to buy"."""
    if sentence.low[noun] in ("move", "attempt", "effort", "decision", "bid", "step", "plan"):
        act = sentence.child(noun, "acl", "relcl")
        by = next((t for p in sentence.children(noun, "prep", "agent") if sentence.low[p] == "by"
                   for t in sentence.children(p, "pobj")), None)  # fmt: skip
        if by is not None and act is None:
            act = sentence.child(by, "acl", "relcl")
        owner = sentence.child(noun, "amod", "poss", "compound") if by is None else by
        if act is not None and owner is not None:
            return Condition(act, owner)
    return Condition(noun, None)


def answered_with(sentence: Sentence, verb: int) -> list[Condition]:
    """Read "would answer any such step by X with measures", "will retaliate for any attack"."""
    above = sentence.head[verb]
    ahead = any(sentence.tag[k] == "MD" for k in sentence.kids[verb]) or (
        sentence.lemma[above] in PROMISING
    )
    if not ahead:
        return []
    return [Condition(thing, None) for thing in after_answer(sentence, verb)]
