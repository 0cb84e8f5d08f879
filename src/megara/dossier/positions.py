"""Positions: where each party stands, by the cues of ``data/stance.csv``.

A cue is a verb ("backs"), an adjective after a verb of being ("is wary of"), a noun with its
owner ("Hungary's objections"), a preposition ("is against") or a phrase ("has reservations").
Negation turns it: not opposing is being open, not supporting is being opposed or reticent.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from megara.dossier.lexicon import classes, instruments, roles, rows, singular, stance_cues
from megara.dossier.measures.phrases import match_phrase
from megara.dossier.schema import Position, Stance
from megara.dossier.sentence import NOUNS, Sentence
from megara.dossier.story import Story

BEING = frozenset("be remain seem appear become stay grow look sound feel prove get turn".split())
SLOWER = frozenset({"slower", "gradual", "longer", "later", "softer", "weaker", "narrower",
                    "looser", "lighter", "milder", "caution", "restraint"})  # fmt: skip
ENDING = frozenset({"end", "lifting", "removal", "easing", "relief", "suspension"})
ABOUT_MEASURES = frozenset("agree commit want seek demand join propose urge insist recommend block "
                           "refuse reject resist rule condemn protest question fear worry "
                           "welcome".split())  # fmt: skip
JOINING = frozenset("adopt impose introduce join follow match align enact implement tighten "
                    "replicate mirror copy".split())  # fmt: skip
DIALOGUE = frozenset("dialogue diplomacy negotiation talk mediation restraint".split())
JUDGING = frozenset("call describe brand label term deem regard characterize "
                    "characterise".split())  # fmt: skip
HAVING = frozenset("have voice express raise harbour harbor hold state show face meet signal "
                   "encounter overcome draw drop lodge register maintain share "
                   "withdraw cite give lend offer throw pledge lift abandon".split())  # fmt: skip
# Who meets opposition is not who opposes.
WITHDRAWING = frozenset({"drop", "withdraw", "lift", "abandon", "waive", "retract"})
LETTERS = frozenset({"letter", "statement", "paper", "declaration", "appeal", "petition"})
MEETING = frozenset(
    {"face", "meet", "encounter", "overcome", "draw", "drop", "withdraw", "lift", "abandon"}
)
SUBJECT_MATTER = frozenset(
    "sanction measure move plan proposal idea package restriction cap approach step ban action "
    "embargo tariff curb control listing designation penalty initiative "
    "blacklist draft scheme limit freeze prohibition snapback regime "
    "figure level rule decision bundle return snapback compromise duty levy price list alignment "
    "unity strategy blacklisting bid effort drive crackdown request countermeasure".split()
)
TURNED: dict[Stance, Stance] = {
    "supportive": "reticent",
    "open": "reticent",
    "opposed": "open",
}
ALLEGED = frozenset("accusation allegation claim charge report suggestion assertion notion".split())
ESCAPES = frozenset("exemption carve exception waiver opt delay opt-out carve-out grace guarantee "
                    "assurance compensation derogation time flexibility "
                    "leeway".split())  # fmt: skip
INSTEAD = frozenset({"instead", "rather"})
NEGATIVE = frozenset({"not", "n't", "no", "yet", "never", "fence"})
# These are said of so much else that a measure must stand beside them.
OF_ANYTHING = frozenset({"ready", "prepared", "concerned", "worried", "nervous", "furious"})
FIRMER = frozenset("tougher stronger harsher stricter firmer broader bolder harder".split())
MATTERS = frozenset("matter issue question request proposal idea plan".split())
SAYING = frozenset("say argue believe think insist claim maintain complain state declare".split())
# A plain word of approval or refusal whose "it" is what was spoken of before.
PLAIN_VERBS = frozenset("support back endorse welcome praise hail applaud oppose reject condemn "
                        "denounce criticise criticize slam favour favor block".split())  # fmt: skip
ACHIEVING = frozenset("work solve help achieve bring change stop end serve".split())
HURTING = {"backfire": "reticent", "violate": "opposed", "infringe": "opposed"}
GETTING_OUT = frozenset({"lift", "ease", "drop", "remove", "end", "relax", "suspend", "waive",
                         "delay", "avoid", "reconsider", "soften", "unfreeze", "scrap", "stop",
                         "abandon", "water", "postpone", "dilute"})  # fmt: skip
WHOSE = frozenset({"from", "by", "in", "of", "among", "within"})


@cache
def measure_words() -> frozenset[str]:
    """Return the words that a stance may be about."""
    return SUBJECT_MATTER | frozenset(instruments())


def read_positions(story: Story) -> list[Position]:
    """Return the positions of a story, each party and stance once, in order."""
    found: list[Position] = []
    for sentence in story.sentences:
        for party, on, stance in _in_sentence(story, sentence):
            evidence = story.evidence(sentence)
            for other in found:
                if other.party == party and other.stance == stance:
                    if evidence not in other.evidence:
                        other.evidence.append(evidence)
                    break
            else:
                found.append(Position(party=party, on=on, stance=stance, evidence=[evidence]))
    return found


def _in_sentence(story: Story, sentence: Sentence) -> Iterator[tuple[str, str, Stance]]:
    text = story.text
    cues = stance_cues()
    base = sentence.base
    taken: set[int] = set()
    for at, _ in enumerate(sentence.low):
        if at in taken:
            continue
        phrase = _phrase(sentence, at)
        if phrase is not None:
            value, needs, last = phrase
            if needs != "measure" or _about_measure(base, range(last, len(sentence))) or (
                _about_measure(base, range(0, at))
            ):  # fmt: skip
                verb = next((t for t in (*range(at, last), *sentence.ancestors(at))
                             if sentence.is_verb(t)), at)  # fmt: skip
                subject = sentence.subject(verb)
                if subject is None:
                    subject = _subject_before(sentence, at)
                turned_phrase = _phrase_turned(sentence, at, last, verb, value)
                if turned_phrase is None:
                    continue
                value = turned_phrase
                while subject is not None and sentence.dep[subject] == "conj":
                    subject = sentence.head[subject]
                if subject is not None:
                    taken.update(range(at, last))
                    yield from _of(story, sentence, subject, value, _on(sentence, last - 1, text))
                    continue
        if at in taken:
            continue
        word = sentence.low[at]
        if word in INSTEAD:
            yield from _rather(story, sentence, at, base)
        if sentence.is_verb(at):
            yield from _verb(story, sentence, at, base)
            if sentence.lemma[at] in JUDGING:
                yield from _judgement(story, sentence, at, base)
            if sentence.lemma[at] in SAYING:
                yield from _said_of_it(story, sentence, at, base)
        if word in cues["adj"] and (sentence.tag[at][:2] == "JJ" or sentence.tag[at] in
                                    ("VBN", "RB", "VBD", "IN", "RP")):  # fmt: skip
            yield from _adjective(story, sentence, at, base)
        elif (word in cues["noun"] or base[at] in cues["noun"]) and sentence.tag[at] in NOUNS:
            yield from _noun(story, sentence, at, base)
        elif word in cues["prep"] and sentence.dep[at] in ("prep", "acomp"):
            verb = sentence.head[at]
            if sentence.lemma[verb] == "be" and sentence.is_verb(verb):
                subject = sentence.subject(verb)
                if subject is not None and _about_measure(base, sentence.subtree(at)):
                    stance: Stance = cues["prep"][word][0].value  # type: ignore[assignment]
                    turned = TURNED.get(stance, stance) if sentence.negated(verb) else stance
                    yield from _of(story, sentence, subject, turned, _on(sentence, at, text))


def _phrase(sentence: Sentence, at: int) -> tuple[Stance, str, int] | None:
    for cue in stance_cues()["phrase"].get(sentence.low[at], ()):
        last = at + len(cue.words)
        if tuple(sentence.low[at:last]) == cue.words:
            return cue.value, cue.needs, last  # type: ignore[return-value]
    return None


def _in_clause_beside(sentence: Sentence, token: int, verb: int) -> bool:
    """Say whether a token stands in an adverbial clause with a subject of its own."""
    for here in (token, *sentence.ancestors(token)):
        if here == verb:
            return False
        if sentence.dep[here] == "advcl" and sentence.child(here, "nsubj") is not None:
            return True
    return False


def _phrase_turned(
    sentence: Sentence, at: int, last: int, verb: int, stance: Stance
) -> Stance | None:
    """Return the stance of a phrase after a negation outside it, or after "instead of"."""
    if stance == "supportive" and DIALOGUE & set(sentence.base[last : last + 4]):
        return "reticent" if INSTEAD & set(sentence.low) else None
    if sentence.negated(verb) and not NEGATIVE & set(sentence.low[at:last]):
        return TURNED.get(stance)
    return stance


def _subject_before(sentence: Sentence, at: int) -> int | None:
    for token in range(at, -1, -1):
        if sentence.dep[token] in ("nsubj", "nsubjpass"):
            return token
    return None


def _verb(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    lem = sentence.lemma[at]
    for cue in stance_cues()["verb"].get(lem, ()):
        if len(cue.words) > 1 and not _continues(sentence, at, cue.words):
            continue
        stance: Stance = cue.value  # type: ignore[assignment]
        complement = [i for k in sentence.kids[at] for i in sentence.subtree(k)
                      if sentence.dep[k] in ("dobj", "prep", "xcomp", "ccomp", "prt", "advcl",
                                             "nsubjpass", "dative", "oprd")]  # fmt: skip
        about = _about_measure(base, complement) or (
            lem == "oppose" and (not complement or bool({"it", "this", "them"} & {
                sentence.low[i] for i in complement}))
        )  # fmt: skip
        if lem == "call" and {base[i] for i in complement} & DIALOGUE:
            about = bool({"instead", "rather"} & set(sentence.low))
        if not about and lem in PLAIN_VERBS | {"urge", "ask"} and _context(story, sentence):
            thing = sentence.child(at, "dobj", "nsubjpass")
            about = thing is not None and (
                sentence.low[thing] in ("it", "them", "this", "that")
                or (lem in ("urge", "ask") and base[thing] in SLOWER | {"patience"})
            )
            for prep in sentence.children(at, "prep"):
                about = about or (
                    sentence.low[prep] == "for"
                    and lem in ("urge", "ask")
                    and any(base[k] in SLOWER | {"patience"} for k in sentence.kids[prep])
                )
        firmer = FIRMER & {sentence.low[i] for i in complement}
        if not about and stance == "supportive" and firmer and cue.needs == "measure":
            about = _context(story, sentence)
        if cue.needs == "measure" and not about:
            continue
        if cue.needs == "alone" and (
            not _context(story, sentence)
            or any(sentence.dep[k] in ("dobj", "ccomp", "agent") for k in sentence.kids[at])
            or sentence.tag[at] in ("VBG", "VBN", "VBD")
            or any(
                sentence.low[k] == "no"
                for i in sentence.ancestors(at)
                if sentence.tag[i] in NOUNS
                for k in sentence.kids[i]
            )
        ):
            continue
        if lem in ("do", "follow") and sentence.tag[at] != "VB":
            continue  # having done it is imposing, which is told as a measure
        if cue.needs == "matter" and not _matter(sentence, at, base):
            continue
        if lem == "stop" and len(cue.words) > 1 and sentence.dep[at] == "conj" and any(
            c.value == "supportive"
            for c in stance_cues()["verb"].get(sentence.lemma[sentence.head[at]], ())
        ):  # fmt: skip
            return
        if cue.needs == "joining" and not (
            about and JOINING & {sentence.lemma[k] for k in sentence.children(at, "xcomp")}
        ):
            continue
        if any(base[i] in measure_words() and any(sentence.low[k] == "no" for k in sentence.kids[i])
               for i in complement):  # fmt: skip
            continue
        if {base[i] for i in complement} & DIALOGUE and stance == "supportive":
            if not {"instead", "rather"} & set(sentence.low):
                continue
            stance = "reticent"
        if cue.needs == "escape" and not {base[i] for i in complement} & ESCAPES:
            continue
        direct = sentence.child(at, "dobj")
        if lem in ("dismiss", "reject", "refuse") and (
            (direct is not None and base[direct] in ALLEGED)
            or (lem == "refuse" and any(sentence.lemma[k] in ("say", "comment", "discuss", "be")
                                        for k in sentence.children(at, "xcomp")))
        ):  # fmt: skip
            continue
        if any(sentence.low[k] in ("whether", "if") for k in sentence.children(at, "mark")):
            continue
        if {base[i] for i in complement} & {"relief", "easing"}:
            continue
        if lem == "consider" and cue.value == "open" and not _could(sentence, at):
            continue
        if lem in ("support", "back", "lead") and not _object_is_measure(sentence, at, base):
            continue
        if cue.needs == "measure" and stance != "reticent" and lem in ABOUT_MEASURES and not about:
            continue
        if (
            sentence.tag[at] == "VBN"
            and sentence.dep[at] in ("amod", "acl")
            and not any(sentence.low[k] == "by" for k in sentence.kids[at])
        ):
            continue
        lowered = set(sentence.lemma[i] for i in complement if sentence.is_verb(i))
        nouns = {base[i] for i in complement
                 if not (i and sentence.low[i - 1] in ("without", "further", "no"))}  # fmt: skip
        asked = nouns & ESCAPES and lem in ("seek", "demand", "want", "call", "push", "press",
                                            "lobby", "insist", "propose", "urge")  # fmt: skip
        if stance == "supportive" and (asked or "patience" in nouns):
            stance = "reticent"
        elif stance == "supportive" and (lowered & GETTING_OUT or _not_to(sentence, at)):
            stance = "opposed"
        elif (
            stance == "supportive"
            and {base[i] for i in complement if not _in_clause_beside(sentence, i, at)} & SLOWER
            and lem in ("seek", "want", "call", "push", "press", "lobby", "urge", "ask")
        ):
            stance = "reticent"
        elif stance == "supportive" and {base[i] for i in _objects(sentence, at)} & ENDING:
            stance = "opposed"
        passive = sentence.child(at, "nsubjpass") is not None or (
            sentence.dep[at] in ("amod", "acl") and sentence.tag[at] == "VBN"
        )
        subject: int | None = None
        if passive:
            for agent in sentence.children(at, "agent", "prep"):
                if sentence.low[agent] == "by":
                    subject = sentence.child(agent, "pobj")
            if subject is None:
                continue
        else:
            subject = sentence.subject(at)
        above = sentence.head[at]
        if sentence.dep[at] == "acl" and base[above] in LETTERS:
            subject = sentence.subject(sentence.head[above])
        if subject is None or subject == at:
            continue
        if lem == "refuse" and any(
            sentence.lemma[k] in stance_cues()["verb"] for k in sentence.children(at, "xcomp")
        ):
            continue
        while sentence.dep[subject] == "conj" and sentence.dep[at] == "acl":
            subject = sentence.head[subject]
        verdict = _with_verbs_above(sentence, at, stance)
        if verdict is None:
            continue
        yield from _of(story, sentence, subject, verdict, _on(sentence, at, story.text))
        return


def _matter(sentence: Sentence, at: int, base: list[str]) -> bool:
    """Say whether what is studied is "the matter", "the request", or "whether to join"."""
    thing = sentence.child(at, "dobj", "nsubjpass")
    for prep in sentence.children(at, "prep"):
        if sentence.low[prep] in ("into", "at"):
            thing = sentence.child(prep, "pobj") if thing is None else thing
    if thing is not None:
        plain = not any(sentence.dep[k] in ("prep", "acl", "relcl", "amod", "compound")
                        for k in sentence.kids[thing])  # fmt: skip
        if plain and base[thing] in MATTERS:
            own = sentence.child(thing, "poss")
            return own is None or sentence.tag[own] != "PRP$"
        if plain and sentence.low[thing] == "it":
            return True
    for clause in sentence.children(at, "ccomp", "xcomp", "advcl"):
        inside = sentence.subtree(clause)
        if any(sentence.low[i] in ("whether", "if") for i in inside):
            follows = (JOINING - {"impose", "introduce", "enact"}) | {"back", "support"}
            return bool({sentence.lemma[i] for i in inside} & follows)
    return False


def _context(story: Story, sentence: Sentence) -> bool:
    """Say whether the sentence or one of the few before it speaks of a measure."""
    near = story.sentences[max(0, sentence.number - 6) : sentence.number + 1]
    return any(_about_measure(other.base, range(len(other))) for other in near)


def _said_of_it(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    """Read "said the restrictions were illegal", "sanctions have never worked, he said"."""
    subject = sentence.subject(at)
    for clause in sentence.children(at, "ccomp"):
        topic = sentence.child(clause, "nsubj", "nsubjpass")
        if subject is None or topic is None or topic == subject:
            continue
        again = sentence.low[topic] in ("they", "it", "this") and _about_measure(
            base, range(min(at, clause))
        )
        if not again and not (base[topic] in measure_words() and _about_measure(base, [topic])):
            continue
        stance: Stance | None = None
        if sentence.negated(clause):
            if sentence.lemma[clause] in ACHIEVING:
                stance = "reticent"
        elif sentence.lemma[clause] in HURTING:
            stance = HURTING[sentence.lemma[clause]]  # type: ignore[assignment]
        elif sentence.lemma[clause] in BEING:
            for kid in sentence.children(clause, "acomp", "attr"):
                for part in sentence.subtree(kid):
                    stance = stance or judgements().get(sentence.low[part])
        if stance is not None:
            yield from _of(story, sentence, subject, stance, _on(sentence, at, story.text))
            return


def _judgement(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    """Read "called the sanctions illegal", "described the move as unfair"."""
    thing = sentence.child(at, "dobj") or sentence.child(at, "ccomp", "oprd")
    subject = sentence.subject(at)
    if sentence.dep[at] == "relcl" and thing is None:
        thing = sentence.head[at]
    if thing is None or subject is None or sentence.child(at, "nsubjpass") is not None:
        return
    below = [i for k in sentence.kids[at] if k != subject for i in sentence.subtree(k)]
    if not _about_measure(base, [*below, thing]) and not {base[i] for i in below} & {"it", "them"}:
        return
    for i in below:
        stance = judgements().get(sentence.low[i])
        if stance is not None and i > at:
            yield from _of(story, sentence, subject, stance, _on(sentence, at, story.text))
            return


@cache
def judgements() -> dict[str, Stance]:
    """Return the stance that a word of judgement tells (``data/judgements.csv``)."""
    return {row["word"]: row["stance"] for row in rows("judgements")}  # type: ignore[misc]


def _objects(sentence: Sentence, at: int) -> list[int]:
    """Return the object of a verb, or of its preposition."""
    found = sentence.children(at, "dobj")
    for prep in sentence.children(at, "prep"):
        if sentence.low[prep] in ("for", "on"):
            found += sentence.children(prep, "pobj")
    return found


def _continues(sentence: Sentence, at: int, words: tuple[str, ...]) -> bool:
    """Say whether the rest of a cue follows its verb closely."""
    place = at
    for word in words[1:]:
        near = range(place + 1, min(len(sentence), place + 4))
        place = next((i for i in near if sentence.low[i] == word), -1)
        if place < 0:
            return False
    return True


def _could(sentence: Sentence, at: int) -> bool:
    above = sentence.head[at]
    modal = any(sentence.low[k] in ("would", "could", "might") for k in sentence.kids[at])
    return modal or sentence.low[above] in ("willing", "ready", "prepared", "open")


def _not_to(sentence: Sentence, at: int) -> bool:
    return any(
        sentence.negated(k) for k in sentence.children(at, "xcomp", "ccomp", "advcl")
    )  # fmt: skip


def _object_is_measure(sentence: Sentence, at: int, base: list[str]) -> bool:
    obj = sentence.child(at, "dobj", "nsubjpass")
    if obj is None:
        return any(sentence.dep[k] in ("xcomp", "ccomp") for k in sentence.kids[at])
    near = [i for i in sentence.subtree(obj) if i <= obj + 5]
    return _about_measure(base, near) and not (
        sentence.mention[obj] is not None and sentence.mention[obj].name.party  # type: ignore[union-attr]
    )


def _with_verbs_above(sentence: Sentence, at: int, stance: Stance) -> Stance | None:
    """Return the stance after negation and the verbs above ("refused to rule out")."""
    flips = int(sentence.negated(at))
    if any(
        sentence.low[k] == "no" for o in sentence.children(at, "dobj") for k in sentence.kids[o]
    ):
        flips += 1
    token = at
    while sentence.dep[token] in ("xcomp", "conj", "pcomp", "acomp", "prep"):
        above = sentence.head[token]
        if sentence.dep[token] in ("xcomp", "pcomp", "acomp", "prep"):
            if sentence.lemma[above] in ("refuse", "decline", "fail", "stop", "avoid", "resist"):
                flips += 1
            if sentence.low[above] in ("reluctant", "hesitant", "unwilling", "wary", "unable"):
                return None  # the adjective tells its own stance
            if sentence.low[above] in ("ready", "willing", "prepared", "open") and stance == (
                "supportive"
            ):
                return None
            flips += int(sentence.negated(above))
            if sentence.lemma[above] == "threaten" and stance == "opposed":
                return "opposed"
        token = above
    modal = {sentence.low[k] for k in sentence.kids[at] if sentence.tag[k] == "MD"}
    if stance == "supportive" and modal & {"could", "might", "may"}:
        return "open" if flips % 2 == 0 else None
    if stance == "opposed" and modal & {"could", "might", "may"}:
        return "reticent" if flips % 2 == 0 else "open"
    if flips % 2 == 0:
        return stance
    if sentence.lemma[at] in ("agree", "commit", "join", "want", "seek", "propose", "demand"):
        return "opposed" if sentence.lemma[at] == "join" else None
    if stance == "supportive" and sentence.lemma[at] in ("take", "participate", "recognise",
                                                         "recognize", "support", "back", "join",
                                                         "endorse", "favor", "favour",
                                                         "subscribe", "assist"):  # fmt: skip
        return "opposed"
    return TURNED.get(stance)


def _adjective(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    cue = stance_cues()["adj"][sentence.low[at]][0]
    stance: Stance = cue.value  # type: ignore[assignment]
    about = _about_measure(base, range(len(sentence)))
    if cue.needs == "measure" and not (
        about or (sentence.low[at] not in OF_ANYTHING and _context(story, sentence))
    ):
        return
    if sentence.low[at] == "open" and not _followed_by(sentence, at, "to"):
        return
    if sentence.low[at] == "opposed" and sentence.dep[at] == "prep":
        return
    if sentence.tag[at] == "VBN" and any(sentence.low[k] == "being" for k in sentence.kids[at]):
        return  # "being prepared" is no readiness
    if (
        sentence.low[at] in ("opposed", "open")
        and not about
        and any(sentence.low[k] in ("to", "about") for k in sentence.kids[at])
    ):
        return
    above = sentence.head[at]
    subject: int | None = None
    if sentence.dep[at] in ("acomp", "oprd", "attr", "conj", "xcomp", "ccomp", "ROOT", "advcl",
                            "dep"):  # fmt: skip
        verb = at if sentence.dep[at] == "ROOT" else above
        if sentence.dep[at] == "conj" and not sentence.is_verb(above):
            verb = sentence.head[above]
        subject = sentence.child(at, "nsubj", "nsubjpass")
        if subject is None:
            subject = sentence.subject(verb)
        if sentence.negated(at) or sentence.negated(verb):
            turned = TURNED.get(stance)
            if stance in ("reticent", "undecided") or turned is None:
                return
            stance = turned
    elif (
        (sentence.dep[at] == "amod" and above > at)
        or sentence.dep[at] == "acl"
        or (sentence.dep[at] == "amod" and above < at)
    ):
        subject = above
    if subject is not None:
        yield from _of(story, sentence, subject, stance, _on(sentence, at, story.text))


def _followed_by(sentence: Sentence, at: int, word: str) -> bool:
    return word in sentence.low[at + 1 : at + 3]


def _noun(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    nouns = stance_cues()["noun"]
    cue = (nouns.get(sentence.low[at]) or nouns[base[at]])[0]
    stance: Stance = cue.value  # type: ignore[assignment]
    if sentence.dep[at] == "compound":
        return
    if cue.needs == "object" and not _for_a_measure(story, sentence, at, base):
        return
    if sentence.low[at] == "veto" and sentence.lemma[sentence.head[at]] in ("have", "hold"):
        return  # a right to veto is no veto
    held = sentence.is_verb(sentence.head[at]) and sentence.lemma[sentence.head[at]] in HAVING
    if not _about_measure(base, range(len(sentence))) and not (held and stance == "reticent"):
        if cue.needs == "object":
            pass  # what it is for was looked at above
        elif not _dropped(story, sentence, at, stance, held):
            return
    negated = any(sentence.low[k] in ("no", "little") for k in sentence.kids[at])
    on = _on(sentence, at, story.text)
    owners: list[int] = [
        k
        for k in sentence.kids[at]
        if k < at
        and (
            sentence.dep[k] == "poss"
            or (sentence.mention[k] is not None and sentence.dep[k] in ("amod", "compound", "nmod"))
        )
    ]
    for prep in sentence.children(at, "prep", "agent"):
        if sentence.low[prep] in WHOSE:
            owners.extend(sentence.children(prep, "pobj"))
    verb = sentence.head[at]
    had = False
    holds = sentence.is_verb(verb) and sentence.lemma[verb] in (HAVING | BEING) - MEETING
    if not owners and holds and sentence.dep[at] in ("dobj", "attr"):
        subject = sentence.subject(verb)
        if subject is not None:
            owners, had = [subject], True
            negated = negated or sentence.negated(verb)
    if not owners and sentence.dep[at] == "pobj" and sentence.low[verb] in ("with", "despite"):
        for prep in sentence.children(verb, "prep"):
            owners.extend(sentence.children(prep, "pobj"))
    if owners and not had and sentence.lemma[verb] in WITHDRAWING and stance == "opposed":
        stance = "open"
    if negated:
        turned = TURNED.get(stance)
        if not had or turned is None:
            return
        stance = turned
    for owner in owners:
        yield from _of(story, sentence, owner, stance, on)


def _dropped(story: Story, sentence: Sentence, at: int, stance: Stance, held: bool) -> bool:
    """Say whether it is an objection that is withdrawn, to what was spoken of before."""
    withdrawn = sentence.lemma[sentence.head[at]] in WITHDRAWING and held
    return withdrawn and stance == "opposed" and _context(story, sentence)


def _for_a_measure(story: Story, sentence: Sentence, at: int, base: list[str]) -> bool:
    """Say whether support is "for" or "to" a measure, and is had or given."""
    verb = sentence.head[at]
    if sentence.lemma[verb] in ("give", "lend", "offer") and _context(story, sentence):
        owner = sentence.child(at, "poss")
        return owner is not None and sentence.tag[owner] == "PRP$"
    for holder in (at, verb):
        for prep in sentence.children(holder, "prep", "dative"):
            if sentence.low[prep] in ("for", "to", "behind") and _about_measure(
                base, sentence.subtree(prep)
            ):
                return True
    subject = sentence.child(verb, "nsubj") if sentence.is_verb(verb) else None
    return subject is not None and base[subject] in SUBJECT_MATTER


def _rather(
    story: Story, sentence: Sentence, at: int, base: list[str]
) -> Iterator[tuple[str, str, Stance]]:
    """Read "chose to negotiate rather than retaliate", "wants talks instead of sanctions"."""
    if sentence.low[at + 1 : at + 2] not in (["than"], ["of"]):
        return
    after = range(at + 2, min(len(sentence), at + 6))
    harsh = {sentence.lemma[i] for i in after} & {"retaliate", "punish", "sanction", "isolate"}
    if not (harsh or _about_measure(base, after)):
        return
    for above in sentence.ancestors(at):
        if sentence.is_verb(above) and sentence.lemma[above] not in SAYING:
            subject = sentence.subject(above)
            if subject is not None:
                yield from _of(story, sentence, subject, "reticent", _on(sentence, at, story.text))
            return


def _about_measure(base: list[str], tokens: object) -> bool:
    for token in tokens:  # type: ignore[attr-defined]
        if base[token] in measure_words() and (
            base[token] in SUBJECT_MATTER or match_phrase(instruments(), base, token) is not None
        ):
            return True
    return False


def _of(
    story: Story, sentence: Sentence, subject: int, stance: Stance, on: str
) -> Iterator[tuple[str, str, Stance]]:
    mention = sentence.mention[subject]
    word = sentence.low[subject]
    if mention is not None and mention.name.kind in ("outlet",):
        return
    if sentence.base[subject] in measure_words():
        return
    role = roles().get(singular(word)) or roles().get(word)
    if role in ("expert", "company", "document", "outlet"):
        return
    if sentence.lemma[subject] in classes()["say"] and sentence.is_verb(subject):
        return
    if (
        mention is not None
        and mention.name.kind == "body"
        and mention.name.entity_kind != ("government_body")
    ):
        return
    for party in story.parties(sentence, subject):
        yield party, on, stance


def _on(sentence: Sentence, cue: int, text: str) -> str:
    """Return what the position is on: the words below the cue, at most twelve."""
    for kid in sentence.kids[cue]:
        if sentence.dep[kid] in ("prep", "dobj", "xcomp", "ccomp") and kid > cue:
            target = kid
            if sentence.dep[kid] == "prep":
                inner = sentence.child(kid, "pobj", "pcomp")
                target = inner if inner is not None else kid
            tokens = [i for i in sentence.subtree(target) if i > cue]
            if tokens:
                return " ".join(sentence.text(tokens, text).split()[:12]).strip(' ,.;"”“')
    rest = sentence.words[cue + 1 : cue + 9]
    said = " ".join(rest).strip(' ,.;"”“')
    return said or "the measures under discussion"
