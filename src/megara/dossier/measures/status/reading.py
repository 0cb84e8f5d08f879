"""How far a measure is: considered, threatened, announced, imposed, agreed or rejected.

The verbs above a mention tell, with their tense, their modals and their negation, up to the verb
of saying of its clause; some set phrases tell before them (``status_phrases``).
"""

from __future__ import annotations

from megara.dossier.lexicon import status_cues
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors, modal_of
from megara.dossier.measures.sides.senders import EASED
from megara.dossier.measures.status.agreeing import PROLONGED, agreed, announced_by_speaker
from megara.dossier.measures.status.beginning import from_a_day, takes_effect
from megara.dossier.measures.status.conditional import (
    PASSED,
    is_conditional,
    or_it_comes,
    told_on_condition,
)
from megara.dossier.measures.status.doing import is_infinitive
from megara.dossier.measures.status.idioms import cue_of, idiom
from megara.dossier.measures.status.lifted import (
    ended,
    is_what_ends,
    lifted_since,
    the_end_of,
)
from megara.dossier.measures.status.nouns import cues_near
from megara.dossier.measures.status.phrases import (
    is_done,
    on_the_table,
    refused,
    standing,
)
from megara.dossier.measures.status.refusing import PLANNED, dropped_as_a_plan, failed, rejected
from megara.dossier.measures.status.verbs import (
    status_of_verb,
    tells_an_effect,
    told_as_fact,
)
from megara.dossier.schema import MeasureStatus
from megara.dossier.sentence import Sentence

UNWILLING = frozenset({"loath", "reluctant", "unwilling", "hesitant", "averse", "wary", "unlikely",
                       "reticent", "disinclined", "prudent", "careful"})  # fmt: skip
KEPT = frozenset({"keep", "leave", "maintain", "uphold", "retain", "renew", "prolong"})
ENDING = frozenset({"go", "end", "expire", "lapse", "disappear", "fall"})
BEFORE = frozenset({"earlier", "previous", "past", "existing", "current"})
# What is done so to an old measure is a new one: "to widen the existing limits".
WIDENING = frozenset("widen expand tighten extend toughen broaden strengthen raise double triple "
                     "stiffen increase step beef ramp".split())  # fmt: skip
HELD_UP = frozenset({"block", "veto", "hold", "objection", "opposition", "resistance"})
RANK = {"rejected": 5, "considered": 4, "threatened": 3, "agreed": 2, "announced": 1, "imposed": 0}


def status_of(anchor: Anchor) -> MeasureStatus | None:
    """Return the status from the words around an anchor; None if none tells."""
    sentence = anchor.sentence
    chain = governors(anchor)
    near = [anchor.token, *[a for a in sentence.ancestors(anchor.token)
                            if not sentence.is_verb(a)][:3]]  # fmt: skip
    widened = chain and sentence.lemma[chain[0]] in WIDENING
    if not widened and any(
        sentence.low[k] in BEFORE and sentence.dep[k] in ("amod", "compound") and k < anchor.token
        for k in sentence.kids[anchor.token]
    ):
        return "imposed"
    found = cues_near(anchor, near)
    if chain and not anchor.is_verb and tells_an_effect(anchor, chain[0]):
        chain = chain[:1]  # "warned that sanctions would be a mistake" threatens nothing
    chain = _with_what_is_expected(anchor, chain)
    for place, verb in enumerate(chain):
        found.extend(status_of_verb(anchor, verb, place, chain))
    if or_it_comes(anchor):
        return "threatened"
    told = _by_set_phrase(anchor, near, chain, found)
    if told is not None:
        return told
    if "none" in found or any(
        sentence.low[a] in UNWILLING for v in chain for a in (v, sentence.head[v])
    ):
        return None
    return _by_verbs(anchor, chain, found)


