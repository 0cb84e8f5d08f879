"""Sources by their role alone: "two officials", "a spokesman", "the statement", "the ministry"."""

from __future__ import annotations

from megara.dossier.lexicon import singular
from megara.dossier.sentence import Sentence
from megara.dossier.speakers.affiliation import affiliation_of, party_of
from megara.dossier.speakers.number import count
from megara.dossier.speakers.office import is_former, official_title
from megara.dossier.speakers.roles import definite, role_of
from megara.dossier.speakers.source import Heard, Source
from megara.dossier.story import Story
from megara.dossier.story.earlier import home_of_official

# "a person familiar with the matter" is a source; "a person" alone is not.
FAMILIAR = frozenset({"familiar", "briefed", "knowledge", "aware", "close", "involved", "direct",
                      "informed", "privy", "anonymity", "conversant", "acquainted", "apprised",
                      "insight", "seen", "attended", "knowledgeable", "knowing", "know",
                      "following", "heard", "read", "insisted", "present", "participated", "took",
                      "taking", "room", "participating", "attending", "saw", "reviewed", "listened",
                      "sat", "invited", "told", "advised"})  # fmt: skip
# "state television", "the government daily" speak for the state.
OWNED = frozenset("state state-run state-owned state-controlled state-backed government "
                  "run owned controlled".split())  # fmt: skip
PLACES = frozenset("country countries nation nations state states capital capitals side".split())
# Groups go by their own words where nothing tells whose they are: "opposition party".
GROUPS = frozenset(
    "group organisation organization association opposition party union lobby federation chamber "
    "foundation institute charity watchdog council bureau".split()
)
# What speaks as one even where the story does not say of which country.
KNOWN_ALONE = frozenset(
    "government administration ministry department kremlin authorities embassy bloc military junta "
    "commission company treasury agency workplace governments countries states nations".split()
)


def unnamed(story: Story, heard: Heard, sentence: Sentence, token: int, role: str) -> Source | None:
    """Return the source that a noun of a role stands for, where it tells enough to be one."""
    if role == "source" and not _is_source(heard, sentence, token):
        return None
    affiliation = affiliation_of(story, sentence, token)
    party = party_of(story, affiliation)
    if role in ("official", "source"):
        return _official(heard, sentence, token, affiliation, party)
    if role == "spokesperson":
        if affiliation is None and heard.spokesperson is not None and definite(sentence, token):
            return heard.spokesperson
        return Source("spokesperson", None, affiliation, None, party)
    if role == "expert":
        others = [role_of(sentence.low[i]) for i in sentence.conjuncts(token)]
        if "official" in others or "source" in others:
            return Source("anonymous_official", None, affiliation, count(sentence, token), party)
        return Source("expert", None, affiliation, count(sentence, token), party)
    if role == "document":
        if affiliation is None and heard.last and heard.last.kind == "document":
            affiliation = heard.last.affiliation
        return Source("document", None, affiliation, None, party)
    if role == "outlet":
        if any(sentence.low[kid] in OWNED for kid in sentence.subtree(token) if kid < token):
            return Source("institution", None, affiliation, None, party)
        return Source("reporter", None, affiliation, None, None)
    if role == "company":
        return Source("institution", None, affiliation, None, party)
    return _institution(story, heard, sentence, token, affiliation, party)


def _is_source(heard: Heard, sentence: Sentence, token: int) -> bool:
    """Say whether "people" know of the matter, or are the sources told of before."""
    word = sentence.low[token]
    if singular(word) not in ("person", "people", "individual", "someone"):
        return True
    if word in ("person", "someone") and sentence.child(token, "relcl", "acl", "prep", "amod"):
        return True  # "a person at the dinner", "someone who took part"
    below = {sentence.low[i] for i in sentence.subtree(token)}
    below |= set(sentence.low[token + 1 : token + 5])
    counted = sentence.child(token, "nummod") is not None or "another" in {
        sentence.low[i] for i in sentence.kids[token]
    }
    again = heard.official is not None and (counted or definite(sentence, token))
    return bool(below & FAMILIAR) or again or _works_for(sentence, token)


def _works_for(sentence: Sentence, token: int) -> bool:
    """Say whether people are told by where they work: "a person at the Foreign Ministry"."""
    for prep in sentence.children(token, "prep"):
        if sentence.low[prep] not in ("at", "in", "from", "inside", "within"):
            continue
        for place in sentence.children(prep, "pobj"):
            mention = sentence.mention[place]
            body = mention is not None and mention.name.kind == "body"
            if body or role_of(sentence.low[place]) == "government":
                return sentence.low[place] not in PLACES
    return False


