"""The zip, its number, and the log that it takes its lines from."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime

import pytest

from hso_plugin.core.bug_report.log_file import LogFile
from hso_plugin.core.bug_report.report import PARTS, READ_ME, BugReport, about, new_id, read_me

MADE = datetime(2030, 12, 24, 15, 0, tzinfo=UTC)


def test_number_has_the_date_and_is_another_each_time():
    made = {new_id(MADE) for _ in range(50)}
    assert len(made) > 45
    assert all(re.fullmatch(r"R301224-[A-Z2-9]{4}", each) for each in made)


def test_zip_holds_the_files_in_a_folder_of_its_number(tmp_path):
    path = tmp_path / "ut.zip"
    BugReport("R301224-ABCD", MADE, {"logg.txt": "å\n", "versioner.json": "{}\n"}).write(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["R301224-ABCD/logg.txt", "R301224-ABCD/versioner.json"]
        assert archive.read("R301224-ABCD/logg.txt").decode("utf-8-sig") == "å\n"
    assert [each.name for each in tmp_path.iterdir()] == ["ut.zip"]


def test_a_zip_that_cannot_be_written_leaves_what_was_there(tmp_path):
    report = BugReport("R301224-ABCD", MADE, {})
    with pytest.raises(OSError):
        report.write(tmp_path / "saknas" / "ut.zip")
    (tmp_path / "ut.zip").mkdir()
    with pytest.raises(OSError):
        report.write(tmp_path / "ut.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["ut.zip"]


def test_read_me_says_in_both_languages_what_is_in_it_and_what_is_not():
    text = read_me("R301224-ABCD", MADE)
    assert text.count("R301224-ABCD") == 2
    for part in PARTS:
        assert text.count(f"{part}: ") == 2
    assert about("sv") in text and about("en") in text
    assert READ_ME not in PARTS


def test_log_keeps_the_last_and_one_file_before_it(tmp_path):
    log = LogFile(tmp_path / "hso" / "logg.txt", most_bytes=200)
    assert log.read() == ""
    for number in range(60):
        log.add(f"rad {number}\nmer")
    kept = log.read()
    assert kept.endswith("rad 59\n    mer\n")
    assert "rad 1\n" not in kept
    assert len(kept) < 600
    assert sorted(each.name for each in (tmp_path / "hso").iterdir()) == ["logg.1.txt", "logg.txt"]
    # A new session goes on after the one before.
    LogFile(tmp_path / "hso" / "logg.txt").add("ny")
    assert log.read().endswith("mer\nny\n")


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "hso").touch()
    log = LogFile(tmp_path / "hso" / "logg.txt")
    log.add("rad")
    assert log.read() == ""
