"""The mentions of measures in a sentence, by nouns and verbs, each once."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.mentions.again import pronouns_of
from megara.dossier.measures.mentions.allowed import not_allowed
from megara.dossier.measures.mentions.nouns import nouns_of
from megara.dossier.measures.mentions.own_goods import own_goods
from megara.dossier.measures.mentions.phrases import goods_below, goods_in
from megara.dossier.measures.mentions.plain_nouns import plain_nouns_of
from megara.dossier.measures.mentions.restricting import LISTS
from megara.dossier.measures.mentions.scoped_nouns import things_restricted
from megara.dossier.measures.mentions.verbs import verbs_of
from megara.dossier.sentence import Sentence

TRADE = frozenset({"export_control", "import_ban", "embargo", "price_cap", "tariff"})


def mentions_of(sentence: Sentence) -> list[Anchor]:
    """Return the mentions in a sentence in order, with their kind only."""
    _retag_frozen(sentence)
    nouns, verbs = nouns_of(sentence), verbs_of(sentence)
    listing = [a for a in verbs if sentence.lemma[a.first] in ("put", "place", "add", "include")]
    for verb in listing:
        inside = sentence.subtree(verb.first)
        nouns = [a for a in nouns if a.token not in inside or (
                 sentence.base[a.token] not in LISTS
                 and sentence.base[sentence.head[a.token]] not in LISTS)]  # fmt: skip
    plain = [a for a in plain_nouns_of(sentence) if not _only_where(sentence, a, nouns, verbs)]
    every = [*nouns, *verbs]
    for more in (plain, not_allowed(sentence)):
        taken = {token for a in every for token in range(a.first, a.last)}
        every += [a for a in more if a.token not in taken]
    every += pronouns_of(sentence)
    return sorted(every, key=lambda anchor: anchor.first)


def _only_where(
    sentence: Sentence, plain: Anchor, nouns: list[Anchor], verbs: list[Anchor]
) -> bool:
    """Say whether a list or a round only tells where a measure stands that is told beside it."""
    if sentence.base[plain.token] in LISTS:
        return any(plain.token in sentence.subtree(v.first) for v in verbs)
    if plain.kind != "unspecified" or not (nouns or verbs):
        return False
    over = sentence.head[plain.token]
    return (
        any(a.token in sentence.subtree(plain.token) for a in nouns)
        or sentence.base[sentence.head[over]] in ("round", "package", "set")
        or (sentence.dep[plain.token] == "pobj" and sentence.low[over] in ("in", "under", "into"))
    )


def _retag_frozen(sentence: Sentence) -> None:
    """Take "frozen" for the verb it is in "had their assets frozen"."""
    if "frozen" not in sentence.present:
        return
    for token, word in enumerate(sentence.low):
        if word == "frozen" and sentence.tag[token] == "JJ" and sentence.dep[token] == "ccomp":
            sentence.tag[token], sentence.lemma[token] = "VBN", "freeze"


def goods_of(anchor: Anchor) -> list[str]:
    """Return the goods in the anchor's own phrase, or, for trade measures, in its clause."""
    sentence, head = anchor.sentence, anchor.token
    found = goods_below(sentence, head)
    if not found:
        found = goods_in(sentence, max(0, anchor.first - 4), anchor.last)
    if not found and anchor.kind in TRADE:
        for above in sentence.ancestors(head):
            if sentence.is_verb(above):
                inside = sentence.subtree(above)
                beside = [k for k in sentence.children(above, "conj") if k > head]
                last = min((sentence.subtree(k)[0] for k in beside), default=inside[-1] + 1)
                found = goods_in(sentence, inside[0], max(last, anchor.last))
                break
    if not found and anchor.kind in TRADE:
        found = own_goods(anchor, [] if anchor.is_verb else things_restricted(sentence, head))
    if anchor.kind in ("designation", "travel_ban"):
        near = goods_in(sentence, anchor.first, min(len(sentence), anchor.last + 10))
        found = [good for good in found if good in near]
    return found
