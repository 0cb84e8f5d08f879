"""Fit the network of stances: python scripts/train_reader.py [--without LETTERS] [--out FILE].

The stories of ``training/`` are read by the rules, and the network learns from their labels what
the rules leave out or get wrong. A label names a party, its stance and the words that tell it, not
the token that does. So a stance counts as found if one of the tokens of that sentence that stand
for the party finds it. Needs PyTorch (the extra ``gpu``) and some ten minutes on two cores. One
machine gives the same weights every time; on another the last digits may differ.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from megara.dossier.learned.features import of_word
from megara.dossier.learned.network import WEIGHTS, Tokens
from megara.dossier.learned.stances import STANCES
from megara.dossier.learned.tokens import Holder, describe
from megara.dossier.parse import parser
from megara.dossier.reader import read_by_rules, take_in

TRAINING = Path(__file__).resolve().parent.parent / "training"
WIDTH, STEPS, NARROW = 48, 2, 48
NONE = len(STANCES)  # the last of the answers on a stance
RARE = 3  # a feature of fewer stories than this is not learned
EPOCHS, BATCH, RATE, DECAY, DROP = 14, 6, 3e-3, 0.02, 0.35
FORGET_WORD, FORGET_RULES = 0.12, 0.2  # so that it learns to do without a word, and the rules
FROM_RULES = ("told ", "kind ", "mention ", "measure", "sender", "target")
# How much an answer counts where the labels do not speak of it: at all the tokens of a party, and
# at those outside the sentence that tells its stance.
SILENT, ELSEWHERE = 0.7, 0.12


@dataclass
class Example:
    """A story as the network sees it, and what its labels say.

    ``told`` holds, for each labelled position, the tokens that may tell it and the stances that
    are right; ``allowed`` what is right at each token of a party, with a weight.
    """

    tokens: Tokens
    told: list[tuple[list[int], list[int]]]
    allowed: list[tuple[int, list[int], float]]


def sorted_files() -> list[Path]:
    """Return the files of labelled stories, a story a line."""
    return sorted(TRAINING.glob("*.jsonl"))


def examples(files: Iterable[Path]) -> list[Example]:
    """Read the labelled stories."""
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    found = [example(json.loads(line)) for line in lines]
    return [e for e in found if len(e.tokens.words)]


def example(label: dict[str, Any]) -> Example:
    """Read one story and put its labels at the tokens."""
    intake = take_in(label["text"], 1, None, label["published"])
    sentences = parser().parse(intake.document.id, intake.text, intake.paragraphs)
    read = read_by_rules(intake, sentences, parser())
    tokens, holders = describe(read.story, read.reading)
    return Example(tokens, *_stances(label, intake.text, holders))


def _stances(
    label: dict[str, Any], text: str, holders: Sequence[Holder]
) -> tuple[list[tuple[list[int], list[int]]], list[tuple[int, list[int], float]]]:
    """Return the ``told`` and ``allowed`` of an example."""
    told: list[tuple[list[int], list[int]]] = []
    allowed: list[tuple[int, list[int], float]] = []
    meant: dict[str, list[int]] = {}
    for position in label["positions"]:
        stances = [STANCES.index(s) for s in position["stance"].split("|")]
        meant.setdefault(position["party"], []).extend(stances)
        start = text.find(position["quote"])
        end = start + len(position["quote"])
        at = [h.place for h in holders
              if position["party"] in h.parties and start >= 0
              and h.sentence.span[0] < end and h.sentence.span[1] > start]  # fmt: skip
        if at:
            told.append((at, stances))
    spoken = {place for at, _ in told for place in at}
    for holder in holders:
        for party in holder.parties:
            right = sorted(set(meant.get(party, ())))
            allowed.append((holder.place, [*right, NONE], SILENT))
            if right and holder.place not in spoken:
                allowed.append((holder.place, [NONE], ELSEWHERE))
    return told, allowed


class Net(nn.Module):
    """The network of ``dossier/learned/network.py``, as it is fitted."""

    def __init__(self, features: Sequence[str]) -> None:
        super().__init__()
        self.features = list(features)
        self.number = {name: n for n, name in enumerate(features)}
        self.vectors = nn.EmbeddingBag(len(features), WIDTH, mode="sum")
        nn.init.normal_(self.vectors.weight, 0, 0.1)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.steps = nn.ModuleList(nn.Linear(5 * WIDTH, WIDTH) for _ in range(STEPS))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(STEPS + 1))
        self.context = nn.Linear(3 * WIDTH, WIDTH)
        self.direct = nn.Linear(3 * WIDTH, NONE + 1)
        self.hidden = nn.Linear(3 * WIDTH, NARROW)
        self.out = nn.Linear(NARROW, NONE + 1, bias=False)
        self.shortcuts = nn.EmbeddingBag(len(features), NONE + 1, mode="sum")
        nn.init.zeros_(self.shortcuts.weight)
        self.drop = nn.Dropout(DROP)

    def forward(self, batch: Batch) -> Tensor:
        """Return the logits of each token, shape (tokens, 6)."""
        features, bags, places, place_bags = batch.bags(self.training)
        drop, size = self.drop, len(batch.head)
        h = self.norms[0](functional.relu(drop(self.vectors(features, bags)) + self.bias))
        for step, norm in zip(self.steps, self.norms[1:], strict=True):
            before = torch.cat([h[:1] * 0, h[:-1]]) * batch.follows
            after = torch.cat([h[1:], h[:1] * 0]) * batch.goes_on
            above = h[batch.head] * batch.is_below
            below = torch.zeros_like(h).index_add_(0, batch.head, h * batch.is_below)
            seen = torch.cat([h, before, after, above, below / batch.children], 1)
            h = norm(h + drop(functional.relu(step(drop(seen)))))
        most = torch.full((batch.sentences, WIDTH), -1e4).scatter_reduce(
            0, batch.sentence[:, None].expand(size, WIDTH), h, "amax"
        )
        ahead = torch.cat([most[1:], most[:1] * 0]) * batch.has_next
        behind = torch.cat([most[:1] * 0, most[:-1]]) * batch.has_last
        context = functional.relu(self.context(drop(torch.cat([most, behind, ahead], 1))))
        g = torch.cat([h, context[batch.sentence], h[batch.head]], 1)
        by_way = self.out(drop(functional.relu(self.hidden(drop(g)))))
        logits: Tensor = self.direct(drop(g)) + by_way + self.shortcuts(places, place_bags)
        return logits


class Batch:
    """Some stories as one long run of tokens, of which no link crosses from one to another."""

    def __init__(self, stories: Sequence[Example], number: dict[str, int]) -> None:
        head, sentence, story, has_last, has_next = [], [], [], [], []
        self.by_word, self.by_place, self.told, self.allowed = [], [], [], []
        for n, e in enumerate(stories):
            t, size, before = e.tokens, len(head), len(has_last)
            head += [size + int(k) for k in t.head]
            sentence += [before + int(k) for k in t.sentence]
            story += [n] * len(t.words)
            has_last += [0.0] + [1.0] * (len(t.first) - 1)
            has_next += [1.0] * (len(t.first) - 1) + [0.0]
            self.by_word += [[number[f] for f in of_word(w) if f in number] for w in t.words]
            self.by_place += [[number[f] for f in fs if f in number] for fs in t.features]
            self.told += [(torch.tensor(at) + size, right) for at, right in e.told]
            self.allowed += [(size + place, right, weight) for place, right, weight in e.allowed]
        same = np.diff(sentence, prepend=-1) == 0
        self.head, self.sentence = torch.tensor(head), torch.tensor(sentence)
        self.story, self.stories, self.sentences = story, len(stories), len(has_last)
        self.follows, self.goes_on = _column(same), _column(np.append(same[1:], False))
        self.has_last, self.has_next = _column(has_last), _column(has_next)
        below = np.array(head) != np.arange(len(head))
        self.is_below = _column(below)
        self.children = _column(np.maximum(np.bincount(head, below, len(head)), 1))
        self.of_rules = {n for f, n in number.items() if f.startswith(FROM_RULES)}
        self.of_words = {n for f, n in number.items() if f.startswith(("word ", "base "))}
        self.right = torch.zeros(len(self.allowed), NONE + 1)
        for row, (_, right, _) in enumerate(self.allowed):
            self.right[row, right] = 1
        self.at = torch.tensor([place for place, _, _ in self.allowed], dtype=torch.long)
        self.weight = torch.tensor([weight for *_, weight in self.allowed])

    def bags(self, training: bool) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the features of all tokens in one row and where each token's begin, twice.

        Once all, once those of the place. In training some words, and the rules of some stories,
        are forgotten.
        """
        size = len(self.by_word)
        forget = torch.rand(size).numpy() < (FORGET_WORD if training else -1)
        quiet = torch.rand(self.stories).numpy() < (FORGET_RULES if training else -1)
        every: list[int] = []
        bags, places, place_bags = [], [], []
        for token, (word, place) in enumerate(zip(self.by_word, self.by_place, strict=True)):
            bags.append(len(every))
            place_bags.append(len(places))
            if forget[token]:
                word = [n for n in word if n not in self.of_words]
            if quiet[self.story[token]]:
                place = [n for n in place if n not in self.of_rules]
            every += word
            every += place
            places += place
        return (torch.tensor(every), torch.tensor(bags), torch.tensor(places, dtype=torch.long),
                torch.tensor(place_bags))  # fmt: skip


