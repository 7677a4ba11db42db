"""A report gathered in QGIS: what must not be in it is not, its number is in the log, and a broken plugin gives one."""

from __future__ import annotations

import base64
import getpass
import json
import platform
import zipfile
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsSettings
from qgis.PyQt.QtWidgets import QApplication, QMenu, QPushButton

from hso_plugin.core.errors import HsoError
from hso_plugin.core.text import Text
from hso_plugin.gui.widgets.bug_report import BugReportWindow
from hso_plugin.gui.widgets.bug_report_action import BugReportAction
from hso_plugin.plugin import Plugin
from hso_plugin.qgis_bridge.profile import settings
from hso_plugin.qgis_bridge.tasks import long_work
from hso_plugin.qgis_bridge.tasks.event_log import TAG, EventLog, note
from hso_plugin.workcopy import WorkingCopyFile
from tests.qgis.gui.conftest import later

USER, PASSWORD = "berit.storm", "Sj7!mörkt&djupt"  # pragma: allowlist secret


@pytest.fixture
def log(tmp_path):
    """A log of the test's own."""
    made = EventLog(tmp_path / "logg" / "logg.txt")
    yield made
    made.close()


@pytest.fixture
def connected(ground, basic_authcfg):
    """A connection with a stored sign-in, to a copy that colleagues have written in."""
    profile = settings.Profile(
        "berits-egen", "Berits egen", ground.profile.url, basic_authcfg(USER, PASSWORD), "2281", str(ground.path)
    )
    settings.save_profile(profile)
    settings.activate(profile.name)
    ground.arrives(later(ground.towns[0], namn="Matfors"))
    yield profile
    QgsSettings().remove("hso")


@pytest.fixture
def gathered(qtbot, log):
    """Opens a window and waits for its report."""

    def gather():
        window = BugReportWindow(log)
        window.show()
        qtbot.waitUntil(lambda: window.report is not None, timeout=10_000)
        return window

    made = []
    yield lambda: made.append(gather()) or made[-1]
    for window in made:
        window.close()


