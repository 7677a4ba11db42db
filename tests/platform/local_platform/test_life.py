"""Up, down and crashes: a platform comes back as it was, and leaves nothing behind."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from scripts.local_platform import processes
from scripts.local_platform.layout import Layout
from scripts.local_platform.local import LocalPlatform
from scripts.server.errors import PlatformError
from tests.support import platform_fixture, raw

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def life(tmp_path):
    """A platform without objects that a test may stop and spoil."""
    own = platform_fixture.start(tmp_path / "platform", None)
    yield own
    platform_fixture.remove(own.root)


def again(own, seed=None):
    """The platform as another command would see it, started."""
    return platform_fixture.start(own.root, seed)


def processes_of(own):
    """Every process that works in the run tree, whatever it is."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                folder = os.readlink(entry / "cwd")
            except OSError:
                continue
            if Path(folder).is_relative_to(own.local.layout.run):
                found.append(int(entry.name))
    return found


def write(own, **changes):
    row = raw.version(**changes)
    answer = raw.send(own, raw.transaction(raw.insert(raw.POINTS, row, raw.POINT)))
    assert raw.inserted(answer) == 1, answer.text
    return row


def names(own):
    return [name for (name,) in raw.rows(own, "SELECT namn FROM hso.strukturbild_punkt_version ORDER BY lopnr")]


def test_down_and_up_keep_data_ports_and_passwords(life):
    write(life, namn="Före")
    before = (life.url, life.dsn, life.user("2281"), life.root.joinpath("env").read_text(encoding="utf-8"))
    life.local.down()
    assert processes_of(life) == []
    restarted = again(life)
    assert (
        restarted.url,
        restarted.dsn,
        restarted.user("2281"),
        restarted.root.joinpath("env").read_text(encoding="utf-8"),
    ) == before
    write(restarted, namn="Efter")
    assert names(restarted) == ["Före", "Efter"]


def test_up_twice_is_harmless(life):
    write(life)
    running = sorted(processes_of(life))
    again(life)
    assert set(life.local.workers.running()) <= set(running)
    assert life.local.web.running() in running
    assert len(names(life)) == 1


def test_up_fills_only_an_empty_platform(life):
    write(life)
    again(life, seed=1)
    assert len(names(life)) == 1


def test_a_killed_platform_comes_back_with_all_that_was_acknowledged(life):
    write(life, namn="Kvitterad")
    for pid in processes_of(life):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    restarted = again(life)
    write(restarted, namn="Efter kraschen")
    assert names(restarted) == ["Kvitterad", "Efter kraschen"]


@pytest.mark.parametrize("killed", ["nginx", "qgis_mapserv.fcgi", "postgres", "supervisor"])
def test_down_stops_everything_after_a_crash_of_a_part(life, killed):
    if killed == "supervisor":
        victims = life.local.workers._supervisors()
    elif killed == "nginx":
        victims = [life.local.web.running()]
    else:
        victims = processes.own(killed, life.local.layout.run)[:1]
    assert victims
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    life.local.down()
    assert processes_of(life) == []
    assert len(names(again(life))) == 0


def test_up_brings_a_killed_supervisor_back(life):
    (supervisor,) = life.local.workers._supervisors()
    os.kill(supervisor, signal.SIGKILL)
    again(life)
    found = life.local.workers._supervisors()
    assert len(found) == 1
    assert found != [supervisor]
    assert len(life.local.workers.running()) == 2
    write(life)


def test_stale_pid_files_of_other_processes_are_not_believed(life):
    life.local.down()
    sleeper = subprocess.Popen(["sleep", "60"])
    try:
        life.local.layout.write(life.local.layout.cluster / "postmaster.pid", f"{sleeper.pid}\n/elsewhere\n")
        life.local.layout.write(life.local.layout.nginx / "nginx.pid", f"{sleeper.pid}\n")
        life.local.down()
        assert sleeper.poll() is None
        write(again(life))
        again(life).local.down()
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_when_a_worker_dies_the_other_goes_on_and_a_new_one_comes(life):
    first, second = life.local.workers.running()
    os.kill(first, signal.SIGKILL)
    for _ in range(6):
        assert raw.fetch(life, TYPENAME="kommun", MAXFEATURES="1").status_code == 200
    end = time.monotonic() + 10
    while len(life.local.workers.running()) < 2 and time.monotonic() < end:
        time.sleep(0.1)
    now = life.local.workers.running()
    assert len(now) == 2
    assert second in now
    assert first not in now


def test_status_says_what_runs_and_mends_the_workers(life, capsys):
    command = [sys.executable, "-m", "scripts.local_platform", "status", "--root", str(life.root)]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert life.url in shown.stdout
    for pid in life.local.workers._supervisors() + life.local.workers.running():
        os.kill(pid, signal.SIGKILL)
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "started again" in shown.stdout
    write(life)
    life.local.down()
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert "down" in shown.stdout


def test_a_port_that_was_taken_meanwhile_is_replaced(life):
    write(life)
    old = life.local.state.http_port
    life.local.down()
    with socket.socket() as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the old port may still be winding down
        thief.bind(("127.0.0.1", old))
        thief.listen()
        restarted = again(life)
        assert restarted.local.state.http_port != old
        assert len(names(restarted)) == 1
        write(restarted)


