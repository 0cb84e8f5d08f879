"""The network that reads against its equations told plainly, and what is made of its answers."""

import importlib
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from megara.dossier import lexicon
from megara.dossier.learned.features import of_word
from megara.dossier.learned.network import (
    OF_KIND,
    OF_STANCE,
    OF_STATUS,
    OF_TRIGGER,
    STANCES,
    STATUSES,
    TELLING,
    TRIGGER,
    WEIGHTS,
    Network,
    Tokens,
    fitted,
)
from megara.dossier.learned.sides import distance
from megara.dossier.learned.stances import SECOND, SURE, TOLD, TURNED, Weighed, weigh
from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in
from tests.dossier.by_rules import by_rules

ROOT = Path(__file__).resolve().parents[2]
WORDS = [("backs", "VBZ", "back"), ("the", "DT", "the"), ("ban", "NN", "ban"),
         ("unheard-of", "JJ", "unheard-of")]  # fmt: skip
PLACES = ["party", "relation nsubj", "told opposed", "never seen"]
WIDTH, NARROW, PAIRED, KNOWN = 5, 3, 4, 16


def weights_of(seed):
    """Small weights, drawn by chance, of two steps."""
    draw = np.random.default_rng(seed).normal
    names = sorted({f for word in WORDS[:3] for f in of_word(word)} | set(PLACES[:3]))
    w = {
        "features": np.array(names),
        "vectors": draw(size=(len(names), WIDTH)),
        "shortcuts": draw(size=(len(names), OF_STANCE.stop)),
        "bias": draw(size=WIDTH),
        "context": draw(size=(3 * WIDTH, WIDTH)), "context bias": draw(size=WIDTH),
        "kind": draw(size=(WIDTH, TRIGGER + 1)), "kind bias": draw(size=TRIGGER + 1),
        "measure": draw(size=(4 * WIDTH, PAIRED)), "party": draw(size=(4 * WIDTH, PAIRED)),
        "pair": draw(size=(KNOWN, PAIRED)), "pair bias": draw(size=PAIRED),
        "side": draw(size=(PAIRED, OF_TRIGGER.stop)), "side bias": draw(size=OF_TRIGGER.stop),
    }  # fmt: skip
    for name, answers in (("status", len(STATUSES)), ("stance", len(STANCES) + 1)):
        w[name], w[f"{name} bias"] = draw(size=(4 * WIDTH, answers)), draw(size=answers)
        w[f"{name} hidden"] = draw(size=(4 * WIDTH, NARROW))
        w[f"{name} hidden bias"] = draw(size=NARROW)
        w[f"{name} out"] = draw(size=(NARROW, answers))
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
    around, kinds, statuses, stances = [], [], [], []
    for t in range(size):
        s, above = sentence[t], tokens.head[t]
        beside = [most[s], most[s - 1] if s else nothing, most[s + 1] if s < last else nothing]
        context = relu(np.concatenate(beside) @ w["context"] + w["context bias"])
        g = np.concatenate([h[t], context, h[above], h[tokens.head[above]]])
        around.append(g)
        straight = sum((w["shortcuts"][number[f]] for f in tokens.features[t] if f in number),
                       np.zeros(OF_STANCE.stop))  # fmt: skip
        x = h[t] @ w["kind"] + w["kind bias"] + straight[OF_KIND]
        kinds.append(sigmoid(x) * (tokens.words[t][1] in TELLING))
        for name, columns, rows in (
            ("status", OF_STATUS, statuses),
            ("stance", OF_STANCE, stances),
        ):
            x = g @ w[name] + w[f"{name} bias"] + straight[columns]
            x = x + relu(g @ w[f"{name} hidden"] + w[f"{name} hidden bias"]) @ w[f"{name} out"]
            rows.append(np.exp(x - x.max()) / np.exp(x - x.max()).sum())
    return around, np.array(kinds), np.array(statuses), np.array(stances)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@settings(deadline=None)
@given(tokens=stories(), seed=st.integers(0, 9))
def test_the_network_computes_its_equations(tokens, seed):
    w = weights_of(seed)
    every = range(len(tokens.words))
    _, kinds, statuses, stances = plainly(w, tokens)
    found = Network(w).read(tokens)
    assert found.told == pytest.approx(kinds, abs=2e-4)
    for s in range(len(tokens.first)):
        inside = kinds[tokens.sentence == s]
        assert found.most[s] == pytest.approx(inside.max(axis=0), abs=2e-4)
        for column in range(TRIGGER + 1):
            at = found.surest(s, column)
            assert tokens.sentence[at] == s
            assert found.told[at, column] == found.most[s, column]
    assert found.statuses(every) == pytest.approx(statuses, abs=2e-4)
    assert found.stances(every) == pytest.approx(stances, abs=2e-4)
    assert found.stances(every).sum(axis=1) == pytest.approx(1, abs=1e-5)


