"""Where the platform's files lie, and which account may read them.

The root folder holds what belongs to the person who started the platform (`state.json`, `env`). Everything that the
servers touch lies in the run tree, `ROOT/run`. Started by root, the servers run as an unprivileged account; where that
account cannot reach the root folder (a clone under /root), or its name has letters that mean something to nginx or
PostgreSQL, the run tree is put under /var/tmp and `ROOT/run` is a link to it.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.server.errors import PlatformError

#: The account that Debian's PostgreSQL brings: it owns nothing else on the machine.
ACCOUNT = "postgres"
#: Longest path of a Unix socket on Linux, without the final zero byte.
SOCKET_LIMIT = 107
LONGEST_SOCKET = ".s.PGSQL.65535.lock"
#: Paths that need no thought in the servers' configuration files.
_PLAIN = re.compile(r"[\w ./+@-]+")


@dataclass(frozen=True)
class Account:
    """Who the servers run as: `name` None means the person who started them."""

    name: str | None

    @classmethod
    def current(cls) -> Account:
        """The unprivileged account when run by root, else oneself."""
        if os.geteuid() != 0:
            return cls(None)
        try:
            pwd.getpwnam(ACCOUNT)
        except KeyError:
            raise PlatformError(
                f"there is no account {ACCOUNT!r} to run the servers as: run scripts/dev/setup.sh"
            ) from None
        return cls(ACCOUNT)

    def command(self, *arguments: str | Path) -> list[str]:
        """`arguments` as a command that runs as this account."""
        words = [str(a) for a in arguments]
        return words if self.name is None else ["runuser", "-p", "-u", self.name, "--", *words]

    @property
    def uid(self) -> int:
        """Its numeric user id."""
        return os.geteuid() if self.name is None else pwd.getpwnam(self.name).pw_uid

    def own(self, path: Path) -> None:
        """Give `path` to this account."""
        if self.name is not None:
            entry = pwd.getpwnam(self.name)
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can reach what lies in `folder`."""
        if self.name is None:
            return True
        return subprocess.run(self.command("test", "-x", folder), cwd="/", check=False).returncode == 0


@dataclass(frozen=True)
class Layout:
    """The folders of one platform."""

    root: Path
    run: Path
    account: Account

    @classmethod
    def at(cls, root: Path) -> Layout:
        """The layout of the platform under `root`; makes no folder but `root` itself.

        Raises:
            PlatformError: the folder cannot be made, or the servers' account cannot enter it any more.
        """
        root = root.resolve()
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PlatformError(f"{root} cannot be the platform's folder: {error.strerror}") from error
        account = Account.current()
        run = root / "run"
        if run.is_symlink():
            run = run.resolve()
        elif not run.exists() and not (account.can_enter(root) and _PLAIN.fullmatch(str(root))):
            run = _elsewhere(root)
        elif run.exists() and not account.can_enter(run):
            raise PlatformError(
                f"the account {account.name} cannot enter {run} any more: "
                "open its parent folders or choose another --root"
            )
        return cls(root, run, account)

    @property
    def leads_elsewhere(self) -> bool:
        """Whether `ROOT/run` is our link to a run tree under /var/tmp; `up` makes that before it keeps any state."""
        link = self.root / "run"
        return link.is_symlink() and link.readlink() == _elsewhere(self.root)

    def make(self) -> None:
        """Make the folders that are missing."""
        self.make_folder(self.run)
        link = self.root / "run"
        if self.run != link and not link.is_symlink():
            link.symlink_to(self.run)
        for folder in (self.server, self.logs, self.nginx):
            self.make_folder(folder)

    def make_folder(self, folder: Path) -> None:
        """Make `folder` for the servers' account alone. Raises `PlatformError` if somebody else's lies there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid not in (os.geteuid(), self.account.uid):
            raise PlatformError(f"{folder} belongs to somebody else: remove it or choose another --root")
        folder.chmod(0o700)
        self.account.own(folder)

    def write(self, path: Path, text: str, mode: int = 0o600) -> None:
        """Write a file that only the servers' account can read."""
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(text)
        self.account.own(path)

    def sockets(self, known: str | None) -> Path:
        """Folder for Unix sockets: in the run tree if its path is short enough, else `known` or a new short one."""
        folder = self.run / "s"
        if len(str(folder / LONGEST_SOCKET)) > SOCKET_LIMIT:
            folder = Path(known) if known else Path(tempfile.mkdtemp(prefix="hso-"))
        self.make_folder(folder)
        return folder

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data folder."""
        return self.run / "cluster"

    @property
    def server(self) -> Path:
        """QGIS Server's project, plugin and settings."""
        return self.run / "server"

    @property
    def nginx(self) -> Path:
        """nginx's configuration, passwords and temporary files."""
        return self.run / "nginx"

    @property
    def logs(self) -> Path:
        """Logs of all servers."""
        return self.run / "log"

    @property
    def env(self) -> Path:
        """What a person or a test needs to reach the platform, in shell syntax, for the owner only."""
        return self.root / "env"

    def describe(self) -> str:
        """The run tree and the account, for the status lines."""
        where = str(self.run) + ("" if self.run == self.root / "run" else f" (the servers cannot use {self.root})")
        return f"{where}, run by {self.account.name or 'you'}"


def _elsewhere(root: Path) -> Path:
    """The run tree of the platform under `root`, where the servers cannot use `root`."""
    name = f"hso-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    return Path("/var/tmp") / name  # nosec B108  # make_folder refuses somebody else's
