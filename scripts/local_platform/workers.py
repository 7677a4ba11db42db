"""The two QGIS Server workers: FastCGI on a Unix socket each, started by spawn-fcgi, kept alive by a supervisor."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from scripts.server.errors import PlatformError

from . import processes
from .layout import Layout
from .published import SYSTEM_PYTHON, Published

COUNT = 2
PROGRAM = Path("/usr/lib/cgi-bin/qgis_mapserv.fcgi")
#: Seconds to wait for the workers to appear.
PATIENCE = 10.0


class Workers:
    """The workers of one platform."""

    def __init__(self, layout: Layout, published: Published) -> None:
        self.layout = layout
        self.published = published

    @staticmethod
    def sockets(folder: Path) -> list[Path]:
        """Where nginx finds the workers."""
        return [folder / f"qgis-{number}" for number in range(1, COUNT + 1)]

    def running(self) -> list[int]:
        """Process ids of the workers that live."""
        return processes.own(PROGRAM.name, self.layout.run)

    def _supervisors(self) -> list[int]:
        python = Path(os.path.realpath(SYSTEM_PYTHON)).name
        return processes.own(python, self.layout.run, str(self._script))

    @property
    def _script(self) -> Path:
        return self.layout.server / "supervise.py"

    def start(self, folder: Path) -> bool:
        """Start supervisor and workers unless they run; True if they did not."""
        if not PROGRAM.exists():
            raise PlatformError("QGIS Server is not installed: run scripts/dev/setup.sh")
        fresh = not self._supervisors()
        if fresh:
            self.stop()  # workers that a killed supervisor left behind
            command = self.layout.account.command(SYSTEM_PYTHON, self._script, PROGRAM, *self.sockets(folder))
            with (self.layout.logs / "workers.log").open("ab") as log:
                subprocess.Popen(
                    command, cwd=self.layout.server, env=self.published.environment(),
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while len(self.running()) < COUNT or not all(socket.exists() for socket in self.sockets(folder)):
            if time.monotonic() > end:
                raise PlatformError(f"QGIS Server does not start, see {self.layout.logs / 'workers.log'}")
            time.sleep(0.02)
        return fresh

    def stop(self) -> bool:
        """Stop supervisor and workers, whatever a crash left of them. True if any ran."""
        supervisors = self._supervisors()
        python = Path(os.path.realpath(SYSTEM_PYTHON)).name
        processes.stop(supervisors, python, self.layout.run)
        workers = self.running()
        processes.stop(workers, PROGRAM.name, self.layout.run)
        return bool(supervisors or workers)
