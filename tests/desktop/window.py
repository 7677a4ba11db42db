"""The real QGIS window that a test has its story told in, and the looks of it: language, size, theme."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scripts.demo.desktop import Desktop
from scripts.dev import windows_files
from tests.support.platform_fixture import TestPlatform

HERE = Path(__file__).parent
#: The smallest screen that the window must do with, in pixels.
SMALL = (1366, 768)


@dataclass(frozen=True)
class Look:
    """What a window looks like; `environment` has the rest of it for QGIS and the story."""

    locale: str = "sv_SE"
    size: tuple[int, int] = SMALL
    environment: Mapping[str, str] = field(default_factory=dict)


#: Where a story says nothing else.
LARGE = Look(size=(1600, 1000))
SWEDISH, ENGLISH = Look("sv_SE"), Look("en_GB")
DARK_ENLARGED = Look("en_GB", environment={"HSO_THEME": "Night Mapping", "QT_SCALE_FACTOR": "1.5"})

# conftest.py chooses by how the names begin.
in_both_looks = pytest.mark.parametrize("look", [SWEDISH, DARK_ENLARGED], ids=["swedish-small", "english-dark-150"])
in_both_languages = pytest.mark.parametrize("look", [SWEDISH, ENGLISH], ids=["sv_SE", "en_GB"])


def sign_in(platform: TestPlatform, name: str) -> dict[str, str]:
    """What a story needs to know to connect to `platform` as `name`, a login or a municipality."""
    login, password = platform.user(name)
    return {"HSO_URL": platform.url, "HSO_USER": login, "HSO_PASSWORD": password}


@dataclass(frozen=True)
class Window:
    """A QGIS with a profile and a folder of its own, not yet started; under Windows' rules for open files."""

    plugin: Path
    folder: Path
    look: Look
    windows_files: bool = True

    def tell(self, story: str, seconds: float, known: Mapping[str, str]) -> dict[str, Any]:
        """Tell `story_<story>.py`, which must confirm every step and let QGIS close in good order.

        Args:
            story: which one.
            seconds: how long it may take.
            known: what the story needs to know; it finds it in its environment.

        Returns what the story wrote to `HSO_FACTS`, nothing where it wrote nothing. Its pictures are in
        `desktop/pictures` in the folder.
        """
        facts = self.folder / "facts.json"
        rules = windows_files.environment() if self.windows_files else {}
        environment = {**known, "HSO_FACTS": str(facts), **self.look.environment, **rules}
        desktop = Desktop(self.folder / "desktop", self.plugin, self.look.locale, self.look.size, environment)
        told = desktop.tell(HERE / "stories" / f"story_{story}.py", seconds)
        assert told["error"] == "", told["steps"]
        assert [step for step in told["steps"] if not step["ok"]] == []
        assert told["exit_code"] == 0, "QGIS must close in good order with what the story left open"
        found: dict[str, Any] = json.loads(facts.read_text("utf-8")) if facts.exists() else {}
        return found
