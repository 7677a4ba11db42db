"""The two QGIS Server workers: FastCGI processes on a Unix socket each."""

from __future__ import annotations

import subprocess
from pathlib import Path

from . import processes
from .errors import PlatformError
from .layout import Layout
from .published import Published

COUNT = 2
PROGRAM = Path("/usr/lib/cgi-bin/qgis_mapserv.fcgi")


class Workers:
    """The workers of one platform."""

    def __init__(self, layout: Layout, published: Published) -> None:
        self.layout = layout
        self.published = published

    def _pid_file(self, number: int) -> Path:
        return self.layout.run / f"worker-{number}.pid"

    @staticmethod
    def sockets(folder: Path) -> list[Path]:
        """Where nginx finds the workers."""
        return [folder / f"qgis-{number}" for number in range(1, COUNT + 1)]

    def running(self) -> list[int]:
        """Process ids of the workers that live."""
        found = (processes.pid_in(self._pid_file(n), PROGRAM.name, self.layout.run) for n in range(1, COUNT + 1))
        return [pid for pid in found if pid is not None]

    def start(self, folder: Path) -> int:
        """Start the workers that do not run; how many that was."""
        if not PROGRAM.exists():
            raise PlatformError("QGIS Server is not installed: run scripts/setup.sh")
        started = 0
        for number, socket in enumerate(self.sockets(folder), 1):
            if processes.pid_in(self._pid_file(number), PROGRAM.name, self.layout.run) is not None:
                continue
            socket.unlink(missing_ok=True)
            self._pid_file(number).unlink(missing_ok=True)
            command = self.layout.account.command(
                "spawn-fcgi", "-d", self.layout.server, "-s", socket, "-M", "0600", "-b", "128", "-F", "1",
                "-P", self._pid_file(number), "--", PROGRAM,
            )  # fmt: skip
            with (self.layout.logs / "workers.log").open("ab") as log:
                done = subprocess.run(
                    command, cwd=self.layout.run, env=self.published.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
                )
            if done.returncode:
                raise PlatformError(f"QGIS Server does not start, see {self.layout.logs / 'workers.log'}")
            started += 1
        return started

    def stop(self) -> bool:
        """Stop all workers, also those without pid file. True if any ran."""
        pids = processes.own(PROGRAM.name, self.layout.run)
        processes.stop(pids, PROGRAM.name, self.layout.run)
        for number in range(1, COUNT + 1):
            self._pid_file(number).unlink(missing_ok=True)
        return bool(pids)