@settings(deadline=None)
@given(tokens=stories(), seed=st.integers(0, 9), data=st.data())
def test_the_sides_of_a_measure_are_those_of_the_equations(tokens, seed, data):
    w = weights_of(seed)
    place = st.integers(0, len(tokens.words) - 1)
    pairs = data.draw(st.lists(st.tuples(place, place), min_size=1, max_size=4))
    known = np.random.default_rng(seed).normal(size=(len(pairs), KNOWN)).astype(np.float32)
    around = plainly(w, tokens)[0]
    found = Network(w).read(tokens).sides([t for t, _ in pairs], [p for _, p in pairs], known)
    for (t, p), f, row in zip(pairs, known, found, strict=True):
        x = around[t] @ w["measure"] + around[p] @ w["party"] + f @ w["pair"] + w["pair bias"]
        assert row == pytest.approx(
            sigmoid(np.maximum(x, 0) @ w["side"] + w["side bias"]), abs=1e-3
        )


def test_more_words_than_the_table_has_rows():
    w = weights_of(1)
    words = [(f"word{n}", "NN", f"word{n}") for n in range(2500)] + [WORDS[0]]
    tokens = Tokens(words, [()] * 2501, np.zeros(2501, np.intp), np.array([0]))
    found = Network(w)
    first = found.read(tokens).stances([2500])
    assert found.read(tokens).stances([2500]) == pytest.approx(first)
    alone = Tokens(words[-1:], [()], np.array([0]), np.array([0]))
    assert found.read(alone).stances([0]) == pytest.approx(plainly(w, alone)[3], abs=2e-4)


def test_sums_are_forgotten_before_they_fill_the_memory(monkeypatch):
    monkeypatch.setattr("megara.dossier.learned.network.KEPT", 10)
    w, found = weights_of(2), None
    held = Network(w)
    for n in range(5):
        words = [(f"word{n}{k}", "NN", "ban") for k in range(20)]
        tokens = Tokens(words, [()] * 20, np.zeros(20, np.intp), np.array([0]))
        again = held.read(tokens).stances([0])
        assert found is None or again == pytest.approx(found)
        found = again
        assert len(held.words.rows) <= 20


def test_what_is_fitted_is_what_is_computed(monkeypatch):
    """The network of the script, of PyTorch, and the one that reads say the same."""
    torch = pytest.importorskip("torch")  # which CI installs
    monkeypatch.syspath_prepend(ROOT / "scripts")
    script = importlib.import_module("train_reader")
    batches = importlib.import_module("batches")
    lines = script.sorted_files()[0].read_text("utf-8").splitlines()[:8]
    stories = [script.example(json.loads(line)) for line in lines]
    net = script.fit(stories, epochs=1)
    here = Network(script.weights_of(net))
    for story in stories:
        with torch.no_grad():
            batch = batches.Batch([story], net.known)
            g, kinds, statuses, stances = net(batch)
            sides = torch.sigmoid(net.sides(g, batch.pair_at * 0, batch.pair_at, batch.pair_known))
        found, every = here.read(story.tokens), range(len(story.tokens.words))
        # the weights are kept with 11 bits
        assert found.told == pytest.approx(torch.sigmoid(kinds).numpy(), abs=0.02)
        assert found.statuses(every) == pytest.approx(torch.softmax(statuses, 1).numpy(), abs=0.02)
        assert found.stances(every) == pytest.approx(torch.softmax(stances, 1).numpy(), abs=0.02)
        to = batch.pair_at.numpy()
        known = np.concatenate([batch.pair_known.numpy(), distance(to)], axis=1)
        assert found.sides(to * 0, to, known) == pytest.approx(sides.numpy(), abs=0.02)


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
    # a bloc is told by its one name: "African Union", not "AU"
    blocs = {row["name"]: row["aliases"].split("|") for row in lexicon.rows("blocs")}
    other_names = {alias for aliases in blocs.values() for alias in aliases} - blocs.keys()
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
            assert other_names.isdisjoint(parties_of(story))
    assert len(seen) > 2000


def parties_of(story):
    """All parties that the labels of a story tell, of those that bars and commas join too."""
    told = [label["party"] for label in story["positions"]]
    told += [p for label in story["measures"] for p in (*label["by"], *label["against"])]
    told += [p for label in story["triggers"] for p in (label["actor"], label["recipient"]) if p]
    return {p for names in told for p in re.split(r"[|,]", names)}


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
        ("Slovakia let Brussels know that it would never put its name to sanctions on Russian "
         "nuclear fuel.", {"SVK opposed"}),
    ],
)  # fmt: skip
def test_a_wording_that_no_rule_knows_is_read_with_its_words(text, wanted):
    assert wanted.isdisjoint(f"{party} {stance}" for party, stance in by_rules(text).stances)
    dossier = read_intakes([take_in(text, 1)], parser())
    told = {f"{p.party} {p.stance}": p for p in dossier.positions}
    assert wanted <= told.keys()
    for position in told.values():
        assert position.on
        assert all(e.text == dossier.documents[0].text[e.start : e.end] for e in position.evidence)
