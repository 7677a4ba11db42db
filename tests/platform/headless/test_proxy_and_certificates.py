"""Proxy, certificates and sign-ins as they are set in QGIS hold for the plugin's jobs in background tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hso_plugin.qgis_bridge.profile.settings import Profile
from tests.support.forward_proxy import ForwardProxy, forward_proxy
from tests.support.platform_fixture import TestPlatform
from tests.support.tls_front import TlsFront, tls_front

from .background import MASTER_PASSWORD, BackgroundQgis, background_qgis

PROXY_USER, PROXY_PASSWORD = "kommunen", "proxylosen"  # pragma: allowlist secret


@pytest.fixture(scope="module")
def qgis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundQgis]:
    with background_qgis(tmp_path_factory.mktemp("qgis")) as running:
        yield running


@pytest.fixture(scope="module")
def authcfg(platform: TestPlatform, qgis: BackgroundQgis) -> str:
    user, password = platform.user("2281")
    return str(qgis("sign_in", user=user, password=password))


@pytest.fixture
def profile(platform: TestPlatform, authcfg: str, tmp_path: Path) -> Profile:
    return Profile("prov-2281", "Prov", platform.url, authcfg, "2281", str(tmp_path / "sundsvall.gpkg"))


@pytest.fixture
def proxy(qgis: BackgroundQgis) -> Iterator[ForwardProxy]:
    with forward_proxy(PROXY_USER, PROXY_PASSWORD) as running:
        try:
            yield running
        finally:
            qgis("settings", values={"proxy/proxyEnabled": False, "proxy/authcfg": ""})


def set_proxy(qgis: BackgroundQgis, port: int, user: str = "", password: str = "", authcfg: str = "") -> None:
    """As in Inställningar – Alternativ – Nätverk."""
    values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": str(port)}
    values |= {"proxyUser": user, "proxyPassword": password, "authcfg": authcfg}
    qgis("settings", values={f"proxy/{name}": value for name, value in values.items()})


def test_jobs_go_through_a_proxy_that_demands_a_password(qgis, platform, profile, proxy):
    set_proxy(qgis, proxy.port, PROXY_USER, PROXY_PASSWORD)
    told = qgis.run("clone", profile)
    assert told["code"] == "", told
    place = platform.url.split("/")[2]
    assert proxy.let_in and set(proxy.let_in) == {place}
    through = len(proxy.let_in)
    for job in ("pull", "push"):
        told = qgis.run(job, profile)
        assert told["code"] == "", told
    assert len(proxy.let_in) > through


def test_a_proxy_that_refuses_is_one_sentence_and_is_not_asked_again_and_again(qgis, profile, proxy):
    for user, password in ((PROXY_USER, "fel"), ("", "")):
        before = proxy.turned_away
        set_proxy(qgis, proxy.port, user, password)
        told = qgis.run("clone", profile)
        assert (told["code"], told["again"]) == ("HSO-PROXY", False), told
        assert "Proxyn mellan dig och plattformen godtar inte" in told["text"]
        assert proxy.turned_away - before <= 2, "a few wrong passwords lock an account"
    assert proxy.let_in == []
    assert not Path(profile.working_copy).exists()


def test_what_was_typed_for_the_proxy_in_a_window_of_qgis_holds(qgis, profile, proxy):
    set_proxy(qgis, proxy.port)
    realm = f"proxy 127.0.0.1:{proxy.port} [{proxy.realm}]"
    qgis("typed_for_proxy", realm=realm, user=PROXY_USER, password="fel")
    assert qgis.run("clone", profile)["code"] == "HSO-PROXY"
    qgis("typed_for_proxy", realm=realm, user=PROXY_USER, password=PROXY_PASSWORD)
    for job in ("clone", "pull", "push"):
        told = qgis.run(job, profile)
        assert told["code"] == "", told


def test_a_saved_sign_in_for_the_proxy_holds(qgis, profile, proxy):
    set_proxy(qgis, proxy.port, authcfg=qgis("sign_in", user=PROXY_USER, password=PROXY_PASSWORD))
    told = qgis.run("clone", profile)
    assert told["code"] == "", told
    assert proxy.let_in


def test_a_proxy_that_is_not_there_is_one_sentence(qgis, profile, proxy):
    """Qt tells it in many ways, and never for certain: the proxy is named in the details."""
    set_proxy(qgis, 9, PROXY_USER, PROXY_PASSWORD)
    told = qgis.run("clone", replace(profile, url="https://karta.example.org/wfs"))
    assert (told["code"], told["again"]) == ("HSO-NAT", True), told
    assert "roxy" in told["details"]


@pytest.mark.parametrize("through_proxy", [False, True])
def test_a_certificate_holds_once_its_authority_is_trusted(qgis, platform, profile, proxy, tmp_path, through_proxy):
    if through_proxy:
        set_proxy(qgis, proxy.port, PROXY_USER, PROXY_PASSWORD)
    with tls_front(platform.url, tmp_path / "tls") as front:
        secure = replace(profile, url=front.url)
        refuse(qgis, secure, front)
        assert qgis("trust_authority", pem=front.certificate)
        try:
            for job in ("clone", "pull", "push"):
                told = qgis.run(job, secure)
                assert told["code"] == "", told
        finally:
            assert qgis("distrust_authority", pem=front.certificate)
    assert bool(proxy.let_in) is through_proxy


def test_a_certificate_is_refused_until_the_server_is_made_an_exception(qgis, platform, profile, tmp_path):
    with tls_front(platform.url, tmp_path / "tls") as front:
        secure = replace(profile, url=front.url)
        refuse(qgis, secure, front)
        assert qgis("trust_server", pem=front.certificate, place=front.place)
        told = qgis.run("clone", secure)
        assert told["code"] == "", told
        assert front.connected > 0


def test_an_exception_for_another_place_or_certificate_does_not_hold(qgis, platform, profile, tmp_path):
    with tls_front(platform.url, tmp_path / "tls") as front, tls_front(platform.url, tmp_path / "other") as other:
        assert qgis("trust_server", pem=front.certificate, place="127.0.0.1:443")
        assert qgis("trust_server", pem=other.certificate, place=front.place)
        refuse(qgis, replace(profile, url=front.url), front)


def test_an_exception_for_one_fault_does_not_excuse_another(qgis, platform, profile, tmp_path):
    with tls_front(platform.url, tmp_path / "tls", names="DNS:annat.example.org") as front:
        assert qgis("trust_server", pem=front.certificate, place=front.place)
        refuse(qgis, replace(profile, url=front.url), front)


def refuse(qgis: BackgroundQgis, profile: Profile, front: TlsFront) -> None:
    told = qgis.run("clone", profile)
    assert (told["code"], told["again"]) == ("HSO-CERTIFIKAT", False), told
    assert f"Certifikatet för {front.place} är inte betrott. Inget har skickats." in told["text"]
    assert front.connected == 0
    assert not Path(profile.working_copy).exists()


def test_a_sign_in_that_is_gone_is_one_sentence(qgis, profile):
    gone = qgis("sign_in", user="borttagen", password="spelar ingen roll")
    assert qgis("remove_sign_in", authcfg=gone)
    told = qgis.run("clone", replace(profile, authcfg=gone))
    assert told["code"] == "HSO-INLOGGNING", told
    assert "borttagen ur QGIS" in told["text"]


def test_a_sign_in_that_nobody_gave_the_master_password_for_is_one_sentence(qgis, profile):
    qgis("forget_master_password")
    try:
        told = qgis.run("clone", profile)
        assert (told["code"], told["again"]) == ("HSO-INLOGGNING", False), told
        assert "huvudlösenord" in told["text"]
    finally:
        assert qgis("master_password", password=MASTER_PASSWORD)
    told = qgis.run("clone", profile)
    assert told["code"] == "", told
