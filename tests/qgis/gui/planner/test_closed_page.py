"""A connection whose map cannot be opened: what the window says of it, and the ways out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from qgis.core import QgsSettings

from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile import copy_location, settings


def settled(gui, qtbot) -> None:
    qtbot.waitUntil(lambda: gui.workspace.idle, timeout=10_000)


@pytest.fixture
def page(gui):
    gui.dock.show()
    return gui.panel.closed_page


@pytest.fixture
def signed_in(ground):
    """The profile as an administrator rolls it out, with a sign-in."""
    return replace(ground.profile, authcfg="abc1234")


def test_a_file_that_is_gone_is_told_with_what_to_do(gui, page, signed_in, tmp_path, qtbot):
    gui.workspace.use(replace(signed_in, working_copy=str(tmp_path / "borta.gpkg")))
    settled(gui, qtbot)
    assert gui.panel.fetch_step.currentWidget() is page
    assert gui.workspace.trouble.code == "HSO-ARBETSKOPIA"
    assert page.textLabel.text().endswith(".") and str(tmp_path / "borta.gpkg") in page.detailsLabel.text()
    assert not page.chooseButton.isHidden() and not page.fillButton.isHidden()
    assert gui.panel.primaryButton.isEnabled()
    assert gui.panel.primaryButton.text() == page.primary().text


def test_a_preset_without_a_sign_in_leads_to_the_form_with_what_it_knows(gui, page, ground):
    gui.workspace.use(replace(ground.profile, working_copy=""))
    assert gui.panel.fetch_step.currentWidget() is page and page.detailsLabel.isHidden()
    gui.panel.primaryButton.click()
    form = gui.panel.connect_form
    assert gui.panel.fetch_step.currentWidget().isAncestorOf(form)
    assert form.platformBox.currentText() == ground.profile.url
    assert form.municipalityBox.currentData() == "2281"
    form.userEdit.setText("planerare-2281")
    assert form.primary().enabled and form._name(ground.profile.title) == ground.profile.name


@pytest.mark.parametrize("content", [b"", b"not a database at all, whatever it is called", None])
def test_a_file_that_is_no_working_copy_opens_nothing(gui, page, signed_in, tmp_path, qtbot, content):
    path = tmp_path / "trasig.gpkg"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    gui.workspace.use(replace(signed_in, working_copy=str(path)))
    settled(gui, qtbot)
    assert gui.workspace.snapshot is None and gui.workspace.trouble.code == "HSO-ARBETSKOPIA"
    assert gui.panel.problem_strip.isHidden(), "the page says it"
    assert project.layers() == []


def test_another_municipalitys_file_is_not_opened(gui, page, signed_in, qtbot):
    gui.workspace.use(replace(signed_in, municipality="2262"))
    settled(gui, qtbot)
    assert gui.workspace.trouble.code == "HSO-ANNAN-KOMMUN" and "Sundsvall" in page.textLabel.text()
    assert project.layers() == []


def test_a_chosen_file_is_opened_and_remembered(gui, page, ground, signed_in, tmp_path, qtbot):
    gui.workspace.use(replace(signed_in, working_copy=str(tmp_path / "borta.gpkg")))
    page.choose("//server/delad/karta.gpkg")
    assert gui.workspace.trouble is not None and not gui.panel.problem_strip.isHidden()
    page.choose(str(ground.path))
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)
    [kept] = [p for p in settings.load_profiles() if p.name == signed_in.name]
    assert kept.working_copy == str(ground.path) and gui.workspace.trouble is None
    QgsSettings().remove(f"hso/profiles/{signed_in.name}")


def test_a_locked_file_can_be_tried_again(gui, page, ground, qtbot):
    import sqlite3

    holder = sqlite3.connect(ground.path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    gui.workspace.use(ground.profile)
    qtbot.waitUntil(lambda: gui.workspace.trouble is not None, timeout=60_000)
    assert gui.workspace.trouble.try_again
    holder.execute("ROLLBACK")
    holder.close()
    gui.panel.primaryButton.click()
    qtbot.waitUntil(lambda: gui.workspace.snapshot is not None, timeout=10_000)


def test_a_new_map_is_fetched_beside_the_old_file(gui, page, ground, signed_in, monkeypatch, qtbot):
    fetched = []
    gui.workspace.use(replace(signed_in, municipality="2262"))
    settled(gui, qtbot)
    monkeypatch.setattr(gui.workspace, "connect_new", fetched.append)
    gui.panel.primaryButton.click()
    assert [profile.working_copy for profile in fetched] == [str(ground.path.with_name("prov-2.gpkg"))]
    ground.path.with_name("prov-2.gpkg").touch()
    assert copy_location.unused_path(ground.path).name == "prov-3.gpkg"
