"""The main job without a window: the real qgis_process against the real platform."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from hso_plugin.core.model import GeometryKind
from hso_plugin.core.motivation import Motivation
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import save_edits_file
from tests.platform.headless.qgis_process import MASTER_PASSWORD, QgisProcess
from tests.support.platform_fixture import TestPlatform

STORE_AUTHCFG = """
from qgis.core import QgsApplication, QgsAuthMethodConfig
app = QgsApplication([], False, {profile!r}); app.initQgis()
assert QgsApplication.authManager().setMasterPassword({master!r}, True)
config = QgsAuthMethodConfig("Basic"); config.setName("prov")
config.setConfig("username", {user!r}); config.setConfig("password", {password!r})
assert QgsApplication.authManager().storeAuthenticationConfig(config)[0]
print(config.id())
app.exitQgis()
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    return QgisProcess(tmp_path_factory.mktemp("profile")).prepare().folder


@pytest.fixture
def sign_in(platform: TestPlatform, profile: Path):
    """qgis_process with a user's name and password in the environment."""

    def make(name: str) -> QgisProcess:
        user, password = platform.user(name)
        return QgisProcess(profile, environment={"HSO_USER": user, "HSO_PASSWORD": password})

    return make


@pytest.fixture
def sundsvall(sign_in) -> QgisProcess:
    return sign_in("2281")


def draw(path: Path, name: str, east: float) -> None:
    """Draw a point as any program would: through OGR."""
    source = ogr.Open(str(path), update=1)
    layer = source.GetLayerByName("strukturbild_punkt")
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("klass", "A3")
    feature.SetField("namn", name)
    feature.SetField("servicetyp", '{"skola","vard"}')
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({east} 6930000)"))
    assert layer.CreateFeature(feature) == 0
    del feature, layer, source


def rename(path: Path, old: str, new: str) -> None:
    source = ogr.Open(str(path), update=1)
    source.ExecuteSQL(f"UPDATE strukturbild_punkt SET namn = '{new}' WHERE namn = '{old}'")
    del source


def names(path: Path, *, neighbours: bool = False) -> set[str]:
    with WorkingCopyFile.open(path) as copy:
        objects = copy.neighbours(GeometryKind.POINT) if neighbours else copy.objects(GeometryKind.POINT)
        return {thing.name for thing in objects}


def on_platform(platform: TestPlatform, name: str) -> list[tuple[str, str, int]]:
    with platform.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT kommunkod, anvandare, objektversion FROM hso.strukturbild_punkt_version"
            " WHERE namn = %s ORDER BY lopnr",
            (name,),
        )
        return cursor.fetchall()


def test_clone_send_receive_and_conflict(platform: TestPlatform, sign_in, tmp_path: Path):
    sundsvall, support, timra = sign_in("2281"), sign_in("stod"), sign_in("2262")
    mine, theirs, timras = (tmp_path / f"{name}.gpkg" for name in ("min", "stod", "timra"))
    for process, municipality, path in ((sundsvall, 2281, mine), (support, 2281, theirs), (timra, 2262, timras)):
        ran = process.run("hso:clone", URL=platform.url, MUNICIPALITY=municipality, WORKING_COPY=path)
        assert ran.code == 0, ran.said
        assert path.exists()
        with WorkingCopyFile.open(path) as copy:
            assert f"OBJECTS:\t{len(copy.objects())}" in ran.out

    draw(mine, "Skickad utan fönster", 612_345)
    ran = sundsvall.run("hso:push", WORKING_COPY=mine)
    assert ran.code == 0, ran.said
    assert "LANDED:\t1" in ran.out
    assert on_platform(platform, "Skickad utan fönster") == [("2281", platform.user("2281")[0], 1)]

    for process, path in ((support, theirs), (timra, timras)):
        ran = process.run("hso:pull", WORKING_COPY=path)
        assert ran.code == 0, ran.said
    assert "Skickad utan fönster" in names(theirs)
    assert "Skickad utan fönster" in names(timras, neighbours=True)

    rename(mine, "Skickad utan fönster", "Min ändring")
    rename(theirs, "Skickad utan fönster", "Stödets ändring")
    assert support.run("hso:push", WORKING_COPY=theirs).code == 0
    ran = sundsvall.run("hso:push", WORKING_COPY=mine)
    assert ran.code != 0
    assert "0 ändringar kom fram, 0 nekades och 1 är i konflikt" in ran.said
    assert "Traceback" not in ran.said
    assert on_platform(platform, "Min ändring") == []
    assert "Min ändring" in names(mine), "nothing is lost"