def test_env_is_shell_syntax_for_the_owner_only(life):
    path = life.root / "env"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((life.root / "state.json").stat().st_mode) == 0o600
    wanted = ("HSO_URL", "HSO_DSN", "HSO_USER_2281", "HSO_PASSWORD_GRANSKARE")
    script = f". {shlex.quote(str(path))} && printf '%s|' " + " ".join(f'"${name}"' for name in wanted)
    shown = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.split("|")[:-1] == [life.url, life.dsn, "planerare-2281", life.user("granskare")[1]]
    keys = {line.split("=")[0] for line in path.read_text(encoding="utf-8").splitlines()}
    who = ["2260", "2262", "2280", "2281", "2282", "2283", "2284", "STOD", "GRANSKARE", "ADMIN"]
    addresses = {"HSO_URL", "HSO_PUBLIC_URL", "HSO_DSN"}
    assert keys == addresses | {f"HSO_{what}_{x}" for what in ("USER", "PASSWORD") for x in who}


def test_passwords_stand_nowhere_in_the_open(life):
    write(life)
    raw.fetch(life, TYPENAME="kommun")
    secrets = [
        *life.local.state.user_passwords.values(),
        life.local.state.database_passwords["hso_super"],
        life.local.state.database_passwords["hso_owner"],
    ]
    assert len(set(secrets)) == len(secrets)
    for path in life.local.layout.run.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            assert not any(secret.encode() in content for secret in secrets), path
    for pid in processes_of(life):
        for what in ("cmdline", "environ"):
            try:
                content = Path(f"/proc/{pid}/{what}").read_bytes()
            except OSError:
                continue
            assert not any(secret.encode() in content for secret in life.local.state.database_passwords.values()), (
                pid,
                what,
            )


def test_every_platform_has_passwords_of_its_own(life, platform):
    assert life.user("2281")[0] == platform.user("2281")[0]
    assert life.user("2281")[1] != platform.user("2281")[1]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")
def test_started_by_root_nothing_runs_as_root(life):
    found = processes_of(life)
    assert len(found) >= 5
    assert {Path(f"/proc/{pid}").stat().st_uid for pid in found} == {Layout.at(life.root).account.uid}


def test_servers_listen_on_the_loopback_address_alone(life):
    ports = {life.local.state.http_port, life.local.state.postgres_port}
    listening = [
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    listening += [
        line.split()[1]
        for line in Path("/proc/net/tcp6").read_text(encoding="ascii").splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    found = [place.split(":")[0] for place in listening if int(place.split(":")[1], 16) in ports]
    assert found == ["0100007F"] * 2


def test_a_folder_that_the_account_cannot_enter_will_do():
    """As a clone under /root: the run tree moves to where the servers reach it, and the status says so."""
    closed = Path(tempfile.mkdtemp())
    closed.chmod(0o700)
    own = platform_fixture.start(closed / "platform", None)
    try:
        write(own)
        if os.geteuid() == 0:
            assert not own.local.layout.run.is_relative_to(closed)
            assert "cannot use" in own.local.layout.describe()
            assert (own.root / "run").resolve() == own.local.layout.run
        own.local.down()
        assert len(names(again(own))) == 1
    finally:
        run = own.local.layout.run
        platform_fixture.remove(own.root)
        shutil.rmtree(closed)
    assert not run.exists()


@pytest.mark.parametrize("name", ["mapp med blanksteg å", "$pengar; 'citat' och {mer}"])
def test_a_very_long_path_with_odd_letters_will_do(name):
    """Unix sockets have at most 107 characters of path."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    own = platform_fixture.start(top / (name + "x" * 60) / ("y" * 60), None)
    try:
        write(own)
        folder = Path(own.local.state.socket_folder)
        assert len(str(folder)) < 80
        own.local.down()
        shutil.rmtree(folder, ignore_errors=True)
        assert len(names(again(own))) == 1
    finally:
        platform_fixture.remove(own.root)
        shutil.rmtree(top)
    assert not folder.exists()
    assert not own.local.layout.run.exists()


def test_what_an_up_that_was_broken_off_at_once_has_made_can_be_removed(tmp_path):
    """The run tree lies elsewhere, as of a name that means something to the servers, and no password is kept yet."""
    root = tmp_path / "{platform}"
    obstacle = root / "state.json.new"
    obstacle.mkdir(parents=True)
    local = LocalPlatform(root, lambda _line: None)
    with pytest.raises(PlatformError):
        local.up(None)
    obstacle.rmdir()
    run = (root / "run").readlink()
    assert run.is_dir() and not run.is_relative_to(tmp_path)
    LocalPlatform(root, lambda _line: None).remove()
    assert not run.exists()
    assert not root.exists()


def test_a_link_to_something_else_is_nothing_to_remove(tmp_path):
    """As /var/run is."""
    others = tmp_path / "others"
    others.mkdir()
    root = tmp_path / "root"
    root.mkdir()
    (root / "run").symlink_to(others)
    LocalPlatform(root, lambda _line: None).remove()
    assert others.is_dir() and (root / "run").is_symlink()


def test_lost_passwords_are_said_plainly(life):
    life.local.down()
    (life.root / "state.json").rename(life.root / "elsewhere.json")
    command = [sys.executable, "-m", "scripts.local_platform", "up", "--root", str(life.root)]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert "state.json" in shown.stderr
    assert "Traceback" not in shown.stderr
    (life.root / "elsewhere.json").rename(life.root / "state.json")
