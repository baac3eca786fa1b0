"""The transformer encoder in PyTorch, and the published weights that it starts from.

Two families share it: BERT (Devlin et al. 2019; here MiniLM, Wang et al. 2020) with absolute positions, and MPNet
(Song et al. 2020), which adds a learnt preference for relative positions to the attention scores.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from quotes.errors import InputError


@dataclass(frozen=True, slots=True)
class Shape:
    """Measures of an encoder.

    Attributes:
        buckets: of relative distance, 0 for none (BERT).
        offset: of the first position in the table of positions.
    """

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    buckets: int = 0
    offset: int = 0
    dropout: float = 0.1


class _Layer(nn.Module):
    """Self-attention and feed-forward, each followed by a norm over the sum (post-norm)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.head = shape.width // shape.heads
        self.dropout = shape.dropout
        self.into = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor, asked: Tensor | None = None) -> Tensor:
        """States of the pieces at some places, all if None; they look at all."""
        into = self.into(states).unflatten(-1, (3, self.heads, self.head))
        query, key, value = into.permute(2, 0, 3, 1, 4)
        if asked is not None:
            query, states = at(query, asked[:, None]), at(states, asked)
        # No dropout on the attention: on a CPU its random numbers cost as much as the attention itself.
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return self.after(states, mixed.transpose(1, 2).flatten(2))

    def after(self, states: Tensor, mixed: Tensor) -> Tensor:
        """What follows the attention."""
        states = self.norm(states + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(states)))
        return self.last_norm(states + functional.dropout(inner, self.dropout, self.training))

    def keep(self, heads: Tensor, inner: Tensor) -> None:
        """Keep some of the heads of attention and of the inner units, by their places; the others go."""
        places = torch.arange(self.heads * self.head).view(self.heads, self.head)[heads].flatten()
        parts = torch.cat([places + part * self.heads * self.head for part in range(3)])
        self.into = _cut(self.into, rows=parts)
        self.out = _cut(self.out, columns=places)
        self.up = _cut(self.up, rows=inner)
        self.down = _cut(self.down, columns=inner)
        self.heads = len(heads)


def _cut(layer: nn.Linear, *, rows: Tensor | None = None, columns: Tensor | None = None) -> nn.Linear:
    """A linear layer with some of its outputs, or of its inputs."""
    weight, bias = layer.weight.detach(), layer.bias.detach()
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
    return made


def at(values: Tensor, places: Tensor) -> Tensor:
    """Rows of `(..., length, width)` at places, `(..., asked)`; where either has one for all, it is given to all."""
    shape = torch.broadcast_shapes(values.shape[:-2], places.shape[:-1])
    chosen = places.expand(*shape, places.shape[-1])[..., None].expand(*shape, places.shape[-1], values.shape[-1])
    return values.expand(*shape, *values.shape[-2:]).gather(-2, chosen)


def _closed(shut: Tensor) -> Tensor:
    """What is added to the attention scores so that nothing looks at what is shut, `(batch, length)`."""
    return torch.zeros(shut.shape).masked_fill(shut, -1e4)[:, None, None, :]


