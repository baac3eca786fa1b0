"""A site, witnesses that nothing should reach, and fetchers that may go to this computer."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import certifi
import pytest

from quotes.fetch import Fetcher
from tests.fetch.servers import Server, listening

HERE = "127.0.0.1"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with a certificate authority `ca.pem`, and `KEY.key` and `KEY.pem` signed by it; None without openssl.

    `good` is for news.example, `other` for another name, `old` has expired; `self` is signed by itself.
    """
    if not shutil.which("openssl"):
        return None
    folder = tmp_path_factory.mktemp("authority")

    def openssl(*args: str) -> None:
        subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    for name, extension in (("ca", "keyUsage=critical,keyCertSign"), ("self", "subjectAltName=DNS:news.example")):
        told = ("-subj", "/CN=news.example", "-addext", extension, "-days", "30")
        openssl("req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem", *told)
    for name, host, days in (
        ("good", "news.example", "30"),
        ("other", "other.example", "30"),
        ("old", "news.example", "-1"),
    ):
        extensions = f"subjectAltName=DNS:{host}\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
        (folder / "extensions").write_text(extensions, encoding="ascii")
        openssl("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={host}")
        signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", days, "-extfile", "extensions")
        openssl("x509", "-req", "-in", f"{name}.csr", "-out", f"{name}.pem", *signed)
    return folder


@pytest.fixture(autouse=True)
def _trusted(authority: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the authority above is trusted; to read the world's 150 for each test would take most of the time."""
    if authority:
        monkeypatch.setattr(certifi, "where", lambda: str(authority / "ca.pem"))


@pytest.fixture
def site() -> Iterator[Server]:
    with listening() as server:
        yield server


@pytest.fixture
def witnesses(_witnesses: list[Server]) -> list[Server]:
    """Servers at one port of all the addresses of this computer that a trick might lead to."""
    for witness in _witnesses:
        witness.reset()
    return _witnesses


@pytest.fixture(scope="session")
def _witnesses() -> Iterator[list[Server]]:
    with ExitStack() as stack:
        try:
            servers = [stack.enter_context(listening("127.0.0.2"))]
        except OSError:
            pytest.skip("this system has one loopback address only")
        for host in (HERE, "127.0.0.3", "::1"):
            try:
                servers.append(stack.enter_context(listening(host, servers[0].port)))
            except OSError:  # no IPv6 here, or the port is taken there
                continue
        yield servers


@pytest.fixture
def fetcher() -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers that wait for nothing, and for which every name leads to this computer and that is public."""
    with ExitStack() as stack:

        def make(**options: Any) -> Fetcher:
            given = {
                "allowed": lambda address: address == HERE,
                "resolve": lambda host, port: [HERE],
                "pause": 0.0,
                "sleep": lambda seconds: None,
            }
            return stack.enter_context(Fetcher(**{**given, **options}))

        yield make
