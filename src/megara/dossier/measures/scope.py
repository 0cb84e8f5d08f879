"""What a restriction restricts, and so of which kind it is: a ban on imports is an import ban.

The same words tell it after a noun ("a halt to exports"), as the object of a verb ("halt exports"),
and as a verb of their own ("stop selling").
"""

from __future__ import annotations

from megara.dossier.lexicon import limits, scopes
from megara.dossier.measures.phrases import ends_good, goods_below
from megara.dossier.sentence import Sentence

# Where goods that are "bound for" a place are kept from it.
BOUND = frozenset({"bound", "destined", "headed", "meant", "intended"})
PAPERS = frozenset("licence license permit authorisation authorization permission".split())
LINKS = frozenset({"ban", "right", "link", "connection", "route"})
WARES = frozenset("good product item commodity component part equipment material output "
                  "technology tool machine".split())  # fmt: skip


def of_scope(word: str, *names: str) -> bool:
    """Say whether a word belongs to one of the named classes of ``scopes.csv``."""
    return any(word in scopes()[name] for name in names)


def does(lemma: str, *names: str) -> bool:
    """Say whether a verb belongs to one of the named classes of ``limits.csv``."""
    return any(lemma in limits()[name] for name in names)


def word_of(sentence: Sentence, token: int) -> str:
    """Return the word to look up: a verb's lemma, a noun's singular."""
    return sentence.lemma[token] if sentence.is_verb(token) else sentence.base[token]


def kind_of_scope(sentence: Sentence, thing: int) -> str | None:
    """Return the kind of a measure that restricts the thing of a noun or gerund."""
    word = word_of(sentence, thing)
    beside = {sentence.base[k] for k in sentence.kids[thing] if k < thing}
    below = {sentence.base[i] for i in sentence.subtree(thing)}
    if word in PAPERS:
        if of_scope_any(below, "export"):
            return "export_control"
        return "import_ban" if of_scope_any(below, "import") else None
    if word == "transaction" and below & {"commercial", "trade"}:
        return "embargo"
    if of_scope(word, "export", "import", "trade") and of_scope_any(below - {word}, "money"):
        return "financial"
    if of_scope(word, "export"):
        return "export_control"
    if of_scope(word, "import"):
        return "import_ban"
    if of_scope(word, "trade"):
        used = sentence.is_verb(thing) and sentence.dep[thing] not in ("dobj", "pobj")
        return None if used else "embargo"
    if of_scope(word, "reserve") or (of_scope(word, "asset") and "reserve" in below):
        return "financial"
    if of_scope(word, "asset"):
        of_state = beside & {"central", "state", "sovereign", "reserve"} or (
            {"central", "bank"} <= below
        )
        return "financial" if of_state else "designation"
    by_air = beside & {"air", "sea", "ferry"} or of_scope_any(beside, "travel")
    if of_scope(word, "travel") or (word in LINKS and by_air):
        return "travel_ban"
    if of_scope(word, "finance") or of_scope_any(beside, "money"):
        return "financial"
    return kind_of_goods(sentence, thing)


def of_scope_any(words: set[str], *names: str) -> bool:
    """Say whether one of several words belongs to one of the named classes."""
    return any(words & scopes()[name] for name in names)


def kind_of_goods(sentence: Sentence, thing: int) -> str | None:
    """Return the kind where goods are restricted: those sold to a place, or bought from it."""
    found = goods_below(sentence, thing)
    if not found or not is_goods(sentence, thing):
        return None
    if any(good in scopes()["arms"] for good in found):
        return "embargo"
    for token in sentence.subtree(thing):
        if sentence.low[token] == "to" and sentence.dep[token] == "prep":
            return "export_control"
        if sentence.low[token] in BOUND:
            return "export_control"
    if all(good in scopes()["technology"] for good in found):
        return "export_control"
    return "import_ban"


def is_goods(sentence: Sentence, thing: int) -> bool:
    """Say whether the head of a phrase is itself goods: "Russian oil", not "the oil firm"."""
    return ends_good(sentence, thing) or sentence.base[thing] in WARES
