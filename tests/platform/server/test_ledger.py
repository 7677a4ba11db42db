"""The ledgers' own rules, asked for over a plain database connection with the WFS server's role."""

from __future__ import annotations

import threading
import time

import psycopg2
import pytest

from tests.support import raw

POINT = "SRID=3006;POINT(619227.123 6919898.5)"
AREA = "SRID=3006;MULTIPOLYGON(((619000 6919000, 620000 6919000, 620000 6920000, 619000 6919000)))"


@pytest.fixture
def server(platform):
    """A connection as the WFS server has it."""
    connection = platform.connect("hso_wfs")
    connection.autocommit = True
    yield connection
    connection.close()


def write(connection, table=raw.POINTS, geom=POINT, **changes):
    """Insert a row and give it back."""
    row = raw.version(**changes) | {"geom": geom}
    names = ", ".join(row)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO hso.{table} ({names}) VALUES ({', '.join(['%s'] * len(row))})", list(row.values()))
    return row


def next_version(row, **changes):
    keep = {key: value for key, value in row.items() if key != "geom"}
    return keep | {"objektversion": row["objektversion"] + 1, "andring": raw.new_id()} | changes


def stored(platform, row, columns, table=raw.POINTS):
    return raw.rows(
        platform,
        f"SELECT {columns} FROM hso.{table} WHERE objektidentitet = %s ORDER BY objektversion",
        row["objektidentitet"],
    )


def refused(code):
    return pytest.raises(psycopg2.Error, match=f"^{code}: ")


def test_a_new_version_ends_its_predecessor(platform, server):
    first = write(server)
    write(server, **next_version(first, namn="Nytt namn"))
    (one, two) = stored(platform, first, "versiongiltigfran, versiongiltigtill, lopnr")
    assert one[1] == two[0] > one[0]
    assert two[1] is None
    assert two[2] > one[2]
    current = raw.rows(
        platform, "SELECT namn FROM hso.strukturbild_punkt WHERE objektidentitet = %s", first["objektidentitet"]
    )
    assert current == [("Nytt namn",)]


def test_position_and_times_are_the_platforms_to_give(platform, server):
    row = write(server, lopnr=1, versiongiltigfran="1999-01-01", versiongiltigtill="2000-01-01")
    (found,) = stored(platform, row, "lopnr, versiongiltigfran > now() - interval '1 minute', versiongiltigtill")
    assert found[0] > 1
    assert found[1:] == (True, None)


def test_the_key_cannot_be_forged(server):
    with pytest.raises(psycopg2.errors.GeneratedAlways):
        write(server, fid=7_000_000)


@pytest.mark.parametrize("number", [0, 1, 3, -1])
def test_only_the_next_version_is_taken(server, number):
    first = write(server)
    with refused("HSO-KONFLIKT"):
        write(server, **next_version(first, objektversion=number))


def test_a_first_version_is_number_one(server):
    with refused("HSO-KONFLIKT"):
        write(server, objektversion=2)


def test_the_same_change_again_is_known(platform, server):
    row = write(server)
    with refused("HSO-FINNS"):
        write(server, **{key: value for key, value in row.items() if key != "geom"})
    assert len(stored(platform, row, "fid")) == 1


def test_the_same_change_for_another_object_is_refused(server):
    row = write(server)
    with pytest.raises(psycopg2.errors.UniqueViolation):
        write(server, andring=row["andring"])


def test_an_identity_stays_with_its_kind_of_geometry(server):
    row = write(server)
    with refused("HSO-KONFLIKT"):
        write(server, raw.AREAS, AREA, objektidentitet=row["objektidentitet"], klass="D1")


def test_a_tombstone_ends_at_once_and_keeps_the_content(platform, server):
    first = write(server)
    write(server, **next_version(first, borttagen="true"))
    (one, two) = stored(platform, first, "borttagen, versiongiltigfran, versiongiltigtill, namn, ST_AsEWKT(geom)")
    assert one[2] == two[1] == two[2]
    assert two[0] is True
    assert two[3:] == (first["namn"], "SRID=3006;POINT(619227.123 6919898.5)")
    assert not raw.rows(
        platform, "SELECT 1 FROM hso.strukturbild_punkt WHERE objektidentitet = %s", first["objektidentitet"]
    )


def test_a_tombstone_stays_where_the_object_was(platform, server):
    """Every client reads a tombstone: one somewhere else, northing first, would stop them all."""
    first = write(server)
    swapped = "SRID=3006;POINT(6920000 620000)"
    write(server, geom=swapped, **next_version(first, borttagen="true"))
    assert stored(platform, first, "ST_AsEWKT(geom)") == [("SRID=3006;POINT(619227.123 6919898.5)",)] * 2


