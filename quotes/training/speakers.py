"""Learn which candidate a source means, from articles whose sources are tied to names by hand.

    python -m quotes.training.speakers --corpus PolNeAR

A log-linear model over the features of `quotes.resolve.candidates` (a conditional logit: softmax over the candidates of
one source), fitted by L-BFGS with an L2 penalty. The gold tells who was quoted before. Descriptions are rare, so the
named sources of people with a known role are read once more as if only the role stood there, with less weight.
Five-fold cross-validation over the articles gives the figures; the weights that are written are those of all articles.
Takes a minute.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import torch
import typer

from quotes.errors import InputError
from quotes.extract import extract
from quotes.marks import kind_of, quotations
from quotes.model.session import PACKAGED, load
from quotes.names import body_key, same_person
from quotes.offices import roles_of
from quotes.read.plain import read_plain
from quotes.records import Quote, Span
from quotes.resolve import WEIGHTS, choose, contents_of, in_order, view_of
from quotes.resolve.candidates import candidates, is_speech
from quotes.resolve.cast import Cast
from quotes.resolve.entities import Entity
from quotes.resolve.sources import Source
from quotes.resolve.view import Candidate, History, View
from quotes.training.command import run
from quotes.training.corpus import Document, read_corpus

FOLDS = 5
MENTIONS = ("name", "pronoun", "nominal", "possessive")
# Chosen by cross-validation among 0.03, 0.05, 0.06 and 0.15 a feature; they differ by a few sources.
_PENALTY = 0.5
# Of a source that is read again as a description.
_AGAIN = 0.3
_LONGEST_ROLE = 5
# What somebody says or writes is theirs ("Vale's message", "a Kremlin statement"), and "I" is who is quoted. The labels
# are of two minds on the first and have little of the second, so these weights are set by hand, to outweigh the rest.
# "He" is no woman, whoever was quoted last. The labels have few articles about two people of one family name: there the
# one is meant who was quoted last, or named in full in this sentence or the one before.
_CERTAIN = {
    "he:genderFalse": -3.5,
    "in:speech": 3.0,
    "i:enclosing": 5.0,
    "bearer:spokeTrue": 1.5,
    "bearer:spokeFalse": -1.5,
    "bearer:nearTrue": 2.0,
    "bearer:nearFalse": -2.0,
}


@dataclass(frozen=True, slots=True)
class Label:
    """Whom a source means: the name as the article gives it, several joined by " & ", None where it names nobody.

    Attributes:
        mention: "name", "pronoun", "nominal", "possessive" or "none".
    """

    name: str | None
    mention: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with the quotes whose sources are labelled, in the order of the labels."""

    cast: Cast
    quotes: list[Quote]
    labels: list[Label]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one source, those that are right, and how much it counts."""

    among: list[Candidate]
    right: list[bool]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was chosen for a source: right or not, how sure."""

    label: Label
    right: bool
    sure: float
    named: bool


