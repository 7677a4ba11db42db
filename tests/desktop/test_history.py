"""The history of objects in the real QGIS window, over a real platform, on small, dark and enlarged screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.window import Window, in_both_looks, sign_in
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform


@pytest.mark.timeout(400)
@in_both_looks
def test_a_planner_restores_a_version_and_a_deleted_object(tmp_path: Path, platform: TestPlatform, window: Window):
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

    known = {"HSO_WORKING_COPY": str(person.path), "HSO_CHANGED": changed}
    window.tell("history", 300, sign_in(platform, "2281") | known)
    with person.copy() as copy:
        names = {item.identity: item.name for item in copy.objects()}
        assert names[gone] == "Njurunda" and names[changed] == "Matfors centrum"
        versions = {identity: base.version for identity, base in copy.base_versions().items()}
    assert (versions[changed], versions[gone]) == (4, 3)
