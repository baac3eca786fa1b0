"""A network made narrower keeps what matters, and goes on as any other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed; pip install 'quotes-attribution[train]'")
pytest.importorskip("safetensors", reason="safetensors is not installed; pip install 'quotes-attribution[train]'")

from quotes.errors import InputError  # noqa: E402
from quotes.model.session import NETWORK, PACKAGED, TOKENIZER, session  # noqa: E402
from quotes.training.export import export  # noqa: E402
from quotes.training.loop import batches  # noqa: E402
from quotes.training.mean import mean  # noqa: E402
from quotes.training.narrow import narrow, resume  # noqa: E402
from quotes.training.network import Batch, Network, collate  # noqa: E402
from tests.training.test_loop import EXAMPLES, SPECIAL, TOY, _exact, _network, _settings, _train, _window  # noqa: E402


def _batches() -> list[Batch]:
    cut = batches(EXAMPLES, TOY, 0)
    return [collate([(EXAMPLES[i], window) for i, window in rows], SPECIAL) for rows in cut[:3]]


def _said(network: Network, batch: Batch) -> torch.Tensor:
    network.eval()
    with torch.no_grad():
        tags: torch.Tensor = network(batch.ids, batch.shapes, batch.mask, batch.asked)[0]
    return tags


def test_what_does_nothing_goes_first_and_changes_nothing() -> None:
    network = _network()
    for layer in network.encoder.layers:
        with torch.no_grad():
            # The first head and every other unit put out nothing that anybody hears.
            layer.out.weight[:, :16] = 0
            layer.down.weight[:, ::2] = 0
    before = [_said(network, batch) for batch in _batches()]
    narrow(network, _batches(), 1, 32)
    assert [(layer.heads, layer.up.out_features) for layer in network.encoder.layers] == [(1, 32)] * 2
    for tags, batch in zip(before, _batches(), strict=True):
        assert torch.allclose(tags, _said(network, batch), atol=1e-5)


def test_a_layer_that_matters_more_keeps_more_and_none_loses_all() -> None:
    network = _network()
    with torch.no_grad():
        # Nobody hears what the upper layer adds.
        network.encoder.layers[1].out.weight.zero_()
        network.encoder.layers[1].down.weight.zero_()
    narrow(network, _batches(), 1, 32)
    first, second = network.encoder.layers
    assert (first.heads, second.heads) == (1, 1)
    assert (first.up.out_features, second.up.out_features) == (63, 1)


def test_a_narrower_network_learns_on_and_is_exported(tmp_path: Path) -> None:
    network = _network()
    _train(network, tmp_path / "whole")
    narrow(network, _batches(), 1, 48)
    _train(network, tmp_path / "narrow")
    export(network, _settings(network), PACKAGED / TOKENIZER, tmp_path / "out", quantise=False)
    run = session(tmp_path / "out" / NETWORK)
    window = _window(EXAMPLES[0].pieces)
    np.testing.assert_allclose(run(*window).tags, _exact(network, *window)[0], atol=1e-3)


def test_a_run_goes_on_from_one_that_was_made_narrower() -> None:
    one, other = _network(), _network()
    narrow(one, _batches(), 1, 48)
    resume(other, one.state_dict())
    for batch in _batches():
        assert torch.equal(_said(one, batch), _said(other, batch))


def test_the_mean_of_runs_lies_between_them() -> None:
    one = _network().state_dict()
    other = {name: value + 1 for name, value in one.items()}
    between = mean([one, other], [0.25, 0.75])
    for name, value in one.items():
        torch.testing.assert_close(between[name], value + 0.75)


def test_runs_of_several_shapes_have_no_mean() -> None:
    wide, slim = _network(), _network()
    narrow(slim, _batches(), 1, 48)
    with pytest.raises(InputError, match="several shapes"):
        mean([wide.state_dict(), slim.state_dict()], [0.5, 0.5])
