"""Model folders: loaded once, and refused with a reason where they are none."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import time
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from quotes.errors import InputError
from quotes.marks import quotations
from quotes.model.confidence import SIGNALS
from quotes.model.features import Ints
from quotes.model.links import VECTORS, WIDTH, Relation
from quotes.model.names import LABELS
from quotes.model.reader import Answer, Reader
from quotes.model.session import NETWORK, PACKAGED, SETTINGS, TOKENIZER, load, tokenizer
from quotes.model.settings import Settings
from quotes.model.tags import TAGS
from quotes.read.plain import read_plain
from tests.conftest import SEEDS, Run


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in (NETWORK, TOKENIZER, SETTINGS):
        shutil.copyfile(PACKAGED / name, folder / name)
    return folder


def _settings(folder: Path, **changes: object) -> None:
    values = json.loads((folder / SETTINGS).read_text())
    (folder / SETTINGS).write_text(json.dumps({**values, **changes}))


def test_the_packaged_model_is_loaded_once() -> None:
    assert load() is load(PACKAGED, 0)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, SETTINGS])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\x00nonsense"])
def test_a_folder_that_is_no_model_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = _copy(tmp_path / "model")
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        load(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"confidence": [1.0]},
        {"confidence": [float("nan")] * len(SIGNALS)},
        {"nowhere": [[0.0]]},
        {"nowhere": [[10**400] * WIDTH] * len(Relation)},
        {"context": 200},
        {"context": -1},
        {"special": []},
    ],
)
def test_settings_of_another_version_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    folder = _copy(tmp_path / "model")
    _settings(folder, **changes)
    with pytest.raises(InputError, match=SETTINGS):
        load(folder)


def test_settings_nested_without_end_are_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "model")
    (folder / SETTINGS).write_text("[" * 100_000)
    with pytest.raises(InputError, match=SETTINGS):
        load(folder)


def test_the_tokenizer_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path / "model")
    values = json.loads((folder / TOKENIZER).read_text(encoding="utf-8"))
    vocabulary = values["model"]["vocab"]
    vocabulary["beyond-the-network"] = 40_000
    del vocabulary["the"]  # as many entries as before
    (folder / TOKENIZER).write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(InputError, match="do not belong together"):
        load(folder)


def test_the_network_of_something_else_is_refused(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="onnx is not installed; pip install 'quotes-attribution[train]'")
    folder = _copy(tmp_path / "model")
    kind = onnx.TensorProto.FLOAT
    row = [onnx.helper.make_tensor_value_info(name, kind, [1, 3]) for name in ("tags", "links")]
    node = onnx.helper.make_node("Identity", ["tags"], ["links"])
    graph = onnx.helper.make_graph([node], "other", row[:1], row[1:])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / NETWORK)
    with pytest.raises(InputError, match="another version"):
        load(folder)


def test_the_command_line_says_what_is_wrong_with_a_model(run: Run, tmp_path: Path) -> None:
    article = SEEDS / "summit"
    for command in ("extract", "ingest"):
        done = run(command, article, "--model", tmp_path / "none")
        assert done.code == 2
        assert "none/settings.json: No such file" in done.err
        assert done.out == ""


def test_another_model_is_used_and_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _copy(tmp_path / "model")
    _settings(folder, name="other-model")
    monkeypatch.setenv("QUOTES_MODEL", str(folder))
    assert run("ingest", SEEDS / "summit").code == 0
    with sqlite3.connect(os.environ["QUOTES_DB"]) as connection:
        assert connection.execute("SELECT DISTINCT extractor FROM quote").fetchall() == [("other-model",)]


def test_one_thread_or_two_say_the_same() -> None:
    file = next(iter(sorted(SEEDS.rglob("*.txt"))))
    article = read_plain(file.read_text(encoding="utf-8"), "x")
    found = quotations(article.text, article.blocks)
    [one] = load(PACKAGED, 1).begin(article.text, article.blocks, found)
    [two] = load(PACKAGED, 2).begin(article.text, article.blocks, found)
    assert one.attributions == two.attributions
    assert one.names == two.names
    assert one.names
    scores = [load(PACKAGED, threads).scores(one.pieces)[0] for threads in (1, 2)]
    np.testing.assert_array_equal(scores[0], scores[1])


def test_what_nobody_waits_for_is_dropped() -> None:
    text = "\n\n".join(["The boats leak, said Ida Dahl, and the harbour fills with sand."] * 400)
    article = read_plain(text, "x")
    go, computed = Event(), []

    def run(ids: Ints, shapes: Ints, asked: Ints) -> Answer:
        go.wait(30)
        computed.append(len(ids))
        answer = Answer(*(np.zeros((len(asked), width), np.float32) for width in (TAGS, VECTORS, LABELS)))
        answer.tags[:, 0] = 9  # outside
        return answer

    settings = Settings.load(PACKAGED / SETTINGS)
    reader = Reader(settings, tokenizer(PACKAGED / TOKENIZER), run, threads=2)
    answers = reader.begin(article.text, article.blocks, [])
    reader.stop()
    go.set()
    with pytest.raises(CancelledError):
        list(answers)
    assert len(computed) <= 2
    assert [found.attributions for found in reader.begin(article.text, article.blocks, [])] == [[]]
    assert len(computed) > 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_reads_too() -> None:
    text = "“We row,” Ida Dahl said."
    article = read_plain(text, "x")
    reader = load(PACKAGED, 2)
    before = [found.attributions for found in reader.begin(text, article.blocks, [])]
    child = os.fork()
    if not child:
        after = [found.attributions for found in reader.begin(text, article.blocks, [])]
        os._exit(0 if after == before else 1)
    for _ in range(200):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        pytest.fail("it hangs")
    assert os.waitstatus_to_exitcode(status) == 0
