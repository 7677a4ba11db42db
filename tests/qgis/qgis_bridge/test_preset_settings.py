"""What QGIS's settings and the pages of a roll-out are made of a preset, read back by Qt."""

import json

import pytest
from qgis.PyQt.QtCore import QSettings

from scripts.admin.preset import __main__ as command
from scripts.admin.preset.reading import read
from scripts.admin.preset.settings_file import settings_of, settings_text
from tests.support.preset import EXAMPLE, changed


def through_qt5(path):
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    return {key: settings.value(key) for key in settings.allKeys()}


@pytest.mark.parametrize("name", ["Länets karta – nedtonad, 1:5000 (ß)", "a=b;c%d#é", "ščř 地图", "@punkt[1]"])
def test_settings_come_back_whatever_the_names_are(tmp_path, name):
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["platform"]["title"] = data["repository"]["name"] = data["backgrounds"][0]["name"] = name
    data["backgrounds"][0]["url"] = "https://karta.example.org/{z}/{x}/{y}?a=1;2,3&b=%20"
    path, made = tmp_path / "prov.json", tmp_path / "prov.ini"
    path.write_text(json.dumps(data), "utf-8")
    preset = read(path)
    made.write_text(settings_text(preset, "[connections]\nxyz\\items\\OpenStreetMap\\zmax=19\n"), "utf-8")
    known = through_qt5(made)
    assert known.pop("connections/xyz/items/OpenStreetMap/zmax") == "19"
    assert known == dict(settings_of(preset))


def test_settings_that_qgis_brings_are_kept_first(tmp_path, capsys):
    base = tmp_path / "qgis_global_settings.ini"
    base.write_text("[app]\n# å\nmaxRecentProjects=20\n", "utf-8")
    output = tmp_path / "ut"
    assert command.main([str(EXAMPLE), "--output", str(output), "--base", str(base)]) == 0
    assert sorted(path.name for path in output.iterdir()) == ["hso-installningar.ini", "roll-out.md", "utrullning.md"]
    text = (output / "hso-installningar.ini").read_text("utf-8")
    assert text.startswith("[app]\n# å\nmaxRecentProjects=20\n")
    assert through_qt5(output / "hso-installningar.ini")["app/maxRecentProjects"] == "20"
    # Again over the same, but never among other things.
    assert command.main([str(EXAMPLE), "--output", str(output), "--no-base"]) == 0
    (output / "annat.txt").touch()
    assert command.main([str(EXAMPLE), "--output", str(output), "--no-base"]) == 1
    assert "annat.txt" in capsys.readouterr().err


def test_a_wrong_preset_leaves_what_was_made(tmp_path, capsys):
    output = tmp_path / "ut"
    assert command.main([str(EXAMPLE), "--output", str(output), "--no-base"]) == 0
    before = {path.name: path.read_bytes() for path in output.iterdir()}
    assert command.main([str(changed(tmp_path, '"2281"', '"1"')), "--output", str(output), "--no-base"]) == 1
    assert command.main([str(tmp_path / "saknas.json"), "--output", str(output)]) == 1
    assert command.main([str(EXAMPLE), "--output", str(output), "--base", str(tmp_path / "saknas.ini")]) == 1
    assert "line 5: platform.municipality" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in output.iterdir()} == before


def test_pages_name_what_is_rolled_out_in_both_languages(tmp_path):
    data = json.loads(EXAMPLE.read_text("utf-8"))
    data["platform"]["authcfg"] = "hsolan1"
    data["backgrounds"][1]["name"] = "Orto {{file}} | *2030*"
    path, output = tmp_path / "prov.json", tmp_path / "ut"
    path.write_text(json.dumps(data), "utf-8")
    assert command.main([str(path), "--output", str(output), "--no-base"]) == 0
    for name, municipality in (("utrullning.md", "Kommun"), ("roll-out.md", "Municipality")):
        page = (output / name).read_text("utf-8")
        assert f"| {municipality} | 2281 Sundsvall |" in page
        for part in ("https://karta.example.org/wfs", "`hsolan1`", "icacls", "Intune", "msiexec", "/etc/environment"):
            assert part in page
        assert r"Orto {{file}} \| \*2030\*" in page
        assert page.count("{{") == 1