def test_an_authcfg_signs_in_and_is_kept_with_the_working_copy(platform: TestPlatform, profile: Path, tmp_path: Path):
    process = QgisProcess(profile)
    user, password = platform.user("2260")
    authcfg = process.python(
        STORE_AUTHCFG.format(
            user=user, password=password, master=MASTER_PASSWORD, profile=str(profile / "profiles" / "default")
        )
    )
    path = tmp_path / "ånge.gpkg"
    ran = process.run("hso:clone", URL=platform.url, AUTHCFG=authcfg, MUNICIPALITY=2260, WORKING_COPY=path)
    assert ran.code == 0, ran.said
    ran = process.run("hso:pull", WORKING_COPY=path)
    assert ran.code == 0, ran.said
    assert password.encode() not in path.read_bytes()
    assert password not in ran.said


def test_saved_edits_are_read_into_a_new_working_copy(platform: TestPlatform, sundsvall, tmp_path: Path):
    old, new = tmp_path / "gammal.gpkg", tmp_path / "ny.gpkg"
    for path in (old, new):
        assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    draw(old, "Sparad undan", 613_000)
    draw(old, "Ändrad på två håll", 613_500)
    with WorkingCopyFile.open(old) as copy:
        file = save_edits_file(copy)
    for counts in ("TAKEN:\t2|CONFLICTS:\t0|ALREADY:\t0|HELD:\t0", "TAKEN:\t0|CONFLICTS:\t0|ALREADY:\t2|HELD:\t0"):
        ran = sundsvall.run("hso:recover", WORKING_COPY=new, FILE=file)
        assert ran.code == 0, ran.said
        assert all(count in ran.out for count in counts.split("|")), ran.out
    rename(new, "Ändrad på två håll", "Något annat")
    ran = sundsvall.run("hso:recover", WORKING_COPY=new, FILE=file)
    assert ran.code == 0 and "ALREADY:\t1" in ran.out and "HELD:\t1" in ran.out, ran.said
    assert "1 objekt är ändrade i arbetskopian" in ran.said
    assert {"Sparad undan", "Något annat"} <= names(new)
    ran = sundsvall.run("hso:push", WORKING_COPY=new)
    assert ran.code == 0 and "LANDED:\t2" in ran.out, ran.said
    assert file.is_file(), "the plugin never removes it"


def test_what_is_no_file_of_saved_edits_is_refused(platform: TestPlatform, sundsvall, tmp_path: Path):
    path, file = tmp_path / "s.gpkg", tmp_path / "annat.json"
    assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    file.write_text('{"format": "annat"}', encoding="utf-8")
    ran = sundsvall.run("hso:recover", WORKING_COPY=path, FILE=file)
    assert ran.code != 0
    assert "inte en fil med sparade ändringar" in ran.said
    assert "Traceback" not in ran.said


