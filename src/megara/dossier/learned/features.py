"""What the network is told of each token: names of features, each of which is there or not.

Those of the word itself (:func:`of_word`) are the word, its base form, its ending, its tag, and
what the word lists know of it; they are the same wherever it stands. The others
(:func:`of_place`) are its relation to its head, the name it belongs to, the party it stands for,
where it stands, and what the rules read there: mentions of measures with their kind and status,
acts of triggers, and stances that they told of that party in that sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from megara.dossier import lexicon
from megara.dossier.measures import Anchor
from megara.dossier.positions.holders import spoken_of
from megara.dossier.positions.matters import is_on_measure
from megara.dossier.schema import SourceKind, Stance
from megara.dossier.sentence import NOUNS, SUBJECTS, VERBS, Sentence
from megara.dossier.story import Story
from megara.dossier.story.feared import is_feared, is_unclear
from megara.dossier.triggers import Act

LEAD = 3  # sentences
NEAR = 3  # sentences back in which a measure must be spoken of
OFFICIALS = frozenset({"named_official", "anonymous_official", "spokesperson"})
EXPECTING = frozenset({"expect", "wonder"})
LEFT_OPEN = frozenset({"should", "ought", "whether"})
# Pronouns may hold a stance, and nouns that are no name if they stand so.
PRONOUNS = frozenset({"PRP", "PRP$"})
HOLDING = frozenset({"nsubj", "nsubjpass", "poss", "conj", "appos", "attr"})

Word = tuple[str, str, str]  # in lower case, its tag, its base form


@dataclass(frozen=True)
class Reading:
    """What the rules read of a story, as the features tell it.

    All by the number of the sentence: ``anchors`` are the mentions of measures, ``kept`` those of
    them that came to be measures, ``acts`` those of triggers, ``told`` the stances, ``said`` the
    kind of source that speaks.
    """

    anchors: dict[int, list[Anchor]]
    kept: dict[int, list[Anchor]]
    acts: dict[int, list[Act]]
    told: dict[int, list[tuple[str, Stance]]]
    said: dict[int, SourceKind]


def word_of(sentence: Sentence, token: int) -> Word:
    """Return what the features of a token's word depend on."""
    tag = sentence.tag[token]
    base = sentence.lemma[token] if tag in VERBS else sentence.base[token]
    return sentence.low[token], tag, base


def of_word(word: Word) -> list[str]:
    """Return the features of a word, wherever it stands."""
    low, tag, base = word
    found = [f"word {low}", f"base {base}", f"ending {low[-3:]}", f"tag {tag}"]
    by_base = lists()["verb" if tag in VERBS else "noun"].get(base, ())
    anywhere = lists()["any"]
    found.extend(dict.fromkeys((*by_base, *anywhere.get(low, ()), *anywhere.get(base, ()))))
    return found


@cache
def lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what the word lists say of a word: as a verb, as a noun, as any other or either."""
    found: dict[str, dict[str, dict[str, None]]] = {"verb": {}, "noun": {}, "any": {}}

    def add(part: str, word: str, feature: str) -> None:
        found[part].setdefault(word, {})[feature] = None

    for cues in lexicon.instruments().values():
        for cue in cues:
            add("noun", cue.words[-1], f"instrument {cue.value}")
    for word, kind in lexicon.instrument_verbs().items():
        add("verb", word, f"instrument {kind}")
    for part, by_word in lexicon.stance_cues().items():
        for word, cues in by_word.items():
            for cue in cues:
                alone = len(cue.words) == 1
                where = "verb" if alone and part == "verb" else "any"
                add(where, word, f"{'cue' if alone else 'phrase'} {cue.value}")
    for (part, word), status in lexicon.status_cues().items():
        add("verb" if part == "verb" else "any", word, f"status {status}")
    for name, words in lexicon.classes().items():
        for word in words:
            add("verb", word, f"verb {name}")
    for name, words in lexicon.scopes().items():
        for word in words:
            add("any", word, f"scope {name}")
    for name, words in lexicon.limits().items():
        for word in words:
            add("verb", word, f"limit {name}")
    for word in lexicon.goods():
        add("any", word, "goods")
    for row in lexicon.rows("directions"):
        part = "verb" if row["part"] == "verb" else "any"
        add(part, row["word"], f"direction {row['class']}")
    return {
        part: {word: tuple(features) for word, features in words.items()}
        for part, words in found.items()
    }


def of_place(
    story: Story, sentence: Sentence, parties: dict[int, list[str]], reading: Reading
) -> list[tuple[str, ...]]:
    """Return the features of each token of a sentence that its word alone does not tell."""
    everywhere = tuple(_of_sentence(sentence, reading))
    told = reading.told.get(sentence.number, ())
    found = [
        _of_token(relation, everywhere, quoted, word[0].isupper(), mention and mention.name.kind)
        for relation, quoted, word, mention in zip(
            sentence.dep, sentence.quoted, sentence.words, sentence.mention, strict=True
        )
    ]
    for token, others in parties.items():
        found[token] += tuple(_of_party(story, others, told))
    for anchor in reading.anchors.get(sentence.number, ()):
        for token in range(anchor.first, anchor.last):
            found[token] += (f"kind {anchor.kind}", f"mention {anchor.status}")
    for anchor in reading.kept.get(sentence.number, ()):
        for token in range(anchor.first, anchor.last):
            found[token] += ("measure",)
    for act in reading.acts.get(sentence.number, ()):
        found[act.token] += ("trigger",)
    return found


@cache
def _of_token(
    relation: str, everywhere: tuple[str, ...], quoted: bool, capital: bool, name: str | None
) -> tuple[str, ...]:
    """Return the features of a token that most of a text's tokens share with others."""
    features = [f"relation {relation}", *everywhere]
    if quoted:
        features.append("quoted")
    if capital:
        features.append("capital")
    if name is not None:
        features.append(f"name {name}")
    return tuple(features)


