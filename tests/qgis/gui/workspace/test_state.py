"""The state at a glance: in the header, on the layer group, and what a quiet look at the platform makes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from qgis.core import QgsLayerTreeModel, QgsProject
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QLocale

from hso_plugin.core.model import GeometryKind
from hso_plugin.gui.planner.group_mark import GroupMark
from hso_plugin.gui.planner.header import Header
from hso_plugin.gui.widgets import words
from hso_plugin.gui.workspace.news_poller import NewsPoller
from hso_plugin.gui.workspace.snapshot import Contact, CopyState, moment
from hso_plugin.gui.workspace.state_words import ICONS, facts_text, state_text
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.layers.layer_groups import own_group
from hso_plugin.qgis_bridge.profile import settings
from hso_plugin.qgis_bridge.tasks import lock
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.storage.connection import step
from tests.qgis.gui.conftest import later
from tests.support.local_server import reply

NOW = datetime.now(UTC).astimezone()


def settled(gui, qtbot) -> None:
    qtbot.waitUntil(lambda: gui.workspace.idle, timeout=10_000)


# ----- in words


def test_every_state_has_a_text_and_an_icon_of_its_own(opened, monkeypatch):
    assert set(ICONS) == set(CopyState)
    assert len(set(ICONS.values())) == len(CopyState), "never told apart by colour alone"
    texts = set()
    for state in CopyState:
        monkeypatch.setattr(type(opened.workspace), "state", property(lambda _self, state=state: state))
        texts.add(state_text(opened.workspace))
    assert len(texts) == len(CopyState) and all(texts)


def test_what_is_to_be_fetched_and_that_nobody_answers_is_told(opened):
    workspace = opened.workspace
    label, times = opened.panel.stateLabel, opened.panel.timesButton
    workspace.contacted(Contact(3, when=NOW))
    assert workspace.state is CopyState.TO_FETCH and "3" in label.text() and "3" in times.text()
    workspace.contacted(replace(workspace.contact, offline=True))
    assert workspace.state is CopyState.OFFLINE and "3" in times.text(), "what was known is still known"
    assert words.exact(NOW) in label.toolTip() and "<br/>" in label.toolTip()


def test_unsaved_edits_outweigh_everything_but_a_conflict(opened, ground):
    ground.rename(ground.towns[0], "Osparat")
    opened.workspace.contacted(Contact(1, offline=True))
    assert opened.workspace.state is CopyState.UNSAVED
    project.layer(GeometryKind.POINT).rollBack()
    assert opened.workspace.state is CopyState.OFFLINE


def test_the_words_for_the_time_are_written_anew(opened):
    snapshot = replace(opened.workspace.snapshot, fetched=NOW - timedelta(minutes=5))
    opened.workspace.snapshot = snapshot
    header: Header = opened.panel._header
    assert header._timer.isActive() and header._timer.interval() <= 60_000
    header._timer.timeout.emit()
    before = opened.panel.timesButton.text()
    assert words.ago(snapshot.fetched) in before
    opened.workspace.snapshot = replace(snapshot, fetched=NOW - timedelta(hours=2))
    header._timer.timeout.emit()
    assert opened.panel.timesButton.text() != before


@pytest.mark.parametrize(("language", "said"), [("sv", "3 okt 08:05"), ("en", "3 Oct 08:05")])
@pytest.mark.parametrize("computer", ["sv_SE", "en_US", "C"])
def test_a_month_is_named_in_the_language_of_the_windows(monkeypatch, computer: str, language: str, said: str):
    before = QLocale()
    QLocale.setDefault(QLocale(computer))
    monkeypatch.setattr("hso_plugin.gui.widgets.words.current", lambda: language)
    try:
        assert words.clock(datetime(2025, 10, 3, 8, 5).astimezone(), NOW) == said
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00Z", "1969-12-31T23:00:00", "9999-12-31T23:59:59Z"])
def test_the_ends_of_the_calendar_are_told(written: str):
    found = moment(written)
    assert words.exact(found)[:3] == written[:3] and words.ago(found, NOW) and words.clock(found, NOW)[-3] == ":"


def test_a_time_to_come_is_told_as_the_clock():
    assert words.ago(NOW + timedelta(hours=2), NOW) == words.clock(NOW + timedelta(hours=2), NOW)
    assert words.ago(NOW + timedelta(seconds=20), NOW) == words.translate("Hso", "nyss")


# ----- on the layer group


@pytest.fixture
def tree(qtbot):
    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    qtbot.addWidget(view)
    return view


def test_the_group_carries_the_state_keeps_its_name_and_gives_it_back(opened, tree):
    group = own_group()
    name = group.name()
    mark = GroupMark(opened.workspace, tree)
    mark.show_state()
    assert tree.indicators(group) == [mark.indicator]
    before = mark.indicator.icon().cacheKey()
    opened.workspace.contacted(Contact(4, when=NOW))
    assert "4" in mark.indicator.toolTip() and mark.indicator.icon().cacheKey() != before
    mark.close()
    assert tree.indicators(group) == [] and group.name() == name
    opened.workspace.contacted(Contact())
    assert tree.indicators(group) == []


def test_a_group_that_was_moved_or_is_of_an_older_version_is_found(opened, tree):
    root = QgsProject.instance().layerTreeRoot()
    other = root.insertGroup(0, "Annat")
    moved = own_group().clone()
    old = own_group()
    other.addChildNode(moved)
    root.removeChildNode(old)
    assert own_group() is moved
    moved.removeCustomProperty("hso/group")
    assert own_group() is moved


def test_the_mark_goes_with_the_group_and_comes_with_the_next(opened, tree, ground, qtbot):
    mark = GroupMark(opened.workspace, tree)
    mark.show_state()
    QgsProject.instance().layerTreeRoot().removeChildNode(own_group())
    assert mark._group is None
    QgsProject.instance().clear()
    opened.workspace.changed.emit()
    assert mark._group is None
    opened.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not None, timeout=10_000)
    settled(opened, qtbot)
    assert tree.indicators(own_group()) == [mark.indicator]
    mark.close()


# ----- the project is opened again


def test_a_project_that_is_opened_again_is_worked_with_as_before(opened, ground, tmp_path, qtbot):
    place = str(tmp_path / "karta.qgz")
    assert QgsProject.instance().write(place)
    QgsProject.instance().clear()
    assert not lock._held, "nobody works with it now"
    assert QgsProject.instance().read(place)
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not None, timeout=10_000)
    settled(opened, qtbot)
    assert Path(ground.path).resolve() in lock._held, "no other QGIS may write to it"
    ground.rename(ground.towns[0], "Efter")
    assert opened.workspace.unsaved == 1 and opened.workspace.state is CopyState.UNSAVED
    assert opened.live.buffer.dirty
    assert opened.workspace.save_edits(stop=True)
    qtbot.waitUntil(lambda: opened.workspace.waiting == 1, timeout=5000)


def test_a_project_without_the_map_is_left_alone(opened, tmp_path, qtbot):
    place = str(tmp_path / "annan.qgz")
    QgsProject.instance().clear()
    assert QgsProject.instance().write(place) and QgsProject.instance().read(place)
    qtbot.wait(200)
    assert not QgsProject.instance().mapLayers(), "nothing of ours gets into another project by itself"
    assert opened.workspace.snapshot is None and opened.workspace.trouble.code == "HSO-STANGD"
    opened.panel.primaryButton.click()
    qtbot.waitUntil(lambda: opened.workspace.snapshot is not None, timeout=10_000)
    settled(opened, qtbot)
    assert len(project.layers()) == 3


# ----- a quiet look


def rows_at(positions: list[int]) -> bytes:
    """What a WFS answers that has rows at these positions, whichever ledger is asked for."""
    rows = "".join(
        f'<gml:featureMember><qgs:{kind.ledger} gml:id="x.{n}"><qgs:lopnr>{n}</qgs:lopnr></qgs:{kind.ledger}>'
        "</gml:featureMember>"
        for n in positions
        for kind in GeometryKind
    )
    return (
        '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" '
        f'xmlns:qgs="http://www.qgis.org/gml">{rows}</wfs:FeatureCollection>'
    ).encode()


@pytest.fixture
def looking(gui, ground, serve, qtbot):
    """The windows over a working copy of a platform that has two rows more in each ledger."""
    server = serve(lambda handler: reply(handler, 200, rows_at([7, 9]), {"Content-Type": "text/xml"}))
    url = f"{server.url}/wfs"
    with WorkingCopyFile.open(ground.path) as copy:
        known = json.loads(copy._state("settings"))
        found = replace(copy.server, url=url)
        with step(copy._connection):
            copy._set_state("settings", json.dumps({**known, "url": url}))
            copy._set_state("server", found.to_json())
    gui.workspace.use(replace(ground.profile, url=url))
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    settled(gui, qtbot)
    settings.set_looks(True)
    gui.server = server
    gui.seen = True
    gui.look = NewsPoller(gui.workspace, lambda: gui.seen)
    yield gui
    gui.look.close()


def test_a_look_counts_what_is_new_and_writes_nothing(looking, ground, qtbot):
    with WorkingCopyFile.open(ground.path) as copy:
        before = [copy.cursor(kind) for kind in GeometryKind], copy.counts()
    messages = []
    looking.workspace.failed.connect(messages.append)
    looking.look.look()
    assert not looking.workspace.jobs.busy, "nobody has to wait for it"
    qtbot.waitUntil(lambda: not looking.look.busy, timeout=10_000)
    assert looking.workspace.contact.to_fetch == 6 and not looking.workspace.contact.offline
    assert len(looking.server.seen) == 3 and all(b"lopnr" in seen.body for seen in looking.server.seen)
    with WorkingCopyFile.open(ground.path) as copy:
        assert ([copy.cursor(kind) for kind in GeometryKind], copy.counts()) == before
    assert not messages


def test_a_look_that_reaches_nobody_is_silent_and_keeps_what_was_known(looking, qtbot):
    looking.workspace.contacted(Contact(5, when=NOW))
    looking.server.stop()
    told = []
    for signal in (looking.workspace.failed, looking.workspace.said, looking.workspace.succeeded):
        signal.connect(told.append)
    looking.look.look()
    qtbot.waitUntil(lambda: looking.workspace.contact.offline, timeout=10_000)
    assert looking.workspace.contact == Contact(5, True, NOW) and not told
    assert str(5) in facts_text(looking.workspace)


def test_nobody_looks_when_it_is_turned_off_unseen_or_would_ask_for_a_password(looking, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(jobs, "look_job", lambda *_args: asked.append(1) or 0)
    settings.set_looks(False)
    looking.look.look()
    settings.set_looks(True)
    looking.seen = False
    looking.look.look()
    looking.seen = True
    monkeypatch.setattr(jobs, "asks_nobody", lambda _profile: False)
    looking.look.look()
    qtbot.wait(200)
    assert not asked and not looking.look.busy


def test_a_look_gives_way_to_work(looking, ground, qtbot):
    looking.look.look()
    assert looking.look.busy
    looking.workspace.refresh()
    assert not looking.look.busy
    looking.look.look()
    assert not looking.look.busy, "while something runs"
    settled(looking, qtbot)


def test_it_looks_when_the_dock_is_opened_and_stops_when_it_is_closed(looking):
    looking.look.follow()
    assert looking.look._soon.isActive() and looking.look._every.isActive()
    looking.seen = False
    looking.look.follow()
    assert not looking.look._soon.isActive() and not looking.look._every.isActive()


def test_after_a_fetch_there_is_nothing_more_to_fetch(opened, ground, qtbot, monkeypatch):
    def pulled(profile, _progress):
        with WorkingCopyFile.open(profile.working_copy) as copy:
            return copy.apply(GeometryKind.POINT, [later(ground.towns[0], namn="Nytt")], 11)

    monkeypatch.setattr(jobs, "pull_job", pulled)
    opened.workspace.contacted(Contact(1, offline=True))
    opened.workspace.fetch()
    settled(opened, qtbot)
    assert opened.workspace.contact.to_fetch == 0 and not opened.workspace.contact.offline
    assert opened.workspace.contact.when is not None
