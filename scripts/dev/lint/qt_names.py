"""Finds every Qt name that the plugin uses, and asks Qt 5 and Qt 6 whether they have it.

QGIS 3.40 runs on Qt 5 and QGIS 4 on Qt 6, from one source (`qgis.PyQt`). There is no QGIS 4 to install on Debian, so
every imported name and attribute chain (`Qt.AlignmentFlag.AlignLeft`) is looked up in PyQt5 and PyQt6, and every `.ui`
is loaded in both (`qt_probe.py`). PyQt6 comes from PyPI into an environment of its own under build/.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

#: Qt 6 with the oldest patch level that QGIS 4 is built against in practice; three packages, pinned together.
QT6 = ("PyQt6==6.8.1", "PyQt6-Qt6==6.8.2", "PyQt6-sip==13.10.0")


@dataclass(frozen=True, slots=True)
class QtName:
    """A use of Qt: `module` (QtCore), what is imported from it and the attributes after it, and where."""

    module: str
    chain: tuple[str, ...]
    place: str


def imported(tree: ast.AST) -> Iterator[tuple[str, str, tuple[str, ...], int]]:
    """Local name, Qt module, imported chain and line of each import from `qgis.PyQt`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        parts = node.module.split(".")
        if parts[:2] != ["qgis", "PyQt"]:
            continue
        for alias in node.names:
            local = alias.asname or alias.name
            if len(parts) == 2:  # from qgis.PyQt import QtCore
                yield local, alias.name, (), node.lineno
            else:
                yield local, parts[2], (alias.name,), node.lineno


def attributes(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Each outermost attribute chain on a plain name: the name, the attributes, the line."""
    inner: set[int] = set()
    for node in ast.walk(tree):  # outer nodes come before the inner ones
        if not isinstance(node, ast.Attribute) or id(node) in inner:
            continue
        chain: list[str] = []
        value: ast.expr = node
        while isinstance(value, ast.Attribute):
            inner.add(id(value))
            chain.insert(0, value.attr)
            value = value.value
        if isinstance(value, ast.Name):
            yield value.id, tuple(chain), node.lineno


def qt_names(source: str, name: str) -> Iterator[QtName]:
    """All uses of Qt in a Python `source` called `name`."""
    tree = ast.parse(source, name)
    known: dict[str, tuple[str, tuple[str, ...]]] = {}
    for local, module, chain, line in imported(tree):
        known[local] = (module, chain)
        yield QtName(module, chain, f"{name}:{line}")
    for local, chain, line in attributes(tree):
        if local in known:
            module, start = known[local]
            yield QtName(module, start + chain, f"{name}:{line}")


def direct_imports(source: str, name: str) -> Iterator[str]:
    """Imports that go past `qgis.PyQt`: each works in one of the two only."""
    for node in ast.walk(ast.parse(source, name)):
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        for module in modules:
            if module.split(".")[0] in {"PyQt5", "PyQt6", "sip"}:
                yield f"{name}:{node.lineno}: import {module} through qgis.PyQt instead"  # type: ignore[attr-defined]


def qt6_python(root: Path) -> Path:
    """The Python of the environment that has PyQt6, made at the first call; raises CalledProcessError if that fails."""
    folder = root / "build" / "lint" / "qt6"
    python = folder / "bin" / "python"
    stamp = folder / "ready"
    if not stamp.exists() or stamp.read_text() != " ".join(QT6):
        subprocess.run(["/usr/bin/python3", "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--no-input", *QT6], check=True)
        stamp.write_text(" ".join(QT6))
    return python


def probe(python: Path, version: int, names: list[QtName], forms: list[Path]) -> list[str]:
    """What PyQt `version` lacks of `names` and cannot load of `forms`, a line each."""
    question = {"version": version, "names": [asdict(name) for name in names], "forms": [str(form) for form in forms]}
    done = subprocess.run(
        [str(python), str(Path(__file__).with_name("qt_probe.py"))],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [f"Qt {version}: the probe ended with {done.returncode}: {done.stderr.strip()[-2000:]}"]
    return [f"Qt {version}: {line}" for line in done.stdout.splitlines()]


def check(root: Path, project: Path | None = None) -> list[str]:
    """All findings in the plugin under `root`, a line each; empty when both versions have everything.

    PyQt6's environment is made under `project`, without it under `root`.
    """
    names: list[QtName] = []
    findings: list[str] = []
    for path in sorted((root / "hso_plugin").rglob("*.py")):
        source, name = path.read_text(encoding="utf-8"), str(path.relative_to(root))
        names += qt_names(source, name)
        findings += direct_imports(source, name)
    forms = sorted((root / "hso_plugin").rglob("*.ui"))
    findings += probe(Path("/usr/bin/python3"), 5, names, forms)
    try:
        python = qt6_python(project or root)
    except subprocess.CalledProcessError as error:
        return [*findings, f"Qt 6: its environment cannot be made: {error}"]
    return findings + probe(python, 6, names, forms)


if __name__ == "__main__":
    found = check(Path(__file__).resolve().parents[3])
    print("\n".join(found) if found else "Qt 5 and Qt 6 have every name and load every form")
    sys.exit(1 if found else 0)
