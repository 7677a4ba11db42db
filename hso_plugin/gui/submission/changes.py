"""What would be handed in, below the check list: in a sentence or two, and change by change."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QModelIndex

from ...core.catalogue.model import Catalogue
from ...core.ledger.ports import Received
from ...core.review.records.submit import Basis
from ..changes.model import ChangesModel, received_groups
from ..map.marker import MapMarker
from ..widgets.grouped_model import ITEM_ROLE
from ..widgets.page import span_headings
from . import words as say


class SubmitChanges:
    """Writes into its part of the page's form; a change that is gone to is shown on the map."""

    def __init__(self, form: Any, marker: MapMarker) -> None:
        self._form, self._marker = form, marker
        self._basis: Basis | None = None
        self.model = ChangesModel(form)
        form.changesView.setModel(self.model)
        form.changesView.selectionModel().currentChanged.connect(self._look)
        form.changesView.clicked.connect(self._look)

    def show_basis(self, basis: Basis | None, catalogue: Catalogue) -> bool:
        """Show what `basis` holds; True when it is there and was not before."""
        form, new = self._form, basis is not self._basis
        self._basis = basis
        form.summaryLabel.setVisible(basis is not None)
        form.changesView.setVisible(basis is not None and bool(basis.changes))
        if basis is None or not new:
            return False
        form.summaryLabel.setText(
            "\n".join(text for text in (say.summary_text(basis), say.answers_text(basis)) if text)
        )
        self.model.catalogue = catalogue
        self.model.show(received_groups(basis.changes))
        span_headings(form.changesView)
        return True

    def _look(self, index: QModelIndex) -> None:
        row = index.data(ITEM_ROLE) if index.isValid() else None
        if isinstance(getattr(row, "source", None), Received):
            self._marker.show(row.object.geometry)