def _official(
    heard: Heard, sentence: Sentence, token: int, affiliation: str | None, party: str | None
) -> Source:
    """Read officials: anonymous, unless they left office, act as one, or hold a named office."""
    word = sentence.low[token]
    if is_former(sentence, token):
        return Source("expert", None, affiliation, count(sentence, token), party)
    owned = sentence.child(token, "poss") is not None or definite(sentence, token)
    bloc = sentence.child(token, "nummod") is None and any(
        (mention := sentence.mention[k]) is not None and mention.name.kind == "bloc"
        for k in sentence.children(token, "compound", "nmod", "amod")
    )
    if word in ("ministers", "leaders", "envoys") and (owned or bloc) and party:
        return Source("institution", None, affiliation, None, party)
    if any(sentence.low[k] == "ruling" for k in sentence.kids[token]):
        return Source("institution", None, affiliation, None, party)  # "the ruling officers"
    office = official_title(sentence, token)
    if office:
        return Source("named_official", office, affiliation, None, party)
    if affiliation is None and heard.official is not None and definite(sentence, token):
        affiliation, party = heard.official.affiliation, heard.official.party
    return Source("anonymous_official", None, affiliation, count(sentence, token), party)


def party_told(party: str | None) -> str | None:
    """Return a party that is a country or bloc, and no word the phrase was taken for."""
    return party if party is not None and party.isupper() else None


def _full_name(story: Story, sentence: Sentence, token: int) -> str | None:
    """Return the name of a body told with "of": "Association of Tanker Owners"."""
    for prep in sentence.children(token, "prep"):
        things = sentence.children(prep, "pobj")
        if sentence.low[prep] != "of" or prep != token + 1 or not things:
            continue
        if sentence.tag[token] != "NNP" and singular(sentence.low[token]) not in GROUPS:
            continue
        first = min([token, *sentence.children(token, "compound")])
        return sentence.text([first, *range(token, things[0] + 1)], story.text)
    return None


def _institution(
    story: Story,
    heard: Heard,
    sentence: Sentence,
    token: int,
    affiliation: str | None,
    party: str | None,
) -> Source | None:
    """Read a body by its noun: by whose it is, by its own words, or as the one heard last."""
    word = sentence.low[token]
    full = _full_name(story, sentence, token)
    if full is not None and party_told(party) is None:
        return Source("institution", None, full)
    if affiliation is not None:
        return Source("institution", None, affiliation, None, party)
    if singular(word) in GROUPS:
        words = [i for i in sentence.kids[token] if i < token and sentence.dep[i] in
                 ("compound", "amod", "nmod")]  # fmt: skip
        if words:
            return Source("institution", None, " ".join(sentence.words[words[0] : token + 1]))
    owner = sentence.child(token, "poss")
    if owner is not None and role_of(sentence.low[owner]) == "official" and word == "office":
        home = home_of_official(story, sentence)  # "the prime minister's office"
        return Source("institution", None, home, None, home)
    if owner is not None and sentence.tag[owner] == "NNP" and word in ("office", "party", "camp"):
        full = story.person(sentence, owner) or sentence.words[owner]
        return Source("institution", None, f"{full}'s {word}")
    if word == "office" and definite(sentence, token) and sentence.child(token, "amod") is not None:
        home = home_of_official(story, sentence)  # "the presidential office", said in Seoul
        return Source("institution", None, home, None, home)
    if word not in KNOWN_ALONE:
        if definite(sentence, token) and word not in PLACES and sentence.low[token + 1] != "of":
            return Source("institution", None, None)  # "the navy", of the country told of
        return None
    if word == "bloc":
        blocs = story.parties(sentence, token)
        affiliation = party = blocs[0] if blocs else None
    if affiliation is None and heard.last is not None and definite(sentence, token):
        affiliation, party = heard.last.affiliation, heard.last.party
    if affiliation is None and sentence.tag[token] == "NNS" and definite(sentence, token):
        before = [p for p in story.subjects[max(0, sentence.number - 2) : sentence.number] if p]
        if not before:
            return None
        affiliation, party = ", ".join(before[-1]), before[-1][0]
    return Source("institution", None, affiliation, None, party)
