"""Whose stance it is: the party behind a subject, an owner, or the doer of a passive."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from megara.dossier.gazetteer import in_office
from megara.dossier.lexicon import classes, roles, rows, singular, stance_cues
from megara.dossier.positions.matters import is_on_measure, matters, words
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.companions import companions
from megara.dossier.story.lists import listed
from megara.dossier.story.nouns import AMONG, BLOCS
from megara.dossier.story.pronouns import is_relative, noun_of_relative

# Those who speak for themselves, not for a party.
PRIVATE = ("expert", "company", "document", "outlet")
PLACES = frozenset({"capital", "regime"})
MAKERS = frozenset({"lawmaker", "policymaker", "peacemaker", "kingmaker"})
ASKING = frozenset("want urge ask call press push tell invite force require need beg "
                   "like pressure request demand propose suggest recommend "
                   "insist".split())  # fmt: skip
TELLING = frozenset("say tell argue believe think warn remind add declare write "
                    "reiterate stress".split())  # fmt: skip
SENTENCES_OF_CONTEXT = 6
BESIDE_NAME = frozenset({"compound", "nmod", "amod", "appos"})
ORGANISATIONS = frozenset("organization organisation association federation institute foundation "
                          "union council society forum alliance group watch league chamber "
                          "initiative network coalition party centre center".split())  # fmt: skip

# Its members take positions in it; what its officials and envoys at it say is not its own.
ASSEMBLY = "UN"
LENDERS = frozenset({"World Bank", "IMF"})

Found = tuple[str, str, Stance]  # party, on, stance


def held_by(
    story: Story, sentence: Sentence, holder: int, stance: Stance, on: str
) -> Iterator[Found]:
    """Yield the stance for each party that a noun phrase stands for."""
    mention = sentence.mention[holder]
    told_by = _noun_meant(sentence, holder)
    told = sentence.base[told_by]
    if (told in matters() and told not in PLACES) or told in stance_cues()["noun"]:
        return  # "the ban would hurt", "objections from Paris delayed it"
    if told in PLACES and any(sentence.base[kid] in matters() for kid in sentence.kids[told_by]):
        return  # "the sanctions regime"
    letter = sentence.base[holder] in words("noun", "letter")  # it speaks for whose it is
    states = mention is None and _is_the_states(story, sentence, holder)
    word = sentence.low[told_by]
    if (roles().get(singular(word)) or roles().get(word)) in PRIVATE and not (letter or states):
        return
    if sentence.lemma[holder] in classes()["say"] and sentence.is_verb(holder):
        return
    if _is_private(story, sentence, told_by):
        if mention is None and sentence.base[holder] in private("person"):
            for party in listed(sentence, holder):  # "customers of Iranian oil such as India"
                yield party, on, stance
        return
    if any(sentence.low[k] == "neither" for k in sentence.kids[holder]):
        if stance != "supportive":
            return
        stance = "opposed"  # "neither Austria nor Hungary backs it"
    if mention is not None and (
        mention.name.kind == "outlet"
        or (mention.name.kind == "body" and mention.name.entity_kind != "government_body")
    ):
        return
    if mention is None and sentence.tag[holder] in ("NNP", "NNPS") and not _speaks_for(
        sentence, holder
    ):  # fmt: skip
        return  # "the World Sikh Organization of Canada" is not Canada
    meant = _who_is(story, sentence, told_by) if mention is None else holder
    holder = holder if meant == told_by else meant
    joined = [p for k in _companions(sentence, holder) for p in story.parties(sentence, k)]
    told_for = story.parties(sentence, holder) + joined
    for party in dict.fromkeys("EU" if p == "Europe" else p for p in told_for):
        if party != ASSEMBLY and not is_circle(party):
            yield party, on, stance


def _noun_meant(sentence: Sentence, holder: int) -> int:
    """Return the noun that a relative pronoun stands for: "lawmakers who", "It was Hungary that"."""
    if not is_relative(sentence, holder):
        return holder
    clause = sentence.head[holder]
    noun = noun_of_relative(sentence, holder)
    if noun is None and sentence.lemma[sentence.head[clause]] == "be":
        noun = sentence.child(sentence.head[clause], "attr")
    return holder if noun is None else noun


def is_circle(party: str) -> bool:
    """Say whether a name stands for no party of its own: some allies, a bank of many states."""
    return party.endswith("allies") or party in LENDERS


def _is_the_states(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether a word for a firm means a body of state: "central bank", "the EU's executive"."""
    if sentence.low[holder] == "executive":
        return not set(story.modifiers(sentence, holder)).isdisjoint(BLOCS)
    return any(sentence.low[k] == "central" for k in sentence.kids[holder])