def test_a_removed_object_can_be_restored_but_not_removed_again(platform, server):
    first = write(server)
    second = next_version(first, borttagen="true")
    write(server, **second)
    with refused("HSO-KONFLIKT"):
        write(server, **next_version(second))
    write(server, **next_version(second, borttagen="false"))
    assert raw.rows(
        platform,
        "SELECT objektversion FROM hso.strukturbild_punkt WHERE objektidentitet = %s",
        first["objektidentitet"],
    ) == [(3,)]


def test_nothing_is_removed_before_it_is_there(server):
    with refused("HSO-KONFLIKT"):
        write(server, borttagen="true")


def test_what_is_removed_need_not_be_right(platform, server):
    """The class may have left the catalogue since: the object can still be taken away."""
    first = write(server)
    write(server, **next_version(first, borttagen="true", klass="X9"))


@pytest.mark.parametrize(
    ("user", "municipality"),
    [
        ("planerare-2284", "2281"),
        ("granskare", "2281"),
        ("admin", "2281"),
        ("ingen", "2281"),
        ("planerare-2281", "2284"),
        ("", "2281"),
    ],
)
def test_only_the_municipalitys_planner_writes(platform, server, user, municipality):
    with refused("HSO-BEHORIGHET"):
        write(server, anvandare=user, kommunkod=municipality)


def test_the_support_writes_for_everybody(server):
    for municipality in ("2260", "2284"):
        write(server, anvandare="stod", kommunkod=municipality)


def test_an_object_does_not_change_municipality(server):
    first = write(server)
    with refused("HSO-BEHORIGHET"):
        write(server, **next_version(first, kommunkod="2284", anvandare="planerare-2284"))
    with refused("HSO-BEHORIGHET"):
        write(server, **next_version(first, kommunkod="2284", anvandare="stod"))


def test_where_the_session_names_its_user_the_row_must_agree(server):
    with server.cursor() as cursor:
        cursor.execute("SELECT set_config('hso.anvandare', 'planerare-2281', false)")
    write(server)
    with refused("HSO-BEHORIGHET"):
        write(server, anvandare="stod")


@pytest.mark.parametrize("column", ["objektidentitet", "objektversion", "andring", "kommunkod", "anvandare"])
def test_a_row_without_what_every_row_has_is_refused(server, column):
    with refused("HSO-SCHEMA"):
        write(server, **{column: None})


@pytest.mark.parametrize(
    ("klass", "message"),
    [("X1", "finns inte"), (None, "saknar klass"), ("D1", "kan inte ha geometrin punkt"), ("", "finns inte")],
)
def test_the_class_must_fit(server, klass, message):
    with pytest.raises(psycopg2.Error, match=f"^HSO-KLASS: .*{message}"):
        write(server, klass=klass)


def test_the_catalogue_in_force_says_which_classes_there_are(platform, server):
    """The class goes and comes with the catalogue, not with the code."""
    owner = platform.connect()
    with owner.cursor() as cursor:
        cursor.execute("DELETE FROM hso.regelverk_klass WHERE klass = 'B3'")
        cursor.execute("SELECT set_config('hso.anvandare', '', true)")
        with refused("HSO-KLASS"):
            write(owner, klass="B3")
    owner.rollback()
    owner.close()
    write(server, klass="B3")


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (
            "SRID=3006;MULTIPOLYGON(((619000 6919000, 620000 6920000, 620000 6919000,"
            " 619000 6920000, 619000 6919000)))",
            "Self-intersection",
        ),
        ("SRID=3006;MULTIPOLYGON EMPTY", "saknar geometri"),
        (None, "saknar geometri"),
        (
            "SRID=3006;MULTIPOLYGON(((6919000 619000, 6920000 619000, 6920000 620000, 6919000 619000)))",
            "utanför Sverige",
        ),
    ],
)
def test_the_geometry_must_be_right(server, geometry, message):
    with pytest.raises(psycopg2.Error, match=f"^HSO-GEOMETRI: .*{message}"):
        write(server, raw.AREAS, geometry, klass="D1")


@pytest.mark.parametrize(
    "geometry",
    [
        "SRID=3006;LINESTRING(619000 6919000, 620000 6920000)",
        "SRID=4326;POINT(17 62)",
        "SRID=3006;POINT Z(619000 6919000 5)",
    ],
)
def test_other_types_systems_and_dimensions_are_refused(server, geometry):
    with pytest.raises(psycopg2.errors.InvalidParameterValue):
        write(server, geom=geometry)


