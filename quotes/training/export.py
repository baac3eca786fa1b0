"""A trained network to a model folder that runs without PyTorch."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from quotes.model.session import NETWORK, SETTINGS, TOKENIZER
from quotes.model.settings import Settings
from quotes.training.network import Network


class _Attention(torch.autograd.Function):
    """Attention as the one operator that ONNX Runtime has for it, some 6 % faster than its parts."""

    @staticmethod
    def forward(context: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return query.clone()  # of the right shape, which is all that tracing asks for

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        mixed.setType(query.type())
        return mixed


class _BiasedAttention(torch.autograd.Function):
    """The same with numbers added to the attention scores, `(1, heads, length, length)`."""

    @staticmethod
    def forward(context: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor, heads: int) -> Tensor:
        return query.clone()

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, bias: Any, heads: int) -> Any:
        absent = graph.op("prim::Constant")
        absent.setType(torch._C.OptionalType.ofTensor())
        mixed = graph.op(
            "com.microsoft::MultiHeadAttention", query, key, value, absent, absent, bias, num_heads_i=heads
        )
        mixed.setType(query.type())
        return mixed


class _Exported(nn.Module):
    """One window through the encoder and the heads that reading needs; nothing is padded, so nothing is masked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.features = nn.Embedding.from_pretrained(network.features().detach())

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.network.encoder
        states = encoder.embedded(ids, self.features(shapes))
        bias = encoder.preference(ids.shape[1])
        for layer in encoder.layers:
            query, key, value = layer.into(states).chunk(3, dim=-1)
            if bias is None:
                mixed = _Attention.apply(query, key, value, layer.heads)
            else:
                mixed = _BiasedAttention.apply(query, key, value, bias, layer.heads)
            states = layer.after(states, mixed)
        return self.network.tags(states), self.network.links(states)


def export(network: Network, settings: Settings, tokenizer: Path, folder: Path, *, quantise: bool) -> None:
    """Write a model folder.

    Args:
        network: trained.
        settings: that belong to it.
        tokenizer: the tokenizer's file.
        folder: made if need be.
        quantise: weights in 8 bits, one scale for each output channel; activations get theirs while running.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / NETWORK
        example = tuple(torch.ones(1, 8, dtype=torch.int32) for _ in range(2))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter tells of its own future and of shapes that are constant
            torch.onnx.export(
                _Exported(network).eval(),
                example,
                str(whole),
                input_names=["ids", "shapes"],
                output_names=["tags", "links"],
                dynamic_axes={name: {1: "length"} for name in ("ids", "shapes", "tags", "links")},
                opset_version=17,
                custom_opsets={"com.microsoft": 1},
                dynamo=False,
            )
        if quantise:
            _quantise(whole, folder / NETWORK)
        else:
            shutil.copyfile(whole, folder / NETWORK)
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    settings.save(folder / SETTINGS)


def _quantise(whole: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = whole.with_suffix(".prepared.onnx")
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(path), per_channel=True, weight_type=QuantType.QInt8)
