"""A Debian in a folder: made once by debootstrap, kept between runs, entered in namespaces of its own.

Its packages come from the mirror that this machine's own APT uses. Everything that is mounted or started in it is gone
when the command that was run in it has ended, since both live in the command's own namespaces.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

#: The file that tells a finished folder from one whose making was broken off.
READY = "etc/hso-ready"
#: This machine's certificates, copied into the folder for pip: the mirror of PyPI may have one that Debian lacks.
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
CERTIFICATES_INSIDE = "/etc/hso-certificates.pem"
#: Where the checkout is inside.
CHECKOUT_INSIDE = "/srv/hso"
_PLAIN_ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
_KEPT = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "CI", "TZ")
#: Mounts what a system expects, then changes into it. Words: the folder, the checkout, its /tmp, and the command.
_ENTER = f"""
set -eu
folder=$1 checkout=$2 temporary=$3; shift 3
mount -t proc proc "$folder/proc"
mount --rbind /dev "$folder/dev"
mount -t tmpfs -o mode=755 run "$folder/run"
mount --bind "$temporary" "$folder/tmp"
mount --bind "$checkout" "$folder{CHECKOUT_INSIDE}"
exec chroot "$folder" "$@"
"""


class FolderError(Exception):
    """A folder cannot be made or entered; the text says why."""


@dataclass(frozen=True, slots=True)
class Release:
    """A Debian to try: `suite` is what debootstrap is asked for, `backports` whether QGIS comes from its backports."""

    suite: str
    backports: bool


RELEASES = {"trixie": Release("trixie", backports=True), "sid": Release("sid", backports=False)}


def as_root(*words: str | Path) -> list[str]:
    """`words` as a command of root's: a folder can only be made and entered by root."""
    plain = [str(word) for word in words]
    return plain if os.geteuid() == 0 else ["sudo", *plain]


def mirror_in(targets: str, code: str) -> str | None:
    """The mirror of Debian `code` in lines of origin, code name and address; None where there is none.

    Lines are as `apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(SITE)'` gives them.
    """
    for line in targets.splitlines():
        words = line.split()
        if len(words) == 3 and words[:2] == ["Debian", code]:
            return words[2]
    return None


def mirror() -> str:
    """The address of the mirror that this machine installs its own Debian from; raises FolderError without one."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(ORIGIN) $(CODENAME) $(SITE)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    code = next((line.split("=")[1] for line in text.splitlines() if line.startswith("VERSION_CODENAME=")), "")
    found = mirror_in(listed, code) or mirror_in(listed, "sid")
    if not found:
        raise FolderError(f"this machine's APT configuration has no mirror for {code}. Add one and run again.")
    return found


@dataclass(frozen=True, slots=True)
class System:
    """A Debian in `folder`; `work` is the clone's own folder for its copy of the checkout and for /tmp."""

    release: Release
    folder: Path
    work: Path

    @property
    def checkout(self) -> Path:
        """The copy of the checkout that the folder sees, with an environment and results of its own."""
        return self.work / "checkout"

    @property
    def is_ready(self) -> bool:
        """True when the folder was made to its end."""
        return (self.folder / READY).exists()

    def make(self) -> None:
        """Make the folder unless it is there; raises FolderError where that fails.

        Where QGIS comes from backports it is installed first and alone, as on the computers of people who have it.
        """
        if self.is_ready:
            return
        if not shutil.which("debootstrap"):
            _run(as_root("apt-get", "-q", "-y", "--no-install-recommends", "install", "debootstrap"))
        _run(as_root("rm", "-rf", "--one-file-system", self.folder))
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        source = mirror()
        base = ["debootstrap", "--variant=minbase", "--include=ca-certificates"]
        _run(as_root(*base, self.release.suite, self.folder, source))
        self._write("etc/apt/apt.conf.d/90hso", _apt_settings())
        self.enter("apt-get -q update && apt-get -q -y --no-install-recommends install git make", work="/")
        if self.release.backports:
            line = f"deb {source} {self.release.suite}-backports main\n"
            self._write("etc/apt/sources.list.d/hso-backports.list", line)
            self.enter(
                "apt-get -q update && apt-get -q -y --no-install-recommends install "
                f"-t {self.release.suite}-backports qgis python3-qgis",
                work="/",
            )
        self._write(READY, "")

    def enter(self, script: str, *, work: str = CHECKOUT_INSIDE) -> None:
        """Run a shell `script` in the folder; raises FolderError when it ends with anything but 0."""
        done = self.run(script, work=work)
        if done:
            raise FolderError(f"in {self.folder}: ended with {done}: {script}")

    def run(self, script: str, *, work: str = CHECKOUT_INSIDE, variables: dict[str, str] | None = None) -> int:
        """Run a shell `script` as root in the folder, starting in `work`; gives its exit code."""
        temporary = self.work / "tmp"
        for needed in (self.checkout, temporary):
            needed.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o1777)
        _run(as_root("mkdir", "-p", f"{self.folder}{CHECKOUT_INSIDE}"))
        for name in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf"):
            if Path(name).exists():
                self._write(name[1:], Path(name).read_text(encoding="utf-8"))
        environment = _PLAIN_ENVIRONMENT | {
            name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("PIP_")
        }
        if CERTIFICATES.exists():
            self._write(CERTIFICATES_INSIDE[1:], CERTIFICATES.read_text(encoding="utf-8"))
            environment["PIP_CERT"] = CERTIFICATES_INSIDE
        assigned = [f"{name}={value}" for name, value in (environment | (variables or {})).items()]
        inside = ["env", "-i", *assigned, "bash", "-c", f"cd {work} && {script}"]
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        words: list[str | Path] = [
            *namespaces,
            "sh",
            "-c",
            _ENTER,
            "enter",
            self.folder,
            self.checkout,
            temporary,
            *inside,
        ]
        return subprocess.run(as_root(*words), stdin=subprocess.DEVNULL, check=False).returncode

    def _write(self, name: str, text: str) -> None:
        """Write a file of root's in the folder."""
        done = subprocess.run(
            as_root("tee", self.folder / name), input=text, text=True, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode:
            raise FolderError(f"{self.folder / name} cannot be written")


def _apt_settings() -> str:
    """This machine's way to its mirror, and leave to use a mirror that is a copy of some day: signatures still hold."""
    dumped = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout
    ways = [line for line in dumped.splitlines() if line.lower().startswith(("acquire::http::", "acquire::https::"))]
    return "\n".join([*ways, 'Acquire::Check-Valid-Until "false";', ""])


def _run(words: list[str]) -> None:
    """Run a command that must end with 0; raises FolderError otherwise."""
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, check=False)
    except FileNotFoundError as error:
        raise FolderError(f"{error.filename} is not here, and a folder can only be made by root or sudo") from None
    if done.returncode:
        raise FolderError(f"ended with {done.returncode}: {' '.join(words)}")
