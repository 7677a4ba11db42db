"""On Windows only tests with the marker `posix` stay out, and their reason is told."""

import subprocess
import sys

import pytest

from tests.support.platform_fixture import ROOT

pytestmark = pytest.mark.posix("it runs pytest in another Python, as if that were Windows'")
TESTS = """
import pytest

@pytest.mark.posix("a tool of developers")
def test_left_out(): assert 0

def test_runs(): pass

@pytest.mark.skip(reason="for no good reason")
def test_skipped(): pass
"""
MODULE = """
import pytest, of_linux_alone
pytestmark = pytest.mark.posix("Windows has no such module")

@pytest.mark.parametrize("number", range(3))
def test_one(number): pass

def test_two(): pass
"""
RUN = """
import sys, pytest, tests.support.posix_marker as plugin
plugin.ON_WINDOWS = sys.argv[1] == "windows"
sys.exit(pytest.main(["-ra", "-q", "-p", "no:pytest_qgis", "-p", "no:cacheprovider",
                      "-o", "markers=posix(reason)", "--rootdir", sys.argv[2], sys.argv[2]], plugins=[plugin]))
"""


@pytest.mark.parametrize(
    ("system", "summary"),
    [("windows", "1 passed, 1 skipped, 1 error"), ("linux", "1 failed, 1 passed, 1 skipped")],
)
def test_only_the_marker_leaves_tests_out(tmp_path, system, summary):
    (tmp_path / "test_x.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-c", RUN, system, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert summary in done.stdout, done.stdout + done.stderr
    if system == "windows":
        assert "only on Linux: a tool of developers" in done.stdout
        assert "test_skipped" in done.stdout and "without the marker posix" in done.stdout
    else:
        assert "test_left_out" in done.stdout.partition("short test summary")[2]


def test_a_marked_module_is_not_imported_on_windows(tmp_path):
    (tmp_path / "test_x.py").write_text(MODULE, encoding="utf-8")
    command = [sys.executable, "-c", RUN, "windows", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert "2 skipped" in done.stdout and "Windows has no such module" in done.stdout, done.stdout + done.stderr
    assert "error" not in done.stdout and "failed" not in done.stdout
