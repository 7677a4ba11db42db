"""What is told of a file by its name: with the very strings that Windows gives, whatever the tests run on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.core.file_names import BESIDE_COPY, on_server, on_server_volume, plain_name, require_name

VOLUME = "\\\\?\\Volume{1b3b1146-4076-11e1-84aa-806e6f6e6963}\\"


@pytest.mark.parametrize(
    "name",
    [
        VOLUME,
        "C:\\Users\\Ada\\karta.gpkg",
        "\\\\?\\C:\\karta.gpkg",
        "\\\\.\\PhysicalDrive0",
        "/srv/karta.gpkg",
        "/dev/sda1",
    ],
)
def test_these_are_on_this_computer(name: str) -> None:
    assert not on_server(name)


@pytest.mark.parametrize(
    "name",
    ["\\\\server\\delad\\karta.gpkg", "//server/delad/karta.gpkg", "\\\\?\\UNC\\server\\delad", "//?/unc/server/delad"],
)
def test_these_are_on_another(name: str) -> None:
    assert on_server(name)


@pytest.mark.parametrize(
    ("kind", "device", "windows", "elsewhere"),
    [
        ("NTFS", VOLUME, True, False),
        ("exFAT", VOLUME, True, False),
        ("NTFS", "\\\\server\\delad\\", True, True),
        ("NTFS", "", True, True),  # a drive letter whose server does not answer
        ("ext4", "/dev/sda1", False, False),
        ("tmpfs", "", False, False),
        ("cifs", "//server/delad", False, True),
        ("fuse.sshfs", "ada@server:", False, True),
    ],
)
def test_a_volume(kind: str, device: str, windows: bool, elsewhere: bool) -> None:
    assert on_server_volume(kind, device, windows=windows) is elsewhere


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("C:\\rapporter\\vad?.csv", "?"),
        ("C:\\rapporter\\a*b.csv", "*"),
        ("C:\\rapporter\\klockan 10:15.csv", ":"),
        ("C:\\vem?\\rapport.csv", "?"),
        ("C:\\rapporter\\rad\n.csv", "\\x0a"),
        ("C:\\rapporter\\CON", "CON"),
        ("C:\\rapporter\\nul.csv", "nul.csv"),
        ("C:\\rapporter\\com1.tar.gz", "com1.tar.gz"),
        ("C:\\LPT9\\rapport.csv", "LPT9"),
        ("C:\\rapporter\\COM¹.csv", "COM¹.csv"),
        ("C:\\rapporter.\\rapport.csv", "rapporter."),
        ("\\\\server\\delad\\aux.html", "aux.html"),
    ],
)
def test_what_windows_has_no_file_of_is_called_that(path: str, word: str) -> None:
    with pytest.raises(HsoError) as caught:
        require_name(path, windows=True)
    assert caught.value.code == "HSO-FILNAMN"
    assert word in caught.value.text.sv and word in caught.value.text.en
    assert "Windows" in caught.value.text.sv
    require_name(path, windows=False)


@pytest.mark.parametrize(
    "path",
    ["C:\\rapporter\\kontroll.csv", "C:\\Konton\\console.csv", "C:\\a\\.dold.csv", "D:\\com10.csv", "..\\b\\å ä ö.html",
     "C:\\Users\\Ada Ö\\AppData\\Local\\QGIS\\QGIS3\\Strukturbild\\lansplattformen-2281.gpkg",
     "\\\\server\\delad\\a.csv"],
)  # fmt: skip
def test_what_windows_takes_is_taken(path: str) -> None:
    require_name(path, BESIDE_COPY, windows=True)


def test_a_path_that_is_too_long_is_called_that() -> None:
    folder = "C:\\" + "\\".join(["mapp" * 10] * 5)
    fits = f"{folder}\\{'k' * (259 - BESIDE_COPY - len(folder) - 6)}.gpkg"
    require_name(fits, BESIDE_COPY, windows=True)
    with pytest.raises(HsoError) as caught:
        require_name(fits.replace(".gpkg", "k.gpkg"), BESIDE_COPY, windows=True)
    assert caught.value.code == "HSO-FILNAMN"
    assert "220" in caught.value.text.sv and "219" in caught.value.text.en


def test_what_a_working_copy_has_beside_it_fits_in_what_is_kept_for_it() -> None:
    now = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    name = "k.gpkg"
    beside = ("..k.fornyad.ny.gpkg-journal", f".k-andringar-{now}-2.json.part", f".k-gammal-{now}-2.gpkg.part")
    assert max(map(len, beside)) - len(name) <= BESIDE_COPY


@pytest.mark.parametrize(
    ("text", "name"),
    [("Länsplattformen (test)", "lansplattformen-test"), ("…", "anslutning"), ("CON", "con-"), ("nul", "nul-")],
)
def test_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert plain_name(text) == name
    require_name(f"C:\\{name}", windows=True)
