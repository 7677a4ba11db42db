"""Values as QGIS's features carry them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsUnsetAttributeValue, QgsVariantUtils


def plain(value: Any) -> Any:
    """An attribute value as Python has it: None for any of QGIS's ways to say that there is none."""
    if value is None or QgsVariantUtils.isNull(value) or isinstance(value, QgsUnsetAttributeValue):
        return None
    return value
