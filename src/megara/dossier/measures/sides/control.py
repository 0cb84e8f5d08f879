"""Who is understood to do what a verb without a subject tells: "accused China of blocking goods".

That is who is urged, accused or thanked, or whose decision, plan or bill it is.
"""

from __future__ import annotations

from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

URGING = frozenset("urge ask press push lobby call persuade convince pressure tell order authorise "
                   "authorize allow encourage want like lean prevail appeal plead reason beg "
                   "implore exhort sound beseech nudge prod invite plead petition goad "
                   "cajole".split())  # fmt: skip
# Nouns of what one is about to do: their owner does it.
DEEDS = frozenset("decision plan bill move proposal pledge threat vow promise effort intention bid "
                  "order decree refusal agreement deal draft law idea readiness failure attempt "
                  "right power step campaign drive initiative motion legislation preparation "
                  "choice resolve willingness unwillingness reluctance intent vote authority "
                  "announcement".split())  # fmt: skip
# Nouns of what one wants of others: they do it, not its owner.
DEMANDS = frozenset("pressure call request appeal demand plea push urging calls lobbying "
                    "advice recommendation petition".split())  # fmt: skip
OF_OTHERS = frozenset({"of", "for", "against", "from", "into", "over", "about", "after"})
HEEDING = frozenset("resist reject heed rebuff dismiss ignore withstand bow yield cave give face "
                    "brush answer follow accept".split())  # fmt: skip
# Whoever asks "the commission" asks his own.
HOUSES = frozenset("commission council secretariat committee cabinet parliament government "
                   "ministry negotiator aide adviser".split())  # fmt: skip
OWNING = ("poss", "amod", "compound", "nmod")


