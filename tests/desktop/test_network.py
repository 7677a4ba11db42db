"""Proxy and certificate in the real QGIS window: no window of QGIS asks for a proxy password on our behalf."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop.window import Window, sign_in
from tests.support.forward_proxy import forward_proxy
from tests.support.platform_fixture import TestPlatform
from tests.support.tls_front import tls_front

PROXY_USER, PROXY_PASSWORD = "kommunen", "proxylosen"  # pragma: allowlist secret


@pytest.mark.timeout(200)
def test_a_proxy_and_a_certificate_in_the_window(platform: TestPlatform, tmp_path: Path, window: Window):
    with (
        forward_proxy(PROXY_USER, PROXY_PASSWORD) as proxy,
        tls_front(platform.url, tmp_path / "tls") as front,
    ):
        known = {
            "HSO_SECURE_URL": front.url,
            "HSO_PROXY_PORT": str(proxy.port),
            "HSO_PROXY_USER": PROXY_USER,
            "HSO_PROXY_PASSWORD": PROXY_PASSWORD,
            "HSO_WORKING_COPY": str(tmp_path / "sundsvall.gpkg"),
        }
        window.tell("network", 120, sign_in(platform, "2281") | known)
    assert proxy.let_in
    assert front.connected
