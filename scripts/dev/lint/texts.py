"""Reads every file of the project for what must not be in it: one machine's paths, strange addresses, long modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MOST_LINES = 400
MANY_LINES = 200

#: Hosts that may be named: what stands for an address to fill in, this machine, and those who own a name or a licence.
HOSTS = (
    "example.org",
    "example.com",
    "example.se",
    "invalid",
    "localhost",
    "127.0.0.1",
    "qgis.org",
    "opengis.net",
    "w3.org",
    "json-schema.org",
    "gnu.org",
    "fsf.org",
    "creativecommons.org",
    "semver.org",
    "geonames.org",
)
ADDRESS = re.compile(r"\b(?:https?|ftp|postgres(?:ql)?)://([^\s\"'<>`)\\]+)")
#: A folder that only one machine has. Files of the system (/usr, /etc, /dev, /proc, /run) are everybody's.
OWN_PATH = re.compile(r"(?<![\w.}~:/*-])/(?:home|root|tmp|work|workspace|Users|mnt)/[\w.-]+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
#: A file of the project as pages name it: with its folder, from the root or as the code's own folders are
#: called. What is built is there only when it was.
NAMED_FILE = re.compile(r"`(?!(?:build|dist)/)([\w-]+(?:/[\w.-]+)+\.(?:py|sql|sh|ui|ts|json|toml))`")
BASES = ("", "hso_plugin", "hso_plugin/core")
#: What a program fills in, or a test makes up on the spot.
FILLED_IN = re.compile(r"^[{$%.]|^(?:[\w.-]+:[^@/]*@)?[{$%]|^$")


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Line and address of every address in `text` whose host is not among `HOSTS`."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in ADDRESS.finditer(line):
            rest = found[1].rpartition("@")[2] if "@" in found[1].split("/")[0] else found[1]
            if FILLED_IN.match(rest):
                continue
            host = "[::1]" if rest.startswith("[::1]") else re.split(r"[/:?#,;]", rest, maxsplit=1)[0]
            # A name without a dot is no host of the outside world.
            if "." in host and not any(host == name or host.endswith("." + name) for name in HOSTS):
                yield number, found[0]


def own_paths(text: str) -> Iterator[tuple[int, str]]:
    """Line and path of every path in `text` that only one machine has."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, found[0]) for found in OWN_PATH.finditer(line))


def dead_links(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """Line and target of every link in a Markdown page that leads to no file beside it."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in LINK.finditer(line):
            target = found[1].partition("#")[0]
            if target and "://" not in target and not (path.parent / target).exists():
                yield number, target


def dead_names(root: Path, text: str) -> Iterator[tuple[int, str]]:
    """Line and name of every file that a Markdown page names and that is not there: it has moved, or is gone."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in NAMED_FILE.finditer(line):
            if not any((root / base / found[1]).exists() for base in BASES):
                yield number, found[1]


def module_faults(source: str, name: str) -> Iterator[str]:
    """What is wrong with the outside of a Python module: too long, or no docstring of one line at its head."""
    lines = source.count("\n")
    if lines > MOST_LINES:
        yield f"{name}: {lines} lines, at most {MOST_LINES}: does it do one thing?"
    docstring = ast.get_docstring(ast.parse(source, name))
    if source.strip() and not docstring:
        yield f"{name}:1: no docstring saying the one thing the module does"


def project_files(root: Path) -> list[Path]:
    """Files that are or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return sorted(path for name in listed.split("\0") if name and (path := root / name).is_file())


def check(root: Path) -> tuple[list[str], list[str]]:
    """Findings, and notes that fail nothing: the modules that are on their way to be too long."""
    findings: list[str] = []
    notes: list[str] = []
    for path in project_files(root):
        name = path.relative_to(root).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        findings += [f"{name}:{line}: address {found}: whose is it?" for line, found in addresses(text)]
        findings += [f"{name}:{line}: path {found} is one machine's own" for line, found in own_paths(text)]
        if path.suffix == ".md":
            findings += [f"{name}:{line}: the link leads nowhere: {target}" for line, target in dead_links(path, text)]
            findings += [f"{name}:{line}: there is no file {target}" for line, target in dead_names(root, text)]
        if path.suffix == ".py":
            findings += module_faults(text, name)
            if MANY_LINES < text.count("\n") <= MOST_LINES:
                notes.append(f"{name}: {text.count(chr(10))} lines")
    return findings, notes


if __name__ == "__main__":
    found, noted = check(Path(__file__).resolve().parents[3])
    print("\n".join(found + [f"note: {line}" for line in noted]))
    sys.exit(1 if found else 0)
