"""Claims: what somebody said, who, and how firmly.

A claim is found at a verb of saying with its subject ("officials said"), at "according to", at a
denial, at a refusal to comment, and at a request that went unanswered. What was said is the
verb's complement, or the rest of the sentence. A quotation that goes on without a verb of saying
belongs to the claim before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from megara.dossier.lexicon import classes
from megara.dossier.schema import Claim, ClaimStatus, Evidence
from megara.dossier.sentence import SUBJECTS, Sentence
from megara.dossier.speakers import Source, Speakers, role_of
from megara.dossier.story import Story

COMMENT = frozenset({"comment", "discuss", "say", "elaborate", "confirm", "answer", "provide",
                     "specify", "speculate", "respond", "reveal", "disclose", "give",
                     "identify", "name", "detail", "address"})  # fmt: skip
ALLEGED = frozenset(
    "accusation allegation claim charge report suggestion assertion notion "
    "speculation rumour rumor story statement characterization".split()
)
UNTRUE = re.compile(
    r"\b(baseless|groundless|unfounded|untrue|false(?:hood)?|fabricat\w+|fake|nonsense|no truth|"
    r"not true|disinformation|without foundation|a lie|lies|slander|smear|no basis|"
    r"not based on facts?|pure fiction|invented|never happened|never (?:sold|supplied|provided|"
    r"sent|shipped|given|transferred|delivered))\b",
    re.IGNORECASE,
)
NO_COMMENT = re.compile(
    r"\b(had no (?:immediate )?comment|no (?:immediate )?comment (?:from|by)|"
    r"would not (?:comment|be drawn)|"
    r"refused? (?:comment|to (?:comment|say|elaborate|answer|discuss|confirm|be drawn))|"
    r"declin\w+ (?:to (?:comment|discuss|elaborate|say|confirm|answer|provide|specify|speculate|"
    r"give|identify)|comment|an interview|requests?)|"
    r"neither confirm\w* nor den\w+|not confirm or deny|"
    r"(?:offer|g[ia]ve|made|make|provide)\w* no (?:\w+ )?comment)\b",
    re.IGNORECASE,
)
NO_ANSWER = re.compile(
    r"\b(?:(?:did|do|does|has|have|had)(?: not|n't) (?:yet )?(?:immediately |yet )?"
    r"(?:respond|reply|return|answer|comment|responded|replied|returned|answered|commented)|"
    r"(?:did|do|does|has|have|had)(?: not|n't) (?:yet )?(?:immediately )?"
    r"(?:provide|give|offer|issue|send|make|provided|given|offered|issued|sent|made) "
    r"(?:an? |any )?(?:\w+ )?"
    r"(?:response|reply|answer|comment|statement|remark)|"
    r"neither\b.{3,120}?\b(?:responded|replied|returned|answered|commented)|"
    r"went unanswered|could not (?:immediately )?be reached|(?:was|were) not (?:immediately )?"
    r"available|not immediately available|(?:was|were) unavailable|not reachable|"
    r"could not be contacted|"
    r"(?:was|were) not (?:immediately )?(?:returned|answered)|made no immediate comment|"
    r"no immediate (?:response|reaction|reply)|yet to (?:respond|comment|reply))\b",
    re.IGNORECASE,
)
UNCLEAR = re.compile(
    r"^(?:it (?:was|is|remains?|remained)(?: not|n't)? (?:yet |immediately |still )?(?:un)?clear\b|"
    r"(?:[\w ]+) (?:could|was able|were able|was unable|has)(?: not|n't)? (?:not )?(?:be )?"
    r"(?:immediately |independently )*(?:to )?(?:independently )?"
    r"(?:verify|confirm|verified|confirmed)\b)",
    re.IGNORECASE,
)
OPEN, CLOSE = '“"«', '”"»'
NOT_SAYING_OF = frozenset({"show", "describe", "signal", "comment", "report", "post"})
# Verbs that tell what their subject said only with a clause or a quotation as object.
NEEDS_CLAUSE = frozenset(
    "note state declare claim argue reiterate repeat acknowledge concede admit confirm explain "
    "suggest indicate caution remark report write reveal disclose estimate predict believe "
    "complain allege assert maintain contend underline underscore stress emphasize emphasise "
    "recount observe counter respond reply affirm assure conclude signal vow pledge threaten "
    "promise announce insist tweet post comment show add describe see think point".split()
)


@dataclass
class Found:
    """A claim with its sentence, before it is written down."""

    claim: Claim
    sentence: Sentence
    source: Source | None
    extra: list[Evidence] = field(default_factory=list)


class Claims:
    """Reads the claims of one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.speakers = Speakers(story)
        self.found: list[Found] = []

    def read(self) -> list[Found]:
        """Return the claims in order."""
        in_quote: Found | None = None
        for sentence in self.story.sentences:
            text = self.story.text[slice(*sentence.span)]
            before = len(self.found)
            self._sentence(sentence, text)
            new = self.found[before:]
            if new:
                opened = _quote_left_open(text)
                said = [f for f in new if f.source is not None]
                in_quote = said[-1] if said and (opened or _ends_quoted(text)) else None
                if said and said[-1].source and any(q in text for q in OPEN):
                    in_quote = said[-1]
            elif in_quote is not None and _goes_on(text):
                in_quote.claim.evidence.append(self.story.evidence(sentence))
                if in_quote.source and in_quote.source.party:
                    self.story.speakers[sentence.number] = in_quote.source.party
            else:
                in_quote = None
        self._disputes()
        self._affiliations()
        return self.found

    def _affiliations(self) -> None:
        """Give a person the body named with him anywhere, also where the text broke its name."""
        told: dict[str, str] = {}
        for found in self.found:
            claim = found.claim
            if claim.source_name is None:
                continue
            if claim.affiliation is None or len(claim.affiliation) == 3:
                body = self._body_beside(found.sentence, claim.source_name)
                if body is not None and claim.source_kind == "expert":
                    claim.affiliation = body
            if claim.affiliation is not None:
                told.setdefault(claim.source_name, claim.affiliation)
                if len(told[claim.source_name]) == 3:
                    told[claim.source_name] = claim.affiliation
        for found in self.found:
            claim = found.claim
            if claim.source_name in told and (claim.affiliation is None
                                              or claim.source_kind == "expert"):  # fmt: skip
                claim.affiliation = told[claim.source_name]

    def _body_beside(self, sentence: Sentence, person: str) -> str | None:
        """Return the body after "with", "at" or "of" that ends a sentence or opens the next."""
        here = [m for m in sentence.mentions if m.name.kind == "body" and m.name.role in
                ("think_tank", "consultancy", "ngo")]  # fmt: skip
        if here:
            return here[0].name.name
        if sentence.number + 1 < len(self.story.sentences):
            after = self.story.sentences[sentence.number + 1]
            opening = [m for m in after.mentions if m.first < 2 and m.name.kind == "body"]
            last = [w for w in sentence.low[-3:] if w.isalpha()]
            if opening and last and last[-1] in ("the", "at", "with", "of", "foundation",
                                                 "institute", "center", "council"):  # fmt: skip
                return opening[0].name.name
        return None

    # -- one sentence ------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, text: str) -> None:
        self._silent(sentence, text)
        match = UNCLEAR.match(text)
        if match:
            publisher = self.story.intake.document.publisher
            self._keep(sentence, Source("reporter", None, publisher), text, "asserted")
            return
        self._attributed(sentence, text)
        self._sentence_verbs(sentence, text)
        self.speakers.notice(sentence)

    def _sentence_verbs(self, sentence: Sentence, text: str) -> None:
        for token in range(len(sentence)):
            low, lem = sentence.low[token], sentence.lemma[token]
            if low == "according" and token + 1 < len(sentence):
                self._according(sentence, token, text)
            elif low in ("per", "citing", "cited") and sentence.tag[token] in ("IN", "VBG"):
                self._citing(sentence, token, text)
            elif sentence.is_verb(token):
                if lem in classes()["deny"]:
                    self._denial(sentence, token, text)
                elif lem in ("quote", "cite") and sentence.tag[token] == "VBN":
                    self._quoted(sentence, token, text)
                elif lem in classes()["judge"]:
                    judged = {sentence.low[k] for k in sentence.children(token, "prep")}
                    if "as" in judged or any(m in text for m in OPEN):
                        self._saying(sentence, token, text)
                elif lem in classes()["say"]:
                    self._saying(sentence, token, text)

    def _silent(self, sentence: Sentence, text: str) -> bool:
        """Read "declined to comment" and "did not respond"."""
        status: ClaimStatus | None = None
        match = NO_COMMENT.search(text)
        if match:
            status = "declined"
        else:
            match = NO_ANSWER.search(text)
            if match and ("comment" in text or "request" in text or "respon" in text
                          or "call" in text or "question" in text or "reach" in text
                          or "contact" in text or "message" in text or "email" in text
                          or "repl" in text or "answer" in text):  # fmt: skip
                status = "unanswered"
        if status is None or match is None:
            return False
        at = sentence.span[0] + match.start()
        tokens = [
            i
            for i in range(len(sentence))
            if sentence.start[i] >= at and sentence.start[i] < sentence.span[0] + match.end()
        ]
        subject = None
        for token in tokens:
            if sentence.is_verb(token) or sentence.tag[token] == "MD":
                subject = sentence.subject(token)
                if subject is not None:
                    seat = sentence.mention[subject]
                    if seat is not None and seat.name.kind in ("seat", "country"):
                        subject = self._teller(sentence, token) or subject
                    break
        holders: list[Source] = []
        if subject is not None:
            for part in sentence.conjuncts(subject):
                source = self.speakers.source(sentence, part)
                if source is not None:
                    holders.append(source)
        if not holders:
            for i in range(len(sentence)):
                if sentence.low[i] in ("from", "by", "to", "at") and sentence.start[i] >= at:
                    things = sentence.children(i, "pobj")
                    for thing in things:
                        source = self.speakers.source(sentence, thing)
                        if source is not None:
                            holders.append(source)
                    if holders:
                        break
        if not holders:
            for i in range(len(sentence)):
                if sentence.dep[i] in SUBJECTS or sentence.dep[i] == "ROOT":
                    source = self.speakers.source(sentence, i)
                    if source is not None:
                        holders.append(source)
                        break
        if not holders:
            return False
        for source in holders:
            self._keep(sentence, source, match.group(), status)
        return True

    def _teller(self, sentence: Sentence, token: int) -> int | None:
        """Return who says the clause that a verb stands in, where a person does."""
        for above in sentence.ancestors(token):
            if sentence.is_verb(above) and sentence.lemma[above] in classes()["say"]:
                subject = sentence.child(above, "nsubj")
                if subject is None:
                    continue
                mention = sentence.mention[subject]
                told = role_of(sentence.low[subject]) in ("spokesperson", "official")
                if told or (mention is not None and mention.name.kind == "person"):
                    return subject
        return None

    def _saying(self, sentence: Sentence, verb: int, text: str) -> None:
        lem = sentence.lemma[verb]
        passive = sentence.child(verb, "nsubjpass", "auxpass") is not None
        subject = self._own_subject(sentence, verb)
        if subject is None or passive or sentence.quoted[verb]:
            return
        if self._inside_saying(sentence, verb):
            return
        if sentence.dep[verb] in ("advcl", "acl", "relcl") and sentence.tag[verb] == "VBG":
            return
        if _hypothetical(sentence, verb):
            return
        said = sentence.child(verb, "ccomp")
        if sentence.dep[verb] in ("relcl", "acl") and said is None:
            return
        quoted = any(mark in text for mark in OPEN)
        wrapped = sentence.dep[verb] in ("ROOT", "conj", "ccomp", "parataxis", "advcl") and (
            quoted or said is not None
        )
        if lem in NEEDS_CLAUSE and said is None:
            outlet = sentence.mention[subject]
            if (lem == "report" and outlet is not None and outlet.name.kind == "outlet") or (
                lem in ("vow", "pledge", "threaten", "promise", "warn")
                and (lem == "warn" or sentence.child(verb, "xcomp") is not None)
            ):
                pass
            elif not (quoted and self._beside_quote(sentence, verb, text)) and not self._closes(
                sentence, verb, subject
            ):
                return
        if lem in ("accuse", "blame") and sentence.child(verb, "dobj") is None:
            return
        if lem == "call":
            called = sentence.child(verb, "dobj")
            if sentence.child(verb, "oprd", "ccomp") is None or (
                called is not None and sentence.low[called] in ("what", "which")
            ):
                return
        if lem in ("warn", "tell", "say", "add") and said is None and not wrapped:
            if lem in ("tell",) and sentence.child(verb, "xcomp") is None:
                return
            if lem in ("say", "add") and not self._has_parataxis(sentence, verb):
                return
        source = self.speakers.source(sentence, subject)
        if source is None:
            return
        if source.party:
            self.story.speakers[sentence.number] = source.party
        content = self._content(sentence, verb, subject, said, text)
        status: ClaimStatus = "asserted"
        if UNTRUE.search(content) and source.kind != "expert":
            status = "denied"
        self._keep(sentence, source, content, status)

    def _attributed(self, sentence: Sentence, text: str) -> None:
        """Read "..., sources familiar with the matter, ..." that lost its verb of saying."""
        for token, word in enumerate(sentence.low):
            if word not in ("sources", "source", "people", "person", "officials") or token == 0:
                continue
            if sentence.low[token - 1] != "," or "familiar" not in sentence.low[token : token + 2]:
                continue
            after = next((i for i in range(token, len(sentence)) if sentence.low[i] == ","), None)
            if after is None or (after + 1 < len(sentence)
                                 and sentence.lemma[after + 1] in classes()["say"]):  # fmt: skip
                continue
            if any(sentence.lemma[i] in classes()["say"] for i in range(token, after)):
                continue
            source = self.speakers.source(sentence, token)
            if source is not None:
                offset = sentence.span[0]
                content = (text[: sentence.start[token] - offset].rstrip(" ,")
                           + text[sentence.end[after] - offset :])  # fmt: skip
                self._keep(sentence, source, _tidy(content), "asserted")

    def _inside_saying(self, sentence: Sentence, verb: int) -> bool:
        """Say whether a verb of saying only reports within what another one said."""
        token = verb
        while sentence.head[token] != token:
            above = sentence.head[token]
            if sentence.dep[token] == "ccomp" and sentence.lemma[above] in classes()["say"]:
                return sentence.child(above, "nsubj") is not None
            if sentence.dep[token] not in ("ccomp", "conj", "advcl", "xcomp"):
                return False
            token = above
        return False

    def _own_subject(self, sentence: Sentence, verb: int) -> int | None:
        subjects = sentence.children(verb, "nsubj")
        own = min(subjects, key=lambda k: abs(k - verb)) if subjects else None
        if own is not None and len(subjects) > 1 and verb == own + 2 and sentence.is_verb(own + 1):
            # "an official from a country Washington consulted said": the subject of the clause
            # between is no speaker
            own = min(subjects)
        if own is not None and sentence.quoted[own] and not sentence.quoted[verb]:
            # the parse took a word of the quotation for the speaker, who stands beside it
            outside = [k for k in sentence.children(own, "appos", "conj") if not sentence.quoted[k]]
            return outside[0] if outside else None
        if own is not None and verb > own + 1:
            # "if it invades Ukraine, President Biden told": the person beside the verb speaks
            first, beside = sentence.mention[own], sentence.mention[verb - 1]
            placed = first is not None and first.name.kind in ("country", "seat", "bloc")
            if (
                placed
                and beside is not None
                and beside.name.kind == "person"
                and "," in sentence.low[own:verb]
            ):
                return verb - 1
        if own is not None:
            return own
        if sentence.dep[verb] in ("conj", "xcomp"):
            above = sentence.head[verb]
            if sentence.dep[verb] == "xcomp" and sentence.lemma[above] in ("decline", "refuse"):
                return None
            return sentence.subject(verb)
        if (
            verb
            and (sentence.mention[verb - 1] is not None or role_of(sentence.low[verb - 1]))
            and (
                sentence.dep[verb] in ("advcl", "ROOT", "parataxis", "ccomp")
                and sentence.tag[verb] == "VBD"
            )
        ):
            return verb - 1
        if sentence.dep[verb] in ("relcl",):
            return sentence.head[verb]
        return None

    def _beside_quote(self, sentence: Sentence, verb: int, text: str) -> bool:
        """Say whether a quotation touches the verb or its subject."""
        for token in range(max(0, verb - 6), min(len(sentence), verb + 4)):
            if sentence.words[token] in ("“", "”"):
                return True
        return False

    def _closes(self, sentence: Sentence, verb: int, subject: int) -> bool:
        """Say whether speaker and verb close the sentence after a comma: "..., she announced"."""
        first = min(sentence.subtree(subject)[0], verb)
        if first < 4 or sentence.low[first - 1] not in (",", "”"):
            return False
        after = sentence.low[verb + 1] if verb + 1 < len(sentence) else "."
        return verb + 5 > len(sentence) - 2 or after in (
            ",",
            ".",
            "on",
            "in",
            "at",
            "to",
            "and",
            ";",
        )

    def _has_parataxis(self, sentence: Sentence, verb: int) -> bool:
        """Say whether the verb stands at the end, or between commas, with a clause before it."""
        if verb >= 4 and sentence.dep[verb] in ("ROOT", "parataxis", "conj"):
            return True
        return any(sentence.dep[k] in ("ccomp", "parataxis", "dep", "advcl")
                   for k in sentence.kids[verb])  # fmt: skip

    def _content(
        self, sentence: Sentence, verb: int, subject: int, said: int | None, text: str
    ) -> str:
        """Return what was said: the complement, or the sentence without its attribution."""
        offset = sentence.span[0]
        if said is not None:
            tokens = sentence.subtree(said)
            outside = set(sentence.subtree(subject)) | {verb}
            tokens = [i for i in tokens if i not in outside]
            if tokens:
                first, last = tokens[0], tokens[-1]
                if first < verb < last:
                    left = text[: sentence.start[min(subject, verb)] - offset]
                    right = text[sentence.end[max(subject, verb)] - offset :]
                    return _tidy(left) + " " + _tidy(right)
                return _tidy(text[sentence.start[first] - offset : sentence.end[last] - offset])
        _start, _end = sentence.span
        block = sorted({*sentence.subtree(subject), verb,
                        *sentence.children(verb, "aux", "advmod", "neg")})  # fmt: skip
        if block[0] > len(sentence) - block[-1]:
            return _tidy(text[: sentence.start[block[0]] - offset])
        after = text[sentence.end[max(subject, verb)] - offset :]
        return _tidy(after) or _tidy(text)

    def _according(self, sentence: Sentence, token: int, text: str) -> None:
        to = token + 1 if sentence.low[token + 1] == "to" else None
        if to is None:
            return
        things = sentence.children(to, "pobj") or sentence.children(token, "pobj")
        if not things:
            things = [i for i in range(to + 1, len(sentence)) if sentence.head[i] == to]
        for thing in things[:1]:
            source = self.speakers.source(sentence, thing)
            if source is None:
                continue
            block = sentence.subtree(token)
            offset = sentence.span[0]
            if token > len(sentence) // 3:
                content = text[: sentence.start[token] - offset]
            else:
                content = text[sentence.end[block[-1]] - offset :]
            self._keep(sentence, source, _tidy(content) or _tidy(text), "asserted")

    def _citing(self, sentence: Sentence, token: int, text: str) -> None:
        things = sentence.children(token, "pobj", "dobj")
        if sentence.low[token] == "per" and not (
            things and (sentence.mention[things[0]] or sentence.low[token - 1] == "as")
        ):
            return
        for thing in things[:1]:
            source = self.speakers.source(sentence, thing)
            if source is None:
                continue
            offset = sentence.span[0]
            self._keep(
                sentence, source, _tidy(text[: sentence.start[token] - offset]) or text, "asserted"
            )

    def _quoted(self, sentence: Sentence, verb: int, text: str) -> None:
        subject = sentence.child(verb, "nsubjpass")
        if subject is None:
            return
        source = self.speakers.source(sentence, subject)
        if source is not None:
            self._keep(sentence, source, _tidy(text), "asserted")

    def _denial(self, sentence: Sentence, verb: int, text: str) -> bool:
        lem = sentence.lemma[verb]
        subject = self._own_subject(sentence, verb)
        passive = sentence.child(verb, "nsubjpass") is not None
        if passive:
            for agent in sentence.children(verb, "agent"):
                subject = sentence.child(agent, "pobj")
            if sentence.child(verb, "agent") is None:
                return False
        if subject is None or _hypothetical(sentence, verb):
            return False
        thing = sentence.child(verb, "dobj", "ccomp", "xcomp")
        if lem != "deny":
            under = sentence.subtree(thing) if thing is not None else []
            below = {sentence.low[i].rstrip("s") for i in under}
            clause = (
                thing is not None
                and sentence.dep[thing] == "ccomp"
                and lem in ("refute", "dispute", "rebut")
            )
            if not below & ALLEGED and not clause:
                return False
        elif thing is not None and sentence.low[thing] in ("access", "entry", "visa", "visas",
                                                           "licence", "license", "permission",
                                                           "request"):  # fmt: skip
            return False
        if sentence.negated(verb) or "nor" in sentence.low[max(0, verb - 1) : verb]:
            return False
        source = self.speakers.source(sentence, subject)
        if source is None:
            return False
        if thing is not None and sentence.low[thing] not in ("which", "that", "it", "this"):
            content = sentence.text(sentence.subtree(thing), self.story.text)
        else:
            content = self._denied_content(sentence, verb, text)
        if source.party:
            self.story.speakers[sentence.number] = source.party
        self._keep(sentence, source, _tidy(content), "denied")
        return True

    def _denied_content(self, sentence: Sentence, verb: int, text: str) -> str:
        """Return what "which it denies" is about: the clause it hangs on, without the denial."""
        if sentence.dep[verb] != "relcl":
            return text
        denial = sentence.subtree(verb)
        for found in reversed(self.found):
            if found.sentence is sentence and found.claim.status == "asserted":
                cut = self.story.text[sentence.start[denial[0]] : sentence.end[denial[-1]]]
                found.claim.content = _tidy(found.claim.content.replace(" ".join(cut.split()), ""))
                return found.claim.content
        head = sentence.head[verb]
        clause = next((a for a in (head, *sentence.ancestors(head)) if sentence.is_verb(a)), head)
        kept = [i for i in sentence.subtree(clause) if i not in set(denial)]
        return sentence.text(kept, self.story.text) if kept else text

    def _keep(self, sentence: Sentence, source: Source, content: str, status: ClaimStatus) -> None:
        content = content or self.story.text[slice(*sentence.span)]
        for other in self.found:
            same = other.sentence is sentence and other.source == source
            silent = other.claim.status in ("declined", "unanswered")
            if silent and other.sentence is sentence and other.source is not None:
                near = 0 <= content.find(other.claim.content) < 5
                if near and source.kind in (other.source.kind, "institution", "spokesperson"):
                    return
            if same and other.claim.status == status:
                if status == "asserted" and other.claim.content != content:
                    continue
                return
        claim = Claim(
            content=content,
            source_kind=source.kind,
            source_name=source.name,
            affiliation=source.affiliation,
            count=source.count,
            status=status,
            evidence=[self.story.evidence(sentence)],
        )
        self.found.append(Found(claim, sentence, source))

    # -- disputes ----------------------------------------------------------------------------------

    def _disputes(self) -> None:
        """Mark the claims that a denial beside them disputes."""
        for place, found in enumerate(self.found):
            if found.claim.status != "denied" or found.source is None:
                continue
            party = found.source.party or found.source.affiliation or found.source.name
            if party is None:
                continue
            words = _stems(found.claim.content)
            for other in reversed(self.found[:place]):
                gap = found.sentence.number - other.sentence.number
                if gap > 3:
                    break
                if other.claim.status != "asserted" or other.source is None:
                    continue
                same = other.source.party == found.source.party and other.source.party is not None
                if same or party in other.claim.disputed_by:
                    continue
                about = other.sentence is found.sentence
                if about or words & _stems(other.claim.content) or gap == 1:
                    other.claim.disputed_by.append(party)
                    break


