"""The state at a glance on the layer group in the layer tree: an icon beside its name, and the facts as a tooltip."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsLayerTreeNode, QgsProject
from qgis.gui import QgsLayerTreeView, QgsLayerTreeViewIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ...qgis_bridge.layers import layer_groups
from ..widgets import icons, words
from ..workspace.state_words import ICONS, facts_text
from ..workspace.workspace import Workspace


class GroupMark(QObject):
    """One indicator, on the group of the open working copy while there is one. The group keeps its name."""

    def __init__(self, workspace: Workspace, view: QgsLayerTreeView) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._view = view
        self._group: QgsLayerTreeGroup | None = None
        self.indicator = QgsLayerTreeViewIndicator(self)
        self._root = QgsProject.instance().layerTreeRoot()
        self._root.willRemoveChildren.connect(self._going)
        workspace.changed.connect(self.show_state)
        self.indicator.clicked.connect(lambda _index: self.show_state())

    def show_state(self) -> None:
        """Put the mark on the group that is there now, with what holds now."""
        group = layer_groups.own_group() if self._workspace.snapshot is not None else None
        icon = icons.icon(ICONS[self._workspace.state])
        if icon.cacheKey() != self.indicator.icon().cacheKey():
            self.indicator.setIcon(icon)
        self.indicator.setToolTip(words.tooltip(facts_text(self._workspace)).replace("\n", "<br/>"))
        if group is not self._group:
            self._detach()
            if group is not None:
                self._view.addIndicator(group, self.indicator)
                self._group = group

    def close(self) -> None:
        """Take the mark away, before the plugin is unloaded."""
        self._workspace.changed.disconnect(self.show_state)
        self._root.willRemoveChildren.disconnect(self._going)
        self._detach()

    def _detach(self) -> None:
        group, self._group = self._group, None
        if group is not None and not sip.isdeleted(group):
            self._view.removeIndicator(group, self.indicator)

    def _going(self, parent: QgsLayerTreeNode, first: int, last: int) -> None:
        """The view knows a group by its address only: it must be told before the group is gone."""
        going = parent.children()[first : last + 1]
        node: QgsLayerTreeNode | None = self._group
        while node is not None and not sip.isdeleted(node):
            if any(node is each for each in going):
                self._detach()
                return
            node = node.parent()
