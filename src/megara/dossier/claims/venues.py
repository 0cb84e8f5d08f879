"""Where one speaks: "at a briefing", "on state television", "took to X to complain"."""

from __future__ import annotations

from megara.dossier.sentence import Sentence

VENUES = frozenset(
    "briefing conference interview television tv radio broadcast statement letter speech address "
    "post message video remark comment x twitter telegram facebook video reporter journalist "
    "correspondent lawmaker parliament column telegramme email communique communiqué "
    "announcement".split()
)
PLATFORMS = frozenset("x twitter telegram facebook weibo truth social instagram linkedin".split())
PREPOSITIONS = ("at", "on", "in", "to", "during", "via", "through")
# "used a speech to say", "went on television to accuse", "took to X to complain".
CHOSEN = frozenset({"took", "takes", "taken", "went", "used", "uses", "turned", "appeared", "held"})
# What is given out with its words: "issued a statement saying that".
GIVEN_OUT = frozenset("statement letter note post message tweet communique email memo "
                      "telegram article column".split())  # fmt: skip


def chose_venue(sentence: Sentence, verb: int) -> bool:
    """Say whether somebody chose a place to speak for what a "to" clause says."""
    above = sentence.head[verb]
    if above >= verb or sentence.low[above] not in CHOSEN:
        return False
    between = range(above + 1, verb)
    return any(sentence.base[i] in VENUES or sentence.low[i] in PLATFORMS for i in between)


def gave_out(sentence: Sentence, verb: int) -> int | None:
    """Return who gave out the statement that a participle tells: "issued a statement saying"."""
    thing = sentence.head[verb]
    if sentence.dep[verb] != "acl" or sentence.base[thing] not in GIVEN_OUT:
        return None
    return sentence.subject(sentence.head[thing]) if sentence.dep[thing] == "dobj" else None
