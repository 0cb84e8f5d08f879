"""The network of stances against its equations told plainly, and what is made of its answers."""

import importlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier.learned.features import of_word
from megara.dossier.learned.network import WEIGHTS, Network, Tokens, fitted
from megara.dossier.learned.stances import SECOND, STANCES, SURE, TOLD, TURNED, Weighed, weigh
from megara.dossier.parse import parser
from megara.dossier.reader import read_by_rules, read_intakes, take_in

ROOT = Path(__file__).resolve().parents[2]
WORDS = [("backs", "VBZ", "back"), ("the", "DT", "the"), ("ban", "NN", "ban"),
         ("unheard-of", "JJ", "unheard-of")]  # fmt: skip
PLACES = ["party", "relation nsubj", "told opposed", "never seen"]
WIDTH, NARROW, ANSWERS = 5, 3, 6


def weights_of(seed):
    """Small weights, drawn by chance, of two steps."""
    draw = np.random.default_rng(seed).normal
    names = sorted({f for word in WORDS[:3] for f in of_word(word)} | set(PLACES[:3]))
    w = {
        "features": np.array(names),
        "vectors": draw(size=(len(names), WIDTH)),
        "shortcuts": draw(size=(len(names), ANSWERS)),
        "bias": draw(size=WIDTH),
        "context": draw(size=(3 * WIDTH, WIDTH)), "context bias": draw(size=WIDTH),
        "direct": draw(size=(3 * WIDTH, ANSWERS)), "bias of stances": draw(size=ANSWERS),
        "hidden": draw(size=(3 * WIDTH, NARROW)), "hidden bias": draw(size=NARROW),
        "out": draw(size=(NARROW, ANSWERS)),
    }  # fmt: skip
    for n in range(3):
        w[f"norm {n} scale"], w[f"norm {n} shift"] = draw(size=WIDTH), draw(size=WIDTH)
    for n in (1, 2):
        w[f"step {n}"], w[f"step {n} bias"] = draw(size=(5 * WIDTH, WIDTH)), draw(size=WIDTH)
    return w


@st.composite
def stories(draw):
    """Tokens of one to three sentences, each with a tree of heads."""
    words, features, heads, first = [], [], [], []
    for _ in range(draw(st.integers(1, 3))):
        start, size = len(words), draw(st.integers(1, 5))
        first.append(start)
        root = draw(st.integers(0, size - 1))
        for token in range(size):
            words.append(draw(st.sampled_from(WORDS)))
            features.append(tuple(draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=3))))
            # below the root or itself the root: a tree, whatever is drawn
            above = root if token == root else draw(st.sampled_from([root, max(0, token - 1)]))
            heads.append(start + above)
    return Tokens(words, features, np.array(heads, np.intp), np.array(first, np.intp))


def plainly(w, tokens):
    """The equations of ``network.py`` token by token, in double precision."""
    number = {name: n for n, name in enumerate(w["features"])}
    size, sentence = len(tokens.words), tokens.sentence

    def norm(x, n):
        return (x - x.mean()) / np.sqrt(x.var() + 1e-5) * w[f"norm {n} scale"] + w[
            f"norm {n} shift"
        ]

    def relu(x):
        return np.maximum(x, 0)

    h = []
    for t in range(size):
        known = [f for f in (*of_word(tokens.words[t]), *tokens.features[t]) if f in number]
        h.append(norm(relu(w["bias"] + sum(w["vectors"][number[f]] for f in known)), 0))
    nothing = np.zeros(WIDTH)
    for n in (1, 2):
        new = []
        for t in range(size):
            same = [k for k in range(size) if sentence[k] == sentence[t]]
            below = [h[k] for k in range(size) if tokens.head[k] == t and k != t]
            seen = np.concatenate([
                h[t],
                h[t - 1] if t - 1 in same else nothing,
                h[t + 1] if t + 1 in same else nothing,
                h[tokens.head[t]] if tokens.head[t] != t else nothing,
                np.mean(below, axis=0) if below else nothing,
            ])  # fmt: skip
            new.append(norm(h[t] + relu(seen @ w[f"step {n}"] + w[f"step {n} bias"]), n))
        h = new
    last = sentence[-1]
    most = [np.max([h[t] for t in range(size) if sentence[t] == s], axis=0)
            for s in range(last + 1)]  # fmt: skip
    shares = []
    for t in range(size):
        s = sentence[t]
        beside = [most[s], most[s - 1] if s else nothing, most[s + 1] if s < last else nothing]
        context = relu(np.concatenate(beside) @ w["context"] + w["context bias"])
        g = np.concatenate([h[t], context, h[tokens.head[t]]])
        x = g @ w["direct"] + w["bias of stances"]
        x = x + relu(g @ w["hidden"] + w["hidden bias"]) @ w["out"]
        x = x + sum(w["shortcuts"][number[f]] for f in tokens.features[t] if f in number)
        shares.append(np.exp(x - x.max()) / np.exp(x - x.max()).sum())
    return np.array(shares)


