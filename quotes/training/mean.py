"""One network from several runs: the mean of their weights.

    python -m quotes.training.mean --corpus PolNeAR --run .train/a --share 0.3 --run .train/b --share 0.7 --out FOLDER

Of runs that went on from one network the mean is often better than each of them, and as fast as one (model soups:
Wortsman et al. 2022). What the runs left behind is calibrated, measured and written down as after any run.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from torch import Tensor

from quotes.errors import InputError
from quotes.model.session import PACKAGED, SETTINGS, TOKENIZER
from quotes.model.settings import Settings
from quotes.training import published
from quotes.training.card import FIGURES
from quotes.training.command import run
from quotes.training.corpus import read_corpus
from quotes.training.encoder import load
from quotes.training.finish import EXPORT, finish
from quotes.training.loop import CHECKPOINT
from quotes.training.narrow import resume
from quotes.training.network import Network


def main(
    corpus: Annotated[Path, typer.Option(help="Folder with PolNeAR's dev.jsonl.")],
    runs: Annotated[list[Path], typer.Option("--run", help="The --work of a finished run; the last tells the rest.")],
    shares: Annotated[list[float], typer.Option("--share", help="Of each run's weights, in their order.")],
    work: Annotated[Path, typer.Option(help="Folder where the model is put together.")],
    out: Annotated[Path, typer.Option(help="The model folder to write.")] = PACKAGED,
    threads: Annotated[int, typer.Option(min=1)] = 2,
) -> None:
    """Take the mean of runs and write a model folder."""
    if len(runs) != len(shares) or abs(sum(shares) - 1) > 1e-6:
        raise InputError(f"--share: {len(shares)} for {len(runs)} runs, of {sum(shares):g} in all; give one each, of 1")
    weights = [_state(folder) for folder in runs]
    recipe = weights[-1]["recipe"]
    encoder = load(published.encoder(recipe["base"], runs[-1]))
    del encoder.layers[recipe["layers"] or len(encoder.layers) :]
    network = Network(encoder)
    resume(network, mean([one["network"] for one in weights], shares))
    encoder.around = recipe["around"] or len(encoder.layers)
    last = runs[-1] / EXPORT
    settings = replace(
        Settings.load(last / SETTINGS), nowhere=network.nowhere.tolist(), preferences=network.preferences.tolist()
    )
    facts = json.loads((last / FIGURES).read_text(encoding="utf-8"))
    told = {"recipe": recipe, "articles": facts["articles"], "shares": shares}
    held = read_corpus(corpus / "dev.jsonl")
    work.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict(), "recipe": recipe}, work / CHECKPOINT)
    print(json.dumps(finish(network, settings, last / TOKENIZER, held, told, work=work, out=out, threads=threads)))


def mean(weights: list[dict[str, Tensor]], shares: list[float]) -> dict[str, Tensor]:
    """The mean of the weights of networks of one shape.

    Raises:
        InputError: they have not one shape.
    """
    first = {name: value.shape for name, value in weights[0].items()}
    if any({name: value.shape for name, value in one.items()} != first for one in weights):
        raise InputError("--run: networks of several shapes; give runs that went on from one")
    return {
        name: sum((share * one[name] for one, share in zip(weights, shares, strict=True)), torch.zeros(shape))
        for name, shape in first.items()
    }


def _state(folder: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = torch.load(folder / CHECKPOINT, weights_only=True)
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror}; give the --work of a finished run") from None
    return state


if __name__ == "__main__":
    run(main)
