"""The exported network in ONNX Runtime, and the model folder that it lies in."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np

from quotes.errors import InputError
from quotes.model.features import Ints
from quotes.model.links import VECTORS
from quotes.model.reader import Reader, Run, Settings
from quotes.model.tags import TAGS, Floats

PACKAGED = Path(__file__).parent / "weights"
NETWORK, TOKENIZER, SETTINGS = "network.onnx", "tokenizer.json", "settings.json"
"""The files of a model folder; beside them lies the model card, `README.md`."""


@cache
def load(folder: Path = PACKAGED, threads: int = 0) -> Reader:
    """Load a model, once a process.

    Args:
        folder: with the files of a model.
        threads: that compute a window; 0 for one a core.

    Raises:
        InputError: the folder lacks a file, or one of them is no part of a model.
    """
    # Nothing else may be forked or thrashed: a tokenizer with threads of its own warns in forked processes.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer

    settings = Settings.load(folder / SETTINGS)
    file = folder / TOKENIZER
    try:
        tokenizer = Tokenizer.from_str(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}; give a folder with an exported model") from None
    except Exception as error:  # the library raises bare Exception
        raise InputError(f"{file}: not a tokenizer ({error}); export the model again") from None
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Reader(settings, tokenizer, session(folder / NETWORK, threads))


def session(path: Path, threads: int = 0) -> Run:
    """Open an exported network.

    Args:
        path: of the ONNX file.
        threads: as for `load`.

    Raises:
        InputError: no such file, or no network of this version.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that spin while they wait take the processor from whoever else runs on it.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if not path.is_file():
        raise InputError(f"{path}: no such file; give a folder with an exported model")
    try:
        opened = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # of many types without a common one
        raise InputError(f"{path}: not a network ({str(error)[:200]}); export the model again") from None
    widths = {output.name: output.shape[-1] for output in opened.get_outputs()}
    if widths != {"tags": TAGS, "links": VECTORS}:
        raise InputError(f"{path}: made by another version of this program; export the model again")

    def run(ids: Ints, shapes: Ints, mask: Ints) -> tuple[Floats, Floats]:
        tags, links = opened.run(["tags", "links"], {"ids": ids, "shapes": shapes, "mask": mask})
        return np.asarray(tags), np.asarray(links)

    return run