def texts(path: Path) -> dict[str, str]:
    """The files of a saved report, by name."""
    with zipfile.ZipFile(path) as archive:
        return {Path(name).name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_nothing_secret_or_personal_is_in_the_zip(connected, ground, gathered, tmp_path, monkeypatch):
    monkeypatch.setenv("HSO_USER", "nattjobb.sven")
    monkeypatch.setenv("HSO_PASSWORD", "natt-och-dag")  # pragma: allowlist secret
    basic = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    note(f"GET {ground.profile.url} Authorization: Basic {basic}")
    note(
        f"{USER} ({PASSWORD}) med {connected.authcfg} i {ground.path}, på {platform.node()}, natt-och-dag nattjobb.sven"
    )
    note("<qgs:anvandare>kollega</qgs:anvandare> också kollega; berit@example.org", Qgis.MessageLevel.Critical)
    note(f"Traceback: File '{Path.home()}/.local/share/hso_plugin/x.py'; C:\\Users\\Berit Storm\\hso.txt")
    QApplication.processEvents()
    window = gathered()
    window.save(tmp_path / "rapport.zip")
    found = texts(tmp_path / "rapport.zip")
    assert set(found) == {"LASMIG.txt", "versioner.json", "installningar.json", "serverprofil.json", "logg.txt"}
    assert found["logg.txt"].count("\n") >= 5, "the messages are there"
    whole = "\n".join(found.values()).lower() + str(sorted(found))
    gone = [USER, "Berit", "Storm", PASSWORD, basic, "kollega", "planerare-2281", "nattjobb", "natt-och-dag"]
    gone += [connected.name, ground.path.stem + ".gpkg", str(ground.path.parent), "berit@example.org", 'anvandare":']
    gone += [each for each in (platform.node(), str(Path.home())) if len(each) > 3]
    if getpass.getuser() != "root":
        gone.append(f"/{getpass.getuser()}/")
    assert [each for each in gone if each.lower() in whole] == []


def test_report_has_what_the_support_needs(connected, gathered, tmp_path):
    note("Hämtar nytt: klart")
    QApplication.processEvents()
    window = gathered()
    window.save(tmp_path / "rapport.zip")
    found = texts(tmp_path / "rapport.zip")
    versions = json.loads(found["versioner.json"])
    assert versions["QGIS"].startswith(Qgis.version())
    for name in (
        "GDAL",
        "GEOS i QGIS",
        "GEOS i shapely",
        "numpy",
        "PROJ",
        "Python",
        "Qt",
        "lxml",
        "requests",
        "shapely",
    ):
        assert versions[name][0].isdigit(), f"{name}: {versions[name]}"
    assert "kan inte läsas" not in found["versioner.json"]
    [connection] = json.loads(found["installningar.json"])["anslutningar"]
    assert (connection["adress"], connection["kommun"]) == (connected.url, "2281")
    assert (connection["inloggning"], connection["vald"]) == ("sparad", True)
    [copy] = json.loads(found["serverprofil.json"])
    assert copy["server"]["url"] == connected.url
    assert copy["server"]["types"]
    assert copy["rader"]["strukturbild_punkt"] == 2
    assert "Hämtar nytt: klart" in found["logg.txt"]


def test_number_is_in_the_report_and_in_the_log(gathered, log, tmp_path, qtbot):
    window = gathered()
    window.save(tmp_path / "rapport.zip")
    number = window.report.id
    found = texts(tmp_path / "rapport.zip")
    assert number in found["LASMIG.txt"]
    assert f"Felrapport {number}" in found["logg.txt"]
    qtbot.waitUntil(lambda: number in log.read(), timeout=5000)
    assert number in window.introLabel.text()


def test_works_without_any_connection_and_with_a_copy_that_is_none(gathered, tmp_path):
    window = gathered()
    assert json.loads(window.report.files["serverprofil.json"]) == []
    broken = tmp_path / "trasig.gpkg"
    broken.write_bytes(b"ingen databas" * 100)
    for number, path in enumerate((broken, tmp_path / "borta.gpkg")):
        settings.save_profile(settings.Profile(f"p{number}", "P", "https://example.org/wfs", "", "2281", str(path)))
    try:
        before = broken.read_bytes()
        facts = json.loads(gathered().report.files["serverprofil.json"])
        assert [each["fel"].partition(":")[0] for each in facts] == ["DatabaseError", "filen finns inte"]
        assert broken.read_bytes() == before
    finally:
        QgsSettings().remove("hso")


def test_the_working_copy_is_left_as_it_is_while_somebody_writes_in_it(connected, ground, gathered):
    with WorkingCopyFile.open(ground.path) as copy:
        copy._connection.execute("BEGIN IMMEDIATE")
        try:
            window = gathered()
            assert json.loads(window.report.files["serverprofil.json"])[0]["rader"]["strukturbild_punkt"] == 2
        finally:
            copy._connection.execute("ROLLBACK")


def test_a_file_that_cannot_be_written_is_told(gathered, tmp_path):
    window = gathered()
    window.save(tmp_path / "saknas" / "rapport.zip")
    assert window.outcomeLabel.isVisible()
    assert str(tmp_path / "saknas" / "rapport.zip") in window.outcomeLabel.text()
    assert not window.folderButton.isVisible()
    window.save(tmp_path / "rapport.zip")
    assert window.folderButton.isVisible()
    assert (tmp_path / "rapport.zip").is_file()


def test_job_and_fault_are_in_the_log(log, qtbot):
    done = []

    def fail(_progress):
        raise HsoError("HSO-PROV", Text("Nej.", "No."))

    long_work.run("Räknar", lambda _progress: 1, done.append, done.append, lambda: None)
    long_work.run("Faller", fail, done.append, done.append, lambda: None)
    long_work.run("Ser efter", lambda _progress: 1, done.append, done.append, lambda: None, quiet=True)
    qtbot.waitUntil(lambda: len(done) == 3, timeout=5000)
    qtbot.waitUntil(lambda: "Faller" in log.read() and "Räknar" in log.read(), timeout=5000)
    kept = log.read()
    assert "info: Räknar: klart" in kept
    assert "varning: Faller: HSO-PROV: No." in kept
    assert "Ser efter" not in kept


def test_log_takes_our_messages_and_python_errors_in_our_code_only(log, qtbot):
    from qgis.core import QgsMessageLog

    QgsMessageLog.logMessage("annans", "Annat")
    QgsMessageLog.logMessage(
        "File plugins/hso_plugin/gui/main.py\nValueError", "Python error", Qgis.MessageLevel.Critical
    )
    QgsMessageLog.logMessage("vår", TAG)
    qtbot.waitUntil(lambda: "vår" in log.read(), timeout=5000)
    kept = log.read()
    assert "annans" not in kept
    assert "fel: File plugins/hso_plugin/gui/main.py\n    ValueError" in kept


def test_entry_is_in_the_help_menu_and_opens_one_window(qgis_iface, log, qtbot, monkeypatch):
    menu = QMenu()
    monkeypatch.setattr(qgis_iface, "helpMenu", lambda: menu, raising=False)
    entry = BugReportAction(qgis_iface, log)
    assert menu.actions() == [entry.action]
    entry.action.trigger()
    first = entry._window
    entry.action.trigger()
    assert entry._window is first and first.isVisible()
    qtbot.waitUntil(lambda: first.report is not None, timeout=10_000)
    first.close()
    entry.withdraw()
    assert menu.actions() == []


@pytest.mark.parametrize("fault", ["missing", "broken"])
def test_a_plugin_that_cannot_start_says_so_and_can_be_reported(fault, qgis_iface, qtbot, monkeypatch, tmp_path):
    menu = QMenu()
    monkeypatch.setattr(qgis_iface, "helpMenu", lambda: menu, raising=False)
    monkeypatch.setattr("hso_plugin.qgis_bridge.tasks.event_log.place", lambda: tmp_path / "logg.txt")
    if fault == "missing":
        monkeypatch.setattr("hso_plugin.requirements.missing", lambda: ["shapely 2"])
    else:
        monkeypatch.setattr("hso_plugin.gui.main.Gui.__init__", lambda *_: 1 / 0)
    plugin = Plugin(qgis_iface)
    plugin.initGui()
    try:
        assert plugin.gui is None
        assert len(menu.actions()) == 1
        [button] = qgis_iface.messageBar().currentItem().findChildren(QPushButton)
        button.click()
        window = plugin._report._window
        qtbot.waitUntil(lambda: window.report is not None, timeout=10_000)
        said = window.report.files["logg.txt"]
        assert ("ZeroDivisionError" if fault == "broken" else "shapely 2") in said
    finally:
        qgis_iface.messageBar().clearWidgets()
        plugin.unload()
    assert menu.actions() == []


def test_an_unexpected_fault_points_at_the_report(opened, log, qgis_iface, qtbot, monkeypatch):
    monkeypatch.setattr(qgis_iface, "helpMenu", lambda: QMenu(), raising=False)
    entry = BugReportAction(qgis_iface, log)
    try:
        strip = opened.panel.problem_strip
        strip.show_error(long_work.unexpected(ValueError("prov")), None)
        assert "Samla felrapport" in strip.textLabel.text() or "Gather bug report" in strip.textLabel.text()
        assert not strip.reportButton.isHidden()
        strip.reportButton.click()
        assert entry._window.isVisible()
        strip.show_error(HsoError("HSO-NAT", Text("Nej.", "No.")), None)
        assert strip.reportButton.isHidden()
        opened.panel.menu.aboutToShow.emit()
        assert entry.action in opened.panel.menu.actions()
        opened.panel.menu.aboutToShow.emit()
        assert opened.panel.menu.actions().count(entry.action) == 1
    finally:
        entry.withdraw()