def doer_understood(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return who does what a verb tells that has no subject of its own, where another tells it."""
    owner = sentence.child(verb, "poss")
    if owner is not None and sentence.tag[verb] == "VBG":
        return story.parties(sentence, owner)  # "Washington's penalising the firms"
    relation, above = sentence.dep[verb], sentence.head[verb]
    if relation == "pcomp":
        return _of_gerund(story, sentence, verb)
    if relation == "acl" and sentence.tag[verb] == "VB":
        return _of_noun(story, sentence, above) or urged(story, sentence, verb, above)
    if relation == "advcl" and sentence.tag[verb] == "VBG" and not sentence.children(verb, "mark"):
        subject = sentence.child(above, "nsubj")
        return story.parties(sentence, subject) if subject is not None else []  # "said, promising"
    if relation in ("xcomp", "ccomp", "advcl") and sentence.is_verb(above):
        noun = sentence.child(above, "dobj", "pobj")
        if noun is not None and sentence.base[noun] in DEEDS | DEMANDS and sentence.tag[verb] == (
            "VB"
        ):  # fmt: skip
            found = _of_noun(story, sentence, noun)  # "attacked Ireland's bill to ban goods"
            if found:
                return found
        if sentence.lemma[above] in URGING:
            return patients(story, sentence, above)
    return []


def urged(story: Story, sentence: Sentence, verb: int, noun: int) -> list[str]:
    """Return who is urged, where the clause hangs on a noun between: "urged it for months to"."""
    above = next((a for a in sentence.ancestors(noun) if sentence.is_verb(a)), None)
    if above is None or sentence.lemma[above] not in URGING or sentence.base[noun] in DEEDS:
        return []
    return patients(story, sentence, above)


def patients(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return whom a verb of urging urges: its object, or after "on", "to" and "with"."""
    found = sentence.children(verb, "dobj")[:1] or [
        thing
        for prep in sentence.children(verb, "prep", "dative")
        if sentence.low[prep] in ("on", "upon", "to", "with")
        for thing in sentence.children(prep, "pobj")
    ]
    return [
        party
        for patient in found or _called(sentence, verb)
        for party in _patient(story, sentence, verb, patient)
    ]


def _called(sentence: Sentence, verb: int) -> list[int]:
    """Return who is called on to: "called for the EU to ban it", not the ban that is called for."""
    return [
        thing
        for prep in sentence.children(verb, "prep")
        if sentence.low[prep] == "for" and sentence.lemma[verb] in ("call", "push", "press")
        for thing in sentence.children(prep, "pobj")
        if sentence.mention[thing] is not None
    ]


def _patient(story: Story, sentence: Sentence, verb: int, patient: int) -> list[str]:
    """Return the party of one who is urged: his own, or that of the house he is urged in."""
    circle = [m.name.party for m in sentence.mentions
              if m.name.entity_kind == "bloc" and m.first in sentence.subtree(patient)]  # fmt: skip
    if circle:
        return circle[:1]  # "asked its partners in the Gulf Cooperation Council to"
    own = sentence.base[patient] in HOUSES and sentence.mention[patient] is None
    if own and not story.modifiers(sentence, patient):
        subject = sentence.subject(verb)  # "asked the commission in Addis Ababa to"
        return story.parties(sentence, subject) if subject is not None else []
    return story.parties(sentence, patient)


def _of_gerund(story: Story, sentence: Sentence, verb: int) -> list[str]:
    """Return who "is accused of", "warned against" or "plans for" doing it."""
    prep = sentence.head[verb]
    over = sentence.head[prep]
    if sentence.low[prep] not in OF_OTHERS:
        return []
    if sentence.tag[over] in NOUNS and sentence.base[over] in DEEDS | DEMANDS:
        return _of_noun(story, sentence, over)
    if not sentence.is_verb(over):
        return []
    other = sentence.child(over, "dobj", "nsubjpass")
    if other is None or other > verb:
        return []
    return story.parties(sentence, other)


def _of_noun(story: Story, sentence: Sentence, noun: int) -> list[str]:
    """Return whose decision or bill it is, or on whom the pressure is, that a clause hangs on."""
    word = sentence.base[noun]
    if word in DEMANDS:
        for prep in sentence.children(noun, "prep"):
            if sentence.low[prep] in ("on", "to", "upon", "for"):
                for thing in sentence.children(prep, "pobj"):
                    found = story.parties(sentence, thing)
                    if found:
                        return found
        return _who_is_pressed(story, sentence, noun)
    if word not in DEEDS:
        return []
    for kid in sentence.kids[noun]:
        if kid < noun and sentence.dep[kid] in OWNING:
            found = (
                _its(story, sentence, noun, kid)
                if sentence.tag[kid] == "PRP$"
                else story.parties(sentence, kid)
                if sentence.mention[kid] is not None or sentence.dep[kid] == "poss"
                else []
            )
            if found:
                return found
    for prep in sentence.children(noun, "prep"):
        if sentence.low[prep] in ("by", "of", "from"):
            for thing in sentence.children(prep, "pobj"):
                return story.parties(sentence, thing)
    return []


def _its(story: Story, sentence: Sentence, noun: int, pronoun: int) -> list[str]:
    """Return whose "its decision" is: "thanked Canada for its decision" is Canada's."""
    prep = sentence.head[noun]
    over = sentence.head[prep]
    if sentence.dep[noun] == "pobj" and sentence.low[prep] in OF_OTHERS and sentence.is_verb(over):
        other = sentence.child(over, "dobj")
        if other is not None and other < noun:
            found = story.parties(sentence, other)
            if found:
                return found
    return story.parties(sentence, pronoun)


def _who_is_pressed(story: Story, sentence: Sentence, noun: int) -> list[str]:
    """Return who "resists the pressure" or "heeds the call" to do it."""
    verb = sentence.head[noun]
    if sentence.dep[noun] == "pobj":
        verb = sentence.head[verb]
    if not sentence.is_verb(verb) or sentence.lemma[verb] not in HEEDING:
        return []
    subject = sentence.subject(verb)
    return story.parties(sentence, subject) if subject is not None else []
