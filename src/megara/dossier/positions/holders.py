"""Whose stance it is: the party behind a subject, an owner, or the doer of a passive."""

from __future__ import annotations

from collections.abc import Iterator

from megara.dossier.lexicon import classes, roles, singular, stance_cues
from megara.dossier.positions.matters import is_on_measure, matters, words
from megara.dossier.positions.private import is_private, private, speaks_for
from megara.dossier.schema import Stance
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.story.companions import companions
from megara.dossier.story.lists import listed
from megara.dossier.story.nouns import AMONG, BLOCS
from megara.dossier.story.pronouns import HE, IT, is_relative, noun_of_relative

# Those who speak for themselves, not for a party.
PRIVATE = ("expert", "company", "document", "outlet")
PLACES = frozenset({"capital", "regime"})
ASKING = frozenset("want urge ask call press push tell invite force require need beg "
                   "like pressure request demand propose suggest recommend "
                   "insist".split())  # fmt: skip
TELLING = frozenset("say tell argue believe think warn remind add declare write "
                    "reiterate stress".split())  # fmt: skip
SENTENCES_OF_CONTEXT = 6
OPENING = 2  # sentences, the headline among them
# Its members take positions in it; what its officials and envoys at it say is not its own.
ASSEMBLY = "UN"
UNTOLD = "the measures under discussion"
LENDERS = frozenset({"World Bank", "IMF"})

