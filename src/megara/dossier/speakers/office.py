"""The office beside a person: the role stated there, an office in place of a name, a past one."""

from __future__ import annotations

from megara.dossier.sentence import Sentence
from megara.dossier.speakers.roles import role_of

FORMER = frozenset({"former", "ex", "ex-", "retired", "then", "onetime", "one-time"})
PARTIES = ("country", "seat", "bloc")
STATED = ("official", "spokesperson", "expert")
# "a member of parliament", "who leads the party's group in the assembly".
CHAMBERS = frozenset("parliament senate congress assembly bundestag knesset duma lawmakers house "
                     "legislature council cabinet government".split())  # fmt: skip
MEMBERS = frozenset({"member", "leads", "led", "chairs", "heads", "sits", "represents", "deputy"})
# Nouns that many hold at once, so that "a US official" names nobody.
HELD_BY_MANY = frozenset(
    "official diplomat aide source lawmaker adviser advisor person negotiator envoy delegate "
    "insider representative authority counsel counsellor counselor assistant mp politician "
    "legislator deputy mep employee staffer bureaucrat functionary officer member figure "
    "technocrat interlocutor sherpa magistrate rapporteur".split()
)


# What an expert heads, and no official: "head of metals research", "director of the institute".
FIELDS = frozenset(
    "research analysis analytics strategy economics economist markets commodities "
    "trading consultancy consulting advisory advisors university college institute "
    "foundation thinktank observatory practice insights brokerage brokers partners "
    "capital forum professor studies programme program think-tank chamber association federation "
    "society lobby manufacturers exporters importers union".split()
)
PUBLIC = frozenset("ministry minister ministers government parliament president chancellor "
                   "commission council treasury army guard police court state administration "
                   "directorate".split())  # fmt: skip
# Verbs of an office that was held: "who was a Belgian envoy", "who used to handle".
HELD = frozenset({"be", "serve", "work", "negotiate", "advise", "use", "represent"})


def stated_role(sentence: Sentence, token: int) -> str | None:
    """Return the role stated beside a person: title before, apposition or clause after."""
    role = _stated_role(sentence, token)
    if role == "official" and (heads_a_field(sentence, token) or _held_it(sentence, token)):
        return "expert"
    return role


def _speaks_for(sentence: Sentence, token: int) -> bool:
    """Say whether an apposition makes a spokesman of him: "General Roe, the junta's spokesman"."""
    return any(
        role_of(sentence.low[kid]) == "spokesperson" for kid in sentence.children(token, "appos")
    )


def heads_a_field(sentence: Sentence, token: int) -> bool:
    """Say whether what stands in apposition to a person is an office of scholars or traders."""
    beside = [sentence.subtree(kid) for kid in sentence.children(token, "appos")]
    if sentence.dep[token] == "appos":  # "The head of the chamber, Jan Roe, said"
        above = sentence.head[token]
        beside.append([i for i in sentence.subtree(above) if i < token])
    if role_of(sentence.low[token]) == "official":
        first = min(sentence.children(token, "appos"), default=token)
        beside.append([i for i in sentence.subtree(token) if i < first])
    for inside in beside:
        words = {sentence.low[below] for below in inside}
        if words & FIELDS and not words & PUBLIC:
            return True
    return False


def _held_it(sentence: Sentence, token: int) -> bool:
    """Say whether a clause after a person tells of an office in the past."""
    for clause in sentence.children(token, "relcl"):
        if sentence.tag[clause] != "VBD" or sentence.lemma[clause] not in HELD:
            continue
        inside = sentence.subtree(clause)
        if sentence.low[inside[0]] == "who" and any(
            role_of(sentence.low[i]) in ("official", "government") for i in inside
        ):
            return True
    return False


def _stated_role(sentence: Sentence, token: int) -> str | None:
    run = token
    while run > 0 and sentence.tag[run - 1] in ("NNP", "NNPS", "HYPH", "NN", "JJ", "POS", "IN"):
        run -= 1
        role = role_of(sentence.low[run])
        if role in STATED and sentence.low[run] != "state":
            return "spokesperson" if role == "official" and _speaks_for(sentence, token) else role
        if token - run > 8:
            break
    if run == 0 or sentence.low[run - 1] != ",":
        run = token
        while run > 0 and sentence.tag[run - 1] in ("NNP", "NNPS", "HYPH"):
            run -= 1
    if run > 1 and sentence.low[run - 1] == "," and sentence.low[token + 1 : token + 2] == [","]:
        # "Japan sent its deputy foreign minister, Jane Roe, who told reporters"
        before = role_of(sentence.low[run - 2])
        if before in ("official", "spokesperson"):
            return before
    for kid in sentence.kids[token]:
        if sentence.dep[kid] in ("appos", "relcl"):
            beside = sentence.subtree(kid)
        elif sentence.dep[kid] in ("compound", "nmod", "amod"):
            beside = [kid]
        else:
            continue
        words = {sentence.low[below] for below in beside}
        if words & CHAMBERS and words & MEMBERS:
            return "official"
        for role in (role_of(sentence.low[below]) for below in beside):
            if role in STATED:
                return role
    if sentence.dep[token] == "appos":
        above = sentence.head[token]
        if sentence.low[above] == "number" and sentence.low[above - 1] == "opposite":
            return "official"
        return role_of(sentence.low[above])
    return "official" if _stands_for(sentence, token) else None


def _stands_for(sentence: Sentence, token: int) -> bool:
    """Say whether a person speaks for a country: "Jan Roe, for Kosovo, said"."""
    after = sentence.low[token + 1 : token + 3]
    if after[:1] == [","] and after[1:] in (["for"], ["speaking"], ["representing"]):
        near = sentence.mention[token + 3 : token + 6]
        if any(mention is not None and mention.name.kind in PARTIES for mention in near):
            return True
    owner = sentence.child(token, "poss")
    placed = sentence.mention[owner] if owner is not None else None
    named = sentence.tag[token - 1] == "NNP" and sentence.mention[token - 1] is None
    return named and placed is not None and placed.name.kind in PARTIES


def official_title(sentence: Sentence, token: int) -> str | None:
    """Return the office of an official named by it alone ("Japan's trade minister")."""
    if sentence.tag[token] not in ("NN", "NNP") or sentence.low[token] in HELD_BY_MANY:
        return None
    known = any(sentence.low[k] == "the" or sentence.dep[k] == "poss" for k in sentence.kids[token])
    mods = sentence.children(token, "amod", "compound", "nmod")
    nationality = any(sentence.mention[k] is not None for k in mods)
    if not known and (not nationality or _one_of_many(sentence, token)):
        return None
    first = min([k for k in mods if sentence.mention[k] is None], default=token)
    return " ".join(sentence.words[first : token + 1])


def _one_of_many(sentence: Sentence, token: int) -> bool:
    """Say whether "a" or "one" stands with a noun: "a European ambassador" names nobody."""
    return any(sentence.low[k] in ("a", "an", "another", "one") for k in sentence.kids[token])


def is_former(sentence: Sentence, token: int) -> bool:
    """Say whether "former" or its like stands before a person or in the apposition after."""
    near = list(range(max(0, token - 8), token))
    for kid in sentence.children(token, "appos"):
        near.extend(i for i in sentence.subtree(kid) if token < i <= kid)
    for place in near:
        if sentence.low[place] in FORMER and not any(
            sentence.low[k] in (",", '"', ";") for k in range(place, min(token, place + 9))
        ):
            return True
    return False
