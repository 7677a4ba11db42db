"""The Qt 6 resolver finds each way of naming Qt, and says what one of the two versions lacks."""

import sys
from pathlib import Path

import pytest

from scripts.dev.lint.qt_names import QtName, direct_imports, probe, qt_names

pytestmark = pytest.mark.posix("developers check Qt's names, on Linux with both Qt")

SOURCE = '''"""A module."""
from qgis.PyQt.QtCore import Qt, QTimer as Clock
from qgis.PyQt import QtWidgets

Clock.singleShot(0, print)
FLAG = Qt.AlignmentFlag.AlignLeft | Qt.AlignRight
QtWidgets.QAction("x").trigger()
other.Qt.AlignLeft
'''


def test_imports_and_attribute_chains_are_found_with_their_place():
    found = {(name.module, name.chain, name.place) for name in qt_names(SOURCE, "a.py")}
    assert found == {
        ("QtCore", ("Qt",), "a.py:2"),
        ("QtCore", ("QTimer",), "a.py:2"),
        ("QtWidgets", (), "a.py:3"),
        ("QtCore", ("QTimer", "singleShot"), "a.py:5"),
        ("QtCore", ("Qt", "AlignmentFlag", "AlignLeft"), "a.py:6"),
        ("QtCore", ("Qt", "AlignRight"), "a.py:6"),
        ("QtWidgets", ("QAction",), "a.py:7"),
    }


def test_imports_past_qgis_are_told():
    source = "import PyQt5.QtCore\nfrom PyQt6 import QtGui\nfrom qgis.PyQt import sip\n"
    assert [line.split(":")[1] for line in direct_imports(source, "a.py")] == ["1", "2"]


FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>F</class><widget class="QWidget" name="F">
 <layout class="QVBoxLayout" name="l">
  <item><widget class="QSlider" name="s">
   <property name="orientation"><enum>{orientation}</enum></property></widget></item>
  <item><widget class="QgsFilterLineEdit" name="q"/></item>
 </layout></widget>
 <customwidgets><customwidget><class>QgsFilterLineEdit</class><extends>QLineEdit</extends><header>qgis.gui</header>
 </customwidget></customwidgets></ui>
"""


@pytest.fixture
def form(tmp_path):
    """Writes a form with a slider of that orientation and one of QGIS's own widgets."""

    def write(orientation: str) -> Path:
        path = tmp_path / "form.ui"
        path.write_text(FORM.format(orientation=orientation), encoding="utf-8")
        return path

    return write


def test_what_qt_has_is_no_finding(form):
    names = [QtName("QtCore", ("Qt", "AlignmentFlag", "AlignLeft"), "a.py:1"), QtName("QtCore", ("NULL",), "a.py:2")]
    assert probe(Path("/usr/bin/python3"), 5, names, [form("Qt::Horizontal")]) == []


def test_what_qt_lacks_is_a_finding_with_place(form):
    names = [QtName("QtCore", ("Qt", "AlignmentFlag", "AlignNowhere"), "a.py:1"), QtName("QtNone", ("X",), "a.py:2")]
    found = probe(Path("/usr/bin/python3"), 5, names, [form("Qt::Orientation::Horizontal")])
    assert found[0] == "Qt 5: a.py:1: no QtCore.Qt.AlignmentFlag.AlignNowhere"
    assert found[1].startswith("Qt 5: a.py:2: no module QtNone")
    assert "form.ui: does not load" in found[2]
    assert len(found) == 3


def test_a_probe_that_dies_is_a_finding():
    assert "the probe ended with 1" in probe(Path(sys.executable), 4, [], [])[0]