def test_validate_writes_the_report(platform: TestPlatform, sundsvall, tmp_path: Path):
    path, report = tmp_path / "s.gpkg", tmp_path / "rapport.json"
    assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    draw(path, "X", 300_000)  # far outside the municipality, and with too short a name
    ran = sundsvall.run("hso:validate", WORKING_COPY=path, STAGE="inlamning", REPORT=report)
    assert ran.code == 0, ran.said
    document = json.loads(report.read_text("utf-8"))
    assert {"catalogue", "stage", "counts", "findings"} <= document.keys()
    assert (document["catalogue"], document["stage"]) == ("VN-STRUKTUR 1.0 (förslag)", "inlamning")
    assert document["counts"]["fel"] == sum(f["severity"] == "fel" for f in document["findings"]) > 0
    assert f"ERRORS:\t{document['counts']['fel']}" in ran.out
    assert f"UNMOTIVATED:\t{document['unmotivated']}" in ran.out
    with WorkingCopyFile.open(path) as copy:
        identity = next(thing.identity for thing in copy.objects() if thing.name == "X")
    about = [f for f in document["findings"] if f["object"] == identity]
    assert {"rule", "severity", "object", "class", "message", "geometry"} <= about[0].keys()
    assert {f["class"] for f in about} == {"A3"}
    assert any(shapely.from_wkt(f["geometry"]).equals(shapely.Point(300_000, 6_930_000)) for f in about)
    again = tmp_path / "igen.json"
    assert sundsvall.run("hso:validate", WORKING_COPY=path, STAGE="regional", REPORT=again).code == 0
    regional = json.loads(again.read_text("utf-8"))
    with WorkingCopyFile.open(path) as copy:
        others = {thing.identity for thing in copy.neighbours()}
    assert {f["object"] for f in regional["findings"]} & others, "the regional stage checks all municipalities"


def test_validate_writes_what_the_ending_says(platform: TestPlatform, sundsvall, tmp_path: Path):
    path = tmp_path / "s.gpkg"
    assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    for ending, beginning in (
        (".csv", b"\xef\xbb\xbfAllvar;"),
        (".html", b"<!DOCTYPE html>"),
        (".gpkg", b"SQLite format 3"),
    ):
        report = tmp_path / f"rapport{ending}"
        ran = sundsvall.run("hso:validate", WORKING_COPY=path, STAGE="redigering", REPORT=report)
        assert ran.code == 0, ran.said
        assert report.read_bytes().startswith(beginning)
    before = path.stat().st_size
    for report, wanted in (
        (tmp_path / "rapport.pdf", "Välj ett filnamn som slutar så"),
        (tmp_path / "saknas" / "rapport.json", "Välj en mapp som finns"),
        (path, "är en arbetskopia"),
    ):
        ran = sundsvall.run("hso:validate", WORKING_COPY=path, STAGE="redigering", REPORT=report)
        assert ran.code != 0
        assert wanted in ran.said, ran.said
        assert "Traceback" not in ran.said
    assert path.stat().st_size >= before
    assert not (tmp_path / "rapport.pdf").exists()


