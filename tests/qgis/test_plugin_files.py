"""No file of the plugin stays open or mapped into memory: Windows would not let an update replace it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale

import hso_plugin
from hso_plugin.plugin import Plugin
from scripts.release import package

FOLDER = Path(hso_plugin.__file__).parent


def held() -> set[str]:
    """Files of the plugin that this process has open or mapped."""
    mapped = {line.split(maxsplit=5)[-1].strip() for line in Path("/proc/self/maps").read_text().splitlines()}
    opened = set()
    for number in os.listdir("/proc/self/fd"):
        try:
            opened.add(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            continue  # the listing's own
    return {Path(name).name for name in mapped | opened if name.startswith(f"{FOLDER}/")}


@pytest.fixture
def english():
    """QGIS in English, in which the texts are translated."""
    package.compile_translations(package.ROOT)
    before = QgsApplication.locale()
    QgsApplication.setLocale(QLocale("en_GB"))
    yield
    QgsApplication.setLocale(QLocale(before))


def test_the_translation_is_used_and_its_file_is_let_go(english, qgis_iface):
    assert QgsApplication.locale().startswith("en")
    plugin = Plugin(qgis_iface)
    plugin.initGui()
    try:
        assert QCoreApplication.translate("Hso", "Avbrutet. Inget har gått förlorat.").startswith("Cancelled")
        assert held() == set()
    finally:
        plugin.unload()
    assert QCoreApplication.translate("Hso", "Avbrutet. Inget har gått förlorat.").startswith("Avbrutet")
