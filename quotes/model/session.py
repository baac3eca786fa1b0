"""The exported network in ONNX Runtime, and the model folder that it lies in."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from quotes.errors import InputError
from quotes.model.features import Ints
from quotes.model.links import VECTORS
from quotes.model.names import LABELS
from quotes.model.reader import Answer, Reader, Run
from quotes.model.settings import Settings
from quotes.model.tags import TAGS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PACKAGED = Path(__file__).parent / "weights"
NETWORK, TOKENIZER, SETTINGS = "network.onnx", "tokenizer.json", "settings.json"
"""The files of a model folder; beside them lies the model card, `README.md`."""


def load(folder: Path = PACKAGED, threads: int = 0) -> Reader:
    """Load a model, once a process and number of threads.

    Args:
        folder: with the files of a model.
        threads: that compute; 0 for one a core.

    Raises:
        InputError: the folder lacks a file, or one of them is no part of a model.
    """
    return _load(folder.absolute(), threads)


@cache
def _load(folder: Path, threads: int) -> Reader:
    settings = Settings.load(folder / SETTINGS)
    threads = threads or cores()
    reader = Reader(settings, tokenizer(folder / TOKENIZER), session(folder / NETWORK), threads)
    try:
        reader.try_out()
    except Exception as error:  # of many types; better now than in every article
        raise InputError(f"{folder}: its files do not belong together ({str(error)[:200]}); export it again") from None
    return reader


def cores() -> int:
    """Processors that this process may use; where the system does not tell, all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tokenizer(path: Path) -> Tokenizer:
    """Open a tokenizer, without truncation and padding.

    Raises:
        InputError: no such file, or no tokenizer.
    """
    # Its own threads gain nothing on single articles, and make it complain in forked processes.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from tokenizers import Tokenizer

    try:
        opened = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; give a folder with an exported model") from None
    except Exception as error:  # the library raises bare Exception
        raise InputError(f"{path}: not a tokenizer ({error}); export the model again") from None
    opened.no_truncation()
    opened.no_padding()
    return opened


def session(path: Path) -> Run:
    """Open an exported network; each call computes in the thread that makes it.

    Args:
        path: of the ONNX file.

    Raises:
        InputError: no such file, or no network of this version.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4  # what goes wrong is raised as well
    if not path.is_file():
        raise InputError(f"{path}: no such file; give a folder with an exported model")
    try:
        # The one operator for a sum and its norm takes three times as long as the two: 9 % of all.
        opened = onnxruntime.InferenceSession(
            path, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
    except Exception as error:  # of many types without a common one
        raise InputError(f"{path}: not a network ({str(error)[:200]}); export the model again") from None
    inputs = {given.name for given in opened.get_inputs()}
    widths = {output.name: output.shape[-1] for output in opened.get_outputs() if output.shape}
    if inputs != {"ids", "shapes", "asked"} or widths != {"tags": TAGS, "links": VECTORS, "names": LABELS}:
        raise InputError(f"{path}: made by another version of this program; export the model again")

    def run(ids: Ints, shapes: Ints, asked: Ints) -> Answer:
        said = opened.run(Answer._fields, {"ids": ids[None], "shapes": shapes[None], "asked": asked})
        return Answer(*(np.asarray(scores)[0] for scores in said))

    return run
