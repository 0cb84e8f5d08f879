"""Triggers: the events on which measures would be pulled.

A trigger is a condition ("if", "should", "unless", "in the event", a warning "against") whose
actor is a party, in a sentence that tells a consequence (``data/conditions.csv``).
"""

from __future__ import annotations

from functools import cache

from megara.dossier.lexicon import rows, singular
from megara.dossier.measures import Anchor
from megara.dossier.schema import Measure, Trigger
from megara.dossier.sentence import Sentence
from megara.dossier.story import Story

# Conditions on the senders' own decision are not triggers.
OWN_DECISION = frozenset(
    "agree approve adopt pass implement impose introduce need want enact decide "
    "endorse join apply enforce ratify finalise finalize be have work succeed "
    "reach fall rise coordinate get receive obtain win secure".split()
)
PRO_VERBS = frozenset({"so", "this", "that", "it"})
TO_WHOM = frozenset({"to", "for"})
AGAINST = frozenset({"against", "on"})
HURTING = frozenset("arm invade attack help aid assist supply support strike blockade annex "
                    "threaten back seize bomb shell occupy coerce equip fund".split())  # fmt: skip
PROMPTING = frozenset("trigger prompt draw provoke bring invite spark cause mean lead result meet "
                      "unleash".split())  # fmt: skip
NO_CONDITION = frozenset({"as", "what", "see", "asked", "decide", "know"})  # "as if", "asked if"
OPENERS = frozenset(
    {
        "if",
        "should",
        "were",
        "unless",
        "event",
        "warn",
        "warned",
        "warns",
        "warning",
        "caution",
        "cautioned",
        "deter",
        "deterring",
        "dissuade",
        "discourage",
    }
)
THOSE_HIT = frozenset(
    {
        "generals",
        "junta",
        "regime",
        "government",
        "military",
        "leadership",
        "leaders",
        "rulers",
        "sides",
        "parties",
        "factions",
        "authorities",
        "army",
    }
)
FIRMS = frozenset({"bank", "company", "firm", "entity", "refiner", "country", "vessel", "ship"})
LONGEST = 16


@cache
def consequences() -> frozenset[str]:
    """Return the words that tell a consequence."""
    return frozenset(row["phrase"] for row in rows("conditions") if row["kind"] == "consequence")


def read_triggers(story: Story, measures: list[tuple[Measure, list[Anchor]]]) -> list[Trigger]:
    """Return the triggers of a story, each with the measures it leads to."""
    found: list[Trigger] = []
    targets = {party for measure, _ in measures for party in measure.against}
    for sentence in story.sentences:
        if not OPENERS & set(sentence.low) and not PROMPTING & set(sentence.lemma):
            continue
        base = set(sentence.base) | set(sentence.lemma)
        told = bool(base & consequences())
        seen: set[int] = set()
        for verb, subject, unless in _conditions(sentence):
            if verb in seen:
                continue
            seen.add(verb)
            trigger = _trigger(story, sentence, verb, subject, unless, measures)
            if (
                trigger is not None
                and not told
                and trigger.actor not in targets
                and not _answered(story, sentence, verb, trigger)
            ):
                continue
            if trigger is not None:
                _merge(found, trigger)
        if not seen and told:
            trigger = _by_words(story, sentence, measures)
            if trigger is not None:
                _merge(found, trigger)
    return found


def _by_words(
    story: Story, sentence: Sentence, measures: list[tuple[Measure, list[Anchor]]]
) -> Trigger | None:
    """Read "should Pyongyang ship artillery to Moscow" from the words, where the parse lost it."""
    for mention in sentence.mentions:
        opener = mention.first - 1
        if opener >= 0 and sentence.low[opener] in ("the", "any"):
            opener -= 1
        if opener < 0 or sentence.low[opener] not in ("should", "if", "were"):
            continue
        if mention.name.kind not in ("country", "seat", "bloc", "body", "person"):
            continue
        last = mention.last
        while last < len(sentence) and sentence.low[last] not in (",", ".", ";", "but", "and", "”"):
            last += 1
        words = list(range(mention.last, last))
        recipient = None
        for place in words:
            beside = sentence.mention[place]
            if (
                beside is not None
                and sentence.low[place - 1] in ("to", "on", "against", "for")
                and (beside.name.party != mention.name.party)
            ):
                recipient = beside.name.party
                words = [i for i in words if i < place - 1]
                break
        if not words:
            continue
        return Trigger(
            actor=mention.name.party,
            action=sentence.text(words[:LONGEST], story.text),
            recipient=recipient or None,
            leads_to=_leads_to(sentence, mention.name.party, measures),
            evidence=[story.evidence(sentence)],
        )
    return None


