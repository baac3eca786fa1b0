"""Fit the layer that finds names to a finished network, and write it into the exported file.

    python -m quotes.training.names --corpus PolNeAR --model FOLDER [--name NAME]

The network that learns the attributions learns names beside them, so a linear layer over its last states finds them;
this fits one anew without touching the rest (a linear probe: Alain and Bengio 2016). Labels are the silver mentions of
the training articles. For a network whose own layer was not exported, or when the silver labels become better. Takes
five minutes on two cores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import torch
import typer

from quotes.model.bio import Floats
from quotes.model.features import Ints, Pieces, windows
from quotes.model.names import KINDS, LABELS, names
from quotes.model.reader import framed
from quotes.model.session import NETWORK, SETTINGS, TOKENIZER, load, tokenizer
from quotes.model.settings import Settings
from quotes.training.card import CARD, FIGURES, card
from quotes.training.command import run
from quotes.training.corpus import IGNORED, Example, example, read_corpus, transitions
from quotes.training.evaluate import figures

EPOCHS, BATCH, RATE = 10, 4096, 1.5e-2
NAMING = 0.4
"""The share of the labels' mutual information that is added to what the network says of each word. Chosen on the
development articles: 0, 0.2, 0.4, 0.6 give F1 of 85.2, 86.1, 86.8 and 86.7 for people, each label for itself 84.3."""
_SCALED = 100_000
_HELD = "names"


def states(network: Path, settings: Settings, cuts: Sequence[Pieces]) -> Iterator[Floats]:
    """The network's last states of every piece, `(pieces, width)`, article by article."""
    import onnx
    import onnxruntime

    model = onnx.load(str(network))
    last = last_states(model)
    model.graph.output.append(onnx.helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    run = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    for cut in cuts:
        found: list[Floats] = []
        for w in windows(cut.paragraphs, settings.window, settings.context):
            inside = slice(w.start, w.end)
            ids, shapes, asked = framed(cut.ids[inside], cut.shapes[inside], w, settings.special)
            said = run.run([last], {"ids": ids[None], "shapes": shapes[None], "asked": asked})[0]
            found.append(said[0, 1:])
        yield np.concatenate(found)


def last_states(model: Any) -> str:
    """What the encoder's last layer puts out, by name: the norm behind which the heads begin."""
    made = {output: node for node in model.graph.node for output in node.output}
    name = "tags"
    while made[name].op_type != "LayerNormalization":
        # Of a sum the part that was computed, not the bias; of a quantised product the activations.
        name = next(given for given in made[name].input if given in made)
    return name


def fit(inputs: npt.NDArray[np.float16], labels: Ints) -> tuple[Floats, Floats]:
    """A linear layer, `(width, LABELS)` and `(LABELS,)`, by cross-entropy and Adam; equal data give an equal layer."""
    torch.manual_seed(0)
    x, y = torch.from_numpy(inputs), torch.from_numpy(labels).long()
    mean, spread = (getattr(x[:_SCALED].float(), what)(0) for what in ("mean", "std"))
    layer = torch.nn.Linear(x.shape[1], LABELS)
    optimiser = torch.optim.Adam(layer.parameters(), RATE)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        for some in torch.randperm(len(x)).split(BATCH):
            loss = torch.nn.functional.cross_entropy(layer((x[some].float() - mean) / spread), y[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weight = (layer.weight / spread).detach()
    bias = (layer.bias - weight @ mean).detach()
    return weight.T.contiguous().numpy(), bias.numpy()


def write(network: Path, weight: Floats, bias: Floats) -> None:
    """Put the layer into an exported network, in place of the one that it has."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(network))
    last = last_states(model)
    graph = model.graph
    for output in [output for output in graph.output if output.name == _HELD]:
        graph.output.remove(output)
    _without_idle(graph)
    graph.initializer.extend(
        [numpy_helper.from_array(weight, f"{_HELD}.weight"), numpy_helper.from_array(bias, f"{_HELD}.bias")]
    )
    graph.node.extend(
        [
            helper.make_node("MatMul", [last, f"{_HELD}.weight"], [f"{_HELD}.product"], name=f"{_HELD}.product"),
            helper.make_node("Add", [f"{_HELD}.product", f"{_HELD}.bias"], [_HELD], name=_HELD),
        ]
    )
    graph.output.append(helper.make_tensor_value_info(_HELD, onnx.TensorProto.FLOAT, [1, "length", LABELS]))
    onnx.save(model, str(network))


def _without_idle(graph: Any) -> None:
    """Take out of a network what none of its outputs needs."""
    made = {output: node for node in graph.node for output in node.output}
    needed: set[str] = set()
    asked = [output.name for output in graph.output]
    while asked:
        name = asked.pop()
        if name not in needed:
            needed.add(name)
            asked += made[name].input if name in made else ()
    for node in [node for node in graph.node if not needed.intersection(node.output)]:
        graph.node.remove(node)
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in needed]:
        graph.initializer.remove(tensor)


def agreement(found: Sequence[Example], scores: Sequence[Floats], naming: Floats) -> dict[str, float]:
    """F1 over names with equal ends, by kind, against the silver mentions; in percent."""
    none = np.zeros_like(naming)
    right, there, said = (dict.fromkeys(KINDS, 0) for _ in range(3))
    for one, score in zip(found, scores, strict=True):
        gold = np.zeros((len(one.pieces), LABELS), np.float32)
        heads = np.flatnonzero(one.mentions != IGNORED)
        gold[heads, one.mentions[heads]] = 20
        silver, ours = set(names(gold, one.pieces, none)), set(names(score, one.pieces, naming))
        for kind in KINDS:
            both = [sum(name.kind is kind for name in some) for some in (silver & ours, silver, ours)]
            right[kind] += both[0]
            there[kind] += both[1]
            said[kind] += both[2]
    return {kind.value: round(200 * right[kind] / max(1, there[kind] + said[kind]), 1) for kind in KINDS}


def main(
    corpus: Annotated[Path, typer.Option(help="Folder with PolNeAR's train, dev and *_mentions.jsonl.")],
    model: Annotated[Path, typer.Option(help="Folder of the model, which gets the layer.")],
    name: Annotated[str | None, typer.Option(help="Of the model, from now on; as before if none.")] = None,
) -> None:
    """Fit the layer, write it, measure the model again, and write settings, figures and card."""
    settings, cut = Settings.load(model / SETTINGS), tokenizer(model / TOKENIZER)
    train, held = (
        [example(d, cut) for d in read_corpus(corpus / f"{split}.jsonl", corpus / f"{split}_mentions.jsonl")]
        for split in ("train", "dev")
    )
    inputs, labels = [], []
    for one, state in zip(train, states(model / NETWORK, settings, [one.pieces for one in train]), strict=True):
        counted = one.mentions != IGNORED
        inputs.append(state[counted].astype(np.float16))
        labels.append(one.mentions[counted])
    weight, bias = fit(np.concatenate(inputs), np.concatenate(labels))
    naming = (NAMING * transitions(train, lambda one: one.mentions, LABELS)).round(4)
    scores = [s @ weight + bias for s in states(model / NETWORK, settings, [one.pieces for one in held])]
    write(model / NETWORK, weight, bias)
    facts = json.loads((model / FIGURES).read_text(encoding="utf-8"))
    name = name or settings.name
    facts |= {"name": name, "names": agreement(held, scores, naming), "bytes": (model / NETWORK).stat().st_size}
    replace(settings, name=name, naming=naming.tolist()).save(model / SETTINGS)
    documents = read_corpus(corpus / "dev.jsonl")
    facts["figures"] = figures(load(model), documents).summary()
    (model / FIGURES).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    (model / CARD).write_text(card(facts), encoding="utf-8")
    print(json.dumps({"names": facts["names"], "figures": facts["figures"]}))


if __name__ == "__main__":
    run(main)
