"""Keeps the QGIS Server workers alive: starts one on each socket, and again when it dies.

    supervise.py PROGRAM SOCKET…

A worker that dies takes its own request with it and no other: nginx turns to the next one until it is back.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

#: Bytes of stack. QGIS Server parses a body before any plugin sees it, and Qt recurses once for each level of nesting:
#: this ends a nested bomb at some 30 000 levels, within seconds, where more stack would let it run for hours.
STACK = 8 * 1024 * 1024
#: A worker that lived shorter than this (seconds) is not started again at once.
SHORT_LIFE = 1.0


def start(program: str, socket: str) -> subprocess.Popen[bytes]:
    """A worker that listens on `socket`; it is this process's own child, so that its end is seen."""
    if os.path.exists(socket):
        os.unlink(socket)
    limit = ["prlimit", f"--stack={STACK}:"]
    return subprocess.Popen([*limit, "spawn-fcgi", "-n", "-s", socket, "-M", "0600", "-b", "128", "--", program])


def stop(number: int, frame: FrameType | None) -> None:
    """End the supervisor; the workers follow."""
    raise SystemExit(0)


def main(program: str, sockets: list[str]) -> None:
    """Run until told to stop."""
    signal.signal(signal.SIGTERM, stop)
    workers: dict[str, subprocess.Popen[bytes]] = {}
    begun: dict[str, float] = {}
    try:
        while True:
            for socket in sockets:
                worker = workers.get(socket)
                if worker is not None and worker.poll() is None:
                    continue
                if worker is not None:
                    print(
                        f"{time.strftime('%F %T')} worker {worker.pid} ended with {worker.returncode}: started again",
                        flush=True,
                    )
                    if time.monotonic() - begun[socket] < SHORT_LIFE:
                        time.sleep(SHORT_LIFE)
                workers[socket], begun[socket] = start(program, socket), time.monotonic()
            time.sleep(0.1)
    finally:
        for worker in workers.values():
            worker.terminate()
        for worker in workers.values():
            try:
                worker.wait(5)
            except subprocess.TimeoutExpired:
                worker.kill()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
