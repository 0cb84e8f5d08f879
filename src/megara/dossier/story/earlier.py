"""What was named earlier: the country, the bloc or the noun that "the" says is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.story.described import described
from megara.dossier.story.nouns import BY_FORCE
from megara.dossier.story.telling import Telling

COUNTRY = frozenset("country nation kingdom republic state emirate sultanate monarchy island "
                    "archipelago member neighbour neighbor economy superpower "
                    "ally".split())  # fmt: skip
RULERS = frozenset("junta regime military government army generals leadership officers soldiers "
                   "putschists mutineers rulers authorities strongman "
                   "mullahs".split())  # fmt: skip
# Stories from these countries are as often about the officials of another.
PRESS = frozenset({"USA", "GBR", "EU", "BEL", "CHE", "AUT"})
NO_MINISTRY = frozenset({"USA", "EU", "UN", "NATO", "G7"})  # they have departments or none
NO_RULERS = NO_MINISTRY | PRESS
PLACED = frozenset({"in", "back in", "over in", "meanwhile in", "meanwhile , in", "in the capital",
                    "in the capital ,", "and in", "but in", "at"})  # fmt: skip
COUNTRY_BACK = 6  # sentences that "the country" looks back


def country_before(story: Telling, sentence: Sentence, token: int, back: int) -> str | None:
    """Return the last country named before "the country", no further back than some sentences.

    One told by what it is, as "the kingdom", may also be named by its people or leaders, or after
    it in its own sentence.
    """
    fit = described(sentence, token)
    kinds = ("country", "seat") if fit is None else ("country", "seat", "demonym", "person")
    for earlier, place in _places_before(story, sentence, token, back):
        mention = earlier.mention[place]
        if mention is None or mention.name.kind not in kinds:
            continue
        if fit is None or mention.name.party in fit:
            return mention.name.party
    if fit is not None:
        for mention in sentence.mentions:
            if mention.first > token and mention.name.party in fit:
                return mention.name.party
    return None


def country_meant(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return what "the kingdom", "the Gulf state" or "the NATO member" is, named before."""
    beside = {sentence.low[kid] for kid in sentence.kids[token]}
    if not beside & {"the", "this", "that"} or beside & {"of", "in"}:
        return None
    named = (sentence.mention[kid] for kid in sentence.kids[token])
    if any(m is not None and m.name.entity_kind != "bloc" and m.name.party for m in named):
        return None  # "the Chinese state"
    return country_before(story, sentence, token, COUNTRY_BACK)


def nouns_before(
    story: Telling, sentence: Sentence, token: int, back: int
) -> Iterator[tuple[Sentence, int]]:
    """Yield where the same noun, or another word for rulers, stood before, the last one first."""
    word = sentence.base[token]
    of_rulers = word in RULERS
    for earlier, place in _places_before(story, sentence, token, back):
        alike = earlier.base[place] == word or (of_rulers and earlier.low[place] in RULERS)
        if alike and (earlier is not sentence or place != token):
            yield earlier, place


def _places_before(
    story: Telling, sentence: Sentence, token: int, back: int
) -> Iterator[tuple[Sentence, int]]:
    """Yield the tokens before one, the last first; of its own sentence, those not subjects."""
    for number in range(sentence.number, max(-1, sentence.number - back), -1):
        earlier = story.sentences[number]
        own = number == sentence.number
        for place in range((token if own else len(earlier)) - 1, -1, -1):
            if not (own and earlier.dep[earlier.first_conjunct(place)] in SUBJECTS):
                yield earlier, place


def party_introduced(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return the party that an unlisted official speaks for, introduced before by name."""
    if sentence.tag[token] not in ("NNP", "NNPS"):
        return None
    known = story.introduced.get(sentence.low[token])
    if known is None or known[0] not in ("named_official", "spokesperson") or known[2] is None:
        return None
    bodies = (body.party for body in story.gazetteer.bodies if body.name == known[2])
    return next(bodies, known[2]) or None


def seat_told(sentence: Sentence) -> str | None:
    """Return who sits where a sentence says it is: "In Taipei, the foreign ministry"."""
    for mention in sentence.mentions[:1]:
        first, kind = mention.first, mention.name.kind
        before = " ".join(sentence.low[:first])
        if kind == "seat" and before in PLACED:
            return mention.name.party
        capital = sentence.low[mention.last : mention.last + 1] == ["capital"]
        if kind == "demonym" and capital and before == "in the":
            return mention.name.party  # "In the Malian capital, the officers"
    return None


def seat_beside(sentence: Sentence, token: int) -> str | None:
    """Return who sits where a noun stands: "the ministry in Tokyo"."""
    if sentence.low[token + 1 : token + 2] not in (["in"], ["at"]) or token + 2 >= len(sentence):
        return None
    mention = sentence.mention[token + 2]
    return mention.name.party if mention is not None and mention.name.kind == "seat" else None


def home_of_official(story: Telling, sentence: Sentence) -> str | None:
    """Return the party of an official of none that is told.

    That is who sits where it is said ("In Tokyo, the minister"), else the one party that the
    sentence before is about, else the dateline's country, unless the press is at home there.
    """
    seat = seat_told(sentence)
    if seat is not None:
        return seat
    country = home(story)
    return _last_subject(story, sentence) or (None if country in PRESS else country)


def home_of_ministry(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return whose "the foreign ministry" is: of the seat told, the dateline, or the one told of.

    "India was surprised. The external affairs ministry criticised the step."
    """
    if any(sentence.low[kid] == "external" for kid in sentence.kids[token]) or (
        sentence.low[max(0, token - 2) : token] == ["external", "affairs"]
    ):
        return "IND"  # no other state calls it so
    country = seat_beside(sentence, token) or seat_told(sentence) or home(story)
    if country is None or country in PRESS:
        told = _last_subject(story, sentence)
        country = told if told is not None and told not in NO_MINISTRY else country
    return country


def _last_subject(story: Telling, sentence: Sentence) -> str | None:
    """Return the one party that the sentence before in the paragraph is about."""
    before = sentence.number - 1
    if before < 0 or story.sentences[before].paragraph != sentence.paragraph:
        return None
    told = story.subjects[before]
    return told[0] if len(told) == 1 else None


def rules(sentence: Sentence, token: int) -> bool:
    """Say whether a noun is one for rulers: "the junta", "the coup leaders"."""
    word = sentence.low[token]
    by_force = word == "leaders" and any(sentence.low[k] in BY_FORCE for k in sentence.kids[token])
    return word in RULERS or by_force


def ruled(story: Telling, sentence: Sentence, word: str) -> list[str]:
    """Return whose "the military rulers" are: the one target's, else of the state told before."""
    if len(story.targets) == 1:
        return list(story.targets)
    party = _last_subject(story, sentence)
    if party is None or len(party) != 3 or party in NO_RULERS or word == "government":
        return []
    return [party]


def home(story: Telling) -> str | None:
    """Return the country whose capital the dateline names, for "the commerce ministry"."""
    places = re.findall(r"[^\W\d_]+", (story.intake.document.dateline or "").title())
    low = [w.lower() for w in places]
    found = story.gazetteer.find(places, low, story.published, {})
    seats = {m.name.party for m in found if m.name.kind in ("seat", "country")}
    return seats.pop() if len(seats) == 1 else None
