"""Positions told by a fixed phrase ("on the fence"), or by what is preferred ("rather than")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from megara.dossier.lexicon import Cue, classes, stance_cues
from megara.dossier.positions.holders import Found, held_by, topic
from megara.dossier.positions.matters import speaks_of_measure, words
from megara.dossier.positions.turning import TURNED
from megara.dossier.schema import Stance
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.story import Story

INSTEAD = frozenset({"instead", "rather"})
NEGATIVE = frozenset({"not", "n't", "no", "yet", "never", "fence"})
SAYING = frozenset("say argue believe think insist claim maintain complain state declare".split())


@cache
def _by_longest_word() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the first and all words of the phrases by the longest, which is likely the rarest."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for first, cues in stance_cues()["phrase"].items():
        for cue in cues:
            phrase = first, frozenset(cue.words)
            found.setdefault(max(cue.words, key=len), []).append(phrase)
    return found


def phrases_in(sentence: Sentence) -> Iterator[tuple[int, Cue]]:
    """Yield the phrases of ``data/stance.csv`` in a sentence, with the token they begin at."""
    present, index = sentence.present, _by_longest_word()
    begins = {first for word in index.keys() & present for first, others in index[word]
              if others <= present}  # fmt: skip
    if not begins:
        return
    phrases, low = stance_cues()["phrase"], sentence.low
    for at, word in enumerate(low):
        if word not in begins:
            continue
        after = tuple(low[at + 1 : at + 2])
        for cue in phrases[word]:
            size = len(cue.words)
            if (size == 1 or cue.words[1:2] == after) and tuple(low[at : at + size]) == cue.words:
                yield at, cue
                break


def of_phrase(story: Story, sentence: Sentence, at: int, cue: Cue) -> Iterator[Found]:
    """Yield the positions that a fixed phrase tells."""
    last = at + len(cue.words)
    beside = (range(last, len(sentence)), range(at))
    if cue.needs == "measure" and not any(speaks_of_measure(sentence, b) for b in beside):
        return
    verb = next((t for t in (*range(at, last), *sentence.ancestors(at)) if sentence.is_verb(t)), at)
    holder = sentence.subject(verb)
    if holder is None:
        before = (t for t in range(at, -1, -1) if sentence.dep[t] in SUBJECTS)
        holder = next(before, None)
    if holder is None or at <= holder < last:
        # "no decision had been made, the ministry said"
        says = [v for v in sentence.ancestors(at) if sentence.lemma[v] in classes()["say"]]
        holder = sentence.subject(says[0]) if says else None
    holder = None if holder is None else sentence.first_conjunct(holder)
    stance = _turned(sentence, at, last, verb, cue.value)  # type: ignore[arg-type]
    if holder is not None and stance is not None:
        yield from held_by(story, sentence, holder, stance, topic(story, sentence, last - 1))


def _turned(sentence: Sentence, at: int, last: int, verb: int, stance: Stance) -> Stance | None:
    """Return the stance of a phrase after a negation outside it, or after "instead of"."""
    talks = words("noun", "talking") & set(sentence.base[last : last + 4])
    if stance == "supportive" and talks:
        return "reticent" if INSTEAD & sentence.present else None
    if sentence.negated(verb) and not NEGATIVE & set(sentence.low[at:last]):
        return TURNED.get(stance)
    return stance


def of_preference(story: Story, sentence: Sentence, at: int) -> Iterator[Found]:
    """Read "chose to negotiate rather than retaliate", "wants talks instead of sanctions"."""
    if sentence.low[at + 1 : at + 2] not in (["than"], ["of"]):
        return
    after = range(at + 2, min(len(sentence), at + 6))
    harms = {sentence.lemma[i] for i in after} & words("verb", "harming")
    if not (harms or speaks_of_measure(sentence, after)):
        return
    for above in sentence.ancestors(at):
        if sentence.is_verb(above) and sentence.lemma[above] not in SAYING:
            holder = sentence.subject(above)
            if holder is not None:
                on = topic(story, sentence, at)
                yield from held_by(story, sentence, holder, "reticent", on)
            return
