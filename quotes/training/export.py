"""A trained network to a model folder that runs without PyTorch."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from quotes.model.session import NETWORK, SETTINGS, TOKENIZER
from quotes.model.settings import Settings
from quotes.training.network import Network


class _Exported(nn.Module):
    """The heads that reading needs, the feature tables folded into one."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.features = nn.Embedding.from_pretrained(network.features().detach())

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.network.encoder(ids, self.features(shapes), mask.bool())
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
        example = tuple(torch.ones(2, 8, dtype=torch.int32) for _ in range(3))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the exporter tells of its own future and of shapes that are constant
            torch.onnx.export(
                _Exported(network).eval(),
                example,
                str(whole),
                input_names=["ids", "shapes", "mask"],
                output_names=["tags", "links"],
                dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "shapes", "mask", "tags", "links")},
                opset_version=17,
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
