"""Whose trade is stopped: a target's exports are what is bought of it, its imports what it is sold.

"The council outlawed the North's exports of coal" is an import ban of its members, "limited North
Korea's imports of fuel" an export control; "Berlin stopped German exports of arms" stays as it is.
"""

from __future__ import annotations

from megara.dossier.lexicon import members
from megara.dossier.measures.mentions.scope import of_scope
from megara.dossier.sentence import Sentence

TURNED = {"export_control": "import_ban", "import_ban": "export_control"}
ACTS = frozenset({"resolution", "council", "draft", "text", "order", "law"})


def seen_from_abroad(sentence: Sentence, kind: str | None, thing: int, above: int) -> str | None:
    """Return the kind of stopping somebody else's exports or imports, as the sender sees it.

    Parameters
    ----------
    thing
        What is restricted, such as "exports".
    above
        The verb or noun that restricts it, whose doer is asked.
    """
    if kind not in TURNED or not of_scope(sentence.base[thing], "export", "import"):
        return kind
    if sentence.base[thing] not in ("export", "import"):
        return kind
    doers = _doers(sentence, above)
    if sentence.base[thing] == "export" and doers and _from_abroad(sentence, thing, doers):
        return "import_ban"  # "ban the export of textiles from North Korea"
    ties = {sentence.low[p] for p in sentence.children(thing, "prep")}
    if ties & {"to", "from"}:
        return kind
    owned = kind == "export_control"  # "Russian imports" may be those from Russia
    owners = {
        m.name.party
        for k in sentence.kids[thing]
        if k < thing and (sentence.dep[k] == "poss" or (owned and sentence.dep[k] == "amod"))
        if (m := sentence.mention[k]) is not None and m.name.party and m.name.kind != "person"
    }
    if not owners:
        owners = _owner_before(sentence, thing, above)
    if len(owners) != 1:
        return kind
    owner = owners.pop()
    if not doers or any(owner == d or owner in members(d) for d in doers):
        return kind
    return TURNED[kind]


def _from_abroad(sentence: Sentence, thing: int, doers: set[str]) -> bool:
    """Say whether what is exported comes from another country than theirs who stop it."""
    for token in sentence.subtree(thing):
        if sentence.low[token] == "from" and sentence.dep[token] == "prep":
            for place in sentence.children(token, "pobj"):
                mention = sentence.mention[place]
                if mention is not None and mention.name.kind == "country":
                    party = mention.name.party
                    return not any(party == d or party in members(d) for d in doers)
    return False


def _owner_before(sentence: Sentence, thing: int, verb: int) -> set[str]:
    """Return whose "its imports" are, after "banned North Korea's exports and capped ..."."""
    owner = sentence.child(thing, "poss")
    if owner is None or sentence.low[owner] not in ("its", "their"):
        return set()
    first = sentence.head[verb]
    if sentence.dep[verb] != "conj" or not sentence.is_verb(first):
        return set()
    return {
        m.name.party
        for t in sentence.children(first, "dobj")
        for k in sentence.children(t, "poss")
        if (m := sentence.mention[k]) is not None and m.name.kind in ("country", "seat")
    }


def _doers(sentence: Sentence, above: int) -> set[str]:
    """Return the parties who do it, or "" for a resolution."""
    subject = sentence.subject(above) if sentence.is_verb(above) else None
    if subject is None:
        return set()
    found = {m.name.party for i in (subject, *sentence.kids[subject])
             if (m := sentence.mention[i]) is not None if m.name.party}  # fmt: skip
    return found or ({""} if sentence.base[subject] in ACTS else set())


def of_another(sentence: Sentence, verb: int, thing: int) -> bool:
    """Say whether those kept from buying are of another country than who keeps them from it."""
    subject = sentence.subject(verb)
    by = sentence.mention[subject] if subject is not None else None
    last = next((k for k in sentence.children(verb, "prep") if sentence.low[k] == "from"), None)
    near = [i for i in sentence.subtree(thing) if last is None or i < last]
    if any(sentence.low[i] in ("its", "their", "own", "domestic", "local") for i in near):
        return False
    parties = {m.name.party for i in near if (m := sentence.mention[i]) is not None}
    buying = last is not None and not any(sentence.base[i] == "market" for i in
                                          sentence.subtree(last)[:4])  # fmt: skip
    return buying and bool(parties) and (by is None or by.name.party not in parties)
