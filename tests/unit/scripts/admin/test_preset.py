"""A preset: what is said of a wrong one, and what is read of a right one."""

import json

import pytest

from scripts.admin.preset.model import MapType, PresetError
from scripts.admin.preset.reading import read
from tests.support.preset import EXAMPLE, changed

pytestmark = pytest.mark.posix("developers make releases, on Linux")


def test_example_is_read():
    preset = read(EXAMPLE)
    assert (preset.platform.municipality, preset.platform.role) == ("2281", "planerare")
    assert [each.type for each in preset.backgrounds] == [MapType.XYZ, MapType.WMTS]
    assert (preset.backgrounds[0].min_zoom, preset.backgrounds[0].max_zoom) == (0, 16)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"2281"', '"2299"', 5, "platform.municipality is '2299': write one of 2260 Ånge"),
        ('"2281"', "2281", 5, "platform.municipality must be a text"),
        ('"2281"', '"2281", "role": "kung"', 5, "platform.role is 'kung'"),
        ('"2281"', '"2281", "role": "granskare"', 5, "does not go with the role granskare"),
        ('"2281"', '"2281", "password": "hemligt"', 5, "platform.password everybody can read this file"),
        ('"2281"', '"2281", "authcfg": "mitt"', 5, "platform.authcfg must be the id"),
        ('"2281"', '"2281", "municipality": "2260"', 5, "municipality is there already"),
        ('"https://karta.example.org/wfs"', '"http://karta.example.org/wfs"', 4, "platform.url The address of karta"),
        ('"https://karta.example.org/wfs"', '"https://anna:x@karta.example.org/"', 4, "must not contain a user name"),
        ('"title": "Länsplattformen",', "", 2, "platform lacks title"),
        ("plugins.xml", "", 9, "repository.url must be the address of plugins.xml"),
        ('"HSO"', '"H/SO"', 8, "repository.name must not have / or"),
        ('"repository": {', '"förråd": {', 7, "förråd is not known: there are platform, repository, backgrounds"),
        ("{y}", "", 15, "backgrounds[0].url lacks {x}, {y} or {z}"),
        ('"max_zoom": 16', '"max_zoom": 31', 16, "backgrounds[0].max_zoom must be a whole number from 0 to 30"),
        ('"max_zoom": 16', '"max_zoom": 3, "min_zoom": 4', 16, "backgrounds[0].min_zoom is larger than max_zoom"),
        ('"wmts"', '"wcs"', 18, "backgrounds[1].type is 'wcs': write xyz, wms or wmts"),
        ('"wmts"', '"wmts", "max_zoom": 4', 18, "backgrounds[1].max_zoom is only for maps of the type xyz"),
        ('"HSO",', '"HSO"', 9, "is no JSON"),
    ],
)
def test_a_fault_is_told_with_line_key_and_what_to_write(tmp_path, old, new, line, said):
    with pytest.raises(PresetError) as fault:
        read(changed(tmp_path, old, new))
    [sentence] = [each for each in str(fault.value).splitlines() if said in each]
    assert sentence.startswith(f"prov.json, line {line}: ")


@pytest.mark.parametrize(
    "text", ["[]", "3", "null", '{"platform": 1, "repository": [], "backgrounds": "x"}', "{}", "["]
)
def test_what_is_no_preset_is_refused(tmp_path, text):
    path = tmp_path / "prov.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PresetError):
        read(path)


def test_all_faults_are_told_at_once(tmp_path):
    path = tmp_path / "prov.json"
    path.write_text(json.dumps({"platform": {"title": "x"}, "backgrounds": [{}, 1]}), "utf-8")
    with pytest.raises(PresetError) as fault:
        read(path)
    told = str(fault.value)
    for part in ("platform lacks url", "repository must be", "backgrounds[1] must be", "backgrounds[0] lacks name"):
        assert part in told


def test_two_maps_of_one_name_are_refused_in_the_list_they_share(tmp_path):
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["backgrounds"].append({"name": "Ortofoto", "type": "wms", "url": "https://karta.example.org/wms"})
    path = tmp_path / "prov.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(PresetError, match=r"backgrounds\[2\].name 'Ortofoto' is there already"):
        read(path)
    data["backgrounds"][2]["name"] = "Topografisk karta, nedtonad"  # the other one of that name is XYZ
    path.write_text(json.dumps(data), "utf-8")
    assert len(read(path).backgrounds) == 3