def _with_what_is_expected(anchor: Anchor, chain: list[int]) -> list[int]:
    """Put first what is to be done to a measure: "sanctions are expected to be approved"."""
    sentence = anchor.sentence
    if not chain or sentence.child(chain[0], "nsubj", "nsubjpass") != anchor.token:
        return chain
    done = sentence.child(chain[0], "xcomp")
    if done is None or done in chain or sentence.child(done, "auxpass") is None:
        return chain
    return [done, *chain]


def _by_set_phrase(
    anchor: Anchor, near: list[int], chain: list[int], found: list[str]
) -> MeasureStatus | None:
    """Read what a phrase tells whatever the verbs: "no plans for", "in force", "under"."""
    sentence = anchor.sentence
    if refused(anchor, near):
        return "rejected"
    if any(sentence.base[n] in HELD_UP for n in near[1:]) and not any(
        idiom(anchor, v) == "agreed" for v in chain[:1]
    ):
        return "considered"  # "refused to lift its block on the package"
    if lifted_since(anchor):
        return "rejected"
    if (
        sentence.dep[anchor.token] == "pobj"
        and sentence.low[sentence.head[anchor.token]] in ("under", "despite", "amid")
        and not any(modal_of(sentence, v) not in (None, "must", "can", "may") for v in chain)
        and not is_infinitive(sentence, sentence.head[sentence.head[anchor.token]])
    ):
        return "imposed"
    if failed(anchor, chain):
        return "rejected"
    if _ended(anchor, chain):
        past = sentence.tag[chain[0]] in ("VBD", "VBN") and not (
            sentence.negated(chain[0]) or modal_of(sentence, chain[0])
        )
        return "rejected" if past else "imposed"
    if ended(anchor, chain):
        return "rejected"
    end = the_end_of(anchor, near, chain)
    if end is not None:
        return end
    if any(sentence.lemma[v] in EASED and (sentence.lemma[v] != "end" or is_what_ends(anchor, v))
           for v in chain if v != anchor.token):  # fmt: skip
        return "rejected" if dropped_as_a_plan(anchor, near, chain) else "imposed"
    there = standing(anchor)
    if there is not None:
        return there
    begun = takes_effect(anchor)
    planned = any(sentence.low[k] == "planned" for k in sentence.kids[anchor.token])
    if begun is not None and ("considered" not in found or planned):
        return "agreed" if "agreed" in found and begun == "announced" else begun
    tabled = on_the_table(anchor)
    if tabled is not None:
        return tabled
    return "imposed" if not found and is_done(anchor, chain) else None