def read_labels(path: Path) -> dict[str, dict[int, Label]]:
    """Read a file of labelled articles, JSON Lines: by article, by number of the attribution.

    Raises:
        InputError: no such file, or a line that is not as described.
    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        return {
            line["id"]: {s["attribution"]: Label(s["speaker"], s["mention"]) for s in line["speakers"]}
            for line in lines
        }
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; give the folder with the corpus") from None
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not labels of speakers ({error}); give the folder with the corpus") from None


def annotated(document: Document, labels: Mapping[int, Label], model: Path) -> Labelled:
    """An article with the gold quotes whose sources are labelled, its names found by a model."""
    article = read_plain(document.text, document.id)
    names = extract(article, load(model)).names
    found = quotations(article.text, article.blocks)
    quotes, kept = [], []
    for number, gold in enumerate(document.attributions):
        if gold.content and gold.source and number in labels:
            quotes.append(Quote(gold.content, gold.source, gold.cue, kind_of(article.text, gold.content, found)))
            kept.append(labels[number])
    return Labelled(Cast(article, names), quotes, kept)


def is_right(candidate: Candidate, label: Label) -> bool:
    """Whether a candidate names nobody but whom the label names, and nobody where it names nobody."""
    if label.name is None or not candidate.entities:
        return label.name is None and not candidate.entities
    return all(any(_means(e, name) for name in label.name.split(" & ")) for e in candidate.entities)


def _means(entity: Entity, name: str) -> bool:
    if entity.person:
        return same_person(entity.name, name)
    one, other = body_key(entity.name).split(), body_key(name).split()
    return one == other or bool(one and other and one[-1] == other[-1] and one[0][:1] == other[0][:1])


def _best(among: Sequence[Candidate], label: Label) -> list[bool]:
    """The right candidates; of those for several people, the ones that name the most of them."""
    right = [is_right(one, label) for one in among]
    most = max((len(one.entities) for one, ok in zip(among, right, strict=True) if ok), default=0)
    return [ok and len(one.entities) == most for one, ok in zip(among, right, strict=True)]


def choices(one: Labelled) -> Iterator[Choice]:
    """What is to be learnt from an article; sources whose name is no candidate are left out."""
    history, contents = History(), contents_of(one.quotes)
    for number in in_order(one.quotes):
        quote, label = one.quotes[number], one.labels[number]
        among = candidates(view_of(one.cast, quote, history, contents))
        right = _best(among, label)
        if label.name is None and any(map(is_speech, among)):
            continue
        if any(right):
            yield Choice(among, right)
            speakers = among[right.index(True)].entities
            if label.mention == "name" and len(speakers) == 1:
                yield from _again(one.cast, quote, history, contents, speakers[0], label, number)
            history.add(quote, speakers)
        else:
            history.add(quote, ())


def _again(
    cast: Cast, quote: Quote, history: History, contents: Sequence[Span], speaker: Entity, label: Label, number: int
) -> Iterator[Choice]:
    """A named source read as if only a role or an office of the person stood there."""
    if not speaker.person:
        return
    roles = [role for role in speaker.roles if len(role.split()) <= _LONGEST_ROLE and " of " not in role]
    for said in (roles, [*chain(*roles_of(speaker.name, cast.published))]):
        if said:
            source = Source.read(f"the {said[number % len(said)]}")
            among = candidates(View(cast, quote, source, history, contents, bare=True))
            right = _best(among, label)
            if any(right):
                yield Choice(among, right, _AGAIN)


def fit(learnt: Sequence[Choice]) -> dict[str, float]:
    """Weights that make the right candidates likely: the penalised maximum of the mean log probability."""
    index: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    source: list[int] = []
    right: list[bool] = []
    for number, choice in enumerate(learnt):
        for one, ok in zip(choice.among, choice.right, strict=True):
            for feature in one.features:
                rows.append(len(source))
                columns.append(index.setdefault(feature, len(index)))
            source.append(number)
            right.append(ok)
    table = torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.ones(len(rows)), (len(source), len(index)), check_invariants=True
    ).coalesce()
    of, good = torch.tensor(source), torch.tensor(right)
    counts = torch.tensor([choice.weight for choice in learnt])
    weights = torch.zeros(len(index), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=150, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        scores = torch.sparse.mm(table, weights[:, None])[:, 0]
        top = torch.full((len(learnt),), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
        powers = torch.exp(scores - top[of])
        whole = torch.zeros(len(learnt)).scatter_add(0, of, powers)
        part = torch.zeros(len(learnt)).scatter_add(0, of, powers * good)
        return (-(torch.log(part / whole) * counts).sum() + _PENALTY * (weights * weights).sum()) / len(learnt)

    def step() -> float:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return float(value.detach())

    optimiser.step(step)
    values = weights.detach().tolist()
    learnt_ones = {feature: round(values[at], 3) for feature, at in sorted(index.items()) if abs(values[at]) > 0.005}
    return {**learnt_ones, **_CERTAIN}


def outcomes(one: Labelled, weights: Mapping[str, float]) -> Iterator[Outcome]:
    """What is chosen for each source of an article, each choice hanging on those before it."""
    history, contents = History(), contents_of(one.quotes)
    for number in in_order(one.quotes):
        quote, label = one.quotes[number], one.labels[number]
        best, sure = choose(candidates(view_of(one.cast, quote, history, contents)), weights)
        history.add(quote, best.entities)
        yield Outcome(label, is_right(best, label), sure, bool(best.entities))


def summary(found: Sequence[Outcome]) -> dict[str, Any]:
    """Shares of right answers by kind of mention, of named and unnamed sources, each with its count, in percent;
    and the expected calibration error: the mean difference between share and probability over ten bins, weighted."""
    named = [o for o in found if o.label.name is not None]
    sorts = {kind: [o for o in named if o.label.mention == kind] for kind in MENTIONS}
    sorts |= {"named": named, "unnamed": [o for o in found if o.label.name is None]}
    figures: dict[str, Any] = {
        sort: [round(100 * sum(o.right for o in of) / max(1, len(of)), 1), len(of)] for sort, of in sorts.items()
    }
    bins: dict[int, list[Outcome]] = {}
    for one in found:
        bins.setdefault(min(9, int(10 * one.sure)), []).append(one)
    figures["reliability"] = {
        f"{low / 10:.1f}": [round(sum(o.right for o in of) / len(of), 2), len(of)] for low, of in sorted(bins.items())
    }
    gaps = (abs(sum(o.right for o in of) - sum(o.sure for o in of)) for of in bins.values())
    figures["calibration_error"] = round(sum(gaps) / max(1, len(found)), 3)
    return figures


def main(
    corpus: Annotated[Path, typer.Option(help="Folder with PolNeAR's train, dev and *_speakers.jsonl.")],
    model: Annotated[Path, typer.Option(help="Model that finds the names.")] = PACKAGED,
    out: Annotated[Path, typer.Option(help="File for the weights.")] = WEIGHTS,
    least: Annotated[float, typer.Option(help="Probability below which a source means nobody.")] = 0.0,
) -> None:
    """Cross-validate, learn from all training articles, measure on the development articles, write the weights."""
    torch.manual_seed(0)
    train, dev = (_annotated(corpus, split, model) for split in ("train", "dev"))
    learnt = [list(choices(one)) for one in train]
    crossed: list[Outcome] = []
    for fold in range(FOLDS):
        kept = [choice for number, one in enumerate(learnt) if number % FOLDS != fold for choice in one]
        weights = {**fit(kept), "least": least}
        crossed += [o for number, one in enumerate(train) if number % FOLDS == fold for o in outcomes(one, weights)]
    weights = {**fit([choice for one in learnt for choice in one]), "least": least}
    held = [outcome for one in dev for outcome in outcomes(one, weights)]
    print(json.dumps({"cross-validated": summary(crossed), "development": summary(held)}, indent=1))
    out.write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")


def _annotated(corpus: Path, split: str, model: Path) -> list[Labelled]:
    labels = read_labels(corpus / f"{split}_speakers.jsonl")
    documents = read_corpus(corpus / f"{split}.jsonl")
    return [annotated(document, labels[document.id], model) for document in documents if document.id in labels]


if __name__ == "__main__":
    run(main)