@cache
def private(kind: str) -> frozenset[str]:
    """Return the words of one kind for those who speak for themselves, not for a state."""
    return frozenset(row["word"] for row in rows("private") if row["kind"] == kind)


def _is_private(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether a holder speaks for no state: a lawmaker, a faction, a firm, a former leader."""
    mention = sentence.mention[holder]
    kids = sentence.kids[holder]
    if any(sentence.base[t].rstrip(".") in private("lawmaker") for t in (holder, *kids)):
        return True
    if mention is not None and mention.name.kind in ("country", "seat", "bloc", "demonym"):
        return False
    if mention is None and (
        sentence.low[holder] in private("faction")
        or sentence.base[holder] in private("person")
        or sentence.base[holder] in private("body")
    ):
        return True  # "Germany's Greens", "French farmers"
    first = holder if mention is None else mention.first
    beside = [k for k in kids if k < first and sentence.dep[k] in BESIDE_NAME]
    if mention is None and any(_is_firm(sentence, t) for t in beside):
        return True  # "Russian steelmaker Severstal"
    titles = [*beside, *(i for k in beside for i in sentence.kids[k])]
    titles += [i for k in sentence.children(holder, "appos") for i in sentence.kids[k]]
    if any(sentence.low[i] in private("past") for i in titles):
        return True  # "former chancellor Gerhard Schroeder", "Peter Lee, a former official"
    if any(sentence.base[i] in private("lawmaker") for i in titles) or _sits(sentence, holder):
        return True  # "opposition leader", "members of the European Parliament"
    if mention is None or mention.name.kind != "person" or titles:
        return False  # the title tells for whom: "Secretary of State Marco Rubio"
    if sentence.child(holder, "appos") is not None:
        return False  # "Marco Rubio, the secretary of state"
    office = set(mention.name.office.lower().split())
    return bool(private("lawmaker") & office) or not in_office(mention.name, story.published)


def _sits(sentence: Sentence, holder: int) -> bool:
    """Say whether a holder is a member of a parliament."""
    if sentence.base[holder] != "member":
        return False
    for prep in sentence.children(holder, "prep"):
        for thing in sentence.children(prep, "pobj"):
            mention = sentence.mention[thing]
            chamber = sentence.base[thing] in ("parliament", "congress", "senate", "assembly")
            if chamber or (mention is not None and mention.name.role == "parliament"):
                return True
    return False


def _who_is(story: Story, sentence: Sentence, holder: int) -> int:
    """Return of whom a noun without a party is said: "Hungary was the only state to object".

    "Among those opposed were Hungary and Slovakia" says it of them.
    """
    top = holder
    if sentence.dep[holder] == "pobj":  # "is one of the states that", "is among those who"
        top = sentence.head[holder]
        top = sentence.head[top] if sentence.low[top] == "of" else top
    verb, relation = sentence.head[top], sentence.dep[top]
    if sentence.lemma[verb] not in ("be", "include") or sentence.mention[holder] is not None:
        return holder
    if relation == "attr" or sentence.low[top] in AMONG:
        said_of = sentence.child(verb, "nsubj")
    else:
        said_of = sentence.child(verb, "attr", "dobj") if relation == "nsubj" else None
    if said_of is None or story.parties(sentence, holder):
        return holder
    return said_of


def _companions(sentence: Sentence, holder: int) -> list[int]:
    """Return who is told to think the same: "together with France", "as did Hungary"."""
    verb = sentence.head[holder]
    if sentence.dep[verb] == "agent":
        verb = sentence.head[verb]
    if not sentence.is_verb(verb):
        return []
    found = companions(sentence, holder, backers=True)
    for kid in sentence.kids[verb]:
        if (
            sentence.dep[kid] == "advcl"
            and sentence.low[kid] in ("did", "do", "does", "have")
            and any(sentence.low[k] in ("as", "so") for k in sentence.kids[kid])
        ):
            found += sentence.children(kid, "nsubj")
    return [k for k in found if sentence.mention[k] is not None]


def _is_firm(sentence: Sentence, token: int) -> bool:
    """Say whether a word beside a name tells that it is a firm's: "refiner", "chipmaker"."""
    word, mention = sentence.base[token], sentence.mention[token]
    if mention is not None:
        return mention.name.entity_kind == "company"
    return roles().get(word) == "company" or (word.endswith("maker") and word not in MAKERS)


def _speaks_for(sentence: Sentence, name: int) -> bool:
    """Say whether an unlisted name is a body or an official of a government."""
    beside = [k for k in sentence.kids[name] if sentence.dep[k] in BESIDE_NAME]
    below = [i for k in beside for i in sentence.kids[k]]
    words_ = {sentence.low[i].rstrip(".") for i in (name, *beside, *below)}
    organisation = sentence.low[name] in ORGANISATIONS
    return not organisation or any(roles().get(w) == "government" for w in words_ - ORGANISATIONS)


def asked_for(sentence: Sentence, verb: int) -> bool:
    """Say whether another is asked to do it: "wants the bloc to ban", "was urged to join"."""
    verb = sentence.first_conjunct(verb)
    above = sentence.head[verb]
    if _told_to(sentence, verb, above):
        return True
    if sentence.lemma[above] not in ASKING:
        return False
    if sentence.dep[verb] == "xcomp":
        return sentence.child(above, "dobj", "nsubjpass") is not None
    own = sentence.child(verb, "nsubj", "nsubjpass")
    return sentence.dep[verb] == "ccomp" and own is not None and sentence.lemma[above] != "tell"


def _told_to(sentence: Sentence, verb: int, above: int) -> bool:
    """Say whether another is told that it should: "said Germany must back it"."""
    if sentence.dep[verb] != "ccomp" or sentence.lemma[above] not in TELLING:
        return False
    if not any(sentence.low[k] in ("should", "must", "ought") for k in sentence.kids[verb]):
        return False
    own = sentence.child(verb, "nsubj", "nsubjpass")
    if own is None:
        return False
    told = sentence.child(above, "dobj", "dative") is not None and sentence.lemma[above] == "tell"
    return told or sentence.tag[own] != "PRP"


def doer(sentence: Sentence, verb: int) -> int | None:
    """Return who does what a verb tells: its subject, or the agent of a passive.

    None if it is only asked for.
    """
    if asked_for(sentence, verb):
        return None
    first = sentence.first_conjunct(verb)  # "floated by Paris and endorsed by Rome"
    passive = sentence.child(verb, "nsubjpass") is not None or (
        sentence.dep[first] in ("amod", "acl") and sentence.tag[verb] == "VBN"
    )
    if not passive:
        return sentence.subject(verb)
    for agent in sentence.children(verb, "agent", "prep"):
        if sentence.low[agent] == "by":
            return sentence.child(agent, "pobj")
    return None


def topic(story: Story, sentence: Sentence, cue: int) -> str:
    """Return what the position is on: the words below the cue, at most twelve."""
    for kid in sentence.kids[cue]:
        if sentence.dep[kid] in ("prep", "dobj", "xcomp", "ccomp") and kid > cue:
            target = kid
            if sentence.dep[kid] == "prep":
                inner = sentence.child(kid, "pobj", "pcomp")
                target = inner if inner is not None else kid
            tokens = [i for i in sentence.subtree(target) if i > cue]
            if tokens:
                text = sentence.text(tokens, story.text)
                return " ".join(text.split()[:12]).strip(' ,.;"”“')
    said = " ".join(sentence.words[cue + 1 : cue + 9]).strip(' ,.;"”“')
    return said or "the measures under discussion"


def spoken_of(story: Story, sentence: Sentence, back: int = SENTENCES_OF_CONTEXT) -> bool:
    """Say whether the sentence or one of the few before it speaks of a measure."""
    near = story.sentences[max(0, sentence.number - back) : sentence.number + 1]
    return any(map(is_on_measure, near))
