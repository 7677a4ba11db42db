"""Builds a new working copy beside its final place, and moves it there when it is whole."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import shapely

from ...core.catalogue.model import Catalogue
from ...core.error_codes.platform import EXISTS
from ...core.errors import HsoError
from ...core.model import GeometryKind, ObjectVersion
from ...core.platform.server import ServerProfile
from ...core.text import Text
from ..storage import blob, capture, schema, tables
from ..storage.connection import connect, faults, ogr_fault, step
from ..storage.durable import discard, move_gpkg, remove
from ..storage.migrations import FORMAT
from ..storage.migrations.makers import note_maker
from ..storage.readback import check_rows
from ..storage.settings import Settings
from ..storage.spatial_index import SuspendedIndexes
from .intake import put_neighbours
from .working_copy_file import WorkingCopyFile

_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536")


class NewWorkingCopy:
    """A working copy in the making. Leaving the `with` block before `publish` removes every trace of it."""

    def __init__(
        self,
        path: Path | str,
        settings: Settings,
        server: ServerProfile,
        catalogue: Catalogue,
        areas: Mapping[str, shapely.Geometry],
    ) -> None:
        self._path = Path(path)
        self._part = self._path.with_name(f".{self._path.stem}.ny.gpkg")
        self._settings = settings
        self._server = server
        self._catalogue = catalogue
        self._areas = areas

    def __enter__(self) -> NewWorkingCopy:
        """Make the empty file.

        Raises:
            HsoError: `HSO-FINNS` if there is a file at the place already, `HSO-DISK` if the place cannot be written to.
        """
        self._refuse_existing()
        with ExitStack() as undo:
            self._make(undo)
            self._undo = undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._undo.close()

    def _refuse_existing(self) -> None:
        if self._path.exists():
            raise HsoError(
                EXISTS,
                Text(
                    f"Det finns redan en fil i {self._path}. Öppna den, eller välj ett annat namn.",
                    f"There is a file at {self._path} already. Open it, or choose another name.",
                ),
            )

    def _make(self, undo: ExitStack) -> None:
        with faults():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            remove(self._part)
        undo.callback(discard, self._part)
        try:
            self._rows = Counter(dict.fromkeys(schema.create_layers(self._part, self._catalogue), 0))
        except RuntimeError as error:
            raise ogr_fault(error) from error
        with faults():
            self._connection = connect(self._part)
            undo.callback(self._connection.close)
            # The file is thrown away unless it is finished, so it need not survive a power cut until then.
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
            schema.create_side_tables(self._connection)
            self._indexes = SuspendedIndexes(self._connection)
        self._fill_surroundings()

    def load(self, kind: GeometryKind, versions: Sequence[ObjectVersion]) -> None:
        """Take in a page of current versions."""
        own = [v for v in versions if v.object.municipality == self._settings.municipality]
        others = [v for v in versions if v.object.municipality != self._settings.municipality]
        with step(self._connection) as connection:
            tables.insert_objects(connection, kind.table, kind, self._catalogue, [v.object for v in own])
            tables.put_versions(connection, "hso_base", own)
            put_neighbours(connection, self._catalogue, kind, others)
            self._rows[kind.table] += len(own)
            self._rows[schema.NEIGHBOUR_PREFIX + kind] += len(others)
            # Now, while the server works on the next page.
            for table in (kind.table, schema.NEIGHBOUR_PREFIX + kind):
                self._indexes.catch_up(table)

    def finish(self, cursors: dict[GeometryKind, int]) -> WorkingCopyFile:
        """Make the working copy ready for use, with the ledgers known up to `cursors`, still beside its place."""
        with step(self._connection) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO hso_state VALUES (?, ?)", [(f"cursor_{k}", str(v)) for k, v in cursors.items()]
            )
        with step(self._connection):
            self._indexes.resume()
        with faults():
            capture.create_triggers(self._connection, self._catalogue)
            self._connection.close()
            check_rows(self._part, self._rows)  # before news change the numbers
        return WorkingCopyFile.open(self._part)

    def publish(self) -> None:
        """Move the finished and closed working copy to its place; until here nobody has seen it."""
        self._refuse_existing()
        with faults():
            move_gpkg(self._part, self._path, dict.fromkeys(self._rows))

    def _fill_surroundings(self) -> None:
        state = {
            "format": str(FORMAT),
            "municipality": self._settings.municipality,  # read by the triggers
            "settings": json.dumps(asdict(self._settings)),
            "server": self._server.to_json(),
            "catalogue": self._catalogue.document,
        }
        with step(self._connection) as connection:
            connection.executemany("INSERT INTO hso_state VALUES (?, ?)", state.items())
            note_maker(connection)
            codes = list(schema.code_rows(self._catalogue))
            connection.executemany(
                "INSERT INTO kodlista (lista, kod, titel_sv, titel_en, ordning) VALUES (?, ?, ?, ?, ?)", codes
            )
            put_areas(connection, self._catalogue, self._areas)
            self._rows.update({"kodlista": len(codes), "kommun": len(self._areas)})


def put_areas(connection: sqlite3.Connection, catalogue: Catalogue, areas: Mapping[str, shapely.Geometry]) -> None:
    """Fill the table of municipalities, with the catalogue's names."""
    names = {m.code: m.name for m in catalogue.municipalities}
    shapes = blob.encode(list(areas.values()))
    connection.executemany(
        "INSERT INTO kommun (geom, kommunkod, namn) VALUES (?, ?, ?)",
        [(wkb, code, names.get(code, code)) for wkb, code in zip(shapes, areas, strict=True)],
    )
