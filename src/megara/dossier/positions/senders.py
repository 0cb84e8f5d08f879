"""Positions told by doing: who proposes, announces, threatens or imposes a measure is for it.

A measure that is or will be in force tells it of each of its senders, wherever they are named and
however long ago it was imposed; one that is only weighed tells it of who is told to weigh or
propose it, unless that was long ago: a sentence with an earlier date does not count.
What a target does in return is no support for measures: it shows that the target is against those
that hit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from megara.dossier.dates import MONTHS
from megara.dossier.measures import Anchor
from megara.dossier.positions.holders import (
    ASSEMBLY,
    Found,
    asked_for,
    doer,
    held_by,
    is_circle,
    topic,
)
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.positions.studying import WHETHER
from megara.dossier.positions.turning import POSSIBLE
from megara.dossier.schema import Measure, Stance
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story
from megara.dossier.story.feared import is_feared, is_unclear

YEAR = re.compile(r"(19|20)\d\d")
BEFORE = frozenset({"ago", "already", "earlier", "previously", "since", "existing", "former"})
LAST = frozenset({"year", "month", "spring", "summer", "autumn", "fall", "winter", "decade"})
NO_SENDERS = frozenset({"West"})  # it is no one party
DECIDED = frozenset({"imposed", "announced", "agreed"})
LEAD = 3  # sentences that tell what the story is about
TEXTS = frozenset("proposal plan draft bill motion resolution initiative decree legislation "
                  "amendment blueprint".split())  # fmt: skip
RETURN = frozenset("countermeasure counter-measure retaliate retaliation retaliatory reprisal "
                   "tit-for-tat payback".split())  # fmt: skip
WEIGHING = frozenset("consider weigh mull discuss debate explore examine study contemplate look "
                     "review evaluate assess ponder entertain moot".split())  # fmt: skip
CLAIMS = frozenset("claim assertion allegation suggestion report rumour rumor".split())
TALKED_OF = frozenset({"debate", "discuss", "review", "examine"})
CONDITIONS = frozenset({"if", "unless", "when", "once", "until"})


def of_senders(
    story: Story, measured: list[tuple[Measure, list[Anchor]]], heard: set[tuple[str, Stance]]
) -> Iterator[tuple[Sentence, Found]]:
    """Yield where the senders of the measures stand, with the sentence that tells it.

    What a party was ``heard`` to think counts for more than that it imposes, unless that is the
    news, or grounds the same stance.
    """
    speaking = {party for party, _ in heard}
    for _, anchors in measured:
        for anchor in anchors:
            if anchor.status in (None, "rejected"):
                continue
            if is_feared(anchor.sentence, anchor.token, hoped=True):
                continue  # "hopes Germany will ban it" tells of no support by Germany
            if is_unclear(anchor.sentence):
                continue
            weighed = anchor.status == "considered"
            for found in _weighing(story, anchor) if weighed else _imposing(story, anchor):
                party, on, stance = found
                news = _is_the_news(anchor)
                hits_back = party in story.targets and not news
                if hits_back:  # what it does in return is no support for measures
                    stance = "opposed"
                spoke = party in speaking and not (stance == "supportive" and news)
                spoke = spoke and (party, stance) not in heard
                returns = hits_back and anchor.status != "threatened"
                if party in anchor.imposed_by and not returns and not spoke:
                    yield anchor.sentence, (party, on, stance)


def _is_the_news(anchor: Anchor) -> bool:
    """Say whether a measure that was decided is what the story is about: its lead tells it."""
    return anchor.sentence.number < LEAD and anchor.status in DECIDED


def _imposing(story: Story, anchor: Anchor) -> Iterator[Found]:
    """Yield support by each sender of a measure that was decided, imposed or threatened."""
    sentence = anchor.sentence
    below = anchor.token
    for verb in (anchor.token, *sentence.ancestors(anchor.token)):
        joined = sentence.dep[below] == "conj" and sentence.is_verb(below) and below != verb
        below = verb
        if joined:
            continue  # "suspended Gabon and threatened sanctions"
        ends = not anchor.is_verb and sentence.lemma[verb] in words("verb", "ending")
        if sentence.is_verb(verb) and (ends or sentence.negated(verb)):
            return  # "lifted the ban that it had imposed"
        if verb != anchor.token and sentence.base[verb] in words("noun", "ending"):
            return  # "hailed the end of the European restrictions"
        if verb != anchor.token and sentence.base[verb] in CLAIMS:
            return  # "contradicted the claim that Delhi had agreed to stop buying"
        if anchor.is_verb and anchor.status == "threatened" and _supposed(sentence, verb):
            return  # "would sanction Moscow when all allies stop buying its oil"
    on = _of_measure(story, anchor)
    for party in anchor.imposed_by:
        if party in NO_SENDERS or party.endswith("allies") or is_circle(party):
            continue
        if party == ASSEMBLY and not _acts(story, anchor, party):
            continue
        back = (anchor.status == "threatened" and _hits_back(story, sentence, party)) or (
            anchor.status == "announced" and sentence.lemma[anchor.token] == "retaliate"
        )
        yield party, on, "opposed" if back else "supportive"


def _acts(story: Story, anchor: Anchor, party: str) -> bool:
    """Say whether a measure is told as a party's act: "the council voted to ban", not "UN bans"."""
    verb = _verb_of_sender(anchor.sentence, anchor.token)
    holder = None if verb is None else doer(anchor.sentence, verb)
    return anchor.status in DECIDED and party in story.parties(anchor.sentence, holder)


