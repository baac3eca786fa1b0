"""The training loop: seeded, and resumable at any step with the same result.

Whatever is random depends on the seed and the epoch alone (windows, their order, augmentation) or on PyTorch's
generator, whose state is part of a checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch

from quotes.errors import InputError
from quotes.model.bio import Floats
from quotes.model.features import Window
from quotes.training.corpus import Example, shifted_windows
from quotes.training.network import Network, Weights, collate, loss

CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes:
        seed: of everything random.
        epochs: passes over the corpus.
        batch: windows a step.
        window, context: as for `quotes.model.features.windows`, in pieces.
        rate: learning rate of the encoder; falls linearly to 0 after the warm-up.
        head_rate: of the heads and feature tables.
        warm_up: share of the steps in which the rate rises.
        decay: weight decay, of matrices only.
        clip: greatest norm of a step's gradient.
        weights: of the losses.
        base: the encoder that it starts from.
        layers: of the encoder, from below; 0 for all.
        start: SHA-256 of the checkpoint of a finished network that it starts from; of the encoder alone where empty.
        heads, inner: of each layer, the most important ones of that network; 0 for all.
        around: so many of the lowest layers see the context; 0 for all.
        vary: share of the articles given each change of style, in [0, 1].
        hide: share of the word pieces hidden, in [0, 1].
        corpus, teacher: SHA-256 of what it learns from; no teacher where empty.
    """

    seed: int = 1
    epochs: int = 8
    batch: int = 16
    window: int = 254
    context: int = 32
    rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    decay: float = 0.01
    clip: float = 1.0
    weights: Weights = field(default_factory=Weights)
    base: str = ""
    layers: int = 0
    start: str = ""
    heads: int = 0
    inner: int = 0
    around: int = 0
    vary: float = 0.0
    hide: float = 0.0
    corpus: str = ""
    teacher: str = ""


def train(
    network: Network,
    epoch_examples: Callable[[int], Sequence[tuple[Example, Floats | None]]],
    special: tuple[int, int],
    recipe: Recipe,
    folder: Path,
    *,
    every: int = 50,
    report: Callable[[str], None] = print,
    after_epoch: Callable[[int], None] = lambda epoch: None,
) -> None:
    """Train a network in place.

    Args:
        network: to train.
        epoch_examples: for an epoch, from 0, the examples with the teacher's scores where one teaches; must give the
            same for the same epoch.
        special: ids of the pieces that open and close a sequence.
        recipe: how.
        folder: where checkpoints lie; where one is found, training goes on from it.
        every: steps between checkpoints.
        report: told the loss now and then.
        after_epoch: called with the number of epochs done.

    Raises:
        InputError: the checkpoint was made with another recipe, or from other data.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    optimiser = _optimiser(network, recipe)
    done = _resume(folder / CHECKPOINT, network, optimiser, recipe)
    steps_before = 0
    total = None
    network.train()
    for epoch in range(recipe.epochs):
        examples = epoch_examples(epoch)
        cut = batches([one for one, _ in examples], recipe, epoch)
        total = total or len(cut) * recipe.epochs
        losses: list[float] = []
        for number, batch in enumerate(cut):
            step = steps_before + number
            if step < done:
                continue
            rows = [(examples[i][0], window) for i, window in batch]
            taught = [examples[i][1] for i, _ in batch]
            soft = [t for t in taught if t is not None]
            padded = collate(rows, special, soft if len(soft) == len(rows) else None)
            factor = min(1.0, (step + 1) / (recipe.warm_up * total)) * max(0.0, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(network, padded, recipe.weights)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            optimiser.step()
            optimiser.zero_grad()
            losses.append(value.item())
            if (step + 1) % every == 0:
                mean = sum(losses) / len(losses)
                report(f"epoch {epoch + 1}, step {step + 1} of about {total}: loss {mean:.4f}")
                losses.clear()
                _save(folder / CHECKPOINT, network, optimiser, recipe, step + 1)
        steps_before += len(cut)
        if steps_before > done:
            _save(folder / CHECKPOINT, network, optimiser, recipe, steps_before)
            network.eval()
            after_epoch(epoch + 1)
            network.train()
    network.eval()


def batches(examples: Sequence[Example], recipe: Recipe, epoch: int) -> list[list[tuple[int, Window]]]:
    """The windows of an epoch, those of similar length together, the batches in random order."""
    rng = np.random.default_rng((recipe.seed, epoch))
    cut = shifted_windows(examples, recipe.window, recipe.context, rng)
    shelf = recipe.batch * 16
    found = []
    for start in range(0, len(cut), shelf):
        near = sorted(cut[start : start + shelf], key=lambda item: item[1].end - item[1].start)
        found += [near[i : i + recipe.batch] for i in range(0, len(near), recipe.batch)]
    return [found[i] for i in rng.permutation(len(found))]


def _optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    groups = []
    encoder = {id(p) for p in network.encoder.parameters()}
    for peak, inside in ((recipe.rate, True), (recipe.head_rate, False)):
        chosen = [p for p in network.parameters() if (id(p) in encoder) is inside]
        for decay, matrices in ((recipe.decay, True), (0.0, False)):
            some = [p for p in chosen if (p.dim() > 1) is matrices]
            groups.append({"params": some, "weight_decay": decay, "peak": peak, "lr": 0.0})
    return torch.optim.AdamW(groups, fused=True)


def _save(path: Path, network: Network, optimiser: torch.optim.Optimizer, recipe: Recipe, step: int) -> None:
    state = {
        "network": network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "random": torch.get_rng_state(),
        "recipe": asdict(recipe),
        "step": step,
    }
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)  # never half a checkpoint


def _resume(path: Path, network: Network, optimiser: torch.optim.Optimizer, recipe: Recipe) -> int:
    """Steps done already."""
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    # A recipe that was written before a field came has what the field is without being given.
    if asdict(Recipe()) | state["recipe"] != asdict(recipe):
        raise InputError(f"{path}: made with another recipe, or from other data; give another folder or remove it")
    network.load_state_dict(state["network"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["random"])
    return int(state["step"])
