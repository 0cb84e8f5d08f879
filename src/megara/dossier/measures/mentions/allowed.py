"""Mentions by a permission that is withheld: "may no longer buy", "will not be allowed to sell".

Also what needs a licence now ("will need a permit for each batch"), is a crime ("makes it an
offence to import") or out of reach ("off limits to Chinese buyers"), and where the subject is
denied: "no more tear gas will be sold to".
"""

from __future__ import annotations

from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import in_a_condition, modal_of
from megara.dossier.measures.mentions.barring import PLACES, barred_from, of_trade
from megara.dossier.measures.mentions.scope import (
    PAPERS,
    does,
    kind_of_goods,
    kind_of_scope,
    of_all_arms,
    of_scope,
    of_scope_any,
)
from megara.dossier.sentence import NOUNS, VERBS, Sentence

# One of these words stands in every sentence that this file reads.
SIGNS = frozenset("no not n't cannot longer never none nobody neither without only off out beyond "
                  "inadmissible illegal unlawful offence offense crime criminal need needs needed "
                  "require requires required requiring subject closed unless".split())  # fmt: skip
PERMITS = frozenset("allow permit authorise authorize license let entitle able free eligible clear "
                    "enable".split())  # fmt: skip
OF_PERMISSION = frozenset({"may", "can", "could", "must", "ca", "shall"})
LATER = frozenset({"longer", "more", "further", "anymore"})
CRIMES = frozenset({"illegal", "unlawful", "offence", "offense", "crime"})
# Verbs of going somewhere, of goods that "would leave" or "will sail to" no more.
MOVING = frozenset("leave reach go pass cross flow sail find come enter roll".split())
GIVING = frozenset({"provide", "send", "deliver", "supply"})
OUT_OF = frozenset({"limit", "bound", "reach"})
NO = frozenset({"no", "neither", "not"})


def not_allowed(sentence: Sentence) -> list[Anchor]:
    """Return the mentions by what is not, or no longer, allowed."""
    if SIGNS.isdisjoint(sentence.present):
        return []
    found = []
    for token, tag in enumerate(sentence.tag):
        if tag in VERBS:
            kind = _of_verb(sentence, token)
        elif sentence.low[token] == "inadmissible":
            kind = "travel_ban"  # "makes them inadmissible to Canada"
        elif sentence.base[token] in OUT_OF and sentence.low[token - 1] in ("off", "out", "beyond"):
            kind = _out_of_reach(sentence, token)
        elif sentence.dep[token] in ("ROOT", "attr") and sentence.tag[token] in NOUNS:
            kind = _no_more(sentence, token)
        else:
            continue
        if kind == "export_control" and of_all_arms(sentence, token):
            kind = "embargo"
        if kind is not None and not in_a_condition(sentence, token):
            found.append(Anchor(sentence, token, token + 1, kind))  # type: ignore[arg-type]
    return found


def _of_verb(sentence: Sentence, verb: int) -> str | None:
    if sentence.lemma[verb] in PERMITS or sentence.lemma[verb] == "be":
        return _permission(sentence, verb)
    if sentence.lemma[verb] in ("do", "go", "live", "manage"):
        return _does_without(sentence, verb)
    lem = sentence.lemma[verb]
    if of_scope(lem, "export", "import", "travel", "finance"):
        crime = _criminal(sentence, verb)
        if crime is not None:
            return crime
    elif lem not in ACCEPTING and lem not in MOVING:
        return None
    if sentence.dep[verb] in ("acl", "relcl") and sentence.tag[verb] in ("VBN", "VBG"):
        return None
    return _denied(sentence, verb)


def _no_more(sentence: Sentence, noun: int) -> str | None:
    """Read "No more sales of machine tools to military users", without a verb or after "be"."""
    near = {sentence.low[k] for k in sentence.kids[noun] if k < noun}
    fits = ("no" in near and bool(near & LATER)) or ("more" in near and "no" in (
        sentence.low[k] for i in sentence.kids[noun] for k in sentence.kids[i]))  # fmt: skip
    if not fits or not of_scope(sentence.base[noun], "export", "import", "travel", "aid"):
        return None
    return kind_of_scope(sentence, noun)


ACCEPTING = frozenset({"accept", "let", "admit", "take", "allow", "permit", "receive", "clear"})


def _does_without(sentence: Sentence, verb: int) -> str | None:
    """Read "may have to do without Japanese photoresist"."""
    for prep in sentence.children(verb, "prep"):
        for thing in sentence.children(prep, "pobj"):
            named = any(sentence.mention[i] is not None for i in sentence.subtree(thing))
            if sentence.low[prep] == "without" and named and kind_of_goods(sentence, thing):
                return "export_control"
    return None