def _ended(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether the measure itself goes: "the sanctions would go", "expired"."""
    sentence = anchor.sentence
    if not chain or sentence.lemma[chain[0]] not in ENDING:
        return False
    if any(sentence.low[k] in ("into", "live", "ahead", "up") for k in sentence.kids[chain[0]]):
        return False  # "went into effect"
    return sentence.child(chain[0], "nsubj") == anchor.token


def _by_verbs(anchor: Anchor, chain: list[int], found: list[str]) -> MeasureStatus | None:
    """Weigh what the verbs above a mention tell."""
    sentence = anchor.sentence
    for clause in sentence.children(anchor.token, "relcl"):
        if modal_of(sentence, clause) in ("will", "would") and (
            found and _on_condition(anchor, [clause])
        ):
            return "threatened"  # "tariffs that would kick in if talks fail"
        if sentence.tag[clause] in ("VBD", "VBN", "VBZ") and not anchor.is_verb and (
            modal_of(sentence, clause) is None
        ):  # fmt: skip
            value = cue_of(sentence, clause)
            if (value is None or sentence.lemma[clause] == "weigh") and _for_long(sentence, clause):
                return "imposed"  # "the embargo that has weighed on the island since 1962"
            if value == "imposed" and from_a_day(anchor, chain):
                return "announced"  # "a duty that applies from 1 July"
            if value in ("announced", "imposed", "agreed", "considered"):
                return value  # type: ignore[return-value]
    ordered = _ordered(anchor)
    if ordered is not None:
        return ordered
    if rejected(anchor, chain):
        return "rejected"
    if (
        any(sentence.lemma[v] in KEPT and v != anchor.token for v in chain[:1])
        and not _only_spoken_for(anchor)
        and not any(modal_of(sentence, v) for v in chain if sentence.lemma[chain[0]] in PROLONGED)
        and (
            sentence.lemma[chain[0]] not in PROLONGED
            or not (is_infinitive(sentence, chain[0]) or sentence.dep[chain[0]] == "pcomp")
        )
    ):
        return "imposed"
    if not found and any(sentence.lemma[v] == "fail" for v in chain):
        found.append("considered")
    if not found:
        return None
    if any(sentence.low[k] in ("if", "unless", "whether") for v in chain
           for k in sentence.children(v, "mark")):  # fmt: skip
        return "considered"
    together = agreed(anchor, chain)
    if together is not None:
        return together
    best = max(found, key=lambda value: RANK[value])
    if best == "announced" and anchor.is_verb and told_as_fact(sentence, anchor.token):
        return "imposed"
    if best == "imposed" and from_a_day(anchor, chain):
        return "announced"
    if best == "announced" and is_conditional(sentence):
        return "threatened"
    if best in ("announced", "considered") and _only_modal(anchor, chain) and (
        told_on_condition(anchor, chain)
    ):  # fmt: skip
        return "threatened"
    if best == "considered" and announced_by_speaker(anchor, chain):
        return "announced"
    if best == "considered" and _on_condition(anchor, chain):
        return "threatened"
    if best == "threatened" or "threatened" in found:
        return "threatened"
    return best  # type: ignore[return-value]


def _for_long(sentence: Sentence, verb: int) -> bool:
    """Say whether a relative clause tells what the measure has done since some day."""
    return (
        any(sentence.low[k] in ("that", "which") for k in sentence.children(verb, "nsubj"))
        and any(sentence.low[k] in ("has", "have") for k in sentence.children(verb, "aux"))
        and any(sentence.low[k] == "since" for k in sentence.subtree(verb))
    )


def _only_spoken_for(anchor: Anchor) -> bool:
    """Say whether the verb is done to a call or a plan for it: "renewed their call for a ban"."""
    sentence, by = anchor.sentence, anchor.sentence.head[anchor.token]
    above = sentence.base[sentence.head[by]]
    return sentence.dep[anchor.token] == "pobj" and (
        above in PLANNED or status_cues().get(("noun", above)) == "considered"
    )


def _ordered(anchor: Anchor) -> MeasureStatus | None:
    """Read who did it after its name: "sanctions ordered by the bloc", "agreed overnight by"."""
    sentence = anchor.sentence
    if anchor.is_verb:
        return None
    for token in range(anchor.last, min(len(sentence), anchor.last + 7)):
        if sentence.dep[token] == "acl" and sentence.tag[token] in ("VBN", "VBD"):
            by = sentence.child(token, "agent") is not None
            if by and anchor.token in (sentence.head[token], *sentence.ancestors(token)):
                value = cue_of(sentence, token)
                if value in ("imposed", "agreed", "announced"):
                    return value  # type: ignore[return-value]
    return None


def _only_modal(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether no verb above tells that it is only weighed."""
    return all(cue_of(anchor.sentence, v) != "considered" for v in chain if v != anchor.token)


def _on_condition(anchor: Anchor, chain: list[int]) -> bool:
    """Say whether it "would" follow if the target did something."""
    sentence = anchor.sentence
    if not {modal_of(sentence, v) for v in chain} - {None} <= {"would", "will"}:
        return False
    if any(cue_of(sentence, v) == "considered" for v in chain):
        return False
    clauses = [k for v in chain for k in sentence.children(v, "advcl")
               if sentence.low[k] not in PASSED]  # fmt: skip
    return any(
        sentence.low[m] in ("if", "unless", "should")
        for k in clauses
        for m in sentence.children(k, "mark", "aux")
    )
