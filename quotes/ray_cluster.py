"""A connection to Ray: to a cluster that is there, or to one of our own for as long as it is needed.

Needs Ray (extra `ray`), which nothing else loads.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.model.session import cores

# Seconds that a cluster has to answer.
_PATIENCE = 5.0
# How whoever speaks HTTP/2, as Ray's processes do, begins, and the type of what is answered first (RFC 9113, 3.4).
_GREETING, _SETTINGS = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0)), 4
# Bytes that Ray may hold between its processes on this machine: it is documents on their way, and little else.
_HELD, _HELD_BY_EACH = 256_000_000, 32_000_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """What reads.

    Attributes:
        folder: where the shards of records are kept.
        address: of a Ray cluster, HOST:PORT, or "auto" for the one of this machine; None to start one here for as long
            as it is needed, which listens to this machine alone.
        workers: how many processes read; None for one a processor.
    """

    folder: Path
    address: str | None = None
    workers: int | None = None


@contextmanager
def connected(cluster: Cluster) -> Iterator[int]:
    """A connection to a cluster, or one of our own. Yields how many workers it is to have.

    Raises:
        InputError: Ray is not installed, or there is no such cluster.
    """
    ray = _ray(local=cluster.address is None)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = context.print_on_execution_start = False
    # So that each row, which is work for some seconds, goes to whoever is free.
    context.target_max_block_size = context.target_min_block_size = 1
    with warnings.catch_warnings(), ExitStack() as stack:
        # It warns where there is less to do than there are workers.
        warnings.filterwarnings("ignore", module=r"ray\.")
        if cluster.address is not None:
            _answers(cluster.address)
            where: dict[str, Any] = {"address": cluster.address}
        else:
            workers = cluster.workers or cores()
            # Names of sockets must be short.
            short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - a folder of its own is made in it
            scratch = tempfile.TemporaryDirectory(prefix="quotes-", dir=short, ignore_cleanup_errors=True)
            held = _HELD + workers * _HELD_BY_EACH
            where = {"address": "local", "num_cpus": workers, "include_dashboard": False, "object_store_memory": held}
            # Ray's workers stand back behind all else that runs, by default; those of the local pool do not.
            where["_system_config"] = {"worker_niceness": 0}
            where["_temp_dir"] = stack.enter_context(scratch)
        stack.callback(ray.shutdown)
        try:
            with _unheard(), _signals_kept():
                ray.init(**where, log_to_driver=False, logging_level=logging.ERROR)
        except Exception as error:  # of many types
            raise _unconnected(cluster.address, str(error)) from error
        yield cluster.workers or int(ray.cluster_resources().get("CPU", 1))


def _ray(*, local: bool) -> Any:
    """Ray, told to be quiet, to send nothing home and, if it is started here, to listen to nobody else."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    if local:
        # It binds all addresses of a machine that could be part of a cluster.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    try:
        import ray
        import ray.data
    except ImportError:
        raise no_ray() from None
    # What failed is raised as well.
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    return ray


def no_ray() -> InputError:
    """The error where Ray, or what is needed beside it, is not installed."""
    return InputError("--engine ray needs Ray: pip install 'quotes-attribution[ray]'")


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Whoever is asked to stop does what it did before: Ray has handlers of its own."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            for number, handler in kept.items():
                signal.signal(number, handler)


@contextmanager
def _unheard() -> Iterator[None]:
    """Nothing that is written to standard error past Python is heard: Ray's core tells there how much it will tell."""
    before = os.dup(2)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - no path
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)


def _answers(address: str) -> None:
    """See that a cluster may be at an address; Ray itself would wait for minutes, and then end the process."""
    host, colon, port = address.rpartition(":")
    if address == "auto":
        return
    if "://" in address or not colon or not port.isdecimal():
        raise InputError(f"{address}: no address of a Ray cluster; write HOST:PORT as `ray start --head` tells it")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), _PATIENCE) as connection:
            if os.environ.get("RAY_USE_TLS", "").lower() not in ("1", "true"):
                connection.sendall(_GREETING)
                answer = connection.makefile("rb").read(9)
                if answer[3:4] != bytes((_SETTINGS,)):
                    raise _no_cluster(address, "something else listens")
    except (OSError, OverflowError, UnicodeError) as error:
        raise _no_cluster(address, str(error)) from error


def _no_cluster(address: str, why: str) -> InputError:
    remedy = "start one with `ray start --head`, or leave --address and RAY_ADDRESS out to use this machine alone"
    return InputError(f"{address}: no Ray cluster answers there ({why[:200]}); {remedy}")


def _unconnected(address: str | None, why: str) -> InputError:
    if address is None:
        return InputError(
            f"Ray does not start on this machine ({why[:200]}); leave --engine ray out, or give --address"
        )
    if address == "auto":
        return _no_cluster(address, why)
    remedy = "run on one of its machines, with its version of Ray, and RAY_AUTH_MODE=token if it asks for a token"
    return InputError(f"{address}: Ray cannot connect to what answers there ({why[:200]}); {remedy}")
