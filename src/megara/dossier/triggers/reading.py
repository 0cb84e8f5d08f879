"""The triggers of a story: each condition that tells a consequence, each trigger once."""

from __future__ import annotations

from typing import NamedTuple

from megara.dossier.measures.together import Measured
from megara.dossier.schema import Trigger
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story
from megara.dossier.triggers.act import action_of, recipient_of
from megara.dossier.triggers.actor import actors_of
from megara.dossier.triggers.answering import who_would_answer
from megara.dossier.triggers.attacked import who_is_attacked
from megara.dossier.triggers.clauses import unreal
from megara.dossier.triggers.condition import Condition
from megara.dossier.triggers.conditions import conditions
from megara.dossier.triggers.consequence import answered, leads_to, only_judged, tells_consequence
from megara.dossier.triggers.lost import lost_trigger, may_be_lost
from megara.dossier.triggers.refusing import asked, not_doing
from megara.dossier.triggers.relief import gives_relief, is_own_assent, main_of
from megara.dossier.triggers.struck import struck

# Conditions on the senders' own decision are not triggers.
OWN_DECISION = frozenset(
    "agree approve adopt pass implement impose introduce need want enact decide "
    "endorse join apply enforce ratify finalise finalize be have work succeed "
    "reach fall rise coordinate get receive obtain win secure fix vote convene publish clear "
    "consent object veto abstain oppose".split()
)
MOST_TOGETHER = 3  # parties that act together: "if Seoul and Delhi continue to load"
PRO_VERBS = frozenset({"so", "this", "that", "it"})


class Act(NamedTuple):
    """Where the act of a trigger is told: a token of a sentence."""

    sentence: Sentence
    token: int
    trigger: Trigger


Triggered = list[tuple[Trigger, list[Act]]]


def read_triggers(story: Story, measures: Measured) -> Triggered:
    """Return the triggers of a story and where their acts are; :func:`lead_to` tells where to."""
    found: Triggered = []
    targets = {party for measure, _ in measures for party in measure.against}
    for sentence in story.sentences:
        seen: set[int] = set()
        for condition in conditions(sentence):
            if condition.verb in seen:
                continue
            seen.add(condition.verb)
            for actor in _actors(story, sentence, condition, measures):
                if _threatens(story, sentence, condition, actor, targets):
                    told = trigger_of(story, sentence, condition, actor)
                    merge_trigger(found, told, [Act(sentence, condition.verb, told)])
        if not seen and may_be_lost(sentence) and tells_consequence(sentence, set()):
            lost = lost_trigger(story, sentence)
            if lost is not None:
                merge_trigger(found, lost, [])
    return found


def lead_to(story: Story, triggers: Triggered, measures: Measured) -> None:
    """Tell of each trigger the measures that it leads to, once these are known."""
    for trigger, _ in triggers:
        told = {evidence.start for evidence in trigger.evidence}
        trigger.leads_to = list(dict.fromkeys(
            number
            for sentence in story.sentences
            if sentence.span[0] in told
            for number in leads_to(sentence, trigger.actor, measures)
        ))  # fmt: skip


def _threatens(
    story: Story, sentence: Sentence, condition: Condition, actor: str, targets: set[str]
) -> bool:
    """Say whether a condition's sentence tells what would follow for its actor."""
    if only_judged(sentence, condition.verb):
        return False
    hit = actor in targets
    clause = set() if condition.addressed else _clause(sentence, condition)
    told = tells_consequence(sentence, clause)
    if condition.addressed:
        return told
    if condition.weak:
        sends = actor in story.senders and actor not in story.targets
        only = any(
            "only" in sentence.low[max(0, k - 1) : k + 1] for k in sentence.kids[condition.verb]
        )
        if only and _may_yet(sentence, condition):
            return told  # "would impose them only when the allies stop"
        return told and not sends and (hit or not targets)
    return (
        told
        or hit
        or answered(story, sentence, condition.verb, actor)
        or actor in struck(story, sentence, condition, [], here_only=True)
        or _befalls(story, sentence, condition, actor)
    )


