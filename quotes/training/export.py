"""A trained network to a model folder that runs without PyTorch."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from quotes.model.bio import Floats
from quotes.model.reader import Answer
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

    def forward(self, ids: Tensor, shapes: Tensor, asked: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        encoder = self.network.encoder
        states = encoder.embedded(ids, self.features(shapes))
        bias = encoder.preference(ids.shape[1])
        for number, layer in enumerate(encoder.layers, start=1):
            query, key, value = layer.into(states).chunk(3, dim=-1)
            if number == encoder.around:
                query, states = (rows.index_select(1, asked) for rows in (query, states))
            if bias is None:
                mixed = _Attention.apply(query, key, value, layer.heads)
            else:
                rows = bias.index_select(2, asked) if number == encoder.around else bias
                mixed = _BiasedAttention.apply(query, key, value, rows, layer.heads)
                bias = rows.index_select(3, asked) if number == encoder.around else bias
            states = layer.after(states, mixed)
        return self.network.tags(states), self.network.links(states), self.network.mentions(states)


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
        pieces = torch.ones(1, 8, dtype=torch.int32)
        example = pieces, pieces, torch.arange(6, dtype=torch.int32)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter tells of its own future and of shapes that are constant
            torch.onnx.export(
                _Exported(network).eval(),
                example,
                str(whole),
                input_names=["ids", "shapes", "asked"],
                output_names=list(Answer._fields),
                dynamic_axes={
                    "asked": {0: "asked"},
                    **{name: {1: "length"} for name in ("ids", "shapes")},
                    **{name: {1: "asked"} for name in Answer._fields},
                },
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
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared, rough = whole.with_suffix(".prepared.onnx"), whole.with_suffix(".rough.onnx")
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(rough), per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(str(rough))
    _without_overflow(model, onnx.load(str(prepared)))
    onnx.save(model, str(path))


def _without_overflow(model: Any, whole: Any) -> None:
    """Choose scales for the matrices at which the 8-bit products overflow on no processor.

    Those without VNNI or its like add the products of two neighbouring rows in 16 bits, which saturate: two weights of
    one sign may come to 128 together. Fitting each channel to that costs a third of a bit; the usual remedy, seven
    bits for all, costs one.

    Args:
        model: in 8 bits, changed in place.
        whole: the same in 32 bits.
    """
    from onnx.numpy_helper import from_array, to_array

    held = {tensor.name: tensor for tensor in model.graph.initializer}
    exact = {tensor.name: to_array(tensor) for tensor in whole.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            weights, scales = scaled(exact[name])
            held[f"{name}_quantized"].CopyFrom(from_array(weights, f"{name}_quantized"))
            held[f"{name}_scale"].CopyFrom(from_array(scales, f"{name}_scale"))


def scaled(matrix: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A matrix in 8 bits, one scale for each column; neighbouring rows of one sign come to 128 at most.

    Args:
        matrix: `(rows, columns)`.

    Returns:
        Weights, in [-127, 127], and scales, `(columns,)`.
    """
    even, odd = matrix[0::2], matrix[1::2]
    pairs = len(odd)
    alone = np.abs(matrix).max(axis=0)
    together = np.abs(even[:pairs] + odd).max(axis=0, initial=0)
    scales = np.maximum(np.maximum(alone, together), 1e-30).astype(np.float32) / np.float32(127)
    return np.rint(matrix / scales).astype(np.int8), scales
