"""Runs the real qgis_process with the plugin as it is shipped, in a profile of its own."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path

from scripts.release import package

#: Of QGIS's authentication database in the test's profile.
MASTER_PASSWORD = "bara-for-proven"  # pragma: allowlist secret

SETTINGS = """[PythonPlugins]
hso_plugin=true

[locale]
userLocale={locale}
overrideFlag=true
"""


@dataclass
class Ran:
    """What a run gave."""

    code: int
    out: str
    error: str

    @property
    def said(self) -> str:
        """Everything it said."""
        return f"{self.out}\n{self.error}"


@dataclass
class QgisProcess:
    """A qgis_process with its own profile under `folder`."""

    folder: Path
    locale: str = "sv_SE"
    environment: dict[str, str] = field(default_factory=dict)

    def prepare(self) -> QgisProcess:
        """Lay out the profile with the plugin switched on."""
        package.compile_translations(package.ROOT)  # git does not keep them
        profile = self.folder / "profiles" / "default"
        package.write_folder(package.contents(package.ROOT), profile / "python" / "plugins")
        settings = profile / "QGIS" / "QGIS3.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(SETTINGS.format(locale=self.locale), encoding="utf-8")
        (self.folder / "auth-password").write_text(MASTER_PASSWORD, encoding="ascii")
        (self.folder / "runtime").mkdir(mode=0o700, exist_ok=True)
        return self

    def variables(self) -> dict[str, str]:
        """The environment of a run."""
        return {
            **{n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "HSO_", "PYTHON"))},
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder),
            "QGIS_AUTH_PASSWORD_FILE": str(self.folder / "auth-password"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "PYTHONPATH": sysconfig.get_paths()["purelib"],
            **self.environment,
        }

    def run(self, algorithm: str, **parameters: object) -> Ran:
        """`qgis_process run ALGORITHM --NAME=value …`."""
        return self.call("run", algorithm, *(f"--{name}={value}" for name, value in parameters.items()))

    def call(self, *arguments: str) -> Ran:
        """`qgis_process …`."""
        done = subprocess.run(
            ["qgis_process", *arguments],
            env=self.variables(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def python(self, code: str) -> str:
        """What `code` prints, run by the system's Python with the same profile."""
        done = subprocess.run(
            ["/usr/bin/python3", "-c", code],
            env=self.variables(),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout.strip().splitlines()[-1]