def _hits_back(story: Story, sentence: Sentence, party: str) -> bool:
    """Say whether a threat answers what others impose: "if the EU adopts the cap"."""
    if RETURN & sentence.bases:
        return True
    for clause in range(len(sentence)):
        if sentence.dep[clause] != "advcl" or not _is_condition(sentence, clause):
            continue
        own = sentence.child(clause, "nsubj", "nsubjpass")
        inside = [i for i in sentence.subtree(clause) if i != own]
        nouns = [i for i in inside if sentence.tag[i] in NOUNS]
        if speaks_of_measure(sentence, nouns) or sentence.lemma[clause] in words(
            "verb", "following"
        ):
            actors = story.parties(sentence, own)
            return bool(actors) and party not in actors and bool(set(actors) - story.targets)
    return False


def _supposed(sentence: Sentence, clause: int) -> bool:
    """Say whether a clause is only supposed, before or after what would follow."""
    return sentence.dep[clause] == "advcl" and any(
        sentence.low[k] in CONDITIONS for k in sentence.children(clause, "mark", "advmod")
    )


def _is_condition(sentence: Sentence, clause: int) -> bool:
    """Say whether a clause is one of "if", "should" or "were"."""
    for kid in sentence.kids[clause]:
        first = kid < clause and sentence.dep[kid] in ("mark", "aux", "advmod")
        if first and sentence.low[kid] in ("if", "should", "unless", "once", "were"):
            return True
    return False


def _weighing(story: Story, anchor: Anchor) -> Iterator[Found]:
    """Yield what those think of a measure who are told to weigh, propose or demand it."""
    sentence = anchor.sentence
    if _background(story, sentence, anchor.token):
        return
    verb = _verb_of_sender(sentence, anchor.token)
    holder = None if verb is None else doer(sentence, verb)
    if verb is None or holder is None:
        return
    if sentence.base[holder] in TEXTS:  # "a proposal by Poland would bar lorries"
        for party in story.parties(sentence, holder):
            yield party, topic(story, sentence, verb), "supportive"
        return
    if not story.parties(sentence, holder):  # "has sent Congress a bill that would raise the duty"
        verb, holder = _sponsor(story, anchor, verb) or (verb, holder)
    stance = _stance(sentence, verb, anchor)
    if stance is not None:
        own = verb == anchor.token
        on = _of_measure(story, anchor) if own else topic(story, sentence, verb)
        yield from held_by(story, sentence, holder, stance, on)


def _of_measure(story: Story, anchor: Anchor) -> str:
    """Return the measure itself, in the words of the text: "ban imports of uranium"."""
    sentence = anchor.sentence
    first = anchor.token if anchor.is_verb else anchor.first
    last = max(anchor.last, max(sentence.clause(anchor.token)) + 1)
    words = sentence.text([first, last - 1], story.text).split()
    return " ".join(words[:12]).strip(' ,.;"”“')


