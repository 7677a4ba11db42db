"""A proxy that refuses and an unknown certificate, in the real QGIS window: what is asked, and what is said."""

import os

from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QDialogButtonBox
from qgis.utils import plugins

from hso_plugin.qgis_bridge.profile.settings import Profile


def set_proxy(password):
    values = {"proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": os.environ["HSO_PROXY_PORT"]}
    values |= {"proxyUser": os.environ["HSO_PROXY_USER"], "proxyPassword": password, "proxyEnabled": bool(password)}
    for key, value in values.items():
        QgsSettings().setValue(f"proxy/{key}", value)


def story(driver):
    workspace = plugins["hso_plugin"].gui.workspace
    lines, dialogs = [], []
    workspace.tried.connect(lines.append)

    def profile(url):
        return Profile("prov-2281", "Prov", url, "", "2281", os.environ["HSO_WORKING_COPY"])

    def ended():
        if driver.dialog() is not None:
            dialogs.append(driver.dialog().objectName())
        return not workspace.jobs.busy

    def test(url):
        lines.clear()
        dialogs.clear()
        workspace.test(profile(url))

    set_proxy("fel")
    test(os.environ["HSO_URL"])
    yield driver.until(ended, "the proxy to refuse")
    said = lines[0].text.sv
    driver.picture("1-proxy")
    driver.confirm("Proxy refuses", f"{dialogs} {said}", ok=not dialogs and said.startswith("Proxyn mellan dig"))

    set_proxy(os.environ["HSO_PROXY_PASSWORD"])
    test(os.environ["HSO_URL"])
    yield driver.until(ended, "the way through the proxy")
    driver.confirm("Through the proxy", str([line.ok for line in lines]), ok=all(line.ok for line in lines))

    set_proxy("")
    for answer, name in (("Abort", "no"), ("Ignore", "yes")):
        test(os.environ["HSO_SECURE_URL"])
        yield driver.until(lambda: driver.dialog() is not None, "QGIS's question on the certificate")
        dialog = driver.dialog()
        driver.picture(f"2-certificate-{name}")
        box = dialog.findChild(QDialogButtonBox)
        button = box.button(getattr(QDialogButtonBox.StandardButton, answer))
        asked = dialog.metaObject().className()
        driver.confirm(f"QGIS asks, {name}", asked, ok=asked == "QgsAuthSslErrorsDialog" and button is not None)
        button.click()
        yield driver.until(ended, "the connection to be tried")
        driver.confirm(f"Certificate, {name}", lines[0].text.sv, ok=lines[0].ok is (answer == "Ignore"))
