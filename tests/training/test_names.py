"""Fitting the layer that finds names: it learns, and writing it touches nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed; pip install 'quotes-attribution[train]'")
pytest.importorskip("onnx", reason="onnx is not installed; pip install 'quotes-attribution[train]'")

import onnxruntime

from quotes.model.names import LABELS
from quotes.model.session import NETWORK, PACKAGED, SETTINGS, TOKENIZER, tokenizer
from quotes.model.settings import Settings
from quotes.records import Span
from quotes.training.corpus import Document, example
from quotes.training.names import agreement, fit, states, write

TEXT = "Ida Dahl of Orsk wrote to the Nordic Council. She rows."
MENTIONS = ((Span(0, 8), "PERSON"), (Span(12, 16), "LOCATION"), (Span(30, 44), "ORGANIZATION"))
TOKENS = tokenizer(PACKAGED / TOKENIZER)
EXAMPLE = example(Document("one", TEXT, (), MENTIONS), TOKENS)


@pytest.fixture
def network(tmp_path: Path) -> Path:
    return Path(shutil.copy(PACKAGED / NETWORK, tmp_path / NETWORK))


def _outputs(network: Path) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])
    cut = EXAMPLE.pieces
    names = [output.name for output in session.get_outputs()]
    inputs = {"ids": np.array([cut.ids], np.int32), "shapes": np.array([cut.shapes], np.int32)}
    inputs["asked"] = np.arange(len(cut), dtype=np.int32)
    return dict(zip(names, session.run(names, inputs), strict=True))


def test_a_layer_that_was_fitted_tells_the_labels_apart() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, LABELS, 60_000)
    inputs = rng.normal(size=(60_000, 16)) + 6 * np.eye(LABELS, 16)[labels]
    weight, bias = fit(inputs.astype(np.float16), labels)
    assert (weight.shape, bias.shape) == ((16, LABELS), (LABELS,))
    assert ((inputs @ weight + bias).argmax(1) == labels).mean() > 0.98


def test_equal_data_give_an_equal_layer() -> None:
    inputs = np.random.default_rng(2).normal(size=(300, 8)).astype(np.float16)
    labels = np.arange(300) % LABELS
    (one, _), (other, _) = fit(inputs, labels), fit(inputs, labels)
    np.testing.assert_array_equal(one, other)


def test_writing_a_layer_changes_the_names_and_nothing_else(network: Path) -> None:
    before = _outputs(network)
    settings = Settings.load(PACKAGED / SETTINGS)
    (last,) = states(network, settings, [EXAMPLE.pieces])
    assert last.shape[0] == len(EXAMPLE.pieces)
    rng = np.random.default_rng(3)
    weight = rng.normal(size=(last.shape[1], LABELS)).astype(np.float32)
    bias = np.arange(LABELS, dtype=np.float32)
    for _ in range(2):  # a second time in place of the first
        write(network, weight, bias)
    after = _outputs(network)
    assert after.keys() == before.keys()
    for name in before.keys() - {"names"}:
        np.testing.assert_array_equal(after[name], before[name])
    (again,) = states(network, settings, [EXAMPLE.pieces])
    np.testing.assert_array_equal(again, last)
    assert not np.allclose(after["names"], before["names"])


def test_a_layer_of_any_making_is_taken_out(network: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    model = onnx.load(str(network))
    for node in model.graph.node:
        node.name = node.name.replace("names", "other")
        for row in (node.input, node.output):
            row[:] = [name.replace("names.", "other.") for name in row]
    for tensor in model.graph.initializer:
        tensor.name = tensor.name.replace("names.", "other.")
    onnx.save(model, str(network))
    before = _outputs(network)
    width = before["links"].shape[-1]
    (last,) = states(network, Settings.load(PACKAGED / SETTINGS), [EXAMPLE.pieces])
    write(network, np.zeros((last.shape[1], LABELS), np.float32), np.ones(LABELS, np.float32))
    after = _outputs(network)
    assert after["links"].shape[-1] == width
    np.testing.assert_array_equal(after["tags"], before["tags"])
    np.testing.assert_array_equal(after["names"], np.ones_like(before["names"]))
    assert not any("other" in tensor.name for tensor in onnx.load(str(network)).graph.initializer)


def test_agreement_counts_names_with_equal_ends() -> None:
    said = np.zeros((len(EXAMPLE.pieces), LABELS), np.float32)
    heads = np.flatnonzero(EXAMPLE.mentions >= 0)
    said[heads, EXAMPLE.mentions[heads]] = 9
    moves = np.zeros((LABELS, LABELS), np.float32)
    whole = agreement([EXAMPLE], [said], moves)
    assert (whole["person"], whole["organisation"], whole["place"], whole["other"]) == (100, 100, 100, 0)
    nothing = np.zeros_like(said)
    nothing[:, 0] = 9
    assert agreement([EXAMPLE], [nothing], moves)["person"] == 0
    # One of two articles lacks the person: precision 1, recall 1/2.
    half = agreement([EXAMPLE, replace(EXAMPLE)], [said, nothing], moves)
    assert half["person"] == pytest.approx(66.7)
