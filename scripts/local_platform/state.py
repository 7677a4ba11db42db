"""What a platform remembers between starts: its ports and passwords."""

from __future__ import annotations

import json
import os
import secrets
import shlex
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path

from scripts.server.errors import PlatformError

#: Codes of the municipalities that have a planner of their own.
MUNICIPALITIES = ("2260", "2262", "2280", "2281", "2282", "2283", "2284")
#: Users without a municipality: the support, the reviewer and the administrator.
COMMON_USERS = ("stod", "granskare", "admin")
#: Where the published map is read without a password.
PUBLIC_PATH = "/publicerat"


def user_names() -> dict[str, str]:
    """Login of every user by the key it has in `env`: `2281` → `planerare-2281`, `STOD` → `stod`."""
    return {code: f"planerare-{code}" for code in MUNICIPALITIES} | {name.upper(): name for name in COMMON_USERS}


def free_port() -> int:
    """A loopback port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def new_password() -> str:
    """A random password of 192 bits, safe in URLs and shells."""
    return secrets.token_urlsafe(24)


@dataclass
class PlatformState:
    """Ports and passwords of one platform. Written readable by the owner only."""

    postgres_port: int = 0
    http_port: int = 0
    socket_folder: str | None = None
    database_passwords: dict[str, str] = field(default_factory=dict)
    user_passwords: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> PlatformState:
        """The state kept under `root`, or a new one; passwords that are missing are made."""
        state = cls()
        state.refresh(root)
        return state

    def refresh(self, root: Path) -> None:
        """Take over what is kept under `root`, which another command may have changed meanwhile.

        Raises:
            PlatformError: it cannot be read.
        """
        path = root / "state.json"
        try:
            if path.exists():
                vars(self).update(vars(PlatformState(**json.loads(path.read_text(encoding="utf-8")))))
        except (OSError, ValueError, TypeError) as error:
            raise PlatformError(f"{path} with the passwords cannot be read: {error}") from error
        for role in ("hso_super", "hso_owner", "hso_wfs"):
            self.database_passwords.setdefault(role, new_password())
        for name in user_names().values():
            self.user_passwords.setdefault(name, new_password())

    def save(self, root: Path) -> None:
        """Keep the state under `root`."""
        write_private(root / "state.json", json.dumps(asdict(self), indent=1) + "\n")

    @property
    def url(self) -> str:
        """The WFS address."""
        return f"http://127.0.0.1:{self.http_port}/wfs"

    @property
    def public_url(self) -> str:
        """The WFS address of the published map, for everybody."""
        return f"http://127.0.0.1:{self.http_port}{PUBLIC_PATH}"

    def dsn(self, role: str = "hso_owner", database: str = "hso") -> str:
        """Connection string of a database role."""
        return f"postgresql://{role}:{self.database_passwords[role]}@127.0.0.1:{self.postgres_port}/{database}"

    def write_env(self, path: Path) -> None:
        """Write address, connection string and users in shell syntax."""
        values = {"HSO_URL": self.url, "HSO_PUBLIC_URL": self.public_url, "HSO_DSN": self.dsn()}
        for key, name in user_names().items():
            values[f"HSO_USER_{key}"] = name
            values[f"HSO_PASSWORD_{key}"] = self.user_passwords[name]
        write_private(path, "".join(f"{key}={shlex.quote(value)}\n" for key, value in values.items()))


def write_private(path: Path, text: str) -> None:
    """Replace the file at `path` at one stroke by one that only the owner can read."""
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
