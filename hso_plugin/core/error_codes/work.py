"""Codes of what stands in the way of an edit, and of faults that nobody has foreseen."""

from __future__ import annotations

from ..text import Text
from .group import Group

GROUP = Group(Text("Planerarens arbete", "The planner's work"))

UNSAVED = GROUP.code(
    "HSO-OSPARAT",
    Text(
        "En annan arbetskopia i projektet har ändringar som inte är sparade.",
        "Another working copy in the project has edits that are not saved.",
    ),
    Text("Spara eller ångra dem i QGIS, och försök igen.", "Save or undo them in QGIS, and try again."),
)
NOT_SAVED = GROUP.code(
    "HSO-SPARA",
    Text(
        "QGIS kunde inte spara ett lager. Ändringarna ligger kvar i kartan.",
        "QGIS could not save a layer. The edits are still in the map.",
    ),
    Text("Läs detaljerna, rätta och spara igen.", "Read the details, correct and save again."),
)
CANCELLED = GROUP.code(
    "HSO-AVBRUTET",
    Text("Öppnandet avbröts.", "The opening was cancelled."),
    Text("Försök igen när du vill ha kartan öppen.", "Try again when you want the map open."),
)
CLOSED = GROUP.code(
    "HSO-STANGD",
    Text("Kartan stängdes tillsammans med sitt projekt.", "The map was closed with its project."),
    Text("Tryck på Försök igen.", "Press Try again."),
)
ANOTHER_FILE = GROUP.code(
    "HSO-ANNAN-FIL",
    Text(
        "Projektet visar en annan fil än anslutningens: projektet och arbetskopian har kopierats.",
        "The project shows another file than the connection's: the project and the working copy were copied.",
    ),
    Text(
        "Välj att arbeta med projektets fil, eller att visa anslutningens karta i stället.",
        "Choose to work with the project's file, or to show the connection's map instead.",
    ),
)
BEING_SENT = GROUP.code(
    "HSO-UNDER-VAG",
    Text("Objektet är på väg till plattformen.", "The object is on its way to the platform."),
    Text("Skicka klart först, och gör det sedan.", "Finish sending first, then do it."),
)
IN_CONFLICT = GROUP.code(
    "HSO-I-KONFLIKT",
    Text("Objektet väntar i en konflikt.", "The object waits in a conflict."),
    Text("Avgör konflikten först.", "Settle the conflict first."),
)
CONFLICT_CHANGED = GROUP.code(
    "HSO-KONFLIKT-ANDRAD",
    Text(
        "En sida av konflikten har ändrats sedan den visades. Inget är avgjort.",
        "One side of the conflict has changed since it was shown. Nothing is settled.",
    ),
    Text("Se på konflikten igen, och välj på nytt.", "Look at the conflict again, and choose anew."),
)
OBJECT_CHANGED = GROUP.code(
    "HSO-OBJEKT-ANDRAT",
    Text("Objektet är inte längre som det visades.", "The object is no longer as it was shown."),
    Text("Öppna det på nytt, och försök igen.", "Open it anew, and try again."),
)
NOT_MENDED = GROUP.code(
    "HSO-ATGARD",
    Text(
        "Åtgärden kunde inte göras: objektet har ändrats sedan den visades, eller QGIS sade nej.",
        "The mend could not be made: the object has changed since it was shown, or QGIS refused.",
    ),
    Text(
        "Be om åtgärden igen, eller rätta objektet för hand.", "Ask for the mend again, or correct the object by hand."
    ),
)
MOTIVATION = GROUP.code(
    "HSO-MOTIVERING",
    Text(
        "Motiveringen är för kort, eller gäller något som inte kan motiveras: ett fel måste rättas.",
        "The motivation is too short, or is of something that none can be given for: an error must be corrected.",
    ),
    Text("Skriv varför varningen kan stå kvar. Rätta fel.", "Write why the warning may remain. Correct errors."),
)
INCOMPLETE = GROUP.code(
    "HSO-OFULLSTANDIGT",
    Text("Allt blev inte skickat.", "Not everything was sent."),
    Text(
        "Läs skälen i detaljerna, rätta, och skicka igen.", "Read the reasons in the details, correct, and send again."
    ),
)
UNEXPECTED = GROUP.code(
    "HSO-INTERNT",
    Text("Ett fel i insticksprogrammet som ingen har förutsett.", "A fault in the plugin that nobody has foreseen."),
    Text(
        "Gör en felrapport (knappen i meddelandet) och skicka den till förvaltaren.",
        "Make a bug report (the button in the message) and send it to the administrator.",
    ),
)
