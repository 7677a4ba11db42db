"""Fetching anew after a restored platform, in the real QGIS window, confirmed on the platform and in the files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from hso_plugin.workcopy import WorkingCopyFile
from scripts import package
from scripts.demo.desktop import Desktop
from tests import platform_fixture
from tests.platform.planner import Planner
from tests.platform.test_recovery import backup, on_platform
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """A platform that this test may set back."""
    started = platform_fixture.start(tmp_path_factory.mktemp("renewal") / "platform", 1)
    yield started
    platform_fixture.remove(started.root)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("locale", ["sv_SE", "en_GB"])
def test_a_planner_brings_back_what_a_restored_platform_lost(own: TestPlatform, tmp_path: Path, locale: str):
    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
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

    user, password = own.user("2281")
    facts_path = tmp_path / "facts.json"
    desktop = Desktop(
        tmp_path / "desktop",
        plugin,
        locale=locale,
        size=(1366, 768),
        environment={
            "HSO_URL": own.url,
            "HSO_USER": user,
            "HSO_PASSWORD": password,
            "HSO_WORKING_COPY": str(person.path),
            "HSO_FACTS": str(facts_path),
        },
    )
    told = desktop.tell(HERE / "story_renewal.py", 300)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0, "QGIS must close in good order over a file that was replaced"
    facts = json.loads(facts_path.read_text("utf-8"))
    (old,) = person.path.parent.glob("sundsvall-gammal-*.gpkg")
    (file,) = person.path.parent.glob("sundsvall-andringar-*.json")
    assert old.name in facts["told"][1] and file.name in facts["told"][1]
    assert on_platform(own, lost)[lost][1] == "Matfors skola och bibliotek"
    with person.copy() as copy:
        assert [conflict.identity for conflict in copy.conflicts()] == [both]
    with WorkingCopyFile.open(old) as copy:
        assert "Inte sparad än" in {thing.name for thing in copy.objects()}, "the old file has all that was saved"
