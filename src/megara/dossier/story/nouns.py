"""Common nouns that stand for parties: circles, members, rulers, officials and blocs."""

from __future__ import annotations

COLLECTIVE = frozenset(
    "ally allies partner partners friend friends supporter supporters backer backers".split()
)
MEMBERS = frozenset(
    "country countries nation nations state states member members economy economies government "
    "governments capital capitals".split()
)
# Words whose owner or place tells the party.
OF_PARTY = frozenset({"of", "from", "in", "within", "inside", "for", "by", "at", "with", "among"})
SAME_AGAIN = frozenset(
    "junta regime military government country nation kingdom republic army authorities ministry "
    "cabinet presidency "
    "bank banks company companies firm firms".split()
)
# Kinds of source that speak for a state.
OF_STATE = frozenset({"official", "spokesperson", "government"})
AIDES = frozenset("adviser advisor aide assistant deputy counsellor counselor advisers aides "
                  "advisors assistants".split())  # fmt: skip
# Groups whose members annotators and stories name one by one.
SMALL_GROUPS = frozenset({"E3", "Baltic states", "Benelux", "Nordic countries"})
BLOCS = frozenset({"EU", "NATO", "G7", "ASEAN"})
AMONG = frozenset({"among", "amongst"})
OFFICIALS = frozenset({"leaders", "ministers", "ambassadors", "envoys", "governments"})
BLOC_WORDS = frozenset(
    {
        "bloc",
        "alliance",
        "union",
        "coalition",
        "grouping",
        "club",
        "organisation",
        "organization",
        "group",
    }
)
BY_FORCE = frozenset({"coup", "junta", "military", "army", "putsch", "rebel"})  # "coup leaders"
INSTALLED = frozenset({"installed", "appointed", "controlled", "run"})  # "Russian-installed"
RELATED = frozenset("neighbour neighbor rival foe adversary enemy counterpart patron "
                    "protector".split())  # fmt: skip