def _may_yet(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a clause hangs on what "would" be done: "would impose them only when"."""
    main = main_of(sentence, condition)
    return main is not None and any(sentence.tag[k] == "MD" for k in sentence.kids[main])


def _befalls(story: Story, sentence: Sentence, condition: Condition, actor: str) -> bool:
    """Say whether something "will" befall what is the actor's: "European funds will go to"."""
    inside = _clause(sentence, condition)
    for token in range(len(sentence)):
        if token in inside or sentence.dep[token] not in ("nsubj", "nsubjpass"):
            continue
        later = [k for k in range(token + 1, len(sentence)) if sentence.tag[k] == "MD"]
        if sentence.mention[token] is not None or not later or later[0] in inside:
            continue
        if actor in [p.replace("Europe", "EU") for p in story.modifiers(sentence, token)]:
            return True
    return False


def _clause(sentence: Sentence, condition: Condition) -> set[int]:
    """Return the tokens of a condition's clause, none of a main clause that hangs below it."""
    subject = condition.verb if condition.subject is None else condition.subject
    first = min(subject, condition.verb)
    opens = sentence.subtree(subject)[0] if subject < condition.verb else first
    return {k for k in sentence.subtree(condition.verb) if k >= opens}


def _actors(
    story: Story, sentence: Sentence, condition: Condition, measures: Measured
) -> list[str]:
    """Return the parties that act in a condition, if it is on an act of theirs."""
    if is_no_threat(sentence, condition):
        return []
    request = asked(sentence, condition)
    if request is not None:
        return story.parties(sentence, request.patient)
    actors = actors_of(story, sentence, condition, measures)
    named = condition.subject is not None and any(
        sentence.mention[k] is not None
        for k in (condition.subject, *sentence.kids[condition.subject])
    )
    if not actors or (
        _own_decision(sentence, condition)
        and not (named and actors[0] in story.targets)
        and actors[0] not in struck(story, sentence, condition, [], here_only=True)
    ):
        return []
    actors = [a for a in actors if not a.endswith("allies")]  # who they are nobody knows
    return actors[:MOST_TOGETHER] if named or len(actors) == 2 else actors[:1]


def is_no_threat(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a condition is one of relief, on the senders' assent, past, or only points back.

    "Will ease the ban if", "would join only if", "if it had freed them", "if it does so".
    """
    return (
        _says_so(sentence, condition.verb)
        or unreal(sentence, condition.verb)
        or gives_relief(sentence, condition)
        or is_own_assent(sentence, condition)
    )


def trigger_of(story: Story, sentence: Sentence, condition: Condition, actor: str) -> Trigger:
    """Return one party's trigger, with what it would do and to whom."""
    verb, subject = condition.verb, condition.subject
    recipient = recipient_of(story, sentence, verb, actor)
    if recipient is None and sentence.is_verb(verb) and subject is not None:
        # "if arms were sold to B": the "to" may hang on what is sold
        passive = sentence.child(verb, "nsubjpass") is not None
        recipient = recipient_of(story, sentence, subject, actor) if passive else None
    if recipient is None:
        recipient = who_would_answer(story, sentence, condition, actor)
    if recipient is None and not condition.unless:
        recipient = who_is_attacked(story, sentence, verb, actor)
    request = asked(sentence, condition)
    if request is None:
        action = action_of(story, sentence, condition)
    else:
        action = not_doing(sentence, request.act, verb, story.text)
    return Trigger(
        actor=_named(actor),
        action=action,
        recipient=None if recipient is None else _named(recipient),
        evidence=[story.evidence(sentence)],
    )


def _named(party: str) -> str:
    return "EU" if party == "Europe" else party


def _own_decision(sentence: Sentence, condition: Condition) -> bool:
    """Say whether a condition is on what the senders decide, not "unless it has" or "enforces"."""
    lemma = sentence.lemma[condition.verb]
    return (
        lemma in OWN_DECISION
        and sentence.is_verb(condition.verb)
        and (lemma not in ("have", "be", "enforce") or not condition.unless)
    )


def _says_so(sentence: Sentence, verb: int) -> bool:
    """Say whether an act is only pointed back to: "if it does so", "if they do that"."""
    if sentence.lemma[verb] == "do" and sentence.child(verb, "dobj", "prt", "prep") is None:
        return True
    thing = sentence.child(verb, "dobj")
    if thing is not None:
        return sentence.low[thing] in PRO_VERBS
    how = sentence.child(verb, "advmod")
    return how is not None and sentence.low[how] == "so"


def merge_trigger(found: Triggered, trigger: Trigger, acts: list[Act]) -> None:
    """Add a trigger, or its evidence and acts to one that tells of the same act."""
    for other, places in found:
        alike = _alike(other.action, trigger.action)
        same = other.recipient == trigger.recipient and (alike or trigger.recipient is not None)
        if other.actor == trigger.actor and (
            same or (alike and None in (other.recipient, trigger.recipient))
        ):
            if trigger.evidence[0] not in other.evidence:
                other.evidence.append(trigger.evidence[0])
            places += acts
            return
    found.append((trigger, acts))


def _alike(one: str, other: str) -> bool:
    """Say whether two acts share a longer word, by its first letters."""
    a, b = (
        {
            w[:5].lower()
            for w in t.removeprefix("does not").split()
            if len(w) > 3 or (len(w) > 1 and w.isupper())
        }
        for t in (one, other)
    )
    return bool(a & b)
