"""Which addresses of platforms are taken, and when two are the same place."""

import pytest

from hso_plugin.core.errors import HsoError
from hso_plugin.qgis_bridge.profile.address import check_address, origin


@pytest.mark.parametrize(
    "url",
    [
        "https://karta.example.org/wfs",
        "https://karta.example.org:8443/wfs?map=a",
        "HTTPS://karta.example.org",
        "http://localhost:8080/wfs",
        "http://127.0.0.1/wfs",
        "http://[::1]:80/wfs",
        "https://[2001:db8::1]/wfs",
    ],
)
def test_taken(url: str) -> None:
    check_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "karta.example.org/wfs",
        "ftp://karta.example.org/wfs",
        "https://",
        "https:///wfs",
        "https://[::1/wfs",
        "https://karta.example.org:abc/wfs",
        "https://karta.example.org:99999/wfs",
        "https://karta.example.org:0/wfs",
        "http://karta.example.org/wfs",
        "http://localhost.example.org/wfs",
        "http://[::2]/wfs",
        "https://eva:hemligt@karta.example.org/wfs",
        "https://eva@karta.example.org/wfs",
        "eva:hemligt@karta.example.org/wfs",
        "http://eva:hemligt@karta.example.org:abc/wfs",
        "https://eva:hemligt/@karta.example.org/wfs",
    ],
)
def test_refused_in_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(HsoError) as caught:
        check_address(url)
    assert caught.value.code == "HSO-ADRESS"
    assert "hemligt" not in str(caught.value)


def test_the_same_place() -> None:
    assert origin("https://Karta.example.org/wfs") == origin("https://karta.example.org:443/annat?a=1")
    assert origin("http://localhost/wfs") == origin("http://localhost:80")
    others = ["http://karta.example.org", "https://karta.example.org:8443", "https://example.org"]
    assert origin("https://karta.example.org") not in [origin(other) for other in others]
