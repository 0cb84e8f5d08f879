"""Sources by their name: a listed body or person, or a proper name that is in no list."""

from __future__ import annotations

import re
from functools import cache

from megara.dossier.gazetteer import Mention, in_office, surname
from megara.dossier.lexicon import rows
from megara.dossier.schema import SourceKind
from megara.dossier.sentence import Sentence
from megara.dossier.speakers.affiliation import affiliation_of, body_meant, party_of
from megara.dossier.speakers.office import heads_a_field, is_former, stated_role
from megara.dossier.speakers.roles import organisation, role_of
from megara.dossier.speakers.source import Source
from megara.dossier.story import Story
from megara.dossier.story.earlier import home_of_official


def listed_name(story: Story, sentence: Sentence, token: int, mention: Mention) -> Source:
    """Read a name of the lists: outlet, person, body, or a country that speaks as one."""
    name = mention.name
    if name.kind == "outlet":
        # the voice of a state speaks for it, unless it reports what others did
        if name.name in state_voices() and "report" not in sentence.lemma:
            return Source("institution", None, name.name)
        return Source("reporter", name.name, name.name)
    if name.kind == "person":
        holds = in_office(name, story.published)
        former = is_former(sentence, token)
        stated = stated_role(sentence, token)
        kind: SourceKind = "named_official"
        if name.role == "spokesperson" or stated == "spokesperson":
            kind = "spokesperson"
        elif name.role == "expert" or former or (not holds and stated != "official"):
            # "former president Medvedev", who holds another office now, still speaks for it
            again = former and story.published and story.office_of(name.name)
            kind = "named_official" if again else "expert"
        return Source(kind, name.name, name.party or None, None, name.party or None)
    if name.kind == "body":
        if name.role in ("think_tank", "consultancy", "ngo"):
            return Source("institution", None, name.name, None, None)
        body, party = body_meant(story, sentence, token, name)
        return Source("institution", None, body, None, party)
    parties = story.parties(sentence, token)
    affiliation = name.party if len(parties) < 2 else ", ".join(parties)
    return Source("institution", None, affiliation, None, name.party)


