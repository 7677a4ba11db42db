"""QGIS's own plugin manager installs the plugin from the repository that `make repository` makes, and removes it again.

The real desktop, a real web server on this machine, and the settings file an administrator rolls out.
"""

import functools
import http.server
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest

from scripts.dev import desktop
from scripts.release import package, repository
from tests.desktop.update_ground import run_story, serving

STORY = Path(__file__).parent / "stories" / "story_install.py"

ROLL_OUT = """[app]
plugin_repositories\\HSO\\url={url}/plugins.xml
plugin_repositories\\HSO\\enabled=true
plugin_repositories\\HSO\\valid=true
plugin_repositories\\QGIS%20Official%20Plugin%20Repository\\url=https://plugins.qgis.org/plugins/plugins.xml
plugin_repositories\\QGIS%20Official%20Plugin%20Repository\\enabled=false
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and keeps the paths that were asked for."""

    asked: ClassVar[list[str]] = []

    def log_message(self, *_):
        self.asked.append(self.path.partition("?")[0])


@pytest.fixture
def told(tmp_path):
    """What QGIS told of installing, starting anew with, and removing the plugin."""
    package.compile_translations(package.ROOT)
    folder = tmp_path / "repository"
    folder.mkdir()
    with serving(functools.partial(Quiet, directory=str(folder))) as url:
        repository.add(package.package(), folder, url)
        (tmp_path / "roll_out.ini").write_text(ROLL_OUT.format(url=url), encoding="utf-8")
        desktop.make_profile(tmp_path / "qgis")
        install = run_story(STORY, tmp_path, "install", {}, timeout=120)
        plugin = tmp_path / "qgis" / "profiles" / "default" / "python" / "plugins" / "hso_plugin"
        installed = {
            path.relative_to(plugin.parent).as_posix(): path.read_bytes()
            for path in plugin.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        remove = run_story(STORY, tmp_path, "remove", {}, timeout=120)
    [archive] = folder.glob("*.zip")
    return {"install": install, "remove": remove, "installed": installed, "plugin": plugin, "zip": archive, "url": url}


def test_plugin_manager_installs_and_removes_the_plugin(told):
    version = package.metadata(package.ROOT)["version"]
    install, remove = told["install"], told["remove"]

    assert install["before"]["loaded"] is False
    assert install["repositories"] == {"HSO": {"url": f"{told['url']}/plugins.xml", "state": 2, "error": ""}}
    assert install["offered"]["version_available"] == version
    assert install["offered"]["zip_repository"] == "HSO"
    assert install["offered"]["changelog"].strip()
    assert {"/plugins.xml", f"/{told['zip'].name}"} <= set(Quiet.asked)
    assert install["error"] == ""
    assert install["after"]["loaded"] and install["after"]["active"] and install["after"]["provider"]
    assert install["after"]["version"] == version
    made = set(install["after"]["docks"]) - set(install["before"]["docks"])
    assert made

    with zipfile.ZipFile(told["zip"]) as archive:
        shipped = {name: archive.read(name) for name in archive.namelist()}
    assert told["installed"] == shipped

    # A new start has it from the beginning; removing it takes everything away.
    assert remove["before"]["active"] and remove["before"]["provider"]
    assert remove["after"]["loaded"] is False
    assert remove["after"]["provider"] is False
    assert made <= set(remove["before"]["docks"])
    assert not made & set(remove["after"]["docks"])
    assert not told["plugin"].exists()