class Encoder(nn.Module):
    """Word pieces and a feature vector each to states.

    Attributes:
        around: so many of the lowest layers see the context; the last of them hands on what is asked about alone.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.around = shape.layers
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.relative = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, asked: Tensor) -> Tensor:
        """States.

        Args:
            ids: `(batch, length)`.
            features: added to the embeddings, `(batch, length, width)`.
            mask: true on what is no padding, `(batch, length)`.
            asked: places of the pieces that are asked about, `(batch, asked)`; -1 behind the last.

        Returns:
            `(batch, asked, width)`.
        """
        states, places = self.embedded(ids, features), asked.clamp(min=0)
        bias, preference = _closed(~mask), self.preference(ids.shape[1])
        if preference is not None:
            bias = bias + preference
        for layer in self.layers[: self.around - 1]:
            states = layer(states, bias)
        if preference is not None:
            bias = at(bias, places[:, None])
        states = self.layers[self.around - 1](states, bias, places)
        bias = _closed(asked < 0)
        if preference is not None:
            bias = bias + at(at(preference, places[:, None]).mT, places[:, None]).mT
        for layer in self.layers[self.around :]:
            states = layer(states, bias)
        return states

    def embedded(self, ids: Tensor, features: Tensor) -> Tensor:
        """What the first layer gets."""
        positions = self.positions(torch.arange(ids.shape[1]) + self.shape.offset)
        return functional.dropout(self.norm(self.words(ids) + positions + features), self.shape.dropout, self.training)

    def preference(self, length: int) -> Tensor | None:
        """What is added to the attention scores for relative positions, `(1, heads, length, length)`."""
        if self.relative is None:
            return None
        return self.relative(_buckets(length, self.shape.buckets)).permute(2, 0, 1)[None]


def _buckets(length: int, count: int) -> Tensor:
    """Relative distance to bucket as in T5 (Raffel et al. 2020): half of them exact, the rest logarithmic to 128."""
    at = torch.arange(length)
    away = at[:, None] - at[None, :]
    half = count // 2
    side = (away < 0).long() * half
    away = away.abs()
    exact = half // 2
    far = exact + (torch.log(away.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
    return side + torch.where(away < exact, away, far.clamp(max=half - 1))


def load(folder: Path) -> Encoder:
    """An encoder with published weights.

    Args:
        folder: with `config.json` and `model.safetensors` as Hugging Face names them, of a BERT or an MPNet.

    Raises:
        InputError: the folder lacks a file, or holds another family.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
        family = config.get("model_type")
        if family not in ("bert", "mpnet"):
            raise InputError(f"{folder}: an encoder of type {family!r}; BERT and MPNet are known")
        return _built(config, {name.removeprefix(f"{family}."): value.float() for name, value in weights.items()})
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise InputError(f"{folder}: no weights of an encoder ({str(error)[:200]})") from None


def _built(config: dict[str, Any], weights: dict[str, Tensor]) -> Encoder:
    relative = config["model_type"] == "mpnet"
    shape = Shape(
        vocabulary=config["vocab_size"],
        width=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
        buckets=config["relative_attention_num_buckets"] if relative else 0,
        offset=config["pad_token_id"] + 1 if relative else 0,
        dropout=config["hidden_dropout_prob"],
    )
    encoder = Encoder(shape)
    encoder.load_state_dict(_renamed(weights, shape))
    return encoder


def _renamed(weights: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """The names of this module for those of Hugging Face's BERT or MPNet."""
    named = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        **_pair("norm", weights, "embeddings.LayerNorm"),
    }
    if shape.buckets:
        named["relative.weight"] = weights["encoder.relative_attention_bias.weight"]
        query, out, norm = "attention.attn.{}", "attention.attn.o", "attention.LayerNorm"
        letters = ("q", "k", "v")
    else:
        # Every piece is of the first segment; its vector is the same everywhere.
        named["positions.weight"] = named["positions.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        query, out, norm = "attention.self.{}", "attention.output.dense", "attention.output.LayerNorm"
        letters = ("query", "key", "value")
    for number in range(shape.layers):
        old, new = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            named[f"{new}into.{kind}"] = torch.cat([weights[f"{old}{query.format(x)}.{kind}"] for x in letters])
        named |= _pair(f"{new}out", weights, old + out)
        named |= _pair(f"{new}norm", weights, old + norm)
        named |= _pair(f"{new}up", weights, f"{old}intermediate.dense")
        named |= _pair(f"{new}down", weights, f"{old}output.dense")
        named |= _pair(f"{new}last_norm", weights, f"{old}output.LayerNorm")
    return named


def _pair(new: str, weights: dict[str, Tensor], old: str) -> dict[str, Tensor]:
    return {f"{new}.{kind}": weights[f"{old}.{kind}"] for kind in ("weight", "bias")}