def _column(values: Any) -> Tensor:
    return torch.tensor(np.asarray(values, dtype=np.float32))[:, None]


def loss(logits: Tensor, batch: Batch) -> Tensor:
    """Return how wrong the network is: the labels not found, and what is found beside them."""
    log_shares = functional.log_softmax(logits, 1)
    total = logits.new_zeros(())
    for at, right in batch.told:
        share = log_shares[at][:, right].exp().sum(1).clamp(max=1 - 1e-6)
        missed = torch.log1p(-share).sum()  # by every token that may tell it
        total = total - torch.log1p(-missed.exp().clamp(max=1 - 1e-6))
    if len(batch.at):
        fits = torch.logsumexp(log_shares[batch.at] + (batch.right - 1) * 1e4, 1)
        total = total - (fits * batch.weight).sum()
    return total


def known_features(stories: Sequence[Example]) -> list[str]:
    """Return the features of enough stories, in order."""
    times: Counter[str] = Counter()
    for e in stories:
        here = {f for fs in e.tokens.features for f in fs}
        here.update(f for word in set(e.tokens.words) for f in of_word(word))
        times.update(here)
    return sorted(f for f, n in times.items() if n >= RARE)


def fit(stories: Sequence[Example], seed: int = 0, epochs: int = EPOCHS) -> Net:
    """Fit the network to stories."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    net = Net(known_features(stories))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    batches = -(-len(stories) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=epochs * batches, pct_start=0.15
    )
    made: list[Batch] = []
    for epoch in range(epochs):
        if epoch % 4 == 0:  # put together anew every few epochs
            drawn = order.permutation(len(stories))
            made = [Batch([stories[k] for k in drawn[at : at + BATCH]], net.number)
                    for at in range(0, len(stories), BATCH)]  # fmt: skip
        net.train()
        total = 0.0
        for k in order.permutation(len(made)):
            optimiser.zero_grad()
            wrong = loss(net(made[k]), made[k]) / BATCH
            wrong.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            total += wrong.item() * BATCH
        print(f"epoch {epoch + 1} of {epochs}: {total / len(stories):.2f} a story", flush=True)
    net.eval()
    return net


def weights_of(net: Net) -> dict[str, np.ndarray[Any, Any]]:
    """Return the weights under the names of ``dossier/learned/network.py``, in half precision."""
    found = {
        "vectors": net.vectors.weight,
        "bias": net.bias,
        "context": net.context.weight.T,
        "context bias": net.context.bias,
        "direct": net.direct.weight.T,
        "bias of stances": net.direct.bias,
        "hidden": net.hidden.weight.T,
        "hidden bias": net.hidden.bias,
        "out": net.out.weight.T,
        "shortcuts": net.shortcuts.weight,
    }
    for n, norm in enumerate(net.norms):
        found[f"norm {n} scale"], found[f"norm {n} shift"] = norm.weight, norm.bias
    for n, step in enumerate(net.steps, 1):
        found[f"step {n}"], found[f"step {n} bias"] = step.weight.T, step.bias
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}
    return {"features": np.array(net.features), **arrays}


def main() -> None:
    """Fit the network and write its weights."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without", default="", help="files that begin with these letters")
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    given = arguments.parse_args()
    stories = examples(f for f in sorted_files() if f.name[0] not in given.without)
    print(f"{len(stories)} stories, {sum(len(e.told) for e in stories)} positions", flush=True)
    np.savez_compressed(given.out, **weights_of(fit(stories)))


if __name__ == "__main__":
    main()
