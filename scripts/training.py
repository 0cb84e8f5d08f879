"""The network of ``dossier/learned/network.py``, as it is fitted, and how wrong it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from batches import KNOWN, NONE, TRIGGERS, Batch, Example, Vocabulary
from torch import Tensor, nn
from torch.nn import functional

from megara.dossier.learned.features import of_word
from megara.dossier.learned.network import (
    OF_KIND,
    OF_STANCE,
    OF_STATUS,
    OF_TRIGGER,
    STATUSES,
    TRIGGER,
)
from megara.dossier.learned.sides import distance

WIDTH, STEPS, NARROW, PAIRED = 64, 2, 48, 64
ANSWERS = OF_STANCE.stop
RARE = 3  # a feature of fewer stories than this is not learned
EPOCHS, BATCH, RATE, DECAY, DROP = 14, 6, 3e-3, 0.02, 0.35
# How much the parts of a measure count, and a stance beside a measure.
TOLD, STATUS, SIDES, STANCE = 1.5, 0.7, 0.5, 1.8
LOW = -12.0  # the logit of what cannot be


class Answer(nn.Module):
    """One answer on a token: straight, and by way of a few hidden numbers."""

    def __init__(self, answers: int) -> None:
        super().__init__()
        self.direct = nn.Linear(4 * WIDTH, answers)
        self.hidden = nn.Linear(4 * WIDTH, NARROW)
        self.out = nn.Linear(NARROW, answers, bias=False)
        self.drop = nn.Dropout(DROP)

    def forward(self, g: Tensor) -> Tensor:
        """Return the logits of each token."""
        by_way: Tensor = self.out(self.drop(functional.relu(self.hidden(self.drop(g)))))
        return by_way + self.direct(self.drop(g))


class Net(nn.Module):
    """The network, whose equations ``dossier/learned/network.py`` tells."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self.known, features = known, known.features
        self.vectors = nn.EmbeddingBag(len(features), WIDTH, mode="sum")
        nn.init.normal_(self.vectors.weight, 0, 0.1)
        self.shortcuts = nn.EmbeddingBag(len(features), ANSWERS, mode="sum")
        nn.init.zeros_(self.shortcuts.weight)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.steps = nn.ModuleList(nn.Linear(5 * WIDTH, WIDTH) for _ in range(STEPS))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(STEPS + 1))
        self.context = nn.Linear(3 * WIDTH, WIDTH)
        self.kind = nn.Linear(WIDTH, TRIGGER + 1)
        nn.init.constant_(self.kind.bias, -2.0)  # most tokens tell none
        self.status, self.stance = Answer(len(STATUSES)), Answer(NONE + 1)
        self.measure = nn.Linear(4 * WIDTH, PAIRED, bias=False)
        self.party = nn.Linear(4 * WIDTH, PAIRED, bias=False)
        self.pair = nn.Linear(KNOWN, PAIRED)
        self.side = nn.Linear(PAIRED, OF_TRIGGER.stop)
        self.drop = nn.Dropout(DROP)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return g, and the logits of kind, status and stance, of each token."""
        features, bags, places, place_bags = batch.bags(self.known, self.training)
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
        above = batch.head[batch.head]
        g = torch.cat([h, context[batch.sentence], h[batch.head], h[above]], 1)
        straight = self.shortcuts(places, place_bags)
        kinds = (self.kind(drop(h)) + straight[:, OF_KIND]).masked_fill(~batch.telling, LOW)
        return (g, kinds, self.status(g) + straight[:, OF_STATUS],
                self.stance(g) + straight[:, OF_STANCE])  # fmt: skip

    def sides(self, g: Tensor, at: Tensor, to: Tensor, known: Tensor) -> Tensor:
        """Return the logits of a party: sender and target of a measure, actor of a trigger."""
        far = torch.tensor(distance((to - at).numpy()))
        both = self.measure(self.drop(g[at])) + self.party(self.drop(g[to]))
        both = both + self.pair(torch.cat([known, far], 1))
        logits: Tensor = self.side(self.drop(functional.relu(both)))
        return logits


def loss(net: Net, batch: Batch) -> Tensor:
    """Return how wrong the network is: the labels not found, and what is found beside them."""
    g, kinds, statuses, stances = net(batch)
    return _of_labelled(net, batch, g, kinds, statuses) + STANCE * _of_stances(batch, stances)


def _of_labelled(net: Net, batch: Batch, g: Tensor, kinds: Tensor, statuses: Tensor) -> Tensor:
    most = torch.full((batch.sentences, TRIGGER + 1), LOW).scatter_reduce(
        0, batch.sentence[:, None].expand(-1, TRIGGER + 1), kinds, "amax"
    )
    total = (functional.softplus(most) * batch.counted).sum()
    shares = functional.log_softmax(statuses, 1)
    likeliest = []
    for words, right, status in batch.labelled:
        told = kinds[words][:, right].amax(1)
        counts = TOLD if status else TOLD * TRIGGERS
        total = total + counts * functional.softplus(-told.max())
        likeliest.append(int(words[told.argmax()]))
        if not status:  # a trigger
            continue
        weight = told.detach().softmax(0)
        total = total - STATUS * (weight * torch.logsumexp(shares[words][:, status], 1)).sum()
    if len(batch.pair_of):
        at = torch.tensor(likeliest)[batch.pair_of]
        logits = net.sides(g, at, batch.pair_at, batch.pair_known)
        of_party = torch.full(batch.sides.shape, LOW).scatter_reduce(
            0, batch.pair_group[:, None].expand(logits.shape), logits, "amax"
        )
        wrong = functional.binary_cross_entropy_with_logits(of_party, batch.sides, reduction="none")
        total = total + SIDES * (wrong * batch.asked).sum()
    return total


def _of_stances(batch: Batch, stances: Tensor) -> Tensor:
    log_shares = functional.log_softmax(stances, 1)
    total = stances.new_zeros(())
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
    net = Net(Vocabulary(known_features(stories)))
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    batches = -(-len(stories) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, RATE, total_steps=epochs * batches, pct_start=0.15
    )
    made: list[Batch] = []
    for epoch in range(epochs):
        if epoch % 4 == 0:  # put together anew every few epochs
            drawn = order.permutation(len(stories))
            made = [Batch([stories[k] for k in drawn[at : at + BATCH]], net.known)
                    for at in range(0, len(stories), BATCH)]  # fmt: skip
        net.train()
        total = 0.0
        for k in order.permutation(len(made)):
            optimiser.zero_grad()
            wrong = loss(net, made[k]) / BATCH
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
        "shortcuts": net.shortcuts.weight,
        "bias": net.bias,
        "context": net.context.weight.T,
        "context bias": net.context.bias,
        "kind": net.kind.weight.T,
        "kind bias": net.kind.bias,
        "measure": net.measure.weight.T,
        "party": net.party.weight.T,
        "pair": net.pair.weight.T,
        "pair bias": net.pair.bias,
        "side": net.side.weight.T,
        "side bias": net.side.bias,
    }
    for name, answer in (("status", net.status), ("stance", net.stance)):
        found[name], found[f"{name} bias"] = answer.direct.weight.T, answer.direct.bias
        found[f"{name} hidden"] = answer.hidden.weight.T
        found[f"{name} hidden bias"] = answer.hidden.bias
        found[f"{name} out"] = answer.out.weight.T
    for n, norm in enumerate(net.norms):
        found[f"norm {n} scale"], found[f"norm {n} shift"] = norm.weight, norm.bias
    for n, step in enumerate(net.steps, 1):
        found[f"step {n}"], found[f"step {n} bias"] = step.weight.T, step.bias
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}
    return {"features": np.array(net.known.features), **arrays}