def _answered(story: Story, sentence: Sentence, verb: int, trigger: Trigger) -> bool:
    """Say whether another party "will" do something in answer."""
    inside = set(sentence.subtree(verb))
    for token in range(len(sentence)):
        if token in inside or sentence.tag[token] != "MD":
            continue
        main = sentence.head[token]
        subject = sentence.child(main, "nsubj", "nsubjpass")
        if subject is not None and subject not in inside:
            parties = story.parties(sentence, subject)
            if parties and trigger.actor not in parties:
                return True
    return False


def _conditions(sentence: Sentence) -> list[tuple[int, int | None, bool]]:
    """Return the verb and subject of each condition, and whether it is an "unless"."""
    found: list[tuple[int, int | None, bool]] = []
    for token, word in enumerate(sentence.low):
        if word in ("if", "unless") and sentence.dep[token] in ("mark", "advmod", "prep", "dep"):
            verb = sentence.head[token]
            if token > 0 and sentence.low[token - 1] in NO_CONDITION:
                continue
            if verb < token:
                later = [k for k in range(token + 1, len(sentence)) if sentence.is_verb(k)]
                if not later:
                    continue
                verb = later[0]
            found.append((verb, sentence.child(verb, "nsubj", "nsubjpass"), word == "unless"))
        elif word in ("should", "were") and _inverted(sentence, token):
            verb = sentence.head[token] if sentence.dep[token] == "aux" else token
            subject = next((k for k in sentence.children(verb, "nsubj", "nsubjpass") if k > token),
                           None)  # fmt: skip
            if word == "were":
                deeper = sentence.child(verb, "xcomp", "ccomp", "advcl")
                if deeper is not None and deeper > token:
                    verb = deeper
            if subject is not None:
                found.append((verb, subject, False))
        elif word == "event" and token + 1 < len(sentence) and sentence.low[token - 1] == "the":
            found.extend(_after_noun(sentence, token))
        elif sentence.lemma[token] in ("deter", "dissuade", "discourage"):
            patient = sentence.child(token, "dobj")
            for kid in sentence.children(token, "prep"):
                if sentence.low[kid] == "from" and patient is not None:
                    found += [(act, patient, False) for act in sentence.children(kid, "pcomp")]
        elif sentence.lemma[token] in ("warn", "caution") and sentence.is_verb(token):
            patient = sentence.child(token, "dobj")
            for kid in sentence.children(token, "prep"):
                if sentence.low[kid] == "against" and patient is not None:
                    for act in sentence.children(kid, "pcomp"):
                        found.append((act, patient, False))
            for kid in sentence.children(token, "xcomp"):
                if patient is not None and sentence.negated(kid):
                    found.append((kid, patient, False))
        elif sentence.lemma[token] in PROMPTING and sentence.is_verb(token):
            found.extend(_prompting(sentence, token))
    return found


def _inverted(sentence: Sentence, token: int) -> bool:
    """Say whether a modal opens a condition ("should Iran transfer"), and is no question."""
    if "?" in sentence.words[-2:]:
        return False
    verb = sentence.head[token] if sentence.dep[token] == "aux" else token
    before = [k for k in sentence.children(verb, "nsubj", "nsubjpass") if k < token]
    after = [k for k in sentence.children(verb, "nsubj", "nsubjpass") if k > token]
    return bool(after) and not before


def _after_noun(sentence: Sentence, noun: int) -> list[tuple[int, int | None, bool]]:
    """Read "in the event that X does" and "in the event of an attack by X"."""
    for kid in sentence.kids[noun]:
        if sentence.dep[kid] in ("acl", "relcl", "ccomp"):
            return [(kid, sentence.child(kid, "nsubj", "nsubjpass"), False)]
        if sentence.low[kid] == "of":
            for thing in sentence.children(kid, "pobj"):
                return [(thing, None, False)]
    return []