def is_denied(sentence: Sentence, verb: int) -> bool:
    """Say whether a verb is negated, or its subject is: "no firm may sell"."""
    if sentence.negated(verb) or any(sentence.low[k] in LATER and sentence.low[k - 1] == "no"
                                     for k in sentence.kids[verb] if k):  # fmt: skip
        return True
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return subject is not None and (
        sentence.low[subject] in ("nobody", "none", "nothing")
        or any(sentence.low[k] in NO for k in sentence.subtree(subject)[:3] if k < subject)
    )


def _permission(sentence: Sentence, verb: int) -> str | None:
    """Read "will no longer be allowed to buy", "imports would not be permitted"."""
    able = sentence.child(verb, "acomp")
    if sentence.lemma[verb] == "be":
        if able is None or sentence.low[able] not in ("able", "free", "eligible", "welcome"):
            return None
        if sentence.low[able] == "welcome":
            return "travel_ban" if _no_longer(sentence, verb) and any(
                sentence.low[p] in ("in", "to", "on") for p in
                (*sentence.children(verb, "prep"), *sentence.children(able, "prep"))
            ) else None  # fmt: skip
    if not is_denied(sentence, verb) or _own_trouble(sentence, verb):
        return None
    for above in (verb, able):
        for doing in sentence.children(above, "xcomp", "ccomp", "advcl") if above else ():
            kind = kind_of_doing(sentence, doing) if sentence.is_verb(doing) else None
            if kind is not None:
                return kind
    if sentence.lemma[verb] == "let":
        return _denied(sentence, verb)
    subject = sentence.child(verb, "nsubjpass")
    if subject is not None and of_scope(sentence.base[subject], "export", "import", "trade"):
        return kind_of_scope(sentence, subject)
    thing = sentence.child(verb, "dobj")
    if thing is not None and of_scope(sentence.base[thing], "export", "import", "trade"):
        return kind_of_scope(sentence, thing)
    return _denied(sentence, verb)


def _own_trouble(sentence: Sentence, verb: int) -> bool:
    """Say whether a firm is just not "able" to: "the company has not been able to sell"."""
    subject = sentence.child(verb, "nsubj")
    if sentence.lemma[verb] != "be" or subject is None:
        return False
    named = any(sentence.mention[i] is not None for i in sentence.subtree(subject))
    since = any(sentence.low[i] == "since" for i in sentence.subtree(verb))
    return not named or not (since or _no_longer(sentence, verb))


def _denied(sentence: Sentence, verb: int) -> str | None:
    """Read "may not sell", "could no longer be exported", "will no longer buy"."""
    if not is_denied(sentence, verb):
        return None
    modal = modal_of(sentence, verb)
    passive = sentence.child(verb, "nsubjpass")
    lem = sentence.lemma[verb]
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    none = subject is not None and any(
        sentence.low[k] in NO for k in sentence.subtree(subject)[:3] if k < subject
    )
    if lem in MOVING:
        if subject is None or not (none or _no_longer(sentence, verb)) or modal is None:
            return None
        return _of_moving(sentence, verb, subject)
    state = _by_a_state(sentence, subject)
    if modal in OF_PERMISSION:
        fits = state or passive is not None or not _is_someone(sentence, subject)
    elif _no_longer(sentence, verb) or (none and passive is not None):
        fits = passive is not None or state
    else:
        fits = state and modal in ("will", "would") and lem in ACCEPTING
    if not fits:
        return None
    if lem in ACCEPTING:
        return _of_accepting(sentence, verb)
    if lem in GIVING and passive is not None and not _is_ware(sentence, passive):
        return None  # "no evidence has been provided"
    if modal in ("can", "ca", "could") and passive is None and _is_someone(sentence, subject):
        return None  # "products it can no longer buy"
    return kind_of_doing(sentence, verb)


def _is_ware(sentence: Sentence, thing: int) -> bool:
    """Say whether goods, a service or aid are given."""
    word = sentence.base[thing]
    return bool(kind_of_goods(sentence, thing)) or of_scope(word, "export", "aid", "finance")


def _no_longer(sentence: Sentence, verb: int) -> bool:
    near = {sentence.low[k] for k in sentence.kids[verb]}
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is not None:
        near |= {sentence.low[k] for k in sentence.kids[subject]}
    return bool(near & LATER)


def _is_someone(sentence: Sentence, subject: int | None) -> bool:
    """Say whether only a person is spoken of, "he could not buy bread"."""
    return subject is None or sentence.tag[subject] == "PRP" or (
        sentence.mention[subject] is not None
        and sentence.mention[subject].name.kind == "person"  # type: ignore[union-attr]
    )  # fmt: skip


