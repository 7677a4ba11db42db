"""Fetching anew after a restored platform, in the real QGIS window, confirmed on the platform and in the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hso_plugin.workcopy import WorkingCopyFile
from tests.desktop.window import Window, in_both_languages, sign_in
from tests.support import platform_fixture
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.restorable_platform import backup, on_platform


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """A platform that this test may set back."""
    started = platform_fixture.start(tmp_path_factory.mktemp("renewal") / "platform", 1)
    yield started
    platform_fixture.remove(started.root)


@pytest.mark.timeout(400)
@in_both_languages
def test_a_planner_brings_back_what_a_restored_platform_lost(own: TestPlatform, tmp_path: Path, window: Window):
    person = Planner(own, tmp_path / "copy" / "sundsvall.gpkg", "2281", "2281")
    person.fetch()
    lost, both = person.draw("Matfors skola"), person.draw("Njurunda")
    person.send()
    restore = backup(own, tmp_path)
    person.rename(lost, "Matfors skola och bibliotek")
    person.rename(both, "Njurunda centrum")
    assert person.send().landed == 2
    restore()
    colleague = Planner(own, tmp_path / "kollega.gpkg", "stod", "2281")
    colleague.fetch()
    colleague.rename(both, "Njurunda kyrkby")
    colleague.send()

    facts = window.tell("renewal", 300, sign_in(own, "2281") | {"HSO_WORKING_COPY": str(person.path)})
    (old,) = person.path.parent.glob("sundsvall-gammal-*.gpkg")
    (file,) = person.path.parent.glob("sundsvall-andringar-*.json")
    assert old.name in facts["told"][1] and file.name in facts["told"][1]
    assert on_platform(own, lost)[lost][1] == "Matfors skola och bibliotek"
    with person.copy() as copy:
        assert [conflict.identity for conflict in copy.conflicts()] == [both]
    with WorkingCopyFile.open(old) as copy:
        assert "Inte sparad än" in {thing.name for thing in copy.objects()}, "the old file has all that was saved"