def _stems(text: str) -> set[str]:
    return {w[:6].lower() for w in re.findall(r"[A-Za-z]{5,}", text)}


def _hypothetical(sentence: Sentence, verb: int) -> bool:
    """Say whether saying itself is only possible, wished or denied ("refused to say")."""
    for kid in sentence.children(verb, "aux"):
        if sentence.low[kid] in ("would", "could", "may", "might", "should", "will", "to"):
            return True
    return sentence.negated(verb)


def _tidy(text: str) -> str:
    """Trim a content of the punctuation that its attribution left."""
    text = " ".join(text.split())
    text = re.sub(r"^[\s,;:–—.-]+|[\s,;:–—-]+$", "", text)
    text = re.sub(r"^(that|and|but)\s+", "", text)
    if text[:1] in OPEN and text[-1:] not in CLOSE and text.count('"') % 2:
        text = text[1:]
    return text.rstrip(" .,") if not text.endswith(("U.S.", "U.K.")) else text


def _quote_left_open(text: str) -> bool:
    if "“" in text or "”" in text:
        return text.rfind("“") > text.rfind("”")
    return text.count('"') % 2 == 1


def _ends_quoted(text: str) -> bool:
    return text.rstrip().endswith(("”", '"', "’”"))


def _goes_on(text: str) -> bool:
    """Say whether a sentence is the next of a quotation."""
    stripped = text.strip()
    if stripped[:1] in OPEN:
        return True
    return stripped[-1:] in CLOSE and not any(mark in stripped[:-1] for mark in OPEN)
