"""The network that is trained: the encoder with its heads, and what it is to learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.model.bio import Floats
from quotes.model.features import CASES, DEPTHS, OPENINGS, Ints, Window
from quotes.model.links import PLACES, VECTORS, WIDTH, Relation, candidates, places
from quotes.model.reader import Answer, Run, framed
from quotes.model.tags import TAGS, Role, Tagged
from quotes.training.corpus import IGNORED, MENTIONS, Example
from quotes.training.encoder import Encoder

MENTION_TAGS = 1 + 2 * len(MENTIONS)


class Network(nn.Module):
    """The encoder and a linear layer for each head."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.shape.width
        self.encoder = encoder
        self.shapes = nn.ModuleList(nn.Embedding(len(codes), width) for codes in (CASES, DEPTHS, OPENINGS))
        for table in self.shapes:
            nn.init.zeros_(table.weight)
        self.tags = nn.Linear(width, TAGS)
        self.mentions = nn.Linear(width, MENTION_TAGS)
        self.links = nn.Linear(width, VECTORS)
        self.nowhere = nn.Parameter(torch.zeros(len(Relation), WIDTH))
        self.preferences = nn.Parameter(torch.zeros(len(Relation), PLACES))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, asked: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the tags, of the mentions, and link vectors, each `(batch, asked, ...)`; see `Encoder.forward`."""
        states = self.encoder(ids, self.features()[shapes], mask, asked)
        return self.tags(states), self.mentions(states), self.links(states)

    def features(self) -> Tensor:
        """One vector for each code of `Pieces.shapes`."""
        cases, depths, openings = (table.weight for table in self.shapes)
        table: Tensor = (cases[:, None, None] + depths[None, :, None] + openings[None, None, :]).flatten(0, 2)
        return table


def runner(network: Network) -> Run:
    """The network as a `quotes.model.reader.Reader` wants it, in bfloat16."""

    def run(ids: Ints, shapes: Ints, asked: Ints) -> Answer:
        pieces, codes, places = (torch.from_numpy(values).long()[None] for values in (ids, shapes, asked))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            tags, names, links = network(pieces, codes, torch.ones_like(pieces, dtype=torch.bool), places)
        return Answer(*(scores[0].float().numpy() for scores in (tags, links, names)))

    return run


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares of the losses; the hard tags have what `soft` leaves of 1.

    Attributes:
        soft: of the teacher's tags (Hinton, Vinyals and Dean 2015), where one teaches.
        temperature: at which they are compared.
    """

    links: float = 0.3
    mentions: float = 0.1
    soft: float = 0.7
    temperature: float = 2.0


@dataclass(frozen=True, slots=True)
class Questions:
    """What the contents of a batch ask: for their source, their cue, the content that they go on.

    Attributes:
        asking: for each question the window, the content's first and last among the pieces asked about there, and the
            relation, `(n, 4)`.
        answers: for each candidate its question, first and last piece, and place, `(m, 4)`.
        right: whether the candidate belongs to the same attribution, `(m,)`.
    """

    asking: Tensor
    answers: Tensor
    right: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length.

    Attributes:
        ids, shapes, mask, asked: as the network takes them, the two special pieces around each window included.
        tags, mentions: labels of what is asked about, `IGNORED` on padding and special pieces.
        soft: the teacher's scores of the tags there, where one teaches.
        questions: about the links.
    """

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    asked: Tensor
    tags: Tensor
    mentions: Tensor
    soft: Tensor | None
    questions: Questions


def collate(
    rows: Sequence[tuple[Example, Window]],
    special: tuple[int, int],
    soft: Sequence[Floats] | None = None,
) -> Batch:
    """Pad windows to a batch.

    Args:
        rows: examples and windows.
        special: ids of the pieces that open and close a sequence.
        soft: for each row the teacher's scores over the whole example.
    """
    length, most = 2 + max(w.end - w.start for _, w in rows), 1 + max(w.last - w.first for _, w in rows)
    ids = torch.zeros(len(rows), length, dtype=torch.long)
    shapes = torch.zeros_like(ids)
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    asked = torch.full((len(rows), most), -1)
    tags, mentions = torch.full_like(asked, IGNORED), torch.full_like(asked, IGNORED)
    taught = torch.zeros(len(rows), most, TAGS) if soft is not None else None
    for row, (one, w) in enumerate(rows):
        given = framed(one.pieces.ids[w.start : w.end], one.pieces.shapes[w.start : w.end], w, special)
        for column, values in zip((ids, shapes, asked), given, strict=True):
            column[row, : len(values)] = torch.from_numpy(values)
        mask[row, : len(given[0])] = True
        counting = slice(1, w.last - w.first + 1)
        tags[row, counting] = torch.from_numpy(one.tags[w.first : w.last]).long()
        mentions[row, counting] = torch.from_numpy(one.mentions[w.first : w.last]).long()
        if taught is not None and soft is not None:
            taught[row, counting] = torch.from_numpy(soft[row][w.first : w.last].astype(np.float32))
    return Batch(ids, shapes, mask, asked, tags, mentions, taught, questions(rows))


def questions(rows: Sequence[tuple[Example, Window]]) -> Questions:
    """The questions of the contents in each window's counting part; candidates lie there too."""
    asking: list[tuple[int, int, int, int]] = []
    answers: list[tuple[int, int, int, int]] = []
    right: list[bool] = []
    for row, (one, w) in enumerate(rows):
        shift = 1 - w.first
        spans = {role: [s.span for s in one.spans[role]] for role in Role}
        for content in one.spans[Role.CONTENT]:
            if not _counts(content.span, w):
                continue
            for relation in Relation:
                role = Role(relation)
                among = candidates(content.span, spans[role], relation)
                meant = {i for i in among if one.spans[role][i].attributions & content.attributions}
                here = {i for i in among if _counts(spans[role][i], w)}
                if meant and not meant & here:
                    continue  # "none" would be wrong
                for i, place in zip(among, places(content.span, spans[role], among), strict=True):
                    if i in here:
                        span = spans[role][i]
                        answers.append((len(asking), span.first + shift, span.last + shift, place))
                        right.append(i in meant)
                asking.append((row, content.span.first + shift, content.span.last + shift, relation))
    return Questions(
        torch.tensor(asking, dtype=torch.long).view(-1, 4),
        torch.tensor(answers, dtype=torch.long).view(-1, 4),
        torch.tensor(right, dtype=torch.bool),
    )


