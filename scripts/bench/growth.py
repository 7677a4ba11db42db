"""What a long ledger costs those for whom little is new in it: the same platform at a thousand rows and at many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg2
import requests

from hso_plugin.core.ledger.pull import pull
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.platform import http
from hso_plugin.core.platform.pages import Features, LedgerPages
from hso_plugin.core.platform.wfs_platform import WfsPlatform
from hso_plugin.core.progress import Silent
from hso_plugin.core.review.records.submit import level
from hso_plugin.workcopy import Settings, WorkingCopyFile, fetch_new
from scripts.local_platform.local import for_a_while

from .maps import polygons
from .result import Ratio, Result, seconds

OBJECTS, ROWS, BEHIND = 1_000, 500_000, 100_000
ROUNDS, LONG_ROUNDS = 5, 3
RATIOS: dict[str, Ratio] = {
    "heads_500k_vs_1k": ("heads_500k", "heads_1k", 1.3),
    "behind_100k_vs_windows": ("behind_100k", "windows_100k", 1.2),
}
#: More versions of the objects that are there, without the triggers: these would take an hour for as many.
_HISTORY = """
ALTER TABLE hso.strukturbild_yta_version DISABLE TRIGGER USER;
CREATE TEMPORARY TABLE forst AS SELECT * FROM hso.strukturbild_yta_version WHERE versiongiltigtill IS NULL;
UPDATE hso.strukturbild_yta_version SET versiongiltigtill = versiongiltigfran;
INSERT INTO hso.strukturbild_yta_version (lopnr, objektidentitet, objektversion, andring, kommunkod, borttagen,
        anvandare, versiongiltigfran, versiongiltigtill, geom, klass, namn, stallningstagande, skede, niva,
        tidshorisont)
    SELECT nextval('hso.lopnr'), objektidentitet, version, gen_random_uuid(), kommunkod, false, anvandare,
        versiongiltigfran, CASE WHEN version < %(versions)s THEN versiongiltigfran END, geom, klass, namn,
        stallningstagande, skede, niva, tidshorisont
    FROM generate_series(2, %(versions)s) version, forst;
ALTER TABLE hso.strukturbild_yta_version ENABLE TRIGGER USER;
"""


def measure(folder: Path) -> Result:
    """Start a platform under `folder`, measure there, and remove it."""
    result = Result()
    user = f"planerare-{polygons.MUNICIPALITY}"
    with for_a_while(folder / "growth") as local:
        session = requests.Session()
        session.auth = (user, local.state.user_passwords[user])
        settings = Settings(local.state.url, polygons.MUNICIPALITY, user)
        polygons.fill(local.state.dsn(), user, OBJECTS)
        _nothing_new(result, "heads_1k", folder / "files" / "short.gpkg", settings, session)
        with psycopg2.connect(local.state.dsn()) as connection, connection.cursor() as cursor:
            cursor.execute(_HISTORY, {"versions": ROWS // OBJECTS})
            cursor.execute("ANALYZE hso.strukturbild_yta_version")
        path = folder / "files" / "long.gpkg"
        _nothing_new(result, "heads_500k", path, settings, session)
        with WorkingCopyFile.open(path) as copy:
            _far_behind(result, copy, session)
    result.divide(RATIOS)
    return result


def _nothing_new(result: Result, name: str, path: Path, settings: Settings, session: requests.Session) -> None:
    """Receive what is not there, and make sure of it as before a submission."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fetch_new(path, settings, session, Silent())
    with WorkingCopyFile.open(path) as copy:
        platform = WfsPlatform(copy.server, copy.catalogue, session)

        def once() -> None:
            pull(platform, copy, Silent())
            level(platform, copy, Silent())

        once()
        for _ in range(ROUNDS):
            _note(result, name, seconds(once))


def _far_behind(result: Result, copy: WorkingCopyFile, session: requests.Session) -> None:
    """Read the newest rows from the last known one on, and as the windows alone, whose end is known."""
    kind = GeometryKind.AREA
    head = copy.cursor(kind)

    def ask(body: bytes) -> bytes:
        return http.post(session, copy.server.url, body)

    def pages() -> LedgerPages:
        return LedgerPages(copy.server.types[kind.ledger], copy.server.encoding, ask)

    def onward() -> None:
        _all_of(pages().onward(head - BEHIND + 1, Silent()))

    def windows() -> None:
        _all_of(pages().all(head, Silent(), start=head - BEHIND))

    for _ in range(LONG_ROUNDS):
        for name, job in (("behind_100k", onward), ("windows_100k", windows)):
            _note(result, name, seconds(job))


def _all_of(pages: Iterator[Features]) -> None:
    found = sum(map(len, pages))
    if found != BEHIND:
        raise RuntimeError(f"{found} rows, not {BEHIND}")


def _note(result: Result, name: str, value: float) -> None:
    result.seconds.setdefault(name, []).append(value)
    print(f"  {name}: {value:.3f} s", flush=True)
