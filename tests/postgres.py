"""A PostgreSQL server for the tests: its own data directory, a free port of 127.0.0.1, gone at the end.

    python -m tests.postgres -- COMMAND

runs a command with the server's address in QUOTES_TEST_POSTGRES. Without a server on the machine, the command runs
without the variable, and the tests that need one skip.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "QUOTES_TEST_POSTGRES"
_USER = "postgres"


def programs() -> Path | None:
    """The folder with a server's programs, of the newest version; None where there is none."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -float(place.parent.name))
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


class Server:
    """A server that can be stopped, killed and started again.

    Args:
        place: the folder with its programs.
        folder: where its data lies; of the user who runs it.
    """

    def __init__(self, place: Path, folder: Path) -> None:
        self._place, self._folder = place, folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        # A server refuses to run as root.
        self._user = _USER if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
            folder.chmod(0o700)
        self._run("initdb", "-D", str(folder), "-U", "quotes", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    @property
    def url(self) -> str:
        """The address of a database that is always there."""
        return f"postgresql://quotes@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
        self._run("pg_ctl", "-D", str(self._folder), "-l", str(self._folder / "log"), "-w", "-o", options, "start")

    def come_back(self) -> None:
        """Start it after it was killed: what it had started lives on until it sees that."""
        until = time.monotonic() + 60
        while True:
            try:
                self.start()
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                time.sleep(1)
            else:
                return

    def stop(self) -> None:
        """Stop it, and wait for it."""
        self._run("pg_ctl", "-D", str(self._folder), "-m", "fast", "-w", "stop")

    @property
    def pid(self) -> int:
        """Of its first process."""
        return int((self._folder / "postmaster.pid").read_text().splitlines()[0])

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._place / program), *arguments]
        done = subprocess.run(
            command, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode(errors='replace')}")


@contextmanager
def server() -> Iterator[Server | None]:
    """A running server; None where the machine has none."""
    place = programs()
    if place is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="quotes-postgres-") as folder:
        Path(folder).chmod(0o755)  # so that the user who runs it reaches what lies in it
        data = Path(folder) / "data"
        data.mkdir()
        made = Server(place, data)
        made.start()
        try:
            yield made
        finally:
            made.stop()


def main() -> int:
    """Run the command."""
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    # Whoever ends this ends the server too.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with server() as made:
        environment = os.environ | ({VARIABLE: made.url} if made else {})
        if made is None:
            sys.stderr.write("no PostgreSQL server on this machine; its tests will skip\n")
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
