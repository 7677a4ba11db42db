"""A working copy from before the review keeps all it had and gets a place for records."""

from __future__ import annotations

from pathlib import Path

from hso_plugin.core import catalogue as catalogues
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform.server import ServerProfile
from hso_plugin.core.review.records.model import Comment
from hso_plugin.workcopy import NewWorkingCopy, Settings, WorkingCopyFile
from hso_plugin.workcopy.storage.connection import connect


def test_a_file_of_the_format_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "timra.gpkg"
    settings = Settings("http://127.0.0.1:1/wfs", "2262", "planerare.timra")
    with NewWorkingCopy(path, settings, ServerProfile("u", "t", {}), catalogues.default(), {}) as new:
        new.finish(dict.fromkeys(GeometryKind, 7)).close()
        new.publish()
    connection = connect(path)
    connection.execute("DROP TABLE hso_granskning")
    connection.execute("DROP TABLE hso_format")
    connection.execute("UPDATE hso_state SET value = '4' WHERE key = 'format'")
    connection.close()
    for _ in range(2):
        with WorkingCopyFile.open(path) as copy:
            assert copy.settings == settings and copy.cursor(GeometryKind.POINT) == 7
            copy.review_store().keep([Comment("k1", "Varför?", "planerare.timra", "s1")])
            assert [record.change for record, _ in copy.review_store().outbox()] == ["k1"]
