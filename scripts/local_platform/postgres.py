"""The private PostgreSQL cluster: made once, started, stopped, and given its roles and database."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection, encrypt_password

from scripts.server.errors import PlatformError, one_line

from . import processes
from .layout import Layout
from .state import PlatformState, free_port, is_free

OLDEST = 15
_SETTINGS = """\
# Written by scripts/local_platform at every start.
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{sockets}'
max_connections = 60
shared_buffers = 128MB
max_wal_size = 512MB
jit = off
password_encryption = 'scram-sha-256'
log_statement = 'none'
log_min_error_statement = 'panic'
timezone = 'UTC'
"""
_ACCESS = """\
# Every connection with a password: no role is reached by the operating system's account alone.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""


def binaries() -> Path:
    """Folder of the newest PostgreSQL on the machine that is new enough."""
    found = [
        p for p in Path("/usr/lib/postgresql").glob("*/bin") if p.parent.name.isdigit() and (p / "initdb").exists()
    ]
    newest = max(found, key=lambda p: int(p.parent.name), default=None)
    if newest is None or int(newest.parent.name) < OLDEST:
        raise PlatformError(f"PostgreSQL {OLDEST} or later is not installed: run scripts/dev/setup.sh")
    return newest


class Cluster:
    """The cluster of one platform."""

    def __init__(self, layout: Layout, state: PlatformState) -> None:
        self.layout = layout
        self.state = state

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.layout.cluster

    def is_running(self) -> bool:
        """Whether this cluster's own server process is alive."""
        return processes.pid_in(self.folder / "postmaster.pid", "postgres", self.layout.run) is not None

    def create(self) -> bool:
        """Make the cluster unless it is there, whole or not at all. True when it was made."""
        if self.folder.exists():
            return False
        new = self.folder.with_name("cluster.new")
        self._stop_left_behind()
        if new.exists():
            shutil.rmtree(new)
        secret = self.layout.run / "initdb-password"
        self.layout.write(secret, self.state.database_passwords["hso_super"] + "\n")
        try:
            self._run("initdb", "-D", new, "-U", "hso_super", "--auth=scram-sha-256", f"--pwfile={secret}",
                      "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions")  # fmt: skip
        finally:
            secret.unlink()
        self.layout.write(new / "pg_hba.conf", _ACCESS)
        with (new / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude 'hso.conf'\n")
        new.replace(self.folder)
        return True

    def start(self, sockets: Path) -> None:
        """Start the server on its port of last time, or another when that one is taken."""
        if self.is_running():
            return
        # What a crash left: children of a killed server, and lock files that name a process which is no longer ours.
        self._stop_left_behind()
        for lock in (self.folder / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
            lock.unlink(missing_ok=True)
        if not self.state.postgres_port or not is_free(self.state.postgres_port):
            self.state.postgres_port = free_port()
        settings = _SETTINGS.format(port=self.state.postgres_port, sockets=sockets)
        self.layout.write(self.folder / "hso.conf", settings)
        self._run("pg_ctl", "start", "-w", "-t", "60", "-s", "-D", self.folder, "-l", self.layout.logs / "postgres.log")

    def stop(self) -> bool:
        """Stop the server and what a crash may have left of it. True if anything ran."""
        main = processes.pid_in(self.folder / "postmaster.pid", "postgres", self.layout.run)
        if main is not None:
            self._run("pg_ctl", "stop", "-w", "-t", "60", "-s", "-m", "fast", "-D", self.folder)
        return self._stop_left_behind() or main is not None

    def _stop_left_behind(self) -> bool:
        """Stop an initdb whose starter was killed, and children of a killed server. True if any ran."""
        ran = False
        for program in ("initdb", "postgres"):  # in this order: the first starts the second
            left = processes.own(program, self.layout.run)
            processes.stop(left, program, self.layout.run)
            ran = ran or bool(left)
        return ran

    def connect(self, role: str = "hso_owner", database: str = "hso") -> connection:
        """A connection; waits a little for a server that is just starting."""
        end = time.monotonic() + 20
        while True:
            try:
                return psycopg2.connect(self.state.dsn(role, database))
            except psycopg2.OperationalError as error:
                if "starting up" not in str(error) or time.monotonic() > end:
                    raise PlatformError(f"the database does not answer: {one_line(error)}") from error
                time.sleep(0.1)

    def provide(self) -> None:
        """Roles, database and PostGIS, whatever of them is missing; passwords as in the state."""
        with_database = self.connect("hso_super", "postgres")
        with_database.autocommit = True
        with with_database.cursor() as cursor:
            for role in ("hso_owner", "hso_wfs"):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
                verb = "ALTER" if cursor.fetchone() else "CREATE"
                hashed = encrypt_password(self.state.database_passwords[role], role, with_database, "scram-sha-256")
                cursor.execute(
                    sql.SQL(verb + " ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed))
                )
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'hso'")
            if not cursor.fetchone():
                cursor.execute("CREATE DATABASE hso OWNER hso_owner")
                cursor.execute("REVOKE ALL ON DATABASE hso FROM PUBLIC")
                cursor.execute("GRANT CONNECT ON DATABASE hso TO hso_wfs")
        with_database.close()
        with self.connect("hso_super") as extension, extension.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        extension.close()

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = self.layout.account.command(binaries() / program, *arguments)
        # A started server keeps the pipes of its parent, so output goes to a file instead.
        log = self.layout.logs / f"{program}.log"
        with log.open("wb") as output:
            done = subprocess.run(
                command, cwd=self.layout.run, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
            )
        if done.returncode:
            lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            # The reason stands above what the program says of its own end.
            said = [line for line in lines if "FATAL:" in line or "HINT:" in line] or lines
            raise PlatformError(
                f"{program} failed, see {log} and {self.layout.logs / 'postgres.log'}: {' '.join(said[-3:])}"
            )
