"""Opens QGIS with the plugin, ready for the local platform, for a person to play with.

The profile is under build/run and is kept: what is set up there is there the next time. It never touches the person's
own QGIS profile.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import sys
from pathlib import Path

from scripts.dev import desktop

ROOT = Path(__file__).resolve().parents[2]
NO_SCREEN = (
    "run: there is no screen here (DISPLAY is not set), so nobody would see QGIS. Run `make demo` for pictures,\n"
    "     log in with a screen (for example ssh -X), or set HSO_XVFB=1 to start it on an invisible one."
)
#: What a new profile starts with: Swedish, SWEREF 99 TM, and nothing that asks the outside world.
SETTINGS = {
    "locale": {"overrideFlag": "true", "userLocale": "sv_SE"},
    "qgis": {"checkVersion": "false", "showTips": "false", "newsFeedEnabled": "false"},
    "core": {"NewsFeed\\httpsfeedqgisorg\\disabled": "true"},
    "app": {"projections\\newProjectCrsBehavior": "UsePresetCrs", "projections\\defaultProjectCrs": "EPSG:3006"},
}


def platform_environment(path: Path) -> dict[str, str]:
    """The names and values in the platform's `env` file; raises FileNotFoundError while the platform is not set up."""
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}: start the local platform first, by make platform-up or make run")
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, mark, value = line.removeprefix("export ").partition("=")
        if mark and name.strip().isidentifier():
            values[name.strip()] = "".join(shlex.split(value))
    return values


def greeting(values: dict[str, str]) -> str:
    """What a person needs to sign in, with the planner of Sundsvall as the example."""
    return (
        f"run: the local platform is at {values['HSO_URL']}\n"
        f"run: municipality Sundsvall, user {values['HSO_USER_2281']}, password {values['HSO_PASSWORD_2281']}\n"
        "run: the other users are in build/platform/env"
    )


def vault_password(folder: Path) -> Path:
    """File with the master password of the play profile's vault, made once, so that play begins at once."""
    path = folder / "auth-password"
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(16))
    return path


def main() -> int:
    """Open QGIS and wait until it is closed; 1 when there is no screen, platform, plugin or QGIS."""
    xvfb = os.environ.get("HSO_XVFB") == "1"
    if not xvfb and not desktop.has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    profiles = ROOT / "build" / "run"
    try:
        print(greeting(platform_environment(ROOT / "build" / "platform" / "env")), flush=True)
        desktop.make_profile(profiles, ROOT / "build" / "plugin" / "hso_plugin", SETTINGS)
        command = desktop.command(profiles, xvfb=xvfb)
    except FileNotFoundError as error:
        print(f"run: {error}", file=sys.stderr)
        return 1
    extra = {"QGIS_AUTH_PASSWORD_FILE": str(vault_password(profiles))}
    return subprocess.run(command, env=desktop.environment(xvfb=xvfb, extra=extra), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
