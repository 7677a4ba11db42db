"""Proxy and certificate in the real QGIS window: no window of QGIS asks for a proxy password on our behalf."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import package
from scripts.demo.desktop import Desktop
from tests.platform.forward_proxy import forward_proxy
from tests.platform.tls_front import tls_front
from tests.platform_fixture import TestPlatform

HERE = Path(__file__).parent
PROXY_USER, PROXY_PASSWORD = "kommunen", "proxylosen"  # pragma: allowlist secret


@pytest.mark.timeout(200)
def test_a_proxy_and_a_certificate_in_the_window(platform: TestPlatform, tmp_path: Path):
    package.compile_translations(package.ROOT)
    plugin = package.write_folder(package.contents(package.ROOT), tmp_path / "plugin")
    user, password = platform.user("2281")
    with (
        forward_proxy(PROXY_USER, PROXY_PASSWORD) as proxy,
        tls_front(platform.url, tmp_path / "tls") as front,
    ):
        environment = {
            "HSO_URL": platform.url,
            "HSO_SECURE_URL": front.url,
            "HSO_USER": user,
            "HSO_PASSWORD": password,
            "HSO_PROXY_PORT": str(proxy.port),
            "HSO_PROXY_USER": PROXY_USER,
            "HSO_PROXY_PASSWORD": PROXY_PASSWORD,
            "HSO_WORKING_COPY": str(tmp_path / "sundsvall.gpkg"),
        }
        told = Desktop(tmp_path / "desktop", plugin, environment=environment).tell(HERE / "story_network.py", 120)
    assert told["error"] == "", told["steps"]
    assert [step for step in told["steps"] if not step["ok"]] == []
    assert told["exit_code"] == 0
    assert proxy.let_in
    assert front.connected
