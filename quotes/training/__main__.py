"""`python -m quotes.training`: train, export, quantise, calibrate, measure, and write the model card.

One run makes one model folder. The large teacher is a run like any other that leaves `--lessons`; a second run with
`--teacher` learns from them. Both go on where they were interrupted when they are called again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from tokenizers import Tokenizer

from quotes.errors import InputError
from quotes.model.bio import Floats
from quotes.model.confidence import SIGNALS
from quotes.model.names import LABELS
from quotes.model.reader import Reader
from quotes.model.session import PACKAGED, TOKENIZER
from quotes.model.session import tokenizer as open_tokenizer
from quotes.model.settings import Settings
from quotes.model.tags import TAGS
from quotes.training import published
from quotes.training.augment import Signs, followed, hidden, varied
from quotes.training.command import run
from quotes.training.corpus import Example, example, read_corpus, transitions
from quotes.training.encoder import load as load_encoder
from quotes.training.evaluate import measure
from quotes.training.finish import finish
from quotes.training.lessons import load as load_lessons
from quotes.training.lessons import mean
from quotes.training.lessons import save as save_lessons
from quotes.training.loop import CHECKPOINT, Recipe, batches, train
from quotes.training.names import NAMING
from quotes.training.narrow import narrow, resume
from quotes.training.network import Batch, Network, collate, runner

_EVERY, _BATCHES = 14, 20
# By the tag that follows: the share of the tags' mutual information that is added to what the network says of each word
# alone, which knows most of it; and a bonus for contents, in nats, since one too few is worse than one too many, of
# which its confidence warns. Both chosen on the development articles.
_INFORMATION = np.array([0.17, 0.2, 0.2, 0.1, 0.1, 0.2, 0.2], np.float32)
_BONUS = np.array([0, 0, 0, 0, 0, 0.4, 0.4], np.float32)


def main(
    corpus: Annotated[Path, typer.Option(help="Folder with PolNeAR's train.jsonl, dev.jsonl, *_mentions.jsonl.")],
    work: Annotated[Path, typer.Option(help="Folder for checkpoints.")],
    out: Annotated[Path, typer.Option(help="The model folder to write.")] = PACKAGED,
    base: Annotated[str, typer.Option(help="Encoder to start from: minilm, mpnet, or a folder.")] = published.SMALL,
    layers: Annotated[int, typer.Option(min=0, help="Of the encoder, from below; 0 for all.")] = Recipe.layers,
    start: Annotated[Path | None, typer.Option(help="Start from the network of a finished run, by its --work.")] = None,
    heads: Annotated[int, typer.Option(min=0, help="Of each layer, those of --start that matter; 0 for all.")] = 0,
    inner: Annotated[int, typer.Option(min=0, help="Inner units of each layer, likewise.")] = 0,
    around: Annotated[int, typer.Option(min=0, help="So many of the lowest layers see the context; 0 for all.")] = 0,
    teacher: Annotated[Path | None, typer.Option(help="Lessons to learn from, as --lessons wrote them.")] = None,
    lessons: Annotated[
        Path | None, typer.Option(help="Write lessons for another network here: the mean of its own and its teacher's.")
    ] = None,
    name: Annotated[str, typer.Option(help="Of the model; stored with every quote that it finds.")] = "minilm-5",
    epochs: Annotated[int, typer.Option(min=1)] = Recipe.epochs,
    rate: Annotated[float, typer.Option(help="Peak learning rate of the encoder; the heads' is ten times that.")] = (
        Recipe.rate
    ),
    seed: Annotated[int, typer.Option()] = Recipe.seed,
    window: Annotated[int, typer.Option(min=16, help="Word pieces that are read at a time.")] = Recipe.window,
    context: Annotated[int, typer.Option(min=0, help="Of these, repeated from the text before.")] = Recipe.context,
    vary: Annotated[float, typer.Option(min=0, max=1, help="Share of the articles given each change of style.")] = 0.1,
    hide: Annotated[float, typer.Option(min=0, max=1, help="Share of the word pieces hidden.")] = 0.0,
    whole: Annotated[bool, typer.Option("--whole", help="Export 32-bit weights, not 8-bit ones.")] = False,
    threads: Annotated[int, typer.Option(min=1, help="Threads; another number gives slightly other weights.")] = 2,
) -> None:
    """Train a network and write a model folder: weights, tokenizer, settings, figures and card."""
    if 3 * context >= window:
        raise InputError(f"--context {context} is a third of --window {window} or more; give less")
    torch.set_num_threads(threads)
    for needed in (work, *([lessons.parent] if lessons else [])):  # now rather than after hours
        try:
            needed.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{needed}: {error.strerror}; give another folder") from None
    folder = published.encoder(base, work)
    tokenizer = open_tokenizer(folder / TOKENIZER)
    documents = read_corpus(corpus / "train.jsonl", corpus / "train_mentions.jsonl")
    held = read_corpus(corpus / "dev.jsonl")
    examples = [example(document, tokenizer) for document in documents]
    recipe = Recipe(
        seed=seed,
        epochs=epochs,
        rate=rate,
        head_rate=10 * rate,
        window=window,
        context=context,
        base=base,
        layers=layers,
        start=_hash(start / CHECKPOINT) if start else "",
        heads=heads,
        inner=inner,
        around=around,
        vary=vary,
        hide=hide,
        corpus=_hash(corpus / "train.jsonl", corpus / "train_mentions.jsonl"),
        teacher=_hash(teacher) if teacher else "",
    )
    taught = load_lessons(teacher, [len(one.pieces) for one in examples], recipe.corpus) if teacher else None
    torch.manual_seed(seed)
    encoder = load_encoder(folder)
    if layers:
        del encoder.layers[layers:]
    network = Network(encoder)
    special = _special(tokenizer)
    if start:
        resume(network, torch.load(start / CHECKPOINT, weights_only=True)["network"])
    encoder.around = around or len(encoder.layers)
    if heads or inner:
        narrow(network, _some(examples, recipe, special), heads or encoder.shape.heads, inner or encoder.shape.inner)
    signs = Signs.of(tokenizer)
    moves = _INFORMATION * transitions(examples, lambda one: one.tags, TAGS) + _BONUS
    naming = NAMING * transitions(examples, lambda one: one.mentions, LABELS)

    def variants(epoch: int) -> list[tuple[Example, Floats | None]]:
        rng = np.random.default_rng((seed, epoch, 1))
        fresh = [varied(one, signs, rng, vary) for one in examples]
        return [
            (hidden(one, signs, rng, hide), followed(taught[i], order) if taught else None)
            for i, (one, order) in enumerate(fresh)
        ]

    def measured(epoch: int) -> None:
        reader = Reader(_settings(network, name, tokenizer, recipe, moves, naming), tokenizer, runner(network))
        _say(json.dumps({"epoch": epoch, **measure(reader, held).figures.summary()}))

    train(network, variants, special, recipe, work, report=_say, after_epoch=measured)
    settings = _settings(network, name, tokenizer, recipe, moves, naming)
    if lessons:
        own = _read(Reader(settings, tokenizer, runner(network)), examples)
        save_lessons(lessons, map(mean, own, taught) if taught else own, recipe.corpus)
    facts = {"articles": {"train": len(documents), "dev": len(held)}, "recipe": asdict(recipe)}
    pieces = folder / TOKENIZER
    result = finish(network, settings, pieces, held, facts, work=work, out=out, quantise=not whole, threads=threads)
    _say(json.dumps(result))


def _some(examples: Sequence[Example], recipe: Recipe, special: tuple[int, int]) -> Iterator[Batch]:
    """Windows by which to tell what matters in a network: of each article in fourteen, 320 at most."""
    few = examples[::_EVERY]
    for rows in batches(few, recipe, 0)[:_BATCHES]:
        yield collate([(few[i], window) for i, window in rows], special)


def _hash(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(file.read_bytes())
        except OSError as error:
            raise InputError(f"{file}: {error.strerror}") from None
    return digest.hexdigest()


def _read(reader: Reader, examples: Sequence[Example]) -> Iterator[Floats]:
    # Held open over all articles: what the network's own autocast casts is forgotten when the outermost ends, and
    # casting large weights anew for each window takes longer than the window.
    with torch.autocast("cpu", dtype=torch.bfloat16):
        for number, one in enumerate(examples):
            yield reader.scores(one.pieces)[0]
            if (number + 1) % 100 == 0:
                _say(f"{number + 1} of {len(examples)} articles read for the lessons")


def _settings(
    network: Network, name: str, tokenizer: Tokenizer, recipe: Recipe, moves: Floats, naming: Floats
) -> Settings:
    return Settings(
        name=name,
        window=recipe.window,
        context=recipe.context,
        special=_special(tokenizer),
        transitions=moves.round(4).tolist(),
        naming=naming.round(4).tolist(),
        nowhere=network.nowhere.tolist(),
        preferences=network.preferences.tolist(),
        confidence=[0.0] * len(SIGNALS),
    )


def _special(tokenizer: Tokenizer) -> tuple[int, int]:
    """The pieces that open and close a sequence."""
    opening, closing = tokenizer.encode("").ids
    return opening, closing


def _say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    run(main)
