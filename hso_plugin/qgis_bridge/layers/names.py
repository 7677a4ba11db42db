"""What the plugin's layers are called, and the marks by which it knows them again in a project that was saved."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ...core.model import GeometryKind

#: Custom properties of the layers.
WORKING_COPY, ROLE, KIND = "hso/working_copy", "hso/role", "hso/kind"
#: Custom property of the group of the own layers in the layer tree.
GROUP = "hso/group"
#: Roles: own objects, neighbours' objects, municipal boundaries, code lists; and the findings of a check, which are no
#: part of a working copy and carry no mark of one.
OWN, NEIGHBOUR, AREAS, CODES, FINDINGS = "egna", "grannar", "kommun", "kodlista", "fynd"


def title(role: str, kind: GeometryKind | None) -> str:
    """Name of a layer in the language QGIS runs in."""
    translate = QCoreApplication.translate
    if role == AREAS:
        return translate("HSO", "Kommungränser")
    if role == CODES or kind is None:
        return translate("HSO", "Kodlistor")
    names = {
        GeometryKind.POINT: (translate("HSO", "Punkter"), translate("HSO", "Grannars punkter")),
        GeometryKind.LINE: (translate("HSO", "Linjer"), translate("HSO", "Grannars linjer")),
        GeometryKind.AREA: (translate("HSO", "Ytor"), translate("HSO", "Grannars ytor")),
    }
    return names[kind][role == NEIGHBOUR]
