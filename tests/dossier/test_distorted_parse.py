"""A parse may be wrong in any way: whatever tree it gives, reading ends in a checked dossier."""

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier.parse import parser
from megara.dossier.reader import read_story, take_in
from megara.dossier.schema import verify
from megara.dossier.sentence import Sentence

STORIES = sorted((Path(__file__).parent / "stories").glob("*/*.txt"))
RELATIONS = ("nsubj nsubjpass dobj pobj prep conj appos amod compound poss ccomp xcomp advcl relcl "
             "acl agent mark aux neg attr acomp prt dative ROOT").split()  # fmt: skip
TAGS = "NN NNS NNP JJ VB VBD VBG VBN VBZ MD PRP PRP$ IN WDT RB CD".split()


def distorted(sentence, draw, share):
    """Return a sentence with a share of its heads, relations and tags drawn at random.

    The heads stay a tree, as a parser's always are: a token never hangs on what hangs on it.
    """
    size = len(sentence)
    head = list(sentence.head)
    for token in range(size):
        above = draw.randrange(size)
        if draw.random() < share and not hangs_on(head, above, token):
            head[token] = above
    dep = [draw.choice(RELATIONS) if draw.random() < share else d for d in sentence.dep]
    tag = [draw.choice(TAGS) if draw.random() < share else t for t in sentence.tag]
    return Sentence(
        sentence.document, sentence.paragraph, sentence.number, sentence.words, sentence.low,
        tag, dep, head, sentence.start, sentence.end, sentence.lemma,
    )  # fmt: skip


def hangs_on(head, token, above):
    """Say whether a token stands below another, or is it."""
    while token != above and head[token] != token:
        token = head[token]
    return token == above


@settings(max_examples=60, deadline=None)
@given(
    path=st.sampled_from(STORIES),
    seed=st.integers(0, 2**32),
    share=st.sampled_from([0.05, 0.3, 1.0]),
)
def test_reading_ends_whatever_the_tree(path, seed, share):
    draw = random.Random(seed)
    intake = take_in(path.read_bytes(), 1, path.name)
    tools = parser()
    parsed = tools.parse_many([(intake.document.id, intake.text, intake.paragraphs)])[0]
    dossier = read_story(intake, [distorted(s, draw, share) for s in parsed], tools)
    assert verify(dossier) == []
