"""Run in a process of its own by `background.py`: QGIS without a window that does what it is told, line by line.

A line on standard input is a command and its arguments as JSON; the answer is a line of JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsAuthConfigSslServer,
    QgsAuthMethodConfig,
    QgsCredentials,
    QgsProject,
    QgsSettings,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QSettings, QTimer
from qgis.PyQt.QtNetwork import QSslCertificate, QSslError

from hso_plugin.core.errors import HsoError
from hso_plugin.gui.planner import sign_in as sign_in_page
from hso_plugin.qgis_bridge import jobs
from hso_plugin.qgis_bridge.layers import project
from hso_plugin.qgis_bridge.profile.settings import Profile
from hso_plugin.qgis_bridge.profile.settings import save_profile as save
from hso_plugin.qgis_bridge.tasks import long_work
from hso_plugin.workcopy import WorkingCopyFile
from hso_plugin.workcopy.copy.saved_edits import save_edits_file

messages: list[str] = []


def settings(values: dict[str, Any]) -> None:
    """What a person sets in QGIS's options."""
    store = QgsSettings()
    for key, value in values.items():
        store.setValue(key, value)
    store.sync()


def master_password(password: str) -> bool:
    return bool(QgsApplication.authManager().setMasterPassword(password, True))


def forget_master_password() -> None:
    """As when QGIS has just been started, and nobody has given it yet."""
    QgsApplication.authManager().clearMasterPassword()
    QgsApplication.authManager().clearAllCachedConfigs()


def sign_in(user: str, password: str) -> str:
    """A Basic authentication configuration; its id."""
    config = QgsAuthMethodConfig("Basic")
    config.setName(f"prov {user}")
    config.setConfig("username", user)
    config.setConfig("password", password)
    assert QgsApplication.authManager().storeAuthenticationConfig(config)[0]
    return str(config.id())


def remove_sign_in(authcfg: str) -> bool:
    return bool(QgsApplication.authManager().removeAuthenticationConfig(authcfg))


def typed_for_proxy(realm: str, user: str, password: str) -> None:
    """What QGIS remembers of a name and a password that were typed in its window for a proxy."""
    QgsCredentials.instance().put(realm, user, password)


def trust_authority(pem: str) -> bool:
    """Add a certificate to the authorities that QGIS trusts."""
    manager = QgsApplication.authManager()
    added = manager.storeCertAuthority(QSslCertificate(pem.encode()))
    manager.initSslCaches()
    return bool(added)


def distrust_authority(pem: str) -> bool:
    manager = QgsApplication.authManager()
    removed = manager.removeCertAuthority(QSslCertificate(pem.encode()))
    manager.initSslCaches()
    return bool(removed)


def trust_server(pem: str, place: str) -> bool:
    """Save a server exception: this certificate, at this place, in spite of its signing itself."""
    config = QgsAuthConfigSslServer()
    config.setSslCertificate(QSslCertificate(pem.encode()))
    config.setSslHostPort(place)
    config.setSslIgnoredErrorEnums([QSslError.SslError.SelfSignedCertificate])
    return bool(QgsApplication.authManager().storeSslCertCustomConfig(config))


def run(job: str, profile: dict[str, str], cancel_after: float = 0) -> dict[str, Any]:
    """Run a job in QGIS's task manager, as the docks do, and wait for what comes of it."""
    known, lines, told, loop = Profile(**profile), [], {}, QEventLoop()

    def work(progress: Any) -> Any:
        if job == "self_test":
            return jobs.self_test_job(known, progress, lambda line: lines.append((line.ok, line.text.sv, line.details)))
        return getattr(jobs, f"{job}_job")(known, progress)

    def failed(error: HsoError) -> None:
        told.update(code=error.code, text=error.text.sv, details=error.details, again=error.try_again)
        loop.quit()

    def done(result: Any) -> None:
        told.update(code="", result=repr(result), lines=lines)
        loop.quit()

    def cancelled() -> None:
        told.update(code="cancelled")
        loop.quit()

    task = long_work.run(job, work, done, failed, cancelled)
    if cancel_after:
        QTimer.singleShot(round(cancel_after * 1000), task.cancel)
    loop.exec()
    return told


def store_sign_in(title: str, user: str, password: str, url: str) -> str:
    """What the first page of the dock does with a typed password."""
    return sign_in_page.store(title, user, password, url)


def save_profile(profile: dict[str, str]) -> str:
    """Keep a connection in QGIS's settings; the code of the fault, empty when there was none."""
    try:
        save(Profile(**profile))
    except HsoError as error:
        return error.code
    return ""


def save_edits(working_copy: str) -> str:
    """Save what is not on the platform in a file; its path."""
    with WorkingCopyFile.open(working_copy) as copy:
        return str(save_edits_file(copy))


def close_project() -> None:
    QgsProject.instance().clear()
    project.let_go()


def save_project(path: str, profile: dict[str, str]) -> bool:
    """Open the working copy's layers in a project, and save it."""
    copy = profile["working_copy"]
    for _ in project.steps(copy, jobs.catalogue_of(copy), profile["municipality"]):
        pass
    return bool(QgsProject.instance().write(path))


def said() -> list[str]:
    """Everything in QGIS's message log since the start."""
    return messages


COMMANDS = (
    settings,
    master_password,
    forget_master_password,
    sign_in,
    remove_sign_in,
    typed_for_proxy,
    trust_authority,
    distrust_authority,
    trust_server,
    run,
    store_sign_in,
    save_profile,
    save_edits,
    close_project,
    save_project,
    said,
)


def main() -> None:
    profile_folder = sys.argv[1]
    QCoreApplication.setOrganizationName("QGIS")
    QCoreApplication.setApplicationName("QGIS3")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, profile_folder)
    application = QgsApplication([], True, profile_folder)
    application.initQgis()
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: messages.append(f"{tag}: {text}"))
    commands = {each.__name__: each for each in COMMANDS}
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print("\x1e" + json.dumps(commands[name](**arguments)), flush=True)
    QgsProject.instance().clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
