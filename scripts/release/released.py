"""Builds a version that was released, from its commit: what is published is what was tagged.

    python -m scripts.release.released 1.2.0     dist/hso_plugin.1.2.0.zip

A release is a tag, `v1.2.0`. `released.json` has the commits of those that were made before there were tags.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .package import PLUGIN, ROOT, PackageError
from .shipped_zip import zip_name

WITHOUT_TAG = Path(__file__).with_name("released.json")


def tag(version: str) -> str:
    """The name of a version's tag."""
    return f"v{version}"


def untagged() -> dict[str, str]:
    """Commits by version, of those that have no tag."""
    found: dict[str, str] = json.loads(WITHOUT_TAG.read_text(encoding="utf-8"))
    return found


def commit_of(root: Path, version: str) -> str:
    """The commit that `version` is made of, in the repository at `root`.

    Raises:
        PackageError: there is no such release, or the clone lacks its commit.
    """
    name = untagged().get(version) or f"refs/tags/{tag(version)}"
    done = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not done.returncode:
        return done.stdout.decode().strip()
    if _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise PackageError(f"the clone is shallow and lacks version {version}: run git fetch --unshallow --tags")
    if version in untagged():
        raise PackageError(f"the clone lacks {name}, which is version {version}: run git fetch origin")
    raise PackageError(f"there is no version {version}: it has no tag {tag(version)}, perhaps run git fetch --tags")


def build(root: Path, revision: str, target: Path) -> Path:
    """Make the zip of a commit in the folder `target`, with that commit's own means; the zip's path.

    `revision` is of the repository at `root`.

    Raises:
        PackageError: it cannot be made.
    """
    done = _git(root, "archive", "--format=tar", revision)
    if done.returncode:
        raise PackageError(f"git cannot give {revision}: {done.stderr.decode().strip()}")
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        subprocess.run(["tar", "-x", "-C", name], input=done.stdout, check=True)
        module = "scripts.release.package" if (tree / "scripts" / "release").is_dir() else "scripts.package"
        made = subprocess.run([sys.executable, "-m", module], cwd=tree, capture_output=True, text=True, check=False)
        if made.returncode:
            raise PackageError(f"{revision} cannot be packaged:\n{made.stdout}{made.stderr}")
        [archive_path] = (tree / "dist").glob(f"{PLUGIN}.*.zip")
        target.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(archive_path, target / archive_path.name))


def build_version(root: Path, version: str, target: Path) -> Path:
    """Make the zip of a released `version` in the folder `target`. Raises as `commit_of` and `build`."""
    made = build(root, commit_of(root, version), target)
    if made.name != zip_name(version):
        raise PackageError(f"the commit of version {version} makes {made.name}")
    return made


def main(arguments: list[str]) -> int:
    """Make the zip of the version named; 1 and one sentence when there is no such release."""
    if len(arguments) != 1:
        print("name one version, for example 1.2.0", file=sys.stderr)
        return 2
    try:
        made = build_version(ROOT, arguments[0], ROOT / "dist")
    except PackageError as error:
        print(f"released: {error}", file=sys.stderr)
        return 1
    print(f"released: {made.relative_to(ROOT)}")
    return 0


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