def _by_a_state(sentence: Sentence, subject: int | None) -> bool:
    """Say whether a state or its government is the subject, or an "it" that may be one."""
    if subject is None:
        return False
    mention = sentence.mention[subject]
    if mention is not None:
        return mention.name.entity_kind != "company" and bool(mention.name.party) and (
            mention.name.kind != "demonym" or sentence.dep[subject] in ("nsubj", "nsubjpass")
        )  # fmt: skip
    return sentence.base[subject] in ("government", "country", "ministry", "bloc", "it", "we",
                                      "union", "cabinet", "administration")  # fmt: skip


def _of_accepting(sentence: Sentence, verb: int) -> str | None:
    """Read what is no longer let in: goods, or people."""
    things = sentence.children(verb, "dobj", "nsubjpass")
    if not things and sentence.lemma[verb] == "let":
        # "let in wheat", where the parser takes "in" for a preposition
        things = [t for p in sentence.children(verb, "prep") for t in sentence.children(p, "pobj")
                  if sentence.low[p] == "in" and p == verb + 1]  # fmt: skip
    for thing in things:
        if kind_of_goods(sentence, thing) or of_scope(sentence.base[thing], "import", "export"):
            return "import_ban"
    return None


def _of_moving(sentence: Sentence, verb: int, subject: int) -> str | None:
    """Read "no gearboxes would leave German factories for Israel"."""
    kind = kind_of_goods(sentence, subject)
    if kind is None:
        return None
    if sentence.lemma[verb] in ("enter", "come"):
        return "import_ban"
    return "embargo" if kind == "embargo" else "export_control"


def kind_of_doing(sentence: Sentence, verb: int) -> str | None:
    """Return the kind where a verb of selling, buying, travelling or lending is not allowed."""
    if not of_trade(sentence, verb):
        return barred_from(sentence, verb)
    kind = kind_of_scope(sentence, verb)
    if kind == "export_control" and not any(
        sentence.low[k] == "to" for k in sentence.children(verb, "prep", "dative")
    ):
        for prep in sentence.children(verb, "prep"):
            placed = [t for t in sentence.children(prep, "pobj") if _is_place(sentence, t)]
            if sentence.low[prep] in ("in", "on", "inside") and placed:
                return "import_ban"  # "could not be sold in five EU states"
    return kind


def _is_place(sentence: Sentence, token: int) -> bool:
    return any(
        sentence.mention[i] is not None for i in (token, *sentence.kids[token])
    ) or sentence.base[token] in ("market", "shop", "territory", "bloc", "country")


def _criminal(sentence: Sentence, verb: int) -> str | None:
    """Read "makes it an offence to import goods", the verb being what is forbidden."""
    if sentence.dep[verb] not in (
        "xcomp", "advcl", "acl", "csubj", "ccomp", "relcl",
    ):  # fmt: skip
        return None
    above = sentence.head[verb]
    words = {sentence.base[above], *(sentence.base[k] for k in sentence.kids[above] if k < verb)}
    return kind_of_scope(sentence, verb) if words & CRIMES else None


def _out_of_reach(sentence: Sentence, token: int) -> str | None:
    """Read "have been off limits to Chinese buyers"."""
    over = sentence.head[token]
    above = over
    while not sentence.is_verb(above) and sentence.head[above] != above:
        above = sentence.head[above]
    if not sentence.is_verb(above):
        return None
    ties = [p for t in (token, over, above) for p in sentence.children(t, "prep")
            if sentence.low[p] in ("to", "for") and p > token]  # fmt: skip
    subject = sentence.subject(above)
    if not ties or subject is None:
        return None
    word = sentence.base[subject]
    if word in PLACES or of_scope(word, "territory"):
        return "designation" if word in ("port", "harbour", "harbor", "dock") else "travel_ban"
    if word == "market" or of_scope(word, "finance"):
        return "financial"
    kind = kind_of_goods(sentence, subject)
    return kind and ("embargo" if kind == "embargo" else "export_control")


def needs_paper(sentence: Sentence, noun: int) -> str | None:
    """Return the kind where "licences" are brought in for sales, or for goods.

    Examples
    --------
    "The Netherlands will bring in licences for exports of lithography machines."
    """
    if sentence.base[noun] not in (*PAPERS, "licensing") or sentence.tag[noun] not in NOUNS:
        return None
    if does(sentence.lemma[sentence.head[noun]], "require"):
        return None  # the verb is the mention
    for prep in sentence.children(noun, "prep"):
        of_them = sentence.low[prep] == "of" and sentence.base[noun] == "licensing"
        if sentence.low[prep] in ("for", "on", "to") or of_them:
            for thing in sentence.children(prep, "pobj", "pcomp"):
                inside = {sentence.base[i] for i in sentence.subtree(thing)}
                if of_scope_any(inside, "export"):
                    return "export_control"
                if of_scope_any(inside, "import"):
                    return "import_ban"
                if kind_of_goods(sentence, thing):
                    return "export_control"
    return None