def test_validate_counts_the_warnings_that_nobody_has_motivated(platform: TestPlatform, sundsvall, tmp_path: Path):
    path, report = tmp_path / "s.gpkg", tmp_path / "rapport.json"
    assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    draw(path, "X", 620_000)
    run = {"WORKING_COPY": path, "STAGE": "redigering", "REPORT": report}
    assert sundsvall.run("hso:validate", **run).code == 0
    document = json.loads(report.read_text("utf-8"))
    warning = next(f for f in document["findings"] if f["severity"] == "varning")
    with WorkingCopyFile.open(path) as copy:
        place = shapely.from_wkt(warning["geometry"]) if warning["geometry"] else None
        reason = "Avvägt i samråd med Timrå."
        copy.motivate(
            Motivation(warning["id"], warning["rule"], warning["object"], reason, "planerare-2281",
                       "2026-01-02T03:04:05+00:00", warning["facts"], place)
        )  # fmt: skip
    ran = sundsvall.run("hso:validate", **run)
    assert f"UNMOTIVATED:\t{document['unmotivated'] - 1}" in ran.out
    again = json.loads(report.read_text("utf-8"))
    told = next(f for f in again["findings"] if f["id"] == warning["id"])
    assert told["motivation"] == {"text": reason, "user": "planerare-2281", "written": "2026-01-02T03:04:05+00:00"}
    assert str(tmp_path) not in report.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"URL": "http://karta.example.org/wfs"}, "oskyddad (http)"),
        ({"URL": "http://127.0.0.1:9/wfs"}, "Kunde inte nå 127.0.0.1:9"),
        ({"MUNICIPALITY": "2260"}, "får inte ändra objekt i kommun 2260"),
        ({"MUNICIPALITY": "Sundsvall"}, "Välj kommun"),
        ({"AUTHCFG": "saknas1"}, "finns inte i QGIS"),
        ({"WORKING_COPY": "/proc/kan-inte/s.gpkg"}, "går inte att skapa"),
    ],
)
def test_a_clone_that_cannot_be_says_why_and_leaves_nothing(platform, sundsvall, tmp_path, change, wanted):
    parameters = {"URL": platform.url, "MUNICIPALITY": "2281", "WORKING_COPY": tmp_path / "s.gpkg", **change}
    ran = sundsvall.run("hso:clone", **parameters)
    assert ran.code != 0
    assert wanted in ran.said
    assert "Traceback" not in ran.said
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_is_said_and_never_shown(platform, profile, tmp_path):
    process = QgisProcess(profile, environment={"HSO_USER": "planerare-2281", "HSO_PASSWORD": "hemlighet-7"})
    ran = process.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=tmp_path / "s.gpkg")
    assert ran.code != 0
    assert "Fel användarnamn eller lösenord" in ran.said
    assert "hemlighet-7" not in ran.said
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_working_copy_is_refused_by_every_algorithm(sundsvall, tmp_path):
    path = tmp_path / "annat.gpkg"
    path.write_bytes(b"inget GeoPackage")
    for algorithm, more in (
        ("pull", {}),
        ("push", {}),
        ("recover", {"FILE": tmp_path / "r.json"}),
        ("validate", {"REPORT": tmp_path / "r.json"}),
    ):
        ran = sundsvall.run(f"hso:{algorithm}", WORKING_COPY=path, **more)
        assert ran.code != 0, algorithm
        assert "inte en arbetskopia" in ran.said, ran.said
        assert "Traceback" not in ran.said
    assert path.read_bytes() == b"inget GeoPackage"
    assert not (tmp_path / "r.json").exists()


def test_a_working_copy_that_another_qgis_has_open_is_left_alone(platform, sundsvall, tmp_path):
    path = tmp_path / "s.gpkg"
    assert sundsvall.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=path).code == 0
    code = (
        "import sys, time; from hso_plugin.qgis_bridge.tasks import lock; lock.acquire(sys.argv[1]); "
        "print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        ran = sundsvall.run("hso:pull", WORKING_COPY=path)
        assert ran.code != 0
        assert "redan öppen i ett annat QGIS-fönster" in ran.said
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert sundsvall.run("hso:pull", WORKING_COPY=path).code == 0


def test_the_algorithms_are_listed_in_the_language_of_qgis(profile, tmp_path):
    listed = QgisProcess(profile).call("list").out
    assert "hso:clone\tHämta kommunens karta" in listed
    english = QgisProcess(tmp_path, locale="en_GB").prepare().call("list").out
    assert "hso:clone\tFetch the municipality's map" in english


def test_a_qgis_without_shapely_says_so_plainly(profile, tmp_path):
    (tmp_path / "shapely.py").write_text("raise ModuleNotFoundError('not here')", encoding="ascii")
    process = QgisProcess(profile)
    found = process.variables()["PYTHONPATH"]
    process.environment["PYTHONPATH"] = f"{tmp_path}:{found}"
    ran = process.run("hso:pull", WORKING_COPY=tmp_path / "s.gpkg")
    assert ran.code != 0
    assert "QGIS saknar shapely 2" in ran.said
    assert "Traceback" not in ran.said
