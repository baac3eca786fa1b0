"""Training on a toy: it learns, and an interrupted run ends as one that was not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed; pip install 'quotes-attribution[train]'")
pytest.importorskip("safetensors", reason="safetensors is not installed; pip install 'quotes-attribution[train]'")


from quotes.errors import InputError  # noqa: E402
from quotes.model.confidence import SIGNALS  # noqa: E402
from quotes.model.features import Pieces, Window  # noqa: E402
from quotes.model.names import LABELS  # noqa: E402
from quotes.model.reader import Reader, framed  # noqa: E402
from quotes.model.session import NETWORK, PACKAGED, TOKENIZER, load, session, tokenizer  # noqa: E402
from quotes.model.settings import Settings  # noqa: E402
from quotes.model.tags import TAGS  # noqa: E402
from quotes.records import Span  # noqa: E402
from quotes.training.corpus import Document, Gold, example, transitions  # noqa: E402
from quotes.training.encoder import Encoder, Shape  # noqa: E402
from quotes.training.evaluate import measure  # noqa: E402
from quotes.training.export import export, scaled  # noqa: E402
from quotes.training.loop import Recipe, train  # noqa: E402
from quotes.training.network import Network, collate, runner  # noqa: E402

TOKENS = tokenizer(PACKAGED / TOKENIZER)
SPECIAL = tuple(TOKENS.encode("").ids)
TOY = Recipe(epochs=2, batch=4, window=32, context=4, rate=2e-3, head_rate=5e-3)


def _documents() -> list[Document]:
    names, verbs = ("Ida Dahl", "Orsk", "the mayor", "he"), ("said", "added", "wrote", "noted")
    found = []
    for name in names:
        for verb in verbs:
            text = f"“We row all day and night,” {name} {verb}. The boats went out to sea in the early morning."
            end = text.index("”") + 1
            source, cue = Span(end + 1, end + 1 + len(name)), Span(end + 2 + len(name), end + 2 + len(name + verb))
            found.append(Document(text, text, (Gold((source,), (cue,), (Span(0, end),)),)))
    return found


EXAMPLES = [example(document, TOKENS) for document in _documents()]


def _network() -> Network:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    return Network(Encoder(Shape(30522, 32, 2, 2, 64, 64, 1e-12)))


def _train(network: Network, folder: Path, recipe: Recipe = TOY, *, taught: bool = False, **more: object) -> None:
    pairs = [(one, np.zeros((len(one.pieces), TAGS), np.float32) if taught else None) for one in EXAMPLES]
    train(network, lambda epoch: pairs, SPECIAL, recipe, folder, **{"report": lambda message: None, **more})


def _settings(network: Network) -> Settings:
    nowhere, preferences = network.nowhere.tolist(), network.preferences.tolist()
    moves = transitions(EXAMPLES, lambda one: one.tags, TAGS).tolist()
    naming = transitions(EXAMPLES, lambda one: one.mentions, LABELS).tolist()
    return Settings("toy", TOY.window, TOY.context, SPECIAL, moves, naming, nowhere, preferences, [0.0] * len(SIGNALS))


def _window(cut: Pieces) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return framed(cut.ids, cut.shapes, Window(0, len(cut), 0, len(cut)), SPECIAL)


def _exact(network: Network, *window: np.ndarray) -> list[np.ndarray]:
    """What a network says of a window in 32 bits: tags, links, names."""
    ids, shapes, asked = (torch.tensor(values)[None].long() for values in window)
    with torch.no_grad():
        tags, names, links = network(ids, shapes, torch.ones_like(ids) > 0, asked)
    return [scores[0].numpy() for scores in (tags, links, names)]


class _PulledPlugError(Exception):
    pass


def test_an_interrupted_run_ends_with_the_same_weights(tmp_path: Path) -> None:
    whole = _network()
    _train(whole, tmp_path / "whole", every=3)

    def stop(message: str) -> None:
        if "step 6 " in message:
            raise _PulledPlugError

    half = _network()
    with pytest.raises(_PulledPlugError):
        _train(half, tmp_path / "half", every=3, report=stop)
    resumed = _network()
    torch.manual_seed(77)
    _train(resumed, tmp_path / "half", every=3)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_another_recipe_does_not_go_on(tmp_path: Path) -> None:
    _train(_network(), tmp_path)
    with pytest.raises(InputError, match="another recipe"):
        _train(_network(), tmp_path, replace(TOY, seed=2))


def test_it_learns_and_the_export_says_the_same(tmp_path: Path) -> None:
    network = _network()
    _train(network, tmp_path / "work", replace(TOY, epochs=40))
    figures = measure(Reader(_settings(network), TOKENS, runner(network)), _documents()).figures.summary()
    assert figures["overlap"] > 90
    export(network, _settings(network), PACKAGED / TOKENIZER, tmp_path / "model", quantise=False)
    exported = measure(load(tmp_path / "model", 1), _documents()).figures.summary()
    assert exported["end_to_end"] == pytest.approx(figures["end_to_end"], abs=7)
    for one in EXAMPLES[:3]:
        got = load(tmp_path / "model", 1).scores(one.pieces)
        for scores, expected in zip(got, _exact(network, *_window(one.pieces)), strict=True):
            np.testing.assert_allclose(scores, expected[1:], atol=1e-3)


@pytest.mark.parametrize("buckets", [0, 32])
@pytest.mark.parametrize("around", [1, 2, 3])
def test_every_encoder_is_exported_and_says_what_it_says_in_training(tmp_path: Path, buckets: int, around: int) -> None:
    torch.manual_seed(1)
    network = Network(Encoder(Shape(30522, 32, 3, 2, 64, 80, 1e-5, buckets=buckets, offset=2))).eval()
    network.encoder.around = around
    if buckets:
        torch.nn.init.normal_(network.encoder.relative.weight, std=2)
    export(network, _settings(network), PACKAGED / TOKENIZER, tmp_path, quantise=False)
    run = session(tmp_path / NETWORK)
    for length, asked in ((8, [0, 2, 3]), (33, [0, *range(9, 30)])):
        ids, shapes = np.arange(1000, 1000 + length, dtype=np.int32), np.zeros(length, np.int32)
        window = ids, shapes, np.array(asked, np.int32)
        for got, expected in zip(run(*window), _exact(network, *window), strict=True):
            np.testing.assert_allclose(got, expected, atol=1e-4)


@pytest.mark.parametrize("buckets", [0, 32])
@pytest.mark.parametrize("around", [1, 2])
def test_windows_padded_to_one_length_say_what_each_says_alone(buckets: int, around: int) -> None:
    torch.manual_seed(1)
    network = Network(Encoder(Shape(30522, 32, 2, 2, 64, 80, 1e-5, buckets=buckets, offset=2))).eval()
    network.encoder.around = around
    cut = [Window(0, 18, 3, 10), Window(2, 12, 2, 12), Window(0, 7, 6, 7)]
    together = collate([(EXAMPLES[0], window) for window in cut], SPECIAL)
    with torch.no_grad():
        said = network(together.ids, together.shapes, together.mask, together.asked)[0]
    for row, window in enumerate(cut):
        pieces = EXAMPLES[0].pieces.part(window.start, window.end)
        alone = _exact(network, *framed(pieces.ids, pieces.shapes, window, SPECIAL))[0]
        np.testing.assert_allclose(said[row, : len(alone)].numpy(), alone, atol=1e-5)


def test_a_teacher_counts(tmp_path: Path) -> None:
    alone, taught = _network(), _network()
    _train(alone, tmp_path / "a", replace(TOY, epochs=10))
    _train(taught, tmp_path / "b", replace(TOY, epochs=10), taught=True)
    # One that teaches that every tag is as likely as another leaves the network in doubt.
    one = EXAMPLES[0].pieces
    sure = [np.abs(runner(network)(*_window(one))[0]).max() for network in (alone, taught)]
    assert sure[1] < sure[0] / 2


def _highest_sums(network: Path) -> list[int]:
    """For each 8-bit matrix, the largest sum of two neighbouring weights."""
    onnx = pytest.importorskip("onnx", reason="onnx is not installed; pip install 'quotes-attribution[train]'")
    graph = onnx.load(str(network)).graph
    held = {tensor.name: onnx.numpy_helper.to_array(tensor).astype(int) for tensor in graph.initializer}
    matrices = [held[node.input[1]] for node in graph.node if node.op_type == "MatMulInteger"]
    # Of an odd number of rows the last has no neighbour.
    even = [np.pad(matrix, ((0, len(matrix) % 2), (0, 0))) for matrix in matrices]
    return [np.abs(matrix[0::2] + matrix[1::2]).max() for matrix in even]


def test_8_bits_say_nearly_the_same(tmp_path: Path) -> None:
    network = _network()
    _train(network, tmp_path / "work", replace(TOY, epochs=40))
    export(network, _settings(network), PACKAGED / TOKENIZER, tmp_path / "model", quantise=True)
    sums = _highest_sums(tmp_path / "model" / NETWORK)
    assert sums
    assert max(sums) <= 128
    exported = Reader(_settings(network), TOKENS, session(tmp_path / "model" / NETWORK))
    for one in EXAMPLES[:3]:
        whole, eighth = runner(network)(*_window(one.pieces))[0][1:], exported.scores(one.pieces)[0]
        assert (whole.argmax(1) == eighth.argmax(1)).mean() > 0.9


def test_the_packaged_weights_do_not_overflow() -> None:
    sums = _highest_sums(PACKAGED / NETWORK)
    assert sums
    assert max(sums) <= 128


def test_no_two_neighbours_overflow_in_8_bits() -> None:
    rng = np.random.default_rng(1)
    for rows in (1, 2, 7, 64):
        matrix = rng.standard_t(3, size=(rows, 50)).astype(np.float32)
        matrix[:, 0] = 0
        weights, scales = scaled(matrix)
        wide = weights.astype(int)
        assert np.abs(wide).max() <= 127
        assert rows < 2 or np.abs(wide[0 : rows - 1 : 2] + wide[1::2]).max() <= 128
        np.testing.assert_allclose(weights * scales, matrix, atol=float(scales.max()) / 2)