@settings(deadline=None)
@given(tokens=stories(), seed=st.integers(0, 9))
def test_the_network_computes_its_equations(tokens, seed):
    w = weights_of(seed)
    found = Network(w).stances(tokens, range(len(tokens.words)))
    assert found == pytest.approx(plainly(w, tokens), abs=2e-4)
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_more_words_than_the_table_has_rows():
    w = weights_of(1)
    words = [(f"word{n}", "NN", f"word{n}") for n in range(2500)] + [WORDS[0]]
    tokens = Tokens(words, [()] * 2501, np.zeros(2501, np.intp), np.array([0]))
    found = Network(w)
    first = found.stances(tokens, [2500])
    assert found.stances(tokens, [2500]) == pytest.approx(first)
    alone = Tokens(words[-1:], [()], np.array([0]), np.array([0]))
    assert found.stances(alone, [0]) == pytest.approx(plainly(w, alone), abs=2e-4)


def test_sums_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr("megara.dossier.learned.network.KEPT", 10)
    w, found = weights_of(2), None
    held = Network(w)
    for n in range(5):
        words = [(f"word{n}{k}", "NN", "ban") for k in range(20)]
        tokens = Tokens(words, [()] * 20, np.zeros(20, np.intp), np.array([0]))
        again = held.stances(tokens, [0])
        assert found is None or again == pytest.approx(found)
        found = again
        assert len(held.words.rows) <= 20


def test_what_is_fitted_is_what_is_computed(monkeypatch):
    """The network of the script, of PyTorch, and the one that reads say the same."""
    torch = pytest.importorskip("torch")  # which CI installs
    monkeypatch.syspath_prepend(ROOT / "scripts")
    script = importlib.import_module("train_reader")
    lines = script.sorted_files()[0].read_text("utf-8").splitlines()[:8]
    stories = [script.example(json.loads(line)) for line in lines]
    net = script.fit(stories, epochs=1)
    here = Network(script.weights_of(net))
    for story in stories:
        with torch.no_grad():
            logits = net(script.Batch([story], net.number))
        shares = torch.softmax(logits, 1).numpy()
        found = here.stances(story.tokens, range(len(story.tokens.words)))
        assert found == pytest.approx(shares, abs=0.02)  # the weights are kept with 11 bits


def test_the_weights_fit_and_are_small():
    held = fitted()
    assert len(held.words.number) == len(held.weights["vectors"]) == len(held.weights["shortcuts"])
    assert all(np.isfinite(value).all() for value in held.weights.values())
    assert WEIGHTS.stat().st_size < 4_000_000


def weighed(**shares):
    return {("DEU", stance): Weighed("DEU", stance, share, None)
            for stance, share in shares.items()}  # fmt: skip


