"""`make test` counts what ran, and takes a folder without tests for the failure it is."""

import pytest

from scripts.dev import test as runner
from scripts.dev.test import Outcome, counts

pytestmark = pytest.mark.posix("developers run this command, on Linux")

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" time="1"/></testsuites>
"""


def test_errors_count_as_failures(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    assert counts(report) == (4, 3, 3)


def test_a_run_that_died_has_no_numbers(tmp_path):
    assert counts(tmp_path / "none.xml") == (0, 0, 0)
    (tmp_path / "half.xml").write_text(REPORT[: len(REPORT) // 2], encoding="utf-8")
    assert counts(tmp_path / "half.xml") == (0, 0, 0)


@pytest.mark.parametrize(
    ("passed", "failed", "exit_code", "ok"),
    [(3, 0, 0, True), (3, 1, 1, False), (0, 0, 0, False), (0, 0, 5, False), (3, 0, 2, False), (3, 0, -11, False)],
)
def test_a_folder_is_ok_only_when_tests_ran_and_pytest_ended_well(passed, failed, exit_code, ok):
    assert Outcome("unit", passed, failed, 0, 1.0, exit_code).ok is ok


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one passing, one failing and one empty folder of tests."""
    tests = {"unit": "def test_a(): pass\n", "qgis": "def test_b(): assert 0\n", "platform": "X = 1\n"}
    for folder, text in tests.items():
        (tmp_path / "tests" / folder).mkdir(parents=True)
        (tmp_path / "tests" / folder / "test_x.py").write_text(text, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    monkeypatch.setattr(runner, "ROOT", tmp_path)
    monkeypatch.setattr(runner, "RESULTS", tmp_path / "build" / "test")
    monkeypatch.setattr(runner, "FOLDERS", {name: ["-p", "no:pytest_qgis"] for name in tests})
    return tmp_path


def test_all_folders_run_and_one_line_sums_up(project, capfd):
    assert runner.main([]) == 1
    written = capfd.readouterr().out
    assert written.rstrip().splitlines()[-1] == "1 passed, 1 failed, 0 skipped"
    assert "platform      0 passed    0 failed    0 skipped" in written
    assert "FAILED (pytest ended with 5)" in written
    again = written.partition("the end of it again")[2]
    assert "assert 0" in again and again.index("assert 0") < again.index("== Summary"), "what failed is said at the end"


def test_a_good_folder_alone_is_a_success(project):
    assert runner.main(["unit"]) == 0
    assert runner.main(["unit", "--", "-k", "nothing"]) == 1


def test_an_unknown_folder_is_told(capsys):
    assert runner.main(["units"]) == 2
    assert "unknown: units" in capsys.readouterr().err


def test_tests_have_a_home_of_their_own(project, monkeypatch):
    monkeypatch.setenv("QGIS_CUSTOM_CONFIG_PATH", "mine")
    monkeypatch.setenv("PYTHONPATH", "mine")
    made = runner.environment("unit")
    assert made["HOME"] == str(project / "build" / "test" / "home" / "unit")
    assert made["QT_QPA_PLATFORM"] == "offscreen"
    assert not {"QGIS_CUSTOM_CONFIG_PATH", "PYTHONPATH"} & made.keys()
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert "QT_QPA_PLATFORM" not in runner.environment("desktop")


def test_a_run_leaves_the_homes_of_other_folders_alone(project):
    own, other = (project / "build" / "test" / "home" / name / "left" for name in ("unit", "qgis"))
    for path in (own, other):
        path.mkdir(parents=True)
    assert runner.main(["unit"]) == 0
    assert (own.exists(), other.exists()) == (False, True)