# Nouns that are a firm's or a man's: he is named in full.
TRADES = frozenset("dealer supplier exporter importer manufacturer shipper distributor wholesaler "
                   "retailer shipowner miner contractor builder developer producer vendor "
                   "businessman tycoon oligarch maker operator charterer reseller".split()
)  # fmt: skip
# Before a name and no part of it: "Colonel-Major Amadou Abdramane".
RANKS = re.compile(
    r"^(?:(?:(?:lieutenant|lt|brigadier|brig|major|maj|colonel|col|general|gen|captain|capt|"
    r"admiral|adm|vice|rear|commander|cmdr|field|air|wing|army|corps|marshal|sergeant|sgt|dr|"
    r"prof|professor|mr|mrs|ms|sir|dame|lord|lady|baroness|sheikh|sheik|rev|hon|ayatollah|mullah|"
    r"maulvi|father|judge|justice)\b\.?[ -]*)+)(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


@cache
def state_voices() -> frozenset[str]:
    """Return the outlets through which a state or its party speaks."""
    return frozenset(row["name"] for row in rows("outlets") if row["kind"] == "state")


def without_rank(full: str) -> str:
    """Return a name without the rank or title that stands before it."""
    bare = RANKS.sub("", full)
    return bare if len(bare.split()) > 1 else full


def name_of(story: Story, sentence: Sentence, token: int) -> str | None:
    """Return the full name of an unlisted person, its family name perhaps first.

    In "Hayashi Yoshimasa" the first word is a listed surname, so the run of unlisted proper nouns
    holds the second one only.
    """
    full = story.person(sentence, token)
    if full is None:
        return None
    full = without_rank(full)
    before = token - 1
    if " " in full or before < 0 or sentence.tag[before] != "NNP":
        return full
    mention = sentence.mention[before]
    if mention is None or mention.name.kind != "person" or mention.last - mention.first > 1:
        return full
    return f"{sentence.words[before]} {full}"


def _introduce(story: Story, sentence: Sentence, name: str) -> None:
    """Find where a story names in full, with his office, whom it now names by surname alone."""
    plain = None
    for other in story.sentences:
        for at in range(1, len(other)):
            if other.words[at] != name or other.tag[at - 1] != "NNP" or other is sentence:
                continue
            role = stated_role(other, at)
            full = name_of(story, other, at)
            if full is None or " " not in full or organisation(full):
                continue
            if role is not None:
                person(story, other, at, full, role)
                return
            plain = plain or (other, at, full)
    if plain is not None and not _is_body(*plain):
        person(story, *plain, "expert")  # "ex-premiers Jan Roe and Ann Doe", then "Doe"


def unlisted_name(story: Story, sentence: Sentence, token: int) -> Source | None:
    """Read a proper name that is in no list: by its title, its apposition, or its last use."""
    for kid in sentence.children(token, "compound"):
        beside = sentence.mention[kid]
        if beside is not None and beside.name.kind in ("body", "outlet"):
            return listed_name(story, sentence, kid, beside)
    full = name_of(story, sentence, token)
    if full is None:
        return None
    if " " not in full and full.lower() not in story.introduced:
        _introduce(story, sentence, full)
    appositions = [role_of(sentence.low[k]) for k in sentence.children(token, "appos")]
    if " " in full and any(sentence.low[k] in ("of", "at", "with") for k in sentence.kids[token]):
        appositions = []  # "Jane Roe of Lombard & Levant, a risk consultancy"
    person_like = " " in full and not organisation(full) and _one_trader(sentence, token)
    if ("government" in appositions or "company" in appositions) and not person_like:
        return _organisation(story, sentence, token, full)
    role = stated_role(sentence, token)
    if role == "expert" and len(full.split()) == 1 and "expert" in appositions:
        # people are introduced by their full name: "Nordlys, a Danish broker," is a firm
        return _organisation(story, sentence, token, full)
    if role is None:
        known = story.introduced.get(surname(full).lower())
        if known is not None:
            kind, name, affiliation = known
            return Source(kind, name, affiliation, None, party_of(story, affiliation))
        if organisation(full) or _is_body(sentence, token, full):
            return _organisation(story, sentence, token, full)
        if len(full.split()) < 2 and affiliation_of(story, sentence, token) is None:
            return Source("institution", None, full)
        role = "expert"
    return person(story, sentence, token, full, role)


def _one_trader(sentence: Sentence, token: int) -> bool:
    """Say whether an apposition tells the trade of one man: "Gary Roe, a grain dealer"."""
    return any(sentence.low[k] in TRADES for k in sentence.children(token, "appos"))


def person(story: Story, sentence: Sentence, token: int, full: str, role: str) -> Source:
    """Return an unlisted person with the role stated beside him, and introduce him."""
    affiliation = affiliation_of(story, sentence, token)
    kind: SourceKind = "expert"
    if role == "official" and heads_a_field(sentence, token):
        role = "expert"  # "The head of the chamber, Jan Roe, said"
    if role == "spokesperson":
        kind = "spokesperson"
    elif role in ("official", "government", "source") and not is_former(sentence, token):
        kind = "named_official"
    elif role == "outlet":
        kind = "reporter"
    if affiliation is None and kind in ("named_official", "spokesperson"):
        # "the deputy foreign minister": of where it is said, or of whom was just spoken of
        affiliation = home_of_official(story, sentence)
    story.introduced[surname(full).lower()] = (kind, full, affiliation)
    return Source(kind, full, affiliation, None, party_of(story, affiliation))


def name_beside(story: Story, sentence: Sentence, token: int) -> str | None:
    """Return the name in apposition to a role ("the envoy, Jane Roe,")."""
    # "the head of the institute, Jane Roe," is parsed as an apposition to the institute
    below = [i for i in sentence.subtree(token) if i > token and sentence.dep[i] == "appos"]
    for kid in below:
        if sentence.head[kid] != token and sentence.low[kid + 1 : kid + 2] != [","]:
            continue
        mention = sentence.mention[kid]
        if mention is not None and mention.name.kind == "person":
            return mention.name.name
        full = name_of(story, sentence, kid)
        if full is not None and len(full.split()) > 1 and not organisation(full):
            return full
    return None


def _is_body(sentence: Sentence, token: int, full: str) -> bool:
    """Say whether an unknown name is no person's: "the Border Guard", "Norway's Hydro"."""
    first = token - len(full.replace("-", " - ").split()) + 1
    if any(sentence.low[k] == "the" for k in sentence.kids[token] if k < token):
        return True
    owner = sentence.child(token, "poss")
    placed = sentence.mention[owner] if owner is not None else None
    single = len(full.split()) == 1 and first == token
    return single and placed is not None and placed.name.kind in ("country", "seat", "bloc")


def _organisation(story: Story, sentence: Sentence, token: int, full: str) -> Source:
    parties = story.parties(sentence, token)
    return Source("institution", None, full, None, parties[0] if parties else None)
