"""The platform as a whole: up, down, remove and status."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from scripts.server import migrate
from scripts.server.errors import PlatformError, one_line

from . import basics, probe, seed
from .layout import Layout
from .postgres import Cluster
from .published import Published
from .state import PlatformState
from .webserver import WebServer
from .workers import COUNT, Workers

Say = Callable[[str], None]


class LocalPlatform:
    """One platform under one root folder."""

    def __init__(self, root: Path, say: Say = print, migrations: Path = migrate.FOLDER) -> None:
        self.layout = Layout.at(root)
        self.state = PlatformState.load(self.layout.root)
        self.say = say
        self.migrations = migrations
        self.cluster = Cluster(self.layout, self.state)
        self.published = Published(self.layout, self.state)
        self.workers = Workers(self.layout, self.published)
        self.web = WebServer(self.layout, self.state)

    def up(self, seed_number: int | None = 1) -> None:
        """Start whatever does not run, and make whatever is missing. Harmless on a running platform.

        Args:
            seed_number: number that the demonstration objects are drawn from; None for an empty map. Only a platform
                without objects is filled.
        """
        begun = time.monotonic()
        with self._alone():
            if not (self.layout.root / "state.json").exists() and self.layout.cluster.exists():
                raise PlatformError(
                    f"{self.layout.root / 'state.json'} with the passwords is gone: "
                    f"remove {self.layout.root} to begin anew"
                )
            self.layout.make()
            sockets = self.layout.sockets(self.state.socket_folder)
            self.state.socket_folder = str(sockets)
            self.state.save(self.layout.root)
            made = self.cluster.create()
            self.cluster.start(sockets)
            self.state.save(self.layout.root)
            self.say(f"database: port {self.state.postgres_port}{', new' if made else ''}")
            self.cluster.provide()
            migrations = self._fill(seed_number)
            self.published.write_service(sockets)
            if self.published.write(migrations):
                self.workers.stop()
                self.say(f"project: {self.published.project.name} published anew")
            started = self.workers.start(sockets)
            self.web.start(self.workers.sockets(sockets))
            self.state.save(self.layout.root)
            self.state.write_env(self.layout.env)
            probe.check(self.state)
            self.say(
                f"servers: {COUNT} QGIS Server workers{'' if started else ' (ran already)'}, nginx on {self.state.url}"
            )
            self.say(f"files: {self.layout.describe()}; users and passwords in {self.layout.env}")
            self.say(f"up in {time.monotonic() - begun:.1f} s")

    def _fill(self, seed_number: int | None) -> dict[str, str]:
        """Schema, basics and demonstration objects; returns the migrations' checksums by name."""
        database = self.cluster.connect()
        try:
            applied = migrate.apply(database, self.migrations)
            if applied:
                self.say(f"schema: {len(applied)} migrations applied, up to {applied[-1]}")
            basics.fill(database)
            if seed_number is not None:
                count = seed.fill(database, seed_number)
                if count:
                    self.say(f"seed {seed_number}: {count} objects")
        finally:
            database.close()
        return {path.name: migrate.checksum(path) for _, path in migrate.files(self.migrations)}

    def down(self) -> None:
        """Stop everything, also what a crash left behind; the data stays."""
        if not self.layout.run.exists():
            self.say("nothing to stop")
            return
        with self._alone():
            ran = self._stop()
            self.say(f"stopped: {', '.join(ran)}" if ran else "nothing to stop")

    def _stop(self) -> list[str]:
        """Stop every server; names those that ran."""
        stops = (("nginx", self.web.stop), ("QGIS Server", self.workers.stop), ("database", self.cluster.stop))
        return [name for name, stop in stops if stop()]

    def remove(self) -> None:
        """Stop everything and remove all files of the platform, its data too; what else lies in its root stays."""
        root = self.layout.root
        if not ((root / "state.json").exists() or self.layout.cluster.exists() or self.layout.leads_elsewhere):
            self.say("nothing to remove")
            return
        with self._alone():
            self._stop()
            for folder in (self.layout.run, Path(self.state.socket_folder or self.layout.run)):
                if folder.exists():
                    shutil.rmtree(folder)
            if (root / "run").is_symlink():
                (root / "run").unlink()
            for name in ("state.json", "env", "lock"):
                (root / name).unlink(missing_ok=True)
        if not any(root.iterdir()):
            root.rmdir()
        self.say("removed")

    def status(self) -> bool:
        """Say what runs; start workers that have died. True when everything runs."""
        database, web = self.cluster.is_running(), self.web.running() is not None
        if not (database or web or self.workers.running()):
            self.say("down")
            return False
        with self._alone():
            if database and web and self.workers.start(self.layout.sockets(self.state.socket_folder)):
                self.say("QGIS Server: started again")
            alive = len(self.workers.running())
        self.say(f"database: {'up, port ' + str(self.state.postgres_port) if database else 'down'}")
        self.say(f"QGIS Server: {alive} of {COUNT} workers")
        self.say(f"nginx: {'up, ' + self.state.url if web else 'down'}")
        self.say(f"files: {self.layout.describe()}")
        return database and web and alive == COUNT

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One command at a time for each platform, with the ports and passwords that the one before left.

        Raises:
            PlatformError: whatever the system or the database refuses (a full disk, say), in one sentence.
        """
        try:
            with (self.layout.root / "lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    self.say("waiting for another command on the same platform")
                    fcntl.flock(lock, fcntl.LOCK_EX)
                self.state.refresh(self.layout.root)
                yield
        except psycopg2.Error as error:
            log = self.layout.logs / "postgres.log"
            raise PlatformError(f"the database refuses, see {log}: {one_line(error)}") from error
        except OSError as error:
            raise PlatformError(one_line(error)) from error


@contextmanager
def for_a_while(root: Path) -> Iterator[LocalPlatform]:
    """A platform under `root` with an empty map, running for the block and removed after it."""
    if root.exists():  # left behind by a run that was broken off
        LocalPlatform(root, lambda _line: None).remove()
    platform = LocalPlatform(root, lambda line: print(f"platform: {line}"))
    try:
        platform.up(None)
        yield platform
    finally:
        platform.down()
        platform.remove()
