"""What the plugin's layers are called, and the marks they carry in a project that is saved."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ...core.model import GeometryKind

#: Custom properties of the layers, for people's expressions and scripts. QGIS copies, keeps and wipes them: whose a
#: layer is, says its source (`sources`).
ROLE, KIND = "hso/role", "hso/kind"
#: Custom properties of a layer that is detached from its file: the source to come back to, and the layer's own id.
DETACHED, DETACHED_ID = "hso/kalla", "hso/kalla_for"
#: Custom property of the group of the own layers in the layer tree.
GROUP = "hso/group"
#: Roles: own objects, neighbours' objects, municipal boundaries, code lists; and the findings of a check, which are no
#: part of a working copy and carry no mark of one.
OWN, NEIGHBOUR, AREAS, CODES, FINDINGS = "egna", "grannar", "kommun", "kodlista", "fynd"


def title(role: str, kind: GeometryKind | None) -> str:
    """Name of a layer in the language QGIS runs in."""
    translate = QCoreApplication.translate
    if role == AREAS:
        return translate("Hso", "Kommungränser")
    if role == CODES or kind is None:
        return translate("Hso", "Kodlistor")
    names = {
        GeometryKind.POINT: (translate("Hso", "Punkter"), translate("Hso", "Grannars punkter")),
        GeometryKind.LINE: (translate("Hso", "Linjer"), translate("Hso", "Grannars linjer")),
        GeometryKind.AREA: (translate("Hso", "Ytor"), translate("Hso", "Grannars ytor")),
    }
    return names[kind][role == NEIGHBOUR]