def _sponsor(story: Story, anchor: Anchor, verb: int) -> tuple[int, int] | None:
    """Return a verb above one whose doer is no party, with its doer, if he is a sender."""
    sentence = anchor.sentence
    for above in sentence.ancestors(verb):
        if not sentence.is_verb(above):
            continue
        if sentence.negated(above) or asked_for(sentence, above):
            return None
        holder = sentence.child(above, "nsubj")
        if holder is not None:
            mine = set(story.parties(sentence, holder)) & set(anchor.imposed_by)
            return (above, holder) if mine else None
    return None


def _verb_of_sender(sentence: Sentence, token: int) -> int | None:
    """Return the nearest verb at or above a mention that has a doer of its own."""
    for verb in (token, *sentence.ancestors(token)):
        if sentence.is_verb(verb):
            ends = verb != token and sentence.lemma[verb] in words("verb", "ending")
            if sentence.negated(verb) or ends:
                return None
            if asked_for(sentence, verb):
                return None
            if sentence.child(verb, "nsubj", "nsubjpass", "agent") is not None:
                return verb
            if sentence.dep[verb] in ("acl", "relcl", "advcl"):
                return None
    return None


def _stance(sentence: Sentence, verb: int, anchor: Anchor) -> Stance | None:
    """Return what a sender thinks of its measure: open to one it weighs, else for it."""
    if anchor.status != "considered":
        return "supportive"
    chain = (anchor.token, verb, *sentence.ancestors(anchor.token))
    if any(sentence.low[k] in WHETHER for v in chain for k in sentence.children(v, "mark")):
        return None
    if any(sentence.lemma[v] in TALKED_OF and _is_planned(sentence, v) for v in chain):
        return None  # "leaders are to debate the cap next week"
    weighed = any(sentence.lemma[v] in WEIGHING and not _seeks(sentence, v) for v in chain)
    possible = any(sentence.low[k] in POSSIBLE for v in chain for k in sentence.kids[v])
    return "open" if weighed or possible else "supportive"


def _seeks(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb of weighing means to seek: "is looking for allies over sanctions"."""
    return sentence.lemma[verb] == "look" and sentence.low[verb + 1 : verb + 2] == ["for"]


def _is_planned(sentence: Sentence, verb: int) -> bool:
    """Say whether it is on the agenda: "are to debate", "will discuss"."""
    above = sentence.head[verb]
    arranged = sentence.dep[verb] == "xcomp" and sentence.lemma[above] in ("be", "plan", "meet")
    return arranged or any(sentence.low[k] == "will" for k in sentence.children(verb, "aux"))


def _background(story: Story, sentence: Sentence, token: int) -> bool:
    """Say whether a sentence tells of a mention that it was before the news."""
    return any(not _aside(sentence, at, token) for at in _dates_before(story, sentence))


def _aside(sentence: Sentence, at: int, token: int) -> bool:
    """Say whether a word stands in an aside on another: "Britain, which left in January, is"."""
    above = {token, *sentence.ancestors(token)}
    return any(
        sentence.dep[clause] == "relcl" and clause not in above for clause in sentence.ancestors(at)
    )


def _dates_before(story: Story, sentence: Sentence) -> Iterator[int]:
    """Yield the words that tell of a time before the news."""
    published = story.published or ""
    year, month = published[:4], published[5:7]
    for at, word in enumerate(sentence.low):
        if word in BEFORE:
            yield at
        if word == "last" and sentence.low[at + 1 : at + 2] and (
            sentence.low[at + 1] in LAST or sentence.low[at + 1][:3] in MONTHS
        ):  # fmt: skip
            yield at
        if word[:2] in ("19", "20") and year and YEAR.fullmatch(word) and word < year:
            yield at
        if (
            month
            and sentence.words[at][0].isupper()
            and word.rstrip(".")[:3] in MONTHS
            and sentence.tag[at] in ("NNP", "NNPS")
            and sentence.low[at - 1] in ("in", "of")
            and MONTHS[word[:3]] != int(month)
        ):
            yield at