def _prompting(sentence: Sentence, verb: int) -> list[tuple[int, int | None, bool]]:
    """Read "any transfer by X would trigger sanctions"."""
    modal = any(sentence.tag[k] == "MD" for k in sentence.kids[verb])
    subject = sentence.child(verb, "nsubj", "nsubjpass", "csubj")
    if not modal or subject is None or subject > verb:
        return []
    if sentence.lemma[verb] == "meet" and sentence.dep[subject] != "nsubjpass":
        return []  # "will be met with sanctions", not "will meet again"
    if sentence.is_verb(subject):
        return [(subject, sentence.child(subject, "nsubj"), False)]
    return [(subject, None, False)]


def _trigger(
    story: Story,
    sentence: Sentence,
    verb: int,
    subject: int | None,
    unless: bool,
    measures: list[tuple[Measure, list[Anchor]]],
) -> Trigger | None:
    if (
        sentence.lemma[verb] in OWN_DECISION
        and sentence.is_verb(verb)
        and (sentence.lemma[verb] not in ("have", "be", "enforce") or not unless)
    ):
        return None
    obj = sentence.child(verb, "dobj")
    if (obj is not None and sentence.low[obj] in PRO_VERBS) or (
        sentence.child(verb, "advmod") is not None
        and (sentence.low[sentence.child(verb, "advmod") or 0] == "so" and obj is None)
    ):
        return None
    noun = not sentence.is_verb(verb)
    passive = sentence.child(verb, "nsubjpass") is not None
    actors = story.parties(sentence, subject) if subject is not None else []
    holder = verb
    if noun:
        actors, holder = _doer(story, sentence, verb), verb
    elif passive and subject is not None:
        by = [story.parties(sentence, t) for a in sentence.children(verb, "agent")
              for t in sentence.children(a, "pobj")]  # fmt: skip
        actors = by[0] if by else _doer(story, sentence, subject) or actors
        holder = subject
    if not actors and subject is not None and singular(sentence.low[subject]) in FIRMS:
        actors = story.same_again(sentence, subject)
    if not actors and subject is not None and sentence.low[subject] in THOSE_HIT:
        here = [p for m, anchors in measures for p in m.against
                if any(a.sentence is sentence for a in anchors)]  # fmt: skip
        actors = here or [p for m, _ in measures for p in m.against][:1]
    here = [p for m, anchors in measures for p in m.against
            if any(a.sentence is sentence for a in anchors)]  # fmt: skip
    if not actors and noun and subject is None:
        actors = here
    if subject is not None and sentence.low[subject] in ("it", "they") and actors:
        actors = _not_the_sender(sentence, subject, verb, actors, here)
    if not actors:
        return None
    actor = actors[0]
    recipient = _recipient(story, sentence, verb, actor)
    if recipient is None and holder != verb:
        recipient = _recipient(story, sentence, holder, actor)
    action = _action(story, sentence, verb, subject if passive else None, noun)
    if unless or (sentence.negated(verb) and not noun):
        action = "does not " + _base(action, sentence, verb) if unless else action
    return Trigger(
        actor=actor,
        action=action,
        recipient=recipient,
        leads_to=_leads_to(sentence, actor, measures),
        evidence=[story.evidence(sentence)],
    )


def _not_the_sender(
    sentence: Sentence, pronoun: int, verb: int, actors: list[str], targets: list[str]
) -> list[str]:
    """Return who "it" is in "A will sanction B if it ...": B, not the subject that imposes."""
    main = sentence.head[verb]
    subject = sentence.child(main, "nsubj") if main != verb else None
    mention = sentence.mention[subject] if subject is not None else None
    if mention is None or mention.name.party not in actors or subject == pronoun:
        return actors
    others = [m.name.party for m in sentence.mentions
              if m.last <= pronoun and m.name.kind in ("country", "seat", "bloc")
              and m.name.party != mention.name.party]  # fmt: skip
    return targets or others[-1:] or actors