# What ends the clause of a cue.
CLOSING = frozenset({",", ".", ";", ":", "and", "but", "while", "—", "–"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

Found = tuple[str, str, Stance]  # party, on, stance


def held_by(
    story: Story, sentence: Sentence, holder: int, stance: Stance, on: str
) -> Iterator[Found]:
    """Yield the stance for each party that a noun phrase stands for."""
    holder = _cleft(sentence, holder)
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
    if is_private(story, sentence, told_by):
        if mention is None and sentence.base[holder] in private("person"):
            for party in listed(sentence, holder):  # "customers of Iranian oil such as India"
                yield party, on, stance
        return
    if stance == "undecided" and sentence.low[told_by - 1 : told_by] == ["member"]:
        return  # "member states are divided" says of each of them, not of their bloc
    if any(sentence.low[k] == "neither" for k in sentence.kids[holder]):
        if stance != "supportive":
            return
        stance = "opposed"  # "neither Austria nor Hungary backs it"
    if mention is not None and (
        mention.name.kind == "outlet"
        or (mention.name.kind == "body" and mention.name.entity_kind != "government_body")
    ):
        return
    if mention is None and sentence.tag[holder] in ("NNP", "NNPS") and not speaks_for(
        sentence, holder
    ):  # fmt: skip
        return  # "the World Sikh Organization of Canada" is not Canada
    meant = _who_is(story, sentence, told_by) if mention is None else holder
    holder = holder if meant == told_by else meant
    joined = [p for k in _companions(sentence, holder) for p in story.parties(sentence, k)]
    told_for = story.parties(sentence, holder) + joined or _of_speaker(story, sentence, holder)
    for party in dict.fromkeys("EU" if p == "Europe" else p for p in told_for):
        if is_circle(party) or (party == ASSEMBLY and not _heads_assembly(sentence, holder)):
            continue
        yield party, on, stance


def _noun_meant(sentence: Sentence, holder: int) -> int:
    """Return the noun that a relative pronoun stands for: "lawmakers who oppose it"."""
    noun = noun_of_relative(sentence, holder) if is_relative(sentence, holder) else None
    return holder if noun is None else noun


def _cleft(sentence: Sentence, holder: int) -> int:
    """Return who "It was Hungary that blocked it" says blocked it."""
    clause = sentence.head[holder]
    verb = sentence.head[clause]
    if sentence.dep[clause] != "ccomp" or sentence.low[holder] not in ("that", "who", "which"):
        return holder
    subject, said = sentence.child(verb, "nsubj"), sentence.child(verb, "attr")
    if said is None or subject is None or sentence.low[subject] != "it":
        return holder
    return said


def _of_speaker(story: Story, sentence: Sentence, holder: int) -> list[str]:
    """Return who speaks, for a pronoun that comes before him: "His government is against it"."""
    own = sentence.child(holder, "poss")
    pronoun = holder if own is None else own
    party = story.speakers.get(sentence.number)
    if sentence.low[pronoun] not in HE | IT or party is None:
        return []
    return [party]


def is_circle(party: str) -> bool:
    """Say whether a name stands for no party: some allies of nobody told, a bank of many states."""
    return party == "allies" or party in LENDERS


def _heads_assembly(sentence: Sentence, holder: int) -> bool:
    """Say whether the secretary-general speaks, who alone speaks for the United Nations."""
    mention = sentence.mention[holder]
    if mention is not None:
        return mention.name.office == "Secretary General"
    return sentence.low[holder] in ("general", "secretary-general")


def _is_the_states(story: Story, sentence: Sentence, holder: int) -> bool:
    """Say whether a word for a firm means a body of state: "central bank", "the EU's executive"."""
    if sentence.low[holder] == "executive":
        return not set(story.modifiers(sentence, holder)).isdisjoint(BLOCS)
    return any(sentence.low[k] == "central" for k in sentence.kids[holder])


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
        return said_of if said_of is not None and story.parties(sentence, said_of) else holder
    said_of = sentence.child(verb, "attr", "dobj") if relation == "nsubj" else None
    return holder if said_of is None or story.parties(sentence, holder) else said_of


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
    """Say whether another is told that it should: "said Germany must back it".

    So is who "should back it" in the words of an author.
    """
    if _in_an_author_s_words(sentence, verb, above):
        return True
    if sentence.dep[verb] != "ccomp" or sentence.lemma[above] not in TELLING:
        return False
    if not any(sentence.low[k] in ("should", "must", "ought") for k in sentence.kids[verb]):
        return False
    own = sentence.child(verb, "nsubj", "nsubjpass")
    if own is None:
        return False
    told = sentence.child(above, "dobj", "dative") is not None and sentence.lemma[above] == "tell"
    return told or sentence.tag[own] != "PRP"


def _in_an_author_s_words(sentence: Sentence, verb: int, above: int) -> bool:
    """Say whether "Germany should back it" stands in nobody's speech: "Washington ought to"."""
    if sentence.low[above] == "ought" and sentence.dep[above] == "ROOT":
        own, after = sentence.child(above, "nsubj"), above
    elif sentence.dep[verb] == "ROOT":
        own = sentence.child(verb, "nsubj")
        after = next((k for k in sentence.children(verb, "aux") if sentence.low[k] == "should"), 0)
    else:
        return False
    return own is not None and own < after and sentence.mention[own] is not None


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
    for prep in sentence.children(verb, "prep"):  # "were denounced in Minsk"
        place = sentence.child(prep, "pobj") if sentence.low[prep] == "in" else None
        mention = sentence.mention[place] if place is not None else None
        if mention is not None and mention.name.kind == "seat":
            return place
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
    return _words_after(sentence, cue) or UNTOLD


def _words_after(sentence: Sentence, cue: int) -> str:
    """Return the words after a cue that may tell what it is on: to the end of their clause."""
    last = cue + 1
    if sentence.words[last : last + 1] == ["“"]:
        last += 1  # "invoking the “snapback” mechanism"
    while last < min(len(sentence), cue + 9) and not (
        sentence.words[last] in CLOSING or sentence.tag[last] in FINITE
    ):
        last += 1
    return " ".join(sentence.words[cue + 1 : last]).strip(' ,.;"”“')


def spoken_of(story: Story, sentence: Sentence, back: int = SENTENCES_OF_CONTEXT) -> bool:
    """Say whether the sentence or one of the few before it speaks of a measure."""
    ahead = 2 if sentence.number < OPENING else 1  # "Athens wants more.", of what comes next
    near = story.sentences[max(0, sentence.number - back) : sentence.number + ahead]
    return any(map(is_on_measure, near))
