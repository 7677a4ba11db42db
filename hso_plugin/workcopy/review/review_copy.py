"""A reviewer's copy: one GeoPackage for a platform, with the review and every version of every municipality's objects.

Versions are only ever added, so any map that ever was can be computed from positions: a submission, what was published
before it, a release. A file that cannot go on, for the platform was restored or the classification is a new one, is
made anew; only what was on its way is carried over.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

import shapely

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import ChangeType
from ...core.model import CHANGE, POSITION, GeometryKind, ObjectVersion
from ...core.platform.server import ServerProfile
from ..copy.builder import put_areas
from ..storage import blob, schema, sql
from ..storage.codec import VERSION_COLUMNS, version_rows, versions_of
from ..storage.connection import connect, faults, ogr_fault, step
from ..storage.durable import discard, move_gpkg, remove
from ..storage.migrations import format_5_review
from ..storage.review_tables import ReviewTables
from ..storage.settings import Settings
from .change_counts import change_counts
from .review_file import ReviewFile, unreadable

#: Raised with every change of the tables below; a file of another format is made anew.
FORMAT = 1
_TABLES = """
CREATE TABLE hso_state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE hso_arkiv (
    lopnr INTEGER PRIMARY KEY, objektidentitet TEXT NOT NULL, slag TEXT NOT NULL, kommunkod TEXT NOT NULL,
    objektversion INTEGER NOT NULL, andring TEXT NOT NULL, borttagen INTEGER NOT NULL, anvandare TEXT NOT NULL,
    versiongiltigfran TEXT, attribut TEXT NOT NULL, geom BLOB);
CREATE INDEX hso_arkiv_slag ON hso_arkiv (slag, lopnr);
CREATE INDEX hso_arkiv_objekt ON hso_arkiv (kommunkod, objektidentitet, lopnr);
"""
#: Of each object the newest version up to a position, unless that says that it is deleted. SQLite takes the other
#: columns from the row that has the maximum.
_NEWEST = """
SELECT {columns} FROM (
    SELECT *, max(lopnr) FROM hso_arkiv WHERE kommunkod = ?1 AND lopnr <= ?2
        AND (?3 IS NULL OR objektidentitet IN (SELECT value FROM json_each(?3))) GROUP BY objektidentitet)
WHERE NOT borttagen ORDER BY lopnr
"""


class ReviewCopy(ReviewFile):
    """An open reviewer's copy. For one thread: open it where it is used."""

    @classmethod
    def create(
        cls,
        path: Path | str,
        settings: Settings,
        server: ServerProfile,
        catalogue: Catalogue,
        areas: Mapping[str, shapely.Geometry],
        carried: Iterable[tuple[str | int | None, ...]] = (),
    ) -> ReviewCopy:
        """Make a new one at `path`, in place of what is there, with the outgoing records `carried` of that one.

        Raises:
            HsoError: `HSO-DISK` when the place cannot be written to, `HSO-UPPTAGEN` when the file there is open
                elsewhere. What was there is left then.
        """
        path = Path(path)
        part = path.with_name(f".{path.stem}.ny.gpkg")
        state = {
            "review_format": str(FORMAT),
            "settings": json.dumps(asdict(settings)),
            "server": server.to_json(),
            "catalogue": catalogue.document,
        }
        with faults():
            path.parent.mkdir(parents=True, exist_ok=True)
            remove(part)
            try:
                schema.create_areas(part)
                connection = connect(part)
                try:
                    connection.executescript(_TABLES)
                    format_5_review.apply(connection)
                    with step(connection):
                        connection.executemany("INSERT INTO hso_state VALUES (?, ?)", state.items())
                        put_areas(connection, catalogue, areas)
                    ReviewTables(connection).carry(carried)
                finally:
                    connection.close()
                move_gpkg(part, path, {"kommun": len(areas)})
            except RuntimeError as error:
                raise ogr_fault(error) from error
            finally:
                discard(part)
        return cls.open(path)

    @cached_property
    def areas(self) -> dict[str, shapely.Geometry]:
        """Municipality polygons by code, EPSG:3006."""
        with faults():
            rows = self._connection.execute("SELECT kommunkod, geom FROM kommun").fetchall()
        return dict(zip([r[0] for r in rows], blob.decode([r[1] for r in rows]), strict=True))

    # The archive

    def archive_cursor(self, kind: GeometryKind) -> int:
        """Position up to which the ledger of `kind` is known here."""
        return self._last(kind)[0]

    def archive_change(self, kind: GeometryKind) -> str | None:
        """`andring` of the version at the cursor, None when nothing is known."""
        return self._last(kind)[1]

    def _last(self, kind: GeometryKind) -> tuple[int, str | None]:
        rest = "WHERE slag = ? ORDER BY lopnr DESC LIMIT 1"
        with faults():
            row = self._connection.execute(sql.select((POSITION, CHANGE), "hso_arkiv", rest), (str(kind),)).fetchone()
        return row or (0, None)

    def archive(self, kind: GeometryKind, versions: Sequence[ObjectVersion], cursor: int) -> None:
        """Add versions (ascending), the last of them at `cursor`, which needs no place of its own."""
        with step(self._connection):
            self._connection.executemany(sql.insert("hso_arkiv", VERSION_COLUMNS, replace=True), version_rows(versions))

    def head(self) -> int:
        """The newest position in the archive, 0 when it is empty."""
        with faults():
            return int(self._connection.execute("SELECT coalesce(max(lopnr), 0) FROM hso_arkiv").fetchone()[0])

    def versions(
        self, municipalities: Collection[str] | None = None, after: int = 0, upto: int | None = None
    ) -> list[ObjectVersion]:
        """All versions after position `after` and up to `upto`, of some municipalities or all, ascending."""
        rest = (
            "WHERE lopnr > ?1 AND (?2 IS NULL OR lopnr <= ?2) "
            "AND (?3 IS NULL OR kommunkod IN (SELECT value FROM json_each(?3))) ORDER BY lopnr"
        )
        codes = None if municipalities is None else json.dumps(list(municipalities))
        with faults():
            return versions_of(
                self._connection.execute(
                    sql.select(VERSION_COLUMNS, "hso_arkiv", rest), (after, upto, codes)
                ).fetchall()
            )

    def snapshot(
        self, municipality: str, position: int, identities: Collection[str] | None = None
    ) -> dict[str, ObjectVersion]:
        """A municipality's map as it was at `position`: of each object, or those of `identities`, the version then.

        By identity, ascending by position; what was deleted by then is not among it.
        """
        wanted = None if identities is None else json.dumps(list(identities))
        statement = _NEWEST.format(columns=sql.listed(VERSION_COLUMNS))
        with faults():
            rows = self._connection.execute(statement, (municipality, position, wanted)).fetchall()
        return {version.object.identity: version for version in versions_of(rows)}

    def change_counts(self, municipality: str, spans: Sequence[tuple[int, int]]) -> list[dict[ChangeType, int]]:
        """For each pair of positions the number of a municipality's objects by what happened to them, all types."""
        with faults():
            return change_counts(self._connection, municipality, spans)

    def _upgrade(self) -> None:
        """Nothing is brought up to date in place.

        Raises:
            HsoError: `HSO-GRANSKNINGSKOPIA` for a file of another format (renewable), or another sort of file.
        """
        found = self._format()
        if found != str(FORMAT):
            raise unreadable(f"format {found}, expected {FORMAT}", renewable=True)
