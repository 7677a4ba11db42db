"""The history of objects in the real QGIS window, over a real platform, on small, dark and enlarged screens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts import package
from scripts.demo.desktop import Desktop
from tests.platform.planner import Planner
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("locale", "more"),
    [
        ("sv_SE", {}),
        ("en_GB", {"HSO_THEME": "Night Mapping", "QT_SCALE_FACTOR": "1.5"}),
    ],
    ids=["swedish-small", "english-dark-150"],
)
def test_a_planner_restores_a_version_and_a_deleted_object(
    tmp_path: Path, platform: TestPlatform, locale: str, more: dict[str, str]
):
    person = Planner(platform, tmp_path / "sundsvall.gpkg", "2281", "2281")
    person.fetch()
    gone, changed = person.draw("Njurunda"), person.draw("Matfors", prioritet="2", skede="planerad")
    person.send()
    person.sql(
        "UPDATE strukturbild_punkt SET namn = 'Matfors centrum', geom = (SELECT geom FROM strukturbild_punkt "
        f"WHERE objektidentitet <> '{changed}' LIMIT 1) WHERE objektidentitet = '{changed}'"
    )
    person.send()
    person.rename(changed, "Matfors tätort")
    person.delete(gone)
    person.send()

    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
    login, password = platform.user("2281")
    facts = tmp_path / "facts.json"
    desktop = Desktop(
        tmp_path / "desktop",
        plugin,
        locale=locale,
        size=(1366, 768),
        environment={
            "HSO_KNOWN": json.dumps({"url": platform.url, "copy": str(person.path), "changed": changed}),
            "HSO_USER": login,
            "HSO_PASSWORD": password,
            "HSO_FACTS": str(facts),
            **more,
        },
    )
    told = desktop.tell(HERE / "story_history.py", 300)
    assert told["error"] == ""
    assert [step["name"] for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0, "QGIS must close in good order with a history shown"
    with person.copy() as copy:
        names = {item.identity: item.name for item in copy.objects()}
        assert names[gone] == "Njurunda" and names[changed] == "Matfors centrum"
        versions = {identity: base.version for identity, base in copy.base_versions().items()}
    assert (versions[changed], versions[gone]) == (4, 3)