def _of_sentence(sentence: Sentence, reading: Reading) -> Iterable[str]:
    if sentence.number == 0:
        yield "first sentence"
    if sentence.number < LEAD:
        yield "lead"
    kind = reading.said.get(sentence.number)
    if kind is not None:
        yield "said"
        yield "said by official" if kind in OFFICIALS else f"said by {kind}"


def _of_party(
    story: Story, parties: Sequence[str], told: Iterable[tuple[str, Stance]]
) -> Iterable[str]:
    yield "party"
    if len(parties) > 1:
        yield "parties"
    if not story.targets.isdisjoint(parties):
        yield "target"
    if not story.senders.isdisjoint(parties):
        yield "sender"
    yield from dict.fromkeys(f"told {stance}" for party, stance in told if party in parties[:2])


def parties_of(story: Story, sentence: Sentence) -> dict[int, list[str]]:
    """Return the tokens of a sentence that stand for parties, not for others such as "allies"."""
    found = {}
    for token, tag in enumerate(sentence.tag):
        mention = sentence.mention[token]
        if mention is not None:
            if mention.last - 1 != token:
                continue
        elif not (tag in PRONOUNS or (tag in NOUNS and sentence.dep[token] in HOLDING)):
            continue
        parties = [p for p in story.parties(sentence, token) if p in _parties()]
        if parties:
            found[token] = parties
    return found


def may_tell(story: Story, sentence: Sentence) -> bool:
    """Say whether a sentence may tell stances.

    Not where it tells only what is not known, what an expert thinks, or nothing near measures.
    """
    return not (
        story.quotes_expert(sentence)
        or is_unclear(sentence)
        or not spoken_of(story, sentence, NEAR)
    )


def may_hold(sentence: Sentence, token: int) -> bool:
    """Say whether the party at a token may hold a stance: no more than feared, hoped, expected."""
    return not (_only_feared(sentence, token) or _only_expected(sentence, token))


def _only_feared(sentence: Sentence, token: int) -> bool:
    """Say whether something is only feared or hoped of a party, or it fears what is no measure."""
    if is_feared(sentence, token, hoped=True):
        return True
    verb = sentence.head[token]
    fears = sentence.is_verb(verb) and sentence.lemma[verb] in lexicon.classes()["feared"]
    return fears and (sentence.negated(verb) or not is_on_measure(sentence))


def _only_expected(sentence: Sentence, token: int) -> bool:
    """Say whether a party only should do something, may or may not do it, or expects it of others.

    "Germany should back it", "asked whether Turkey would", "Sweden expects Finland to oppose it".
    """
    verb = sentence.head[token]
    if sentence.dep[token] not in SUBJECTS:
        return False
    before = {sentence.low[kid] for kid in sentence.children(verb, "aux", "mark")}
    return not before.isdisjoint(LEFT_OPEN) or sentence.lemma[verb] in EXPECTING


@cache
def _parties() -> frozenset[str]:
    """Return the countries and blocs."""
    countries = (row["iso3"] for row in lexicon.rows("countries"))
    return frozenset((*countries, *(row["name"] for row in lexicon.rows("blocs"))))
