"""Which bloc is meant: "the bloc", "the alliance", "the 27", "member states", "the Council"."""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.story.nouns import BLOC_WORDS, BLOCS
from megara.dossier.story.telling import Telling

BLOC_BACK = 8  # sentences that "the bloc" looks back
# How many states the European Union had and has: "the 27", "all twenty-eight".
OF_THE_UNION = frozenset({"27", "28", "26", "twenty-seven", "twenty-eight"})
STATES = frozenset({"state", "country", "nation", "government", "capital", "member"})


def bloc_meant(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return the bloc that a common noun or number stands for, or None if it stands for none."""
    if sentence.base[token] in BLOC_WORDS:
        return _bloc_again(story, sentence, token)
    if _is_of_the_union(sentence, token):
        return "EU"
    if sentence.words[token] == "Council" and not _has_a_name(sentence, token):
        named = {m.name.party for s in story.sentences for m in s.mentions}
        return "UN" if "UN" in named and "EU" not in named else "EU"
    return _of_members(story, sentence, token)


def _bloc_again(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return the bloc named before "the bloc", or the EU where the story names none."""
    before = [kid for kid in sentence.kids[token] if kid < token]
    a_group = sentence.low[token] == "group" and any(sentence.tag[kid] != "DT" for kid in before)
    if _has_a_name(sentence, token) or a_group:
        return None  # "the Lazarus group", "the rights group"
    return bloc_before(story, sentence, token) or (
        "EU" if sentence.low[token] == "bloc" and not _names_a_bloc(story) else None
    )


def _has_a_name(sentence: Sentence, token: int) -> bool:
    return any(kid and sentence.words[kid][0].isupper() for kid in sentence.kids[token]
               if kid < token)  # fmt: skip


def _is_of_the_union(sentence: Sentence, token: int) -> bool:
    """Read "the 27", "all 27 governments", "the twenty-seven", not "27 firms" or "aged 27"."""
    if sentence.low[token] in OF_THE_UNION:
        return sentence.low[token - 1 : token] in (["the"], ["all"])
    if sentence.base[token] not in STATES:
        return False
    kids = [kid for kid in sentence.kids[token] if kid < token]
    words = {sentence.low[kid] for kid in kids}
    return bool(words & OF_THE_UNION) and bool(words & {"the", "all", "member"})


def _of_members(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return whose "member states" are told, the EU's where the story names no bloc."""
    if sentence.base[token] not in STATES or token == 0:
        return None
    if sentence.base[token - 1] != "member" or sentence.base[token] == "member":
        return None
    if sentence.low[token] == sentence.base[token]:
        return None  # "a member state" is one of them
    return bloc_before(story, sentence, token) or (None if _names_a_bloc(story) else "EU")


def _names_a_bloc(story: Telling) -> bool:
    return any(m.name.entity_kind == "bloc" for s in story.sentences for m in s.mentions)


def bloc_before(story: Telling, sentence: Sentence, token: int) -> str | None:
    """Return the last bloc named before "the bloc", in an earlier sentence also by its seat."""
    for number in range(sentence.number, max(-1, sentence.number - BLOC_BACK), -1):
        own = number == sentence.number
        for mention in reversed(story.sentences[number].mentions):
            if sentence.low[token] == "group" and mention.name.kind == "seat":
                continue  # Brussels in a byline is no group
            if mention.name.entity_kind == "bloc" and (not own or mention.last <= token):
                return mention.name.party
            if mention.name.party in BLOCS and not own:
                return mention.name.party
    after = (m.name.party for m in sentence.mentions if m.first > token)
    return next((party for party in after if party in BLOCS), None)
