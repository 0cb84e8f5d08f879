"""Who the story is about: the main sender and target, where a mention names none.

The main target is who most mentions are against, and who is most named; the main sender who
imposes most of them. What the target itself imposes is against the sender.
"""

from __future__ import annotations

from collections import Counter

from megara.dossier.lexicon import classes, members
from megara.dossier.measures.anchor import Anchor
from megara.dossier.measures.governors import governors
from megara.dossier.measures.sides.members import wished_of_a_bloc
from megara.dossier.measures.sides.senders import MEASURES_AGAIN
from megara.dossier.measures.sides.subjects import follows_a_text
from megara.dossier.measures.sides.targets import MEETING, is_a_place
from megara.dossier.story import Story

ANSWERING = frozenset({"answer", "respond", "retaliate", "reply", "counter"})


def fill_main_parties(story: Story, anchors: list[Anchor]) -> None:
    """Fill a missing target or sender with those that the story is about."""
    senders = Counter(
        p for a in anchors if a.status is not None for p in a.imposed_by
    ) or Counter(p for a in anchors for p in a.imposed_by)  # fmt: skip
    target = _main_target(story, anchors, senders)
    hit = {p for a in anchors for p in a.against}
    sender = _main_sender(story, senders, target, hit)
    struck = {*story.named_in_title(), *hit}
    for anchor in anchors:
        if anchor.status is not None:
            _complete(story, anchor, sender, target, struck, senders)
            bloc = wished_of_a_bloc(anchor, sender)
            if bloc is not None:
                anchor.imposed_by = [bloc, *anchor.imposed_by]


def _main_target(story: Story, anchors: list[Anchor], senders: Counter[str]) -> str | None:
    told = Counter(p for a in anchors for p in a.against)
    named = Counter(
        m.name.party
        for sentence in story.sentences
        for m in sentence.mentions
        if m.name.kind in ("country", "demonym", "seat")
        and m.name.party
        and not is_a_place(sentence, m.last - 1, MEETING)
    )
    headline = story.named_in_title()
    opening = story.subjects[0] if story.subjects else []
    active = {p for a in anchors if a.status is not None for p in a.imposed_by}
    weights = {
        p: 3 * told[p] + named[p] + headline.count(p) - 4 * (p in active) - 3 * (p in opening)
        for p in dict.fromkeys([*told, *named])
    }
    if not told:
        # a ban on exports may be aimed at nobody
        aimed = any(a.kind != "export_control" for a in anchors)
        beside = {m.name.party for a in anchors for m in a.sentence.mentions}
        speaking = Counter(p for a in anchors for p in _acting(story, a))
        weights = {p: w - 2 * speaking[p] for p, w in weights.items() if not senders[p]
                   and (aimed or p in headline or p in beside)}  # fmt: skip
    weights = weights or _struck_by_name(story, senders)
    return max(weights, key=lambda p: (weights[p], named[p])) if weights else None


def _struck_by_name(story: Story, senders: Counter[str]) -> dict[str, int]:
    """Return whose people or firms are named, where no country is: "Rosneft is under sanctions"."""
    named = Counter(m.name.party for sentence in story.sentences for m in sentence.mentions
                    if m.name.entity_kind in ("person", "company", "organisation"))  # fmt: skip
    return {p: number for p, number in named.items() if p and not senders[p]}


def _acting(story: Story, anchor: Anchor) -> list[str]:
    """Return who does something about a measure, in the active: hardly its target."""
    sentence = anchor.sentence
    for verb in governors(anchor):
        subject = sentence.child(verb, "nsubj")
        if subject is not None and sentence.lemma[verb] not in ("be", "face", "risk"):
            return story.parties(sentence, subject)
    return []


def _main_sender(
    story: Story, senders: Counter[str], target: str | None, hit: set[str]
) -> str | None:
    headline = story.named_in_title()
    opening = story.subjects[0] if story.subjects else []
    imposing = {
        p: senders[p] + (p in opening) + 2 * (p in headline)
        for p in (senders or opening)
        if p != target and (senders or p not in hit)
    }
    best = max(imposing.values(), default=0)
    if "EU" in headline and senders and best < 2 and target != "EU":
        return "EU"
    main = max(imposing, key=lambda p: imposing[p]) if imposing else None
    if main in members("EU") and target != "EU":
        named = Counter(m.name.party for sentence in story.sentences for m in sentence.mentions)
        if named["EU"] > named[main]:
            return "EU"  # one member only wishes for it
    return main


