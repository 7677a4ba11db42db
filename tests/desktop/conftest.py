"""The window that stories are told in, and which looks they are told in: language, size of the window, theme.

`make test` tells each once, by turns in Swedish and in English; `make test-desktop` tells them in all.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts.release import package

pytest.register_assert_rewrite("tests.desktop.window")
from tests.desktop.window import LARGE, Look, Window  # noqa: E402 - its assertions are to tell what they saw

#: Told in English where each is told once; the others in Swedish.
IN_ENGLISH = {"test_county", "test_history", "test_pending", "test_renewal"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the looks that are not asked for."""
    if os.environ.get("HSO_LOOKS") == "all":
        return
    left_out = [item for item in items if _english(item) is not None and _english(item) != _wants_english(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _english(item: pytest.Item) -> bool | None:
    """Whether a story is told in English; None for a test that has one look only."""
    look = item.name.partition("[")[2]
    if look.startswith(("english", "en_")):
        return True
    return False if look.startswith(("swedish", "sv_")) else None


def _wants_english(item: pytest.Item) -> bool:
    return item.path.stem in IN_ENGLISH


@pytest.fixture(scope="session")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin as it is shipped."""
    package.compile_translations(package.ROOT)
    return package.write_folder(package.contents(package.ROOT), tmp_path_factory.mktemp("plugin"))


@pytest.fixture
def look() -> Look:
    """Of a story that is told in one look only."""
    return LARGE


@pytest.fixture
def window(plugin: Path, tmp_path: Path, look: Look, request: pytest.FixtureRequest) -> Window:
    """A QGIS of the test's own, which a story can be told in; as on Windows, but for a test that says why not."""
    marker = request.node.get_closest_marker("posix_files")
    assert marker is None or marker.kwargs["reason"]
    return Window(plugin, tmp_path, look, windows_files=marker is None)
