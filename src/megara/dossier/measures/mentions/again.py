"""Mentions that speak again of a kind: "approve them", "a parallel ban", "curbs of its own"."""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.sentence import Sentence

STANDING_FOR = frozenset({"it", "them", "that", "this"})
# What is done to a measure and hardly to anything else.
DONE_TO_IT = frozenset("approve adopt prolong renew extend lift reimpose impose tighten endorse "
                       "sign reinstate enact lower raise bring cut ratify finalise finalize "
                       "toughen scrap introduce".split())  # fmt: skip


# Whoever is warned against doing it, or kept from it, is no sender.
WARNED = frozenset("warn caution deter dissuade stop prevent discourage keep".split())


# Which kinds a bare word may speak of again.
BANS = frozenset({"import_ban", "export_control", "travel_ban", "embargo"})
SPOKEN_OF = {
    **dict.fromkeys(("ban", "prohibition", "bar", "boycott"), BANS),
    **dict.fromkeys(("curb", "control"), BANS - {"embargo"}),
}


def speak_again(anchor: Anchor, earlier: list[Anchor]) -> None:
    """Give a bare "ban of its own" the kind and goods of the last measure it may speak of."""
    kinds = SPOKEN_OF.get(anchor.sentence.base[anchor.token])
    if kinds is None or anchor.kind != "unspecified" or anchor.is_verb or anchor.again:
        return
    fits = [a for a in reversed(earlier) if a.kind in kinds]
    own = [a for a in fits if set(a.imposed_by) & set(anchor.imposed_by)]
    if fits:
        before = (own or fits)[0]
        anchor.kind, anchor.goods = before.kind, anchor.goods or list(before.goods)


def _of_a_sender(sentence: Sentence, verb: int) -> bool:
    """Say whether "doing so" is imposing, not what a target is warned against."""
    return sentence.is_verb(verb) and not any(
        sentence.lemma[above] in WARNED for above in sentence.ancestors(verb)
    )


def pronouns_of(sentence: Sentence) -> list[Anchor]:
    """Return the pronouns that stand for a measure told before."""
    found: list[Anchor] = []
    if "so" not in sentence.present and STANDING_FOR.isdisjoint(sentence.present):
        return found
    for token, word in enumerate(sentence.low):
        if word != "so" and word not in STANDING_FOR:
            continue
        over = sentence.head[token]
        if word == "so" and sentence.lemma[over] == "do" and _of_a_sender(sentence, over):
            found.append(Anchor(sentence, over, over + 1, "unspecified", again=True))
        if word not in STANDING_FOR:
            continue
        if sentence.dep[token] == "pobj" and sentence.low[over] == "on":
            over = sentence.head[over]
            fits = sentence.lemma[over] in ("sign", "agree", "decide", "vote")
        else:
            fits = sentence.dep[token] == "dobj" and sentence.lemma[over] in DONE_TO_IT
        relative = word == "that" and sentence.dep[over] == "relcl"  # "measures that it imposed"
        if fits and not found and not relative and sentence.is_verb(over):
            found.append(Anchor(sentence, token, token + 1, "unspecified", again=True))
    return found
