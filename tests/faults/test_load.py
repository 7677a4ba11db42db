"""Twenty-one planners edit and send at once: nothing is lost, the server never fails, positions follow the commits."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.ledger.ports import PushResult
from hso_plugin.core.model import GeometryKind
from hso_plugin.core.progress import Silent
from hso_plugin.workcopy import Settings, fetch_new
from scripts.local_platform.state import MUNICIPALITIES
from tests.faults.desk import FIELDS, PLACE, Desk
from tests.faults.machine import KINDS, all_see_the_same, settle
from tests.faults.model_server import Fault
from tests.faults.real_machine import RealDesk
from tests.faults.real_platform import RealServer, real_server
from tests.faults.witness import Witness, object_of, tokens

VERSIONS = int(os.environ.get("HSO_LOAD_VERSIONS", "300"))
USERS = [f"{role}-{municipality}" for municipality in MUNICIPALITIES for role in ("planerare", "kollega", "vikarie")]
#: Objects that a planner changes between two sends: as many as people do, but fewer when there is little to write.
MOST = max(1, min(50, VERSIONS // len(USERS)))
#: A planner draws until the municipality has so many; the three then meet at the same ones.
OBJECTS = 60

#: Notes in which transaction each position was given: a row's own xmin changes when its successor ends it.
NOTES = "".join(
    f"CREATE TRIGGER prov AFTER INSERT ON hso.{kind.ledger} FOR EACH ROW EXECUTE FUNCTION prov.notera();"
    for kind in GeometryKind
)
NOTE_COMMITS = f"""
CREATE SCHEMA prov;
CREATE TABLE prov.transaktion (lopnr bigint, xid xid);
CREATE FUNCTION prov.notera() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO prov.transaktion VALUES (NEW.lopnr, pg_current_xact_id()::xid);
    RETURN NULL;
END $$;
{NOTES}
"""
COMMITS = "SELECT lopnr, pg_xact_commit_timestamp(xid) FROM prov.transaktion ORDER BY lopnr"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with real_server(tmp_path_factory.mktemp("load") / "platform", USERS) as found:
        database = found.platform.connect("hso_super")
        with database, database.cursor() as cursor:
            cursor.execute(NOTE_COMMITS)
        database.close()
        yield found


@dataclass
class Office:
    """Everybody at work, and what is seen of it.

    Attributes:
        said: what went wrong, and how often; a person would have been shown it.
        sends: objects in each send.
    """

    witness: Witness = field(default_factory=Witness)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    closed: threading.Event = field(default_factory=threading.Event)
    said: Counter[str] = field(default_factory=Counter)
    sends: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def work(self, desk: Desk) -> None:
        """A planner's day: edit some, send, settle what is asked, until the office closes."""
        random = Random(desk.user)
        try:
            while not self.closed.is_set():
                self.edit(desk, random)
                self.send(desk, random.choice(["mine", "theirs", "fields", "both"]))
        finally:
            desk.close()

    def edit(self, desk: Desk, random: Random) -> None:
        """One to `MOST` edits of as many objects."""
        here = list(desk.objects().values())
        room = OBJECTS - len(here)
        random.shuffle(here)
        for _ in range(random.randint(1, MOST)):
            number = next(self.numbers)
            if len(here) < 2 or (room > 0 and random.random() < 0.5):
                room -= 1
                identity = str(uuid4())
                desk.draw(random.choice(KINDS), identity, number)
                for name in (*FIELDS, PLACE):
                    self.witness.saved(desk, identity, name, number)
                continue
            thing = here.pop()
            if random.random() < 0.03:
                desk.delete(thing)
                self.witness.deleted(desk, thing.identity)
            else:
                name = random.choice((*FIELDS, PLACE))
                desk.edit(thing, name, number)
                self.witness.saved(desk, thing.identity, name, number)

    def send(self, desk: Desk, way: str) -> None:
        """Send as the plugin does, and settle what is asked."""
        begun = time.monotonic()
        result = desk.sync(send=True, reads=[Fault.NONE])
        self.seconds.append(time.monotonic() - begun)
        if isinstance(result, HsoError):
            self.said[f"{result.code}: {result.details}"] += 1
        elif isinstance(result, PushResult):
            self.sends.append(result.landed)
            self.said.update(f"refused: {each.details}" for each in result.refused)
        for conflict in desk.conflicts():
            settle(self.witness, desk, conflict, way)


def open_desks(server: RealServer, folder: Path) -> list[Desk]:
    """A desk for everybody; the working copies are fetched when they are not there yet."""
    for user in USERS:
        path, municipality = folder / f"{user}.gpkg", user.partition("-")[2]
        if not path.exists():
            template = folder / f"{municipality}.gpkg"
            if not template.exists():
                settings = Settings(server.platform.url, municipality, user)
                fetch_new(template, settings, server.session(user), Silent())
            shutil.copyfile(template, path)
    return [RealDesk(user, folder / f"{user}.gpkg", server) for user in USERS]


def check_ledger(server: RealServer, office: Office) -> None:
    """No version is there twice or says what its author did not save or choose, having seen what it replaces."""
    rows = server.rows
    assert [row.position for row in rows] == sorted({row.position for row in rows})
    for row in rows:
        history = server.history(row.identity)
        assert history[row.version - 1] is row, f"{row.identity} lacks a version before {row.version}"
        office.witness.check_version(history, row, object_of(row))


def check_order(server: RealServer) -> int:
    """Positions ascend in the order of commits, and so a cursor passes over nothing; the number of transactions."""
    database = server.platform.connect("hso_super")
    with database.cursor() as cursor:
        cursor.execute(COMMITS)
        found = cursor.fetchall()
    database.close()
    times = [moment for _, moment in found]
    assert len(found) == len(server.rows)
    assert times == sorted(times), "a position was given out of the order of commits"
    return len(set(times))


@pytest.mark.timeout(3600)
def test_21_planners_at_once(server: RealServer, tmp_path: Path) -> None:
    office = Office()
    desks = open_desks(server, tmp_path)
    begun = time.monotonic()
    with ThreadPoolExecutor(len(desks)) as pool:
        days = [pool.submit(office.work, desk) for desk in desks]
        # This reader asks for what follows the last one known, as every pull does: at the end it must have all.
        while len(server.rows) < VERSIONS and not any(day.done() for day in days):
            time.sleep(0.05)
        written, seconds = len(server.rows), time.monotonic() - begun
        office.closed.set()
    for day in days:
        day.result()
    slowest = max(office.seconds)
    desks = open_desks(server, tmp_path)
    for _ in range(5):
        known = len(server.rows)
        for desk in desks:
            office.send(desk, "mine")
        if len(server.rows) == known and not any(desk.conflicts() for desk in desks):
            break
    transactions = check_order(server)
    print(
        f"\n{written} versions in {seconds:.1f} s: {written / seconds:.0f} versions/s by {len(desks)} planners; "
        f"{len(office.sends)} sends, the slowest {slowest:.1f} s; "
        f"in the end {len(server.rows)} versions in {transactions} transactions"
    )
    assert not office.said, office.said
    assert len({row.user for row in server.rows}) == len(USERS), "somebody never got through"
    check_ledger(server, office)
    office.witness.check_kept(desks, {token for row in server.rows for token in tokens(row)})
    assert not office.witness.kept, "an edit never reached the ledger"
    all_see_the_same(desks, server.rows)
    for desk in desks:
        desk.close()
    fresh = RealServer(server.platform, server.proxy)
    assert [row.position for row in fresh.rows] == [row.position for row in server.rows], "the reader missed a version"
    fresh.close()
