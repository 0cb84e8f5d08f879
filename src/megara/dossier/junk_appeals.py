"""Lines that address the reader of the page: "Win a free calendar! Click HERE", ">>> Join us <<<".

No news sentence tells its reader to do something, nor speaks to him of newsletters, cookies and
passwords. So an imperative with a "you", "free" or "here", or a word of pages with a "you" or "we",
tells junk of any wording. What is quoted or said by somebody is left alone.
"""

from __future__ import annotations

import re

REASON = "appeal to the reader"
LONGEST = 200
MOST_WORDS = 30
WORDS = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
DECORATED = re.compile(r"^([>*=~#_+<•-])\1{2,}.{0,120}?([>*=~#_+<•-])\2{2,}$")
QUOTED = re.compile('[“”"«»]')
IMPERATIVES = frozenset(
    "click tap win get join try sign download buy read watch subscribe follow discover shop enter "
    "save learn find listen check see claim book order grab enjoy unlock register donate "
    "become start share like tweet tell send visit explore meet play vote earn lose make stop "
    "upgrade activate create install invite refer scan swipe scroll turn enable disable allow "
    "compare apply call request reserve switch browse choose search complete take give help add "
    "rate submit leave post write contact want need looking ready love hungry tired bored curious "
    "please don't never keep stay catch advertise improve protect boost treat open continue".split()
)
READER = frozenset("you your yours you're you've you'll our us free now here today".split())
YOURS = READER - {"now", "today", "here"}
PAGE = frozenset(
    "newsletter newsletters inbox subscribe subscriber subscribers subscription unsubscribe "
    "cookies cookie javascript adblock adblocker paywall password login logged whatsapp "
    "podcast app apps browser website advertisers advertising "
    "coupon discount promo giveaway sponsor sponsors sponsored patreon paypal bitcoin "
    "notifications notification username webinar ebook horoscope casino crossword e-mail email "
    "login sign-up homepage webpage url hyperlink moderators moderator spam".split()
)
TOLD = frozenset("said says told according wrote spokesman spokeswoman spokesperson reported "
                 "ministry minister officials sanctions".split())  # fmt: skip


def reason_of_appeal(line: str) -> str | None:
    """Return the reason if a line speaks to the reader of the page, or is all ornament."""
    if len(line) > LONGEST or QUOTED.search(line) is not None:
        return None
    words = WORDS.findall(line.replace("US", "").lower())  # "a US ban" addresses nobody
    if not 2 < len(words) <= MOST_WORDS:
        return None
    here = set(words)
    if here & TOLD:
        return None
    told = words[0] in IMPERATIVES and here & READER
    return REASON if told or (here & PAGE and here & YOURS) else None


def ornamented(line: str) -> bool:
    """Say whether a line is set between ornaments: ">>> Win a calendar <<<"."""
    return DECORATED.match(line) is not None
