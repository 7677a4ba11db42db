"""Why a working copy is not open, in plain words with what to do."""

from __future__ import annotations

from ...core.error_codes.files import NO_WORKING_COPY, OTHER_MUNICIPALITY
from ...core.error_codes.work import ANOTHER_FILE, CANCELLED, CLOSED
from ...core.errors import HsoError
from ...core.text import Text
from ...qgis_bridge.profile import settings
from .snapshot import Snapshot


def missing(path: str) -> HsoError:
    """There is no file at `path`, or no path at all."""
    if not path:
        return HsoError(
            NO_WORKING_COPY,
            Text(
                "Anslutningen har ingen karta på den här datorn än. Hämta den, eller välj en fil som redan är hämtad.",
                "The connection has no map on this computer yet. Fetch it, or choose a file that is already fetched.",
            ),
        )
    return HsoError(
        NO_WORKING_COPY,
        Text(
            "Kartan finns inte kvar där den låg. Har filen flyttats, välj den på sin nya plats. Annars hämtar du "
            "kartan igen; ändringar som inte var skickade finns bara i den gamla filen.",
            "The map is no longer where it was. If the file was moved, choose it in its new place. Otherwise fetch "
            "the map again; changes that were not sent are only in the old file.",
        ),
        path,
    )


def other_municipality(snapshot: Snapshot, profile: settings.Profile) -> HsoError:
    """The file is another municipality's."""
    return HsoError(
        OTHER_MUNICIPALITY,
        Text(
            "Filen är kartan för {there}, men anslutningen hör till en annan kommun. Välj rätt fil, eller hämta "
            "kartan.",
            "The file is the map of {there}, but the connection belongs to another municipality. Choose the right "
            "file, or fetch the map.",
        ).format(there=snapshot.municipality_name),
        f"{profile.working_copy}: {snapshot.municipality} != {profile.municipality}",
    )


def another_file(path: str) -> HsoError:
    """The project shows another file than the connection's: it was copied, and the working copy with it."""
    return HsoError(
        ANOTHER_FILE,
        Text(
            "Projektet visar en annan fil än den som anslutningen arbetar med. Det du ritar hamnar i projektets fil. "
            "Arbeta med den, eller visa anslutningens karta i stället.",
            "The project shows another file than the one the connection works with. What you draw ends up in the "
            "project's file. Work with that one, or show the connection's map instead.",
        ),
        path,
    )


def cancelled() -> HsoError:
    """The person did not want to wait for it."""
    return HsoError(
        CANCELLED,
        Text("Du avbröt, så kartan är inte öppnad.", "You cancelled, so the map is not open."),
        try_again=True,
    )


def closed() -> HsoError:
    """The project that the map was shown in has been closed."""
    return HsoError(
        CLOSED,
        Text(
            "Kartan stängdes med projektet. Det du har sparat ligger kvar i arbetskopian. Tryck på Försök igen för att "
            "visa den i det här projektet.",
            "The map was closed with its project. What you have saved is kept in the working copy. Press Try again to "
            "show it in this project.",
        ),
        try_again=True,
    )
