"""A trained network made narrower: of all its heads of attention and inner units those stay that matter most.

What a head or a unit matters is how much the loss would change, to the first order, without what it puts out: the sum
over the pieces of some batches of |output x gradient| (Molchanov et al. 2017, "Pruning Convolutional Neural Networks
for Resource Efficient Inference"; for heads Michel, Levy and Neubig 2019, "Are Sixteen Heads Really Better than One?").
They are compared over all layers, so that a layer that matters more keeps more. Most of what is lost comes back when
the narrower network is trained on for an epoch or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import torch
from torch import Tensor

from quotes.training.network import Batch, Network, Weights, loss

_ALONE = Weights(soft=0.0)


def narrow(network: Network, batches: Iterable[Batch], heads: int, inner: int) -> None:
    """Make a network narrower, in place.

    Args:
        network: trained, of BERT's family.
        batches: some of what it was trained on; a few hundred windows are enough.
        heads, inner: how many a layer keeps on the average, at most as many as it has.
    """
    layers = network.encoder.layers
    mixed = [torch.zeros(layer.heads) for layer in layers]
    units = [torch.zeros(layer.up.out_features) for layer in layers]
    seen: dict[tuple[str, int], Tensor] = {}

    def watch(what: str, number: int) -> Any:
        def note(_: object, given: tuple[Tensor]) -> None:
            given[0].retain_grad()
            seen[what, number] = given[0]

        return note

    hooks = [
        getattr(layer, what).register_forward_pre_hook(watch(what, number))
        for number, layer in enumerate(layers)
        for what in ("out", "down")
    ]
    network.eval()
    for batch in batches:
        network.zero_grad()
        loss(network, batch, _ALONE).backward()
        for (what, number), put in seen.items():
            moved = (put * put.grad).detach()
            if what == "out":
                mixed[number] += moved.unflatten(-1, (layers[number].heads, -1)).sum(-1).abs().sum((0, 1))
            else:
                units[number] += moved.abs().sum((0, 1))
    network.zero_grad()
    for hook in hooks:
        hook.remove()
    for layer, kept, used in zip(layers, _best(mixed, heads), _best(units, inner), strict=True):
        layer.keep(kept, used)


def resume(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Give a network the weights of another of its shape, which may have been made narrower."""
    for number, layer in enumerate(network.encoder.layers):
        heads = weights[f"encoder.layers.{number}.out.weight"].shape[1] // layer.head
        layer.keep(torch.arange(heads), torch.arange(len(weights[f"encoder.layers.{number}.up.weight"])))
    network.load_state_dict(weights)


def _best(matter: list[Tensor], count: int) -> list[Tensor]:
    """For each layer the places of those that are among the greatest of all layers, ascending; one at least."""
    every = torch.cat([one.index_fill(0, one.argmax(), torch.inf) for one in matter])
    kept = torch.zeros(len(every), dtype=torch.bool)
    kept[every.topk(min(count * len(matter), len(every))).indices] = True
    return [one.nonzero().flatten() for one in kept.split([len(one) for one in matter])]
