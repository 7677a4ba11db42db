"""What the tests inside QGIS share: an authentication database of their own and small real HTTP servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject
from qgis.gui import QgsMapCanvas

from hso_plugin.qgis_bridge.layers import project
from scripts.dev import windows_files
from tests.support.local_server import Answer, LocalServer
from tests.support.working_copies import CATALOGUE, OWN, make

MASTER_PASSWORD = "bara-for-proven"  # pragma: allowlist secret


@pytest.fixture(autouse=True)
def open_files(request: pytest.FixtureRequest) -> Iterator[None]:
    """Windows' rules for open files, but for a test that says why not."""
    marker = request.node.get_closest_marker("posix_files")
    if marker is None:
        yield
        return
    assert marker.kwargs["reason"]
    with windows_files.off():
        yield


@pytest.fixture(autouse=True)
def no_drawing(qgis_canvas: QgsMapCanvas) -> None:
    """Nothing is drawn by itself: QGIS draws in threads of its own, over connections without locks.

    A connection that one of these opens while editing begins, which changes the file's journal, can read nothing
    («unable to open database file»), and is then lent to whoever reads the layer next.
    """
    qgis_canvas.setRenderFlag(False)


@pytest.fixture(autouse=True)
def messages_in_the_window(qgis_iface) -> None:
    """As in QGIS: alone the message bar is a window, and every message takes the focus from the one that is used."""
    qgis_iface.messageBar().setParent(qgis_iface.mainWindow())


@pytest.fixture
def path(tmp_path, qgis_new_project) -> Iterator[str]:
    """A working copy of Sundsvall, with its layers in the project."""
    made = str(make(tmp_path / "sundsvall.gpkg"))
    for _ in project.steps(made, CATALOGUE, OWN):
        pass
    yield made
    QgsProject.instance().clear()
    project.let_go()


@pytest.fixture(scope="session")
def authentication(qgis_app: QgsApplication):
    """QGIS's authentication manager with a master password set; its database lies in `.qgis-settings`."""
    manager = QgsApplication.authManager()
    assert not manager.isDisabled(), manager.disabledMessage()
    if not manager.setMasterPassword(MASTER_PASSWORD, True):
        erased, _backup = manager.eraseAuthenticationDatabase(False)
        assert erased
        assert manager.setMasterPassword(MASTER_PASSWORD, True)
    return manager


@pytest.fixture
def basic_authcfg(authentication) -> Iterator[Callable[[str, str], str]]:
    """Makes a Basic authcfg of a user name and a password and gives its id; removed after the test."""
    made: list[str] = []

    def make(user: str, password: str) -> str:
        config = QgsAuthMethodConfig("Basic")
        config.setName(f"test {user}")
        config.setConfig("username", user)
        config.setConfig("password", password)
        assert authentication.storeAuthenticationConfig(config)[0]
        made.append(config.id())
        return config.id()

    yield make
    for authcfg in made:
        authentication.removeAuthenticationConfig(authcfg)


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], LocalServer]]:
    """Starts local HTTP servers that answer with the given function; they stop after the test."""
    running: list[LocalServer] = []

    def start(answer: Answer) -> LocalServer:
        running.append(LocalServer(answer))
        return running[-1]

    yield start
    for server in running:
        server.stop()
