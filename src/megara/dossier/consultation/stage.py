"""How far talks have come, by one more sentence on them."""

from __future__ import annotations

import re

from megara.dossier.consultation.words import words
from megara.dossier.schema import Stage
from megara.dossier.sentence import Sentence

_TALKS = r"(?:talks|consultations?|discussions?|contacts|negotiations|dialogue|outreach)"
EARLY = re.compile(
    r"\b(initial(?:ly)?|preliminary|early|informal(?:ly)?|exploratory|first|nascent|"
    r"begun|began|started|begins?|beginning|starting|tentative(?:ly)?|quiet(?:ly)?|"
    r"sound(?:ing|ed|s)? out|feel(?:ing|s)? out|felt out|soundings?|feelers?|"
    r"canvass(?:ed|es|ing)?|test(?:ed|s|ing)? (?:the|how)|temperature|pulse|"
    r"gaug(?:ed|es?|ing)|asking|float(?:ed|s|ing)|under ?way|"
    r"(?:open|launch|enter|kick)(?:ed|ing|s|es)?\b(?: off| up| into| in)?(?: [\w-]+){0,3} "
    + _TALKS + r")\b",
    re.IGNORECASE,
)  # fmt: skip
COLLAPSED = re.compile(
    r"\b(collaps(?:ed?|es|ing)|br(?:oke|oken|eak|eaking|eaks) (?:down|up|off)|breakdown|"
    r"(?:fell|fallen|falling|falls?|came|coming|comes) (?:apart|through|to nothing)|"
    r"founder(?:ed|ing)|failed|abandoned|deadlock(?:ed)?|stalemated?|impasse|standstill|stall(?:ed|s|ing)?|"
    r"stuck|bogged down|mired|call(?:ed|ing) off|peter(?:ed|ing) out|fizzled(?: out)?|unravell?ed|"
    r"(?:ground|ground|grinding|come|came) to a (?:halt|stop)|r[au]n aground|"
    r"(?:hit|ran into|run into) (?:a |the )?(?:wall|sands?|snags?|buffers)|"
    r"(?:got|gone|going|went|leading|led) nowhere|on ice|"
    r"(?:ended|ending|broke up|finished) (?:without|in (?:failure|acrimony|disarray))|"
    r"suspended|walk(?:ed|ing) (?:out|away))\b",
    re.IGNORECASE,
)
RESUMED = re.compile(
    r"\b(resum(?:e|ed|es|ing|ption)|reopen(?:ed|ing|s)?|reviv(?:ed?|es|ing)|restart(?:ed|ing|s)?|"
    r"back on track|rekindl(?:ed|ing))\b",
    re.IGNORECASE,
)
NOT_SO = re.compile(r"\b(?:not|n't|n’t|denied|denies|rather than|avoid\w*|risk\w*|could|may|might|"
                    r"would|if|unless|after earlier)\b", re.IGNORECASE)  # fmt: skip
BACK = 25  # characters before the word of a collapse in which a negation counts


def stage_after(text: str, sentence: Sentence, before: Stage) -> Stage:
    """Return how far the talks are, given how far they were before this sentence.

    Talks that stand still are counted as collapsed until they are said to be resumed: nothing is
    being asked of anybody.
    """
    if not words("talks").isdisjoint(sentence.bases):
        broken = COLLAPSED.search(text)
        resumed = RESUMED.search(text)
        if broken is not None and resumed is None:
            if not NOT_SO.search(text[max(0, broken.start() - BACK) : broken.start()]):
                return "collapsed"
        elif resumed is not None and before in ("collapsed", "initial"):
            return "ongoing"
    if before == "collapsed":
        return before
    if before in ("none", "ongoing") and EARLY.search(text):
        return "initial"
    return "ongoing" if before == "none" else before