def _doer(story: Story, sentence: Sentence, noun: int) -> list[str]:
    """Return who does what a noun names: "by X", "from X", or its owner."""
    for prep in sentence.children(noun, "prep"):
        if sentence.low[prep] in ("by", "from"):
            for thing in sentence.children(prep, "pobj"):
                found = story.parties(sentence, thing)
                if found:
                    return found
    for prep in (p for k in sentence.subtree(noun) for p in sentence.children(k, "prep")):
        if sentence.low[prep] in ("by", "from"):
            for thing in sentence.children(prep, "pobj"):
                found = story.parties(sentence, thing)
                if found:
                    return found
    for kid in sentence.kids[noun]:
        if kid < noun and sentence.dep[kid] in ("poss", "amod", "compound", "nmod"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.party:
                return [mention.name.party]
            if sentence.dep[kid] == "poss":
                return story.parties(sentence, kid)
    return []


def _recipient(story: Story, sentence: Sentence, verb: int, actor: str) -> str | None:
    """Return the party that would get it, or be hurt by it."""
    places = [verb, *[k for k in sentence.subtree(verb) if k != verb
                      and sentence.dep[k] in ("dobj", "xcomp", "pcomp", "conj", "ccomp", "pobj",
                                              "nsubjpass", "advcl")]]  # fmt: skip
    for words in (TO_WHOM, AGAINST):
        for place in places:
            for prep in sentence.children(place, "prep", "dative"):
                if sentence.low[prep] in words:
                    for thing in sentence.children(prep, "pobj"):
                        if sentence.low[prep] == "for" and sentence.mention[thing] is None:
                            continue
                        for party in story.parties(sentence, thing):
                            if party != actor:
                                return party
    for place in places:
        for kid in sentence.children(place, "dative", "dobj"):
            mention = sentence.mention[kid]
            if mention is not None and mention.name.party and mention.name.party != actor:
                return mention.name.party
            if sentence.lemma[place] in HURTING:
                for party in story.parties(sentence, kid):
                    if party != actor:
                        return party
    for place in places:
        if not sentence.is_verb(place):
            for prep in sentence.children(place, "prep"):
                if sentence.low[prep] in ("of", "into"):
                    for thing in sentence.children(prep, "pobj"):
                        for party in story.parties(sentence, thing):
                            if party != actor:
                                return party
    return None


def _action(story: Story, sentence: Sentence, verb: int, patient: int | None, noun: bool) -> str:
    """Return the words of the act, without the actor and the recipient."""
    if noun or patient is not None:
        tokens = sentence.subtree(patient if patient is not None else verb)
        if patient is not None and verb - patient < LONGEST:
            tokens = sorted({*tokens, verb})
        return " ".join(
            story.text[sentence.start[tokens[0]] : sentence.end[tokens[-1]]].split()[:LONGEST]
        )
    parts = [verb]
    for kid in sentence.kids[verb]:
        if sentence.dep[kid] in (
            "prt",
            "dobj",
            "acomp",
            "xcomp",
            "ccomp",
            "neg",
            "oprd",
            "attr",
        ) or (
            sentence.dep[kid] == "prep"
            and sentence.low[kid]
            in (
                "with",
                "into",
                "on",
                "in",
                "against",
            )
            and sentence.child(verb, "dobj") is None
        ):
            parts.extend(sentence.subtree(kid))
    last = verb
    for token in sorted(parts):
        if token < verb:
            continue
        if token > last + 3 or sentence.low[token] == ",":
            break
        if (
            sentence.low[token] == "to"
            and sentence.dep[token] in ("prep", "dative")
            and any(sentence.mention[k] is not None for k in sentence.kids[token])
        ):
            break
        last = token
    words = story.text[sentence.start[verb] : sentence.end[last]].split()
    return " ".join(words[:LONGEST])


def _base(action: str, sentence: Sentence, verb: int) -> str:
    words = action.split()
    return " ".join([sentence.lemma[verb], *words[1:]])


def _leads_to(
    sentence: Sentence, actor: str, measures: list[tuple[Measure, list[Anchor]]]
) -> list[str]:
    """Return the measures told in the same sentence, else those planned against the actor."""
    here = [m.id for m, anchors in measures
            if m.status != "imposed" and any(a.sentence is sentence for a in anchors)]  # fmt: skip
    if here:
        return here
    return [m.id for m, _ in measures
            if m.status in ("considered", "threatened") and actor in m.against]  # fmt: skip


def _merge(found: list[Trigger], trigger: Trigger) -> None:
    for other in found:
        alike = _alike(other.action, trigger.action)
        same = other.recipient == trigger.recipient and (alike or trigger.recipient is not None)
        if other.actor == trigger.actor and (
            same or (alike and None in (other.recipient, trigger.recipient))
        ):
            if trigger.evidence[0] not in other.evidence:
                other.evidence.append(trigger.evidence[0])
            other.leads_to = list(dict.fromkeys([*other.leads_to, *trigger.leads_to]))
            return
    found.append(trigger)


def _alike(one: str, other: str) -> bool:
    a, b = ({w[:5].lower() for w in t.split() if len(w) > 3} for t in (one, other))
    return bool(a & b)
