"""Releases: those that were recorded, each to be fetched again as it was, and a new one of what is approved now."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QListWidgetItem, QWidget

from ...core.reports.formats import GEOPACKAGE
from ...core.review.records.model import Release
from ..widgets import icons, ui_loader, words
from ..widgets.ask_file import ask_file
from ..widgets.page import Primary
from .release_words import municipalities, name_trouble, pieces_of, pieces_text, present, release_line
from .release_work import ReleaseWork

_RELEASE = Qt.ItemDataRole.UserRole


class ReleasePanel(QWidget):
    """The list on top, what the chosen one consists of below, and the new one at the bottom."""

    primary_changed = pyqtSignal()

    def __init__(self, work: ReleaseWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ui_loader.load("release", self)
        self.work, self.desk = work, work.desk
        self.splitter.setSizes([160, 160])
        self.mapButton.setIcon(icons.icon("layer"))
        self.saveButton.setIcon(icons.icon("export"))
        self.releaseList.currentItemChanged.connect(lambda *_: self._explain())
        self.releaseList.itemActivated.connect(lambda *_: self.show_on_map())
        self.mapButton.clicked.connect(self.show_on_map)
        self.saveButton.clicked.connect(self.ask_where)
        self.nameEdit.textChanged.connect(lambda _text: self._name_changed())
        self.nameEdit.returnPressed.connect(self._record)
        self.work.recorded.connect(self._recorded)

    def refresh(self) -> None:
        """Show what the review knows now; the chosen release stays chosen."""
        review, catalogue = self.desk.review, self.desk.catalogue
        known = catalogue is not None
        self.newBox.setVisible(known and self.work.may_record)
        self.introLabel.setVisible(known)
        if catalogue is None:
            self.splitter.hide()
            self.emptyLabel.setText(words.translate("Hso", "Hämta granskningen så visas utgåvorna här."))
            self.emptyLabel.show()
            return
        self._list(list(reversed(review.releases)))
        self.splitter.setVisible(bool(review.releases))
        self.emptyLabel.setVisible(not review.releases)
        self.emptyLabel.setText(
            words.translate(
                "Hso",
                "Ingen utgåva är fastställd än. När regionen fastställer den sammanställda kartan sparas den här.",
            )
        )
        self.introLabel.setText(
            words.translate("Hso", "En utgåva är den sammanställda kartan som den fastställdes. Den ändras aldrig.")
        )
        self.partsLabel.setText(pieces_text(review, present(review, catalogue), catalogue))
        self._name_changed()
        self._explain()

    @property
    def chosen(self) -> Release | None:
        """The release that is chosen in the list."""
        item = self.releaseList.currentItem()
        return item.data(_RELEASE) if item is not None else None

    def primary(self) -> Primary:
        """«Fastställ utgåva av 5 kommuner»."""
        number = self._number()
        if not self.work.may_record:
            text = words.translate("Hso", "Granskare för hela länet fastställer utgåvor")
            return Primary(text, False, self._record)
        if not number:
            return Primary(words.translate("Hso", "Inget är godkänt än"), False, self._record)
        text = words.translate("Hso", "Fastställ utgåva av {municipalities}").replace(
            "{municipalities}", municipalities(number)
        )
        return Primary(text, not name_trouble(self.nameEdit.text(), self.desk.review), self._record)

    def show_on_map(self) -> None:
        """Lay the chosen release on the map."""
        if self.chosen is not None and self.chosen.position is not None:
            self.work.show(self.chosen)

    def ask_where(self) -> None:
        """Ask where the chosen release shall be saved, and save it."""
        if self.chosen is None:
            return
        title = words.translate("Hso", "Spara utgåvan")
        path = ask_file(self, title, self.chosen.name, GEOPACKAGE.ending, GEOPACKAGE.name)
        if path:
            self.work.save(self.chosen, path)

    # ----- inside

    def _number(self) -> int:
        catalogue = self.desk.catalogue
        return sum(piece.submission is not None for piece in present(self.desk.review, catalogue)) if catalogue else 0

    def _list(self, releases: list[Release]) -> None:
        before = self.chosen
        self.releaseList.blockSignals(True)
        self.releaseList.clear()
        for release in releases:
            item = QListWidgetItem(release_line(release))
            item.setData(_RELEASE, release)
            self.releaseList.addItem(item)
            if before is not None and release.change == before.change:
                self.releaseList.setCurrentItem(item)
        self.releaseList.blockSignals(False)

    def _explain(self) -> None:
        release, catalogue = self.chosen, self.desk.catalogue
        self.detailPanel.setVisible(release is not None)
        if release is None or catalogue is None:
            return
        landed = release.position is not None
        self.mapButton.setEnabled(landed)
        self.saveButton.setEnabled(landed)
        self.detailTitle.setText(release.name)
        text = pieces_text(self.desk.review, pieces_of(self.desk.review, release, catalogue), catalogue)
        rules = words.translate("Hso", "Klassificering: {name}").replace("{name}", release.catalogue)
        self.detailLabel.setText(f"{text}\n{rules}")

    def _name_changed(self) -> None:
        name = self.nameEdit.text()
        trouble = name_trouble(name, self.desk.review) if name.strip() else ""
        self.nameLabel.setText(trouble)
        self.nameLabel.setVisible(bool(trouble))
        self.primary_changed.emit()

    def _record(self) -> None:
        primary = self.primary()
        if primary.enabled:
            self.work.record(" ".join(self.nameEdit.text().split()))

    def _recorded(self, _name: str) -> None:
        self.nameEdit.clear()