def test_what_is_found_and_what_is_told_are_weighed():
    assert list(weigh([], weighed(opposed=0.9, supportive=0.05))) == [("DEU", "opposed")]
    assert list(weigh([], weighed(opposed=SURE - 0.01))) == []
    # what the rules told as well counts for more than what is only found
    told = [("DEU", "reticent")]
    both = list(weigh(told, weighed(reticent=0.4, opposed=0.5)))
    assert both == [("DEU", "reticent")]
    # what the rules told stands where the network is sure of nothing
    assert list(weigh(told, weighed(reticent=0, opposed=SURE - 0.01))) == told
    # and gives way where it is sure of another
    assert list(weigh(told, weighed(reticent=0, opposed=TOLD + 0.1))) == [("DEU", "opposed")]
    # to turn round what they told it must be surer than to find something new
    turning = weighed(supportive=TURNED - 0.01, reticent=0.01)
    assert list(weigh(told, turning)) == told
    assert list(weigh(told, weighed(supportive=TURNED, reticent=0.01))) == [("DEU", "supportive")]
    assert list(weigh([], turning)) == [("DEU", "supportive")]
    # a party that stands at no token is left to the rules
    assert list(weigh(told, {})) == told
    assert SECOND > SURE


def test_of_a_party_two_stances_stand_at_most():
    told = [("DEU", stance) for stance in STANCES]
    sure = weighed(**dict.fromkeys(STANCES, 0.95))
    found = list(weigh(told, sure))
    assert len(found) == len(set(found)) <= 2
    # to be open to a measure adds nothing to being for one
    assert list(weigh([], weighed(open=0.95, supportive=0.9))) == [("DEU", "open")]
    assert len(list(weigh([], weighed(opposed=0.95, supportive=0.9)))) == 2


def test_the_stories_of_training_are_labelled_as_they_should_be():
    """Each label's words stand in its text, and its values are those of the schema."""
    stances, seen = set(STANCES), set()
    for file in sorted((ROOT / "training").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            story = json.loads(line)
            assert story["text"] not in seen
            seen.add(story["text"])
            for label in story["positions"]:
                assert label["quote"] in story["text"]
                assert stances.issuperset(label["stance"].split("|"))
            for label in (*story["measures"], *story["triggers"]):
                assert label["quote"] in story["text"]
    assert len(seen) > 2000


def test_no_story_is_both_fitted_to_and_scored():
    fitted = {" ".join(json.loads(line)["text"].split())[:200]
              for file in (ROOT / "training").glob("*.jsonl")
              for line in file.read_text("utf-8").splitlines()}  # fmt: skip
    for story in (ROOT / "tests" / "dossier" / "stories").glob("*/*.txt"):
        assert " ".join(story.read_text("utf-8", errors="replace").split())[:200] not in fitted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The idea of a maximum price for Russian pipeline gas was laid to rest in Prague, where "
         "Hungary, Austria and Slovakia let their EU partners know that they would never vote for "
         "it.", {"HUN opposed", "AUT opposed", "SVK opposed"}),
        ("Russia and China placed a hold on a Franco-American request to have the North Korean "
         "missile bureau's chief banker listed by the Security Council committee, in effect "
         "killing it.", {"RUS opposed", "CHN opposed"}),
    ],
)  # fmt: skip
def test_a_wording_that_no_rule_knows_is_read_with_its_words(text, wanted):
    intake = take_in(text, 1)
    sentences = parser().parse(intake.document.id, intake.text, intake.paragraphs)
    by_rules = read_by_rules(intake, sentences, parser()).told
    assert wanted.isdisjoint(f"{party} {stance}" for _, (party, _, stance) in by_rules)
    dossier = read_intakes([take_in(text, 1)], parser())
    told = {f"{p.party} {p.stance}": p for p in dossier.positions}
    assert wanted <= told.keys()
    for position in told.values():
        assert position.on
        assert all(e.text == dossier.documents[0].text[e.start : e.end] for e in position.evidence)
