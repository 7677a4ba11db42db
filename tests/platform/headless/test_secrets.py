"""Passwords are in nothing that a run leaves behind, well or badly as it went: no file, log, message or argument."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from base64 import b64encode
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from hso_plugin.qgis_bridge.profile.settings import Profile
from tests.support.forward_proxy import ForwardProxy, forward_proxy
from tests.support.planner import Planner
from tests.support.platform_fixture import TestPlatform
from tests.support.tls_front import tls_front

from .background import MASTER_PASSWORD, BackgroundQgis, background_qgis
from .left_behind import contents, found
from .qgis_process import QgisProcess

PROXY_USER = "kommunens-proxy"
SECRETS = {
    "wrong": "Hemligt-FEL/4711+å&ä",  # pragma: allowlist secret
    "in the address": "Hemligt-ADRESS-4712",  # pragma: allowlist secret
    "proxy": "Hemligt-PROXY/4713+&",  # pragma: allowlist secret
    "wrong for the proxy": "Hemligt-PROXYFEL-4714",  # pragma: allowlist secret
    "without a window": "Hemligt-PROCESS-4715",  # pragma: allowlist secret
    "master": MASTER_PASSWORD,
}


def use_proxy(qgis: BackgroundQgis, proxy: ForwardProxy, authcfg: str) -> None:
    values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": str(proxy.port)}
    qgis("settings", values={f"proxy/{key}": value for key, value in (values | {"authcfg": authcfg}).items()})


def a_bad_day(qgis: BackgroundQgis, platform: TestPlatform, profile: Profile, proxy: ForwardProxy) -> None:
    """Everything that goes wrong with passwords, and in between what goes well: both write files and messages."""
    user, password = platform.user("2281")

    def stored(title: str, password: str) -> str:
        return str(qgis("store_sign_in", title=title, user=user, password=password, url=platform.url))

    def ends(job: str, profile: Profile, code: str) -> None:
        told = qgis.run(job, profile)
        assert told["code"] == code, (job, told)

    wrong = replace(profile, authcfg=stored("fel", SECRETS["wrong"]))
    ends("self_test", wrong, "")
    ends("clone", wrong, "HSO-INLOGGNING")
    with_password = replace(wrong, url=profile.url.replace("://", f"://{user}:{SECRETS['in the address']}@"))
    ends("self_test", with_password, "")
    ends("clone", with_password, "HSO-ADRESS")
    assert qgis("save_profile", profile=asdict(with_password)) == "HSO-ADRESS"

    right = replace(profile, authcfg=stored("rätt", password))
    assert qgis("save_profile", profile=asdict(right)) == ""
    use_proxy(qgis, proxy, qgis("sign_in", user=PROXY_USER, password=SECRETS["wrong for the proxy"]))
    ends("self_test", right, "")
    ends("clone", right, "HSO-PROXY")
    use_proxy(qgis, proxy, qgis("sign_in", user=PROXY_USER, password=SECRETS["proxy"]))
    ends("self_test", right, "")
    ends("clone", right, "")
    assert qgis("save_project", path=str(qgis.folder / "sundsvall.qgz"), profile=asdict(right))
    qgis("close_project")
    with tls_front(platform.url, qgis.folder / "tls") as front:
        ends("clone", replace(right, url=front.url, working_copy=str(qgis.folder / "tls.gpkg")), "HSO-CERTIFIKAT")

    person = Planner(platform, Path(right.working_copy), "2281", "2281")
    person.draw("Skickad")
    assert Path(qgis("save_edits", working_copy=right.working_copy)).is_file()
    ends("push", wrong, "HSO-INLOGGNING")
    ends("push", right, "")
    person.draw("Följer med till en ny arbetskopia")
    ends("renew", right, "")
    ends("pull", right, "")


def without_a_window(folder: Path, platform: TestPlatform) -> QgisProcess:
    """qgis_process with the right password in its environment, and with a wrong one; it keeps what it said."""
    said, process = [], QgisProcess(folder).prepare()
    process.environment |= {"HOME": str(folder), "TMPDIR": str(folder)}
    for number, password in enumerate((platform.user("2281")[1], SECRETS["without a window"])):
        process.environment |= {"HSO_USER": platform.user("2281")[0], "HSO_PASSWORD": password}
        ran = process.run("hso:clone", URL=platform.url, MUNICIPALITY=2281, WORKING_COPY=folder / f"{number}.gpkg")
        assert (ran.code == 0) is (number == 0), ran.said
        said.append(ran.said)
    (folder / "said.txt").write_text("\n".join(said), encoding="utf-8")
    return process


@pytest.mark.timeout(400)
def test_no_password_is_left_behind(platform: TestPlatform, tmp_path: Path):
    user, password = platform.user("2281")
    secrets, users = SECRETS | {"right": password}, {user, PROXY_USER}
    with forward_proxy(PROXY_USER, SECRETS["proxy"]) as proxy, background_qgis(tmp_path / "qgis") as qgis:
        profile = Profile("prov-2281", "Prov", platform.url, "", "2281", str(tmp_path / "qgis" / "sundsvall.gpkg"))
        a_bad_day(qgis, platform, profile, proxy)
        assert proxy.let_in and proxy.turned_away
        (tmp_path / "qgis" / "messages.txt").write_text("\n".join(qgis("said")), encoding="utf-8")
        (tmp_path / "qgis" / "arguments.txt").write_text("\n".join(qgis.arguments), encoding="utf-8")
    process = without_a_window(tmp_path / "process", platform)
    (process.folder / "auth-password").unlink()  # the test's own way to give the master password

    left = dict(contents(tmp_path))
    assert found(left.items(), secrets, users) == set()
    # What was searched is what matters, and is written in a way that is searched.
    assert "HSO-PROXY" in left["qgis/messages.txt"].decode()
    assert "Fel användarnamn eller lösenord" in left["process/said.txt"].decode()
    for wanted in ("qgis/profile/QGIS/QGIS3.ini", "qgis/sundsvall.gpkg", "process/0.gpkg", "qgis/stderr.txt"):
        assert left[wanted], wanted
    for ending in ("qgis-auth.db", ".qgz:sundsvall.qgs", ".json", "stdout.txt", "arguments.txt"):
        assert any(content for name, content in left.items() if name.endswith(ending)), ending
    assert user.encode() in left["qgis/sundsvall.gpkg"], "the name is no secret, and shows that the search can read"


@pytest.mark.parametrize("name", SECRETS)
def test_the_search_finds_what_was_left(tmp_path: Path, name: str):
    password = SECRETS[name]
    basic = "Authorization: Basic " + b64encode(f"{PROXY_USER}:{password}".encode()).decode()
    for number, text in enumerate((password, quote(password, safe=""), escape(password), json.dumps(password), basic)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "log.txt").write_text(f"12:00 [{text}]", encoding="utf-8")
        assert found(contents(folder), SECRETS, {PROXY_USER}) == {("log.txt", name)}
    with zipfile.ZipFile(tmp_path / "karta.qgz", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("karta.qgs", f"<qgis>{password}</qgis>")
    with sqlite3.connect(tmp_path / "kopia.gpkg") as database:
        database.execute("CREATE TABLE t (v)")
        database.execute("INSERT INTO t VALUES (?)", (password,))
    database.close()
    assert {place for place, _ in found(contents(tmp_path), SECRETS, {PROXY_USER})} >= {
        "karta.qgz:karta.qgs",
        "kopia.gpkg",
    }
