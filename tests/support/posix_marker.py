"""The marker `posix(reason)`: on Windows these tests stay out, and no others may.

It is for tests of what only developers and administrators run, on Linux, and for what Windows does not have (rights of
files, limits of a process). Any other test that is skipped on Windows fails, so that nothing stays out unseen. A module
that is marked as a whole is not even imported there: what it imports may be Linux's own.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

ON_WINDOWS = sys.platform == "win32"


class LeftOut(pytest.File):
    """A module that is marked as a whole."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each of its test functions."""
        for node in _parsed(self.path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                item = LeftOutTest.from_parent(self, name=node.name)
                item.line = node.lineno - 1
                item.add_marker(pytest.mark.posix(_reason(self.path)))
                yield item


class LeftOutTest(pytest.Item):
    """A test function of such a module."""

    line = 0

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands."""
        return self.path, self.line, self.name

    def runtest(self) -> None:
        raise AssertionError("it was to be left out")


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _reason(path: Path) -> str | None:
    """What `pytest.mark.posix("…")` says in this module's `pytestmark`, None where it is not there."""
    for statement in _parsed(path).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark":
            for node in ast.walk(statement.value):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.posix":
                    return str(ast.literal_eval(node.args[0]))
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if ON_WINDOWS and _reason(module_path) is not None:
        return LeftOut.from_parent(parent, path=module_path)
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not ON_WINDOWS:
        return
    for item in items:
        for marker in item.iter_markers("posix"):
            (reason,) = marker.args
            item.add_marker(pytest.mark.skip(reason=f"only on Linux: {reason}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if ON_WINDOWS and report.skipped and not hasattr(report, "wasxfail") and not item.get_closest_marker("posix"):
        report.outcome = "failed"
        report.longrepr = f"skipped on Windows without the marker posix: {report.longrepr}"
    return report
