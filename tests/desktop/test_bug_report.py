"""The report in the real QGIS: from the Help menu, and of a plugin that lacks a library or whose windows fail."""

import json
import shutil
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.desktop.window import Window, in_both_looks


def read(path):
    """The files of the saved report."""
    with zipfile.ZipFile(path) as archive:
        return {Path(name).name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@in_both_looks
def test_report_from_the_help_menu(window, tmp_path):
    told = window.tell("bug_report", 90, {"HSO_REPORT": str(tmp_path / "r.zip"), "HSO_BROKEN": "no"})
    assert told["gui"] and told["provider"] and told["fits"]
    found = read(tmp_path / "r.zip")
    assert f"Felrapport {told['id']}" in found["logg.txt"]
    versions = json.loads(found["versioner.json"])
    assert "kan inte läsas" not in found["versioner.json"] and "saknas" not in versions.values()
    assert str(tmp_path) not in "".join(found.values())


@pytest.mark.parametrize("fault", ["old library", "broken library", "window"])
def test_a_plugin_that_cannot_start_says_so_and_gives_a_report(fault, plugin, tmp_path, look):
    known = {"HSO_REPORT": str(tmp_path / "r.zip"), "HSO_BROKEN": "yes"}
    here = tmp_path / "tillägg" / "hso_plugin"
    shutil.copytree(plugin, here)
    if fault != "window":
        (tmp_path / "utan").mkdir()
        (tmp_path / "utan" / "shapely.py").write_text("raise ModuleNotFoundError('no shapely here')\n", "utf-8")
        if fault == "old library":
            (tmp_path / "utan" / "shapely-1.8.0.dist-info").mkdir()
            about = "Metadata-Version: 2.1\nName: shapely\nVersion: 1.8.0\n"
            (tmp_path / "utan" / "shapely-1.8.0.dist-info" / "METADATA").write_text(about, "utf-8")
        known["PYTHONPATH"] = f"{tmp_path / 'utan'}:{sysconfig.get_path('platlib')}"
    else:
        (here / "gui" / "main.py").write_text("raise RuntimeError('prov')\n", "utf-8")
    told = Window(here, tmp_path, look).tell("bug_report", 90, known)
    assert not told["gui"]
    found = read(tmp_path / "r.zip")
    assert ("RuntimeError: prov" if fault == "window" else "saknar shapely 2") in found["logg.txt"]
    assert (json.loads(found["versioner.json"])["shapely"] == "saknas") is (fault != "window")
