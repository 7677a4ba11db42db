"""Access control: who may read and add which rows. Nobody changes or removes any.

QGIS calls these methods from C++, where an exception would be printed and forgotten: every way out that is not a clear
yes is a no.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsExpression, QgsMessageLog, QgsVariantUtils
from qgis.server import QgsAccessControlFilter

from .rights import REVIEWERS, WRITERS, Rights
from .work import Work

#: Roles that may add rows, by WFS type.
INSERT = {
    "strukturbild_punkt_version": WRITERS,
    "strukturbild_linje_version": WRITERS,
    "strukturbild_yta_version": WRITERS,
    "inlamning": WRITERS,
    "beslut": WRITERS | REVIEWERS,
    "kommentar": WRITERS | REVIEWERS,
    "utgava": REVIEWERS,
}
#: What everybody reads, signed in or not: the map as it was approved, without anybody's name.
PUBLIC = frozenset(f"strukturbild_{kind}_publicerad" for kind in ("punkt", "linje", "yta"))
#: Types whose rows name the municipality they belong to: only its own planner, or the support, writes them.
OF_A_MUNICIPALITY = frozenset(name for name, roles in INSERT.items() if roles == WRITERS)


class Access(QgsAccessControlFilter):
    """The signed-in user against the rights of the platform."""

    def __init__(self, server_interface: Any, rights: Rights, work: Work) -> None:
        super().__init__(server_interface)
        self._rights = rights
        self._work = work

    def _user(self) -> str:
        return self.serverInterface().getEnv("REMOTE_USER")

    def layerPermissions(self, layer: Any) -> QgsAccessControlFilter.LayerPermissions:
        """Everybody who is signed in reads, and the public what is published; only some roles add."""
        permissions = QgsAccessControlFilter.LayerPermissions()
        permissions.canRead = permissions.canInsert = permissions.canUpdate = permissions.canDelete = False
        try:
            user = self._user()
            permissions.canRead = bool(user) or _name(layer) in PUBLIC
            permissions.canInsert = any(role in INSERT.get(_name(layer), ()) for role, _ in self._rights.of(user))
        except Exception as error:  # noqa: BLE001 - see the module's first lines
            _log(error)
        return permissions

    def allowToEdit(self, layer: Any, feature: Any) -> bool:
        """Whether the signed-in user may add this row: in the own name, and for the own municipality."""
        try:
            self._work.row(layer)
            reason = self._objection(_name(layer), feature)
        except Exception as error:  # noqa: BLE001 - see the module's first lines
            _log(error)
            reason = "HSO-PLATTFORM: Behörigheten kunde inte läsas."
        if reason:
            self._work.hear(reason)
        return not reason

    def _objection(self, name: str, feature: Any) -> str:
        user = self._user()
        author = feature["anvandare"]
        if QgsVariantUtils.isNull(author) or not user or author != user:
            return "HSO-BEHORIGHET: Raden är inte skriven i den inloggade användarens namn."
        if not any(role in INSERT.get(name, ()) for role, _ in self._rights.of(user)):
            return f"HSO-BEHORIGHET: Användaren {user} får inte skriva i {name}."
        if name == "utgava" and not any(role in REVIEWERS and of is None for role, of in self._rights.of(user)):
            return f"HSO-BEHORIGHET: Användaren {user} får inte fastställa en utgåva."
        if name in OF_A_MUNICIPALITY:
            municipality = feature["kommunkod"]
            if QgsVariantUtils.isNull(municipality) or not self._rights.may_write(user, municipality):
                return f"HSO-BEHORIGHET: Användaren {user} får inte ändra objekt i kommun {municipality}."
        return ""

    def layerFilterExpression(self, layer: Any) -> str:
        """Of the rights one sees one's own."""
        if _name(layer) != "behorighet":
            return ""
        return f'"anvandare" = {QgsExpression.quotedString(self._user())}'

    def authorizedLayerAttributes(self, layer: Any, attributes: list[str]) -> list[str]:
        """All of them: what is not for everybody is not published."""
        return attributes

    def cacheKey(self) -> str:
        """What is cached for one user is never shown to another."""
        return self._user()


def _name(layer: Any) -> str:
    return str(layer.serverProperties().shortName() or layer.name())


def _log(error: Exception) -> None:
    QgsMessageLog.logMessage(f"HSO: {type(error).__name__}: {error}", "Server")