def _counts(span: Tagged, window: Window) -> bool:
    return window.first <= span.first and span.last < window.last


def link_scores(network: Network, vectors: Tensor, asked: Questions) -> tuple[Tensor, Tensor]:
    """Scores of "none" for each question, and of each candidate."""
    table = vectors.float().view(*vectors.shape[:2], 2, 2, len(Relation), WIDTH)
    row, first, last, relation = asked.asking.unbind(1)
    asking = table[row, first, 0, 0, relation] + table[row, last, 0, 1, relation]
    none = (asking * network.nowhere[relation]).sum(-1)
    question, first, last, place = asked.answers.unbind(1)
    row, relation = row[question], relation[question]
    answering = table[row, first, 1, 0, relation] + table[row, last, 1, 1, relation]
    return none, (asking[question] * answering).sum(-1) + network.preferences[relation, place]


def link_loss(network: Network, vectors: Tensor, asked: Questions) -> Tensor:
    """Mean over the questions of the negative log of the probability that the right answers share.

    The answers are the candidates and "none", which is right where no candidate is.
    """
    count = len(asked.asking)
    if not count:
        return vectors.sum() * 0
    none, scores = link_scores(network, vectors, asked)
    question = asked.answers[:, 0]
    answered = torch.zeros(count, dtype=torch.bool).index_put((question[asked.right],), torch.tensor(True))
    everything = _log_sum(torch.cat([none, scores]), torch.cat([torch.arange(count), question]), count)
    good = torch.cat([none[~answered], scores[asked.right]])
    at = torch.cat([torch.arange(count)[~answered], question[asked.right]])
    return (everything - _log_sum(good, at, count)).mean()


def _log_sum(scores: Tensor, group: Tensor, count: int) -> Tensor:
    """Log of the sum of the exponentials of each group's scores."""
    top = torch.full((count,), -torch.inf).scatter_reduce(0, group, scores.detach(), "amax")
    return top + torch.zeros(count).index_add(0, group, (scores - top[group]).exp()).log()


def loss(network: Network, batch: Batch, weights: Weights) -> Tensor:
    """What training makes small: the sum of the heads' losses."""
    tags, mentions, vectors = network(batch.ids, batch.shapes, batch.mask, batch.asked)
    total = functional.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED)
    if batch.soft is not None:
        counted = batch.tags != IGNORED
        heat = weights.temperature
        told = functional.log_softmax(tags.float()[counted] / heat, dim=-1)
        taught = functional.softmax(batch.soft[counted] / heat, dim=-1)
        soft = functional.kl_div(told, taught, reduction="batchmean") * heat * heat
        total = (1 - weights.soft) * total + weights.soft * soft
    total = total + weights.links * link_loss(network, vectors, batch.questions)
    if (batch.mentions != IGNORED).any():
        named = functional.cross_entropy(mentions.float().flatten(0, 1), batch.mentions.flatten(), ignore_index=IGNORED)
        total = total + weights.mentions * named
    return total
