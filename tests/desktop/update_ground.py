"""What an update needs outside QGIS: a repository behind a password, the zip of a version to come, and QGIS's runs."""

from __future__ import annotations

import base64
import contextlib
import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scripts.dev import desktop, windows_files
from scripts.release import package

STORY = Path(__file__).parent / "stories" / "story_update.py"
USER, PASSWORD = "kommunen", "inte-gissat"

ROLL_OUT = """[app]
plugin_repositories\\HSO\\url={url}/plugins.xml
plugin_repositories\\HSO\\authcfg=hsorepo
plugin_repositories\\HSO\\enabled=true
plugin_repositories\\HSO\\valid=true
plugin_repositories\\QGIS%20Official%20Plugin%20Repository\\url=https://plugins.qgis.org/plugins/plugins.xml
plugin_repositories\\QGIS%20Official%20Plugin%20Repository\\enabled=false
"""


class Guarded(http.server.SimpleHTTPRequestHandler):
    """Serves a folder to those who sign in, and keeps what was asked for: path and whether it was answered."""

    def __init__(self, asked: list[tuple[str, bool]], *words: Any, **more: Any) -> None:
        self._asked = asked
        super().__init__(*words, **more)

    def do_GET(self) -> None:
        wanted = f"Basic {base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
        known = self.headers.get("Authorization") == wanted
        self._asked.append((self.path.partition("?")[0], known))
        if known:
            super().do_GET()
            return
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="HSO"')
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Not into the output of the tests."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """The address at which the folder is served on this machine, and what was asked for."""
    asked: list[tuple[str, bool]] = []
    with serving(functools.partial(Guarded, asked, directory=str(folder))) as url:
        yield url, asked


@contextlib.contextmanager
def serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which `handler` answers on this machine, for the block."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def version_to_come(version: str, folder: Path) -> Path:
    """The zip of this working tree as if it were `version`, made in `folder`."""
    package.compile_translations(package.ROOT)
    shutil.copytree(
        package.ROOT / package.PLUGIN, folder / package.PLUGIN, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copyfile(package.ROOT / "LICENSE", folder / "LICENSE")
    metadata = (package.ROOT / "metadata.txt").read_text(encoding="utf-8")
    (folder / "metadata.txt").write_text(re.sub(r"(?m)^version=.*$", f"version={version}", metadata), encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(f"## {version}\n\n- Allt är bättre.\n", encoding="utf-8")
    return package.package(folder)


def tell(folder: Path, what: str, url: str, known: Mapping[str, str]) -> dict[str, Any]:
    """Start QGIS with the profile in `folder`, under Windows' rules for open files, to do `what`; what it wrote."""
    (folder / "roll_out.ini").write_text(ROLL_OUT.format(url=url), encoding="utf-8")
    language = {"locale": {"overrideFlag": "true", "userLocale": "sv_SE"}}
    desktop.make_profile(folder / "qgis", settings=language)
    repository = json.dumps({"url": url, "user": USER, "password": PASSWORD})
    story = {"HSO_REPOSITORY": repository, "HSO_STORY_PICTURES": str(folder)}
    return run_story(STORY, folder, what, windows_files.environment() | story | known, timeout=240)


def run_story(story: Path, folder: Path, what: str, known: Mapping[str, str], timeout: float) -> dict[str, Any]:
    """Start QGIS with the profile and the roll-out in `folder` and have `story` do `what`; what it wrote.

    It must end QGIS in good order, and nothing may have asked or complained.
    """
    result = folder / f"{what}.json"
    stories = {"HSO_STORIES": str(story.parent), "HSO_STORY_RESULT": str(result), "HSO_STORY_DO": what}
    code, output = desktop.run(
        folder / "qgis",
        ["--globalsettingsfile", str(folder / "roll_out.ini"), "--code", str(story)],
        extra=stories | dict(known),
        timeout=timeout,
    )
    assert result.exists(), f"QGIS ended with {code} and no result:\n{output}"
    told: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert "trace" not in told, f"{told['trace']}\n{told['messages']}"
    assert told["messages"] == []
    assert code == 0, output
    return told