@pytest.mark.parametrize(
    "table",
    [
        raw.POINTS,
        raw.LINES,
        raw.AREAS,
        "inlamning",
        "beslut",
        "kommentar",
        "utgava",
        "regelverk",
        "kommun",
        "behorighet",
    ],
)
def test_the_servers_role_changes_and_removes_nothing(server, table):
    column = {"regelverk": "version", "kommun": "namn", "behorighet": "roll"}.get(table, "anvandare")
    for statement in (
        f"UPDATE hso.{table} SET {column} = ''",
        f"DELETE FROM hso.{table}",
        f"TRUNCATE hso.{table}",
        f"DROP TABLE hso.{table}",
    ):
        with server.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


def test_the_servers_role_reaches_nothing_else(server):
    for statement in (
        "SELECT nextval('hso.lopnr')",
        "SELECT setval('hso.lopnr', 1)",
        "INSERT INTO hso.behorighet (anvandare, roll) VALUES ('planerare-2281', 'admin')",
        "INSERT INTO hso.regelverk (katalog, version, dokument) VALUES ('x', 'y', '{}')",
        "SELECT * FROM hso.migrering",
        "CREATE TABLE hso.egen (x int)",
        "CREATE TABLE public.egen (x int)",
        "ALTER TABLE hso.strukturbild_punkt_version DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "COPY hso.kommun TO PROGRAM 'true'",
    ):
        with server.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(statement)


def test_privileges_are_exactly_those_of_the_design(platform):
    found = raw.rows(
        platform,
        "SELECT table_name, string_agg(privilege_type, ',' ORDER BY privilege_type)"
        " FROM information_schema.role_table_grants"
        " WHERE grantee = 'hso_wfs' AND table_schema = 'hso' GROUP BY 1",
    )
    kinds = ("punkt", "linje", "yta")
    both = [*(f"strukturbild_{k}_version" for k in kinds), "inlamning", "beslut", "kommentar", "utgava"]
    read = [
        *(f"strukturbild_{k}" for k in kinds),
        *(f"strukturbild_{k}_publicerad" for k in kinds),
        "kommun",
        "behorighet",
        "regelverk",
    ]
    assert dict(found) == dict.fromkeys(both, "INSERT,SELECT") | dict.fromkeys(read, "SELECT")


def test_positions_are_handed_out_in_commit_order(platform):
    """Whoever has seen position n never finds a new row below n later, however long a writer takes to commit."""
    slow, quick, reader = (platform.connect("hso_wfs") for _ in range(3))
    reader.autocommit = True
    first = write(slow)  # has its position, and does not commit
    done = []

    def write_quickly():
        done.append(write(quick))
        quick.commit()
        done.append("committed")

    thread = threading.Thread(target=write_quickly)
    thread.start()
    time.sleep(0.5)
    assert done == [], "the second writer must wait for the first"
    with reader.cursor() as cursor:
        cursor.execute("SELECT max(lopnr) FROM hso.strukturbild_punkt_version")
        seen = cursor.fetchone()[0]
    slow.commit()
    thread.join(10)
    assert done[1:] == ["committed"]
    ((first_position,),) = stored(platform, first, "lopnr")
    ((second_position,),) = stored(platform, done[0], "lopnr")
    assert seen < first_position < second_position
    for connection in (slow, quick, reader):
        connection.close()


def test_positions_run_over_all_tables(platform, server):
    point = write(server)
    area = write(server, raw.AREAS, AREA, klass="D1")
    ((one,),) = stored(platform, point, "lopnr")
    ((two,),) = stored(platform, area, "lopnr", raw.AREAS)
    assert two > one
    tables = (raw.POINTS, raw.LINES, raw.AREAS, "inlamning", "beslut", "kommentar", "utgava")
    together = " UNION ALL ".join(f"SELECT lopnr FROM hso.{table}" for table in tables)
    doubles = raw.rows(platform, f"SELECT lopnr FROM ({together}) x GROUP BY 1 HAVING count(*) > 1")
    assert doubles == []


def test_of_20_writers_in_the_database_one_wins(platform, server):
    first = write(server)
    barrier = threading.Barrier(20)
    outcomes = []

    def race():
        connection = platform.connect("hso_wfs")
        row = next_version(first)
        barrier.wait()
        try:
            write(connection, **row)
            connection.commit()
            outcomes.append("won")
        except psycopg2.Error as error:
            outcomes.append(str(error).split(":")[0])
        connection.close()

    threads = [threading.Thread(target=race) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["HSO-KONFLIKT"] * 19 + ["won"]
    assert [number for (number,) in stored(platform, first, "objektversion")] == [1, 2]
