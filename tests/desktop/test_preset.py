"""A preset in the real QGIS: everything that it promises is there, and what a person has chosen goes before it."""

import functools
import http.server
import json

import pytest

from scripts.admin.preset import __main__ as preset
from scripts.demo.desktop import SETTINGS
from scripts.dev import desktop
from scripts.release import package, repository
from tests.desktop.update_ground import serving
from tests.desktop.window import SWEDISH
from tests.support.preset import EXAMPLE


@pytest.fixture
def look():
    """The smallest screen there is."""
    return SWEDISH


@pytest.fixture
def rolled_out(window, tmp_path):
    """Starts QGIS with a preset of the given platform, in a profile that does not switch the plugin on itself."""
    language = {"locale": {"overrideFlag": "true", "userLocale": window.look.locale}}
    # QGIS's own repository, which QGIS names in its language, is out of reach here and would be waited for.
    official = r"plugin_repositories\QGIS%20officiella%20centralkatalog%20f%F6r%20plugin"
    away = {rf"{official}\url": "https://plugins.qgis.org/plugins/plugins.xml", rf"{official}\enabled": "false"}
    settings = SETTINGS | language | {"app": SETTINGS["app"] | away}
    desktop.make_profile(window.folder / "desktop" / "qgis", settings=settings)
    folder = tmp_path / "repository"

    def start(which, **platform):
        data = json.loads(EXAMPLE.read_text("utf-8"))
        data["platform"] |= platform
        data["repository"]["url"] = f"{url}/plugins.xml"
        (tmp_path / "preset.json").write_text(json.dumps(data), "utf-8")
        preset.make(tmp_path / "preset.json", tmp_path / "preset", preset.OWN_SETTINGS)
        file = tmp_path / "preset" / preset.SETTINGS_FILE
        known = {"QGIS_GLOBAL_SETTINGS_FILE": str(file), "HSO_START": which, "HSO_COPY": str(tmp_path / "min.gpkg")}
        return window.tell("preset", 90, known)

    folder.mkdir()
    files = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with serving(files) as url:
        package.compile_translations(package.ROOT)
        repository.add(package.package(), folder, url)
        yield start, url


def test_preset_gives_everything_and_a_persons_own_choices_win(rolled_out):
    start, url = rolled_out
    told = start("first")
    known = told["known"]
    assert known["loaded"], "the preset switches the plugin on"
    assert known["repository"] == {"url": f"{url}/plugins.xml", "enabled": True, "valid": True}
    assert told["listed"]["HSO"][1].partition("?")[0] == f"{url}/plugins.xml"
    # What QGIS brings itself is there still.
    assert {"OpenStreetMap", "Topografisk karta, nedtonad"} <= set(known["xyz"])
    assert known["xyz_address"] == "https://karta.example.org/topowebb/{z}/{x}/{y}.png"
    assert known["wms"] == ["Ortofoto"]
    assert known["wms_address"] == "https://karta.example.org/ortofoto/wmts?request=GetCapabilities"
    assert told["form"] == {
        "platform": "https://karta.example.org/wfs",
        "title": "Länsplattformen",
        "municipality": "Sundsvall",
    }

    later = start("later", title="Nya plattformen", municipality="2283", url="https://ny.example.org/wfs")["known"]
    assert later["repository"]["enabled"] is False
    assert later["xyz_address"] == "https://egen.example.org/{z}/{x}/{y}.png"
    profile = later["profile"]
    assert (profile["title"], profile["municipality"]) == ("Min egen", "2260")
    assert profile["working_copy"].endswith("min.gpkg")
    # QGIS keeps no value that is the preset's own: what somebody left as it was goes with the preset.
    assert profile["url"] == "https://ny.example.org/wfs"
