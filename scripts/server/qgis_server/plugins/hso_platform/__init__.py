"""QGIS Server plugin: refuses what must not reach a provider, and lets each user write only what is theirs."""

from __future__ import annotations

from typing import Any


def serverClassFactory(server_interface: Any) -> object:
    """Called by QGIS Server when it loads the plugin."""
    from .access import Access
    from .filter import Gate
    from .rights import Rights
    from .work import Work

    work, rights = Work(), Rights()
    server_interface.registerFilter(Gate(server_interface, work, rights), 100)
    server_interface.registerAccessControl(Access(server_interface, rights, work), 100)
    return work
