"""A reviewer's copy of whatever format: where it belongs, and what waits in it for the one that takes its place."""

from __future__ import annotations

from ...core.error_codes.files import NO_REVIEW_COPY, NO_WORKING_COPY
from ...core.errors import HsoError
from ...core.text import Text
from ..storage.openfile import OpenFile
from ..storage.review_tables import ReviewTables


class ReviewFile(OpenFile):
    """An open reviewer's copy, of this format or another. For one thread: open it where it is used."""

    def review_store(self) -> ReviewTables:
        """What is known here of the review, and what of it is on its way."""
        return ReviewTables(self._connection)

    def _upgrade(self) -> None:
        """Nothing is brought up to date in place.

        Raises:
            HsoError: `HSO-GRANSKNINGSKOPIA` for another sort of file.
        """
        self._format()

    def _format(self) -> str:
        try:
            return self._state("review_format")
        except HsoError as error:
            if error.code != NO_WORKING_COPY:
                raise
            raise unreadable(f"{self.path}: {error.details}", renewable=False) from error


def unreadable(details: str, *, renewable: bool) -> HsoError:
    """The fault of a file that is no reviewer's copy, or of one of another format, which can be made anew."""
    return HsoError(
        NO_REVIEW_COPY,
        Text(
            "Filen är inte en granskningskopia som den här versionen av insticksprogrammet kan läsa. Inget har "
            "ändrats. Välj en annan fil, eller hämta en ny.",
            "The file is not a review copy that this version of the plugin can read. Nothing was changed. "
            "Choose another file, or fetch a new one.",
        ),
        details,
        renewable=renewable,
    )