def _complete(
    story: Story,
    anchor: Anchor,
    sender: str | None,
    target: str | None,
    struck: set[str],
    senders: Counter[str],
) -> None:
    """Give one mention the main sender, the main target, or both.

    ``struck`` are all that are told to be hit, ``senders`` all that are told to impose.
    """
    if anchor.imposed_by:  # "it would outlaw European insurance" is not against Europe
        anchor.against = [p for p in anchor.against if p not in anchor.imposed_by]
    if sender and target and not anchor.imposed_by and anchor.against == [sender] and (
        anchor.is_verb and _of_a_pronoun(anchor)
    ):  # fmt: skip
        anchor.against = [target]  # "will have their assets frozen": hardly the sender's own
    if not anchor.imposed_by and anchor.against and (
        by_what_is_told(anchor, story) or (target in anchor.against and not _asked_for(anchor))
    ):  # fmt: skip
        anchor.imposed_by = [p for p in (sender,) if p and p not in anchor.against]
    if sender in senders and target and not anchor.imposed_by and anchor.against == [sender]:
        anchor.imposed_by = [target]  # what hits the main sender is the target's answer
    if sender and target and not anchor.against and not anchor.imposed_by and _is_meant(anchor):
        anchor.imposed_by, anchor.against, anchor.supposed = [sender], [target], True
    if not anchor.imposed_by and anchor.against and (sender is None or sender in anchor.against):
        anchor.imposed_by = _other_beside(story, anchor)
    if not anchor.against and anchor.imposed_by and not _of_everybody(anchor):
        other = sender if target in anchor.imposed_by else target
        beside = any(m.name.party == target for m in anchor.sentence.mentions)
        untold = target in anchor.imposed_by or (target not in struck and not beside)
        at_nobody = untold and _at_nobody(anchor)
        if other is not None and other not in anchor.imposed_by and not at_nobody:
            anchor.against, anchor.supposed = [other], True


def _other_beside(story: Story, anchor: Anchor) -> list[str]:
    """Return the one other party that a mention's sentence names, by itself or its people.

    "An announcement in Beijing bans sales of chips to the U.S. military." Who only speaks, or is
    a bloc's member beside it, is none.
    """
    sentence = anchor.sentence
    own = {*anchor.imposed_by, *anchor.against}
    speaking = {
        p
        for t in range(len(sentence))
        if sentence.lemma[t] in classes()["say"]
        for s in sentence.children(t, "nsubj")
        for p in story.parties(sentence, s)
    }
    others = {m.name.party for m in sentence.mentions if m.name.party} - own - speaking
    others -= {p for o in own for p in members(o)}
    return list(others) if len(others) == 1 else []


def _of_a_pronoun(anchor: Anchor) -> bool:
    sentence = anchor.sentence
    return any(sentence.tag[t] == "PRP$" for t in sentence.subtree(anchor.token))


def _at_nobody(anchor: Anchor) -> bool:
    """Say whether exports are cut to nobody in particular, and in answer to nothing that is told.

    The target of others keeps its metals at home: "China requires licences for gallium".
    """
    sentence = anchor.sentence
    return (
        anchor.kind == "export_control"
        and anchor.status != "threatened"
        and {"if", "unless", "response", "retaliation"}.isdisjoint(sentence.present)
        and ANSWERING.isdisjoint(sentence.lemma)
        and not any(sentence.low[t] == "to" and sentence.dep[t] == "prep"
                    for t in sentence.subtree(anchor.token))
    )  # fmt: skip


def _of_everybody(anchor: Anchor) -> bool:
    """Say whether it is aimed at nobody: "shut its airspace to all aircraft"."""
    sentence = anchor.sentence
    return any(
        sentence.low[k] in ("all", "any", "every")
        for prep in sentence.children(anchor.token, "prep")
        if sentence.low[prep] in ("to", "from")
        for thing in sentence.children(prep, "pobj")
        for k in sentence.kids[thing]
    )


def _is_meant(anchor: Anchor) -> bool:
    """Say whether a mention without any party is still of the story's own measure."""
    if anchor.status == "threatened":
        return True
    return anchor.kind != "unspecified" and (
        by_what_is_told(anchor) or anchor.is_verb or anchor.status == "imposed"
    )


def _asked_for(anchor: Anchor) -> bool:
    """Say whether somebody only calls for it, of whom is not told."""
    sentence = anchor.sentence
    return any(sentence.lemma[v] in ("call", "urge", "demand", "appeal") for v in governors(anchor))


def by_what_is_told(anchor: Anchor, story: Story | None = None) -> bool:
    """Say whether "the package" or "the new rules" impose it, and no party."""
    sentence = anchor.sentence
    chain = governors(anchor)
    subject = sentence.subject(chain[0]) if chain else None
    if subject is None:
        return False
    return sentence.base[subject] in MEASURES_AGAIN or (
        story is not None and sentence.low[subject] == "it" and follows_a_text(story, sentence)
    )
