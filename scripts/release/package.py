"""Makes the installable zip of the plugin, byte for byte the same from the same source.

    python -m scripts.release.package            dist/hso_plugin.<version>.zip
    python -m scripts.release.package --folder   build/plugin/hso_plugin, the same files laid out as QGIS installs them

The file's name has a dot before the version, since QGIS's installer takes the name up to the first dot as the
plugin's id.
"""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "hso_plugin"
MAX_BYTES = 25_000_000

#: What may be in the plugin. Anything else is a mistake: a left-over, a binary, a secret.
SHIPPED = {
    ".py", ".typed", ".ui", ".qm", ".svg", ".png", ".json", ".geojson", ".qml", ".qss", ".css", ".html", ".md", ".txt",
}  # fmt: skip
#: What lies in the source's folder and stays there.
LEFT_OUT = {".pyc", ".ts"}
REQUIRED_KEYS = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
    "homepage",
)  # fmt: skip


class PackageError(Exception):
    """The plugin cannot be packaged; the text says why and what to do."""


def metadata(root: Path) -> configparser.SectionProxy:
    """The `[general]` section of `metadata.txt`; raises `PackageError` when a key or a proper version is missing."""
    path = root / "metadata.txt"
    if not path.is_file():
        raise PackageError(f"{path} is missing")
    return parse_metadata(path.read_text(encoding="utf-8"), "metadata.txt")


def parse_metadata(text: str, name: str) -> configparser.SectionProxy:
    """The `[general]` section of a `metadata.txt` called `name` in what is said about it; raises as `metadata`."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    if not parser.has_section("general"):
        raise PackageError(f"{name} has no [general] section")
    section = parser["general"]
    missing = [key for key in REQUIRED_KEYS if not section.get(key, "").strip()]
    if missing:
        raise PackageError(f"{name} lacks {', '.join(missing)}")
    if not re.fullmatch(r"\d+\.\d+\.\d+", section["version"]):
        raise PackageError(f"version {section['version']!r} in {name} is not of the form 1.2.3")
    return section


def changelog(root: Path, version: str) -> str:
    """What CHANGELOG.md says under `## version`; raises `PackageError` when that is nothing."""
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## \[?{re.escape(version)}\]?(?![.\w])[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    if not found or not found[1].strip():
        raise PackageError(f"CHANGELOG.md says nothing about {version}: write what is new under '## {version}'")
    return found[1].strip()


def metadata_text(root: Path) -> str:
    """`metadata.txt` as it is shipped: with the version's changelog, which the plugin manager shows."""
    section = metadata(root)
    text = (root / "metadata.txt").read_text(encoding="utf-8").rstrip("\n")
    if "changelog" in section:
        raise PackageError("metadata.txt has a changelog of its own: write it in CHANGELOG.md only")
    # Indented lines continue a value; an empty one or one with # would end up elsewhere.
    lines = [line.lstrip("#; ") for line in changelog(root, section["version"]).splitlines() if line.strip()]
    text += "\nchangelog=" + "\n  ".join(lines) + "\n"
    if "%" in text:
        raise PackageError("a % in metadata.txt or in the changelog: QGIS's parser would choke on it, write 'procent'")
    return text


def contents(root: Path) -> dict[str, bytes]:
    """All files of the plugin by their path in the zip, sorted; `PackageError` on a file that does not belong there."""
    source = root / PLUGIN
    files = {
        f"{PLUGIN}/metadata.txt": metadata_text(root).encode(),
        f"{PLUGIN}/LICENSE": (root / "LICENSE").read_bytes(),
    }
    for path in source.rglob("*"):
        relative = path.relative_to(root)
        if path.is_dir() or "__pycache__" in relative.parts or path.suffix in LEFT_OUT:
            continue
        if path.name.startswith(".") or path.suffix not in SHIPPED or "tests" in relative.parts:
            raise PackageError(
                f"{relative} does not belong in the plugin: remove it, or add its kind to scripts/release/package.py"
            )
        files[relative.as_posix()] = path.read_bytes()
    if f"{PLUGIN}/__init__.py" not in files:
        raise PackageError(f"{source / '__init__.py'} is missing")
    return dict(sorted(files.items()))


def compile_translations(root: Path) -> None:
    """Make the `.qm` files from the `.ts` files; raises `PackageError` when that fails."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.dev.i18n", "release"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PackageError(f"the translations could not be compiled:\n{done.stdout}{done.stderr}")


def write_zip(files: dict[str, bytes], target: Path) -> None:
    """Write `files` with fixed dates and rights, so that the same source always gives the same bytes.

    An earlier `target` is replaced only when the new one is whole.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as archive:
            for name, data in files.items():
                entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                entry.create_system = 3  # Unix, wherever it is made
                entry.external_attr = 0o100644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data, compresslevel=9)
        size = part.stat().st_size
        if size > MAX_BYTES:
            raise PackageError(f"the zip is {size / 1e6:.1f} MB; plugin repositories take {MAX_BYTES / 1e6:.0f} MB")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def write_folder(files: dict[str, bytes], parent: Path) -> Path:
    """Lay `files` out under `parent` in place of what is there; gives the plugin's folder."""
    target = parent / PLUGIN
    shutil.rmtree(target, ignore_errors=True)
    for name, data in files.items():
        path = parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return target


def package(root: Path = ROOT) -> Path:
    """Make `dist/hso_plugin.<version>.zip` and give its path."""
    files = contents(root)
    target = root / "dist" / f"{PLUGIN}.{metadata(root)['version']}.zip"
    write_zip(files, target)
    return target


def main(arguments: list[str] | None = None) -> int:
    """Package as the command line says; 1 and one sentence when it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--folder", action="store_true", help="lay out build/plugin/hso_plugin instead of making the zip"
    )
    options = parser.parse_args(arguments)
    try:
        compile_translations(ROOT)
        target = write_folder(contents(ROOT), ROOT / "build" / "plugin") if options.folder else package()
    except (PackageError, OSError) as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    print(f"package: {target.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
