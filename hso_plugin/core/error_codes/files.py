"""Codes of working copies, review copies and other files."""

from __future__ import annotations

from ..text import Text
from .group import Group

GROUP = Group(Text("Filer på datorn", "Files on this computer"))

DISK = GROUP.code(
    "HSO-DISK",
    Text(
        "Filen går inte att skriva: disken är full, eller mappen tar inte emot den.",
        "The file cannot be written: the disk is full, or the folder does not take it.",
    ),
    Text(
        "Gör plats, eller välj en annan mapp, och försök igen.", "Make room, or choose another folder, and try again."
    ),
)
IN_USE = GROUP.code(
    "HSO-UPPTAGEN",
    Text(
        "Något annat håller det upptaget: ett program som har filen öppen, eller andra som skickar samtidigt.",
        "Something else keeps it busy: a program that has the file open, or others who send at the same time.",
    ),
    Text(
        "Stäng det andra programmet (QGIS, Excel, en synkroniseringstjänst) och försök igen.",
        "Close the other program (QGIS, Excel, a synchronising service) and try again.",
    ),
)
LOCKED = GROUP.code(
    "HSO-LAST",
    Text("Arbetskopian är öppen i en annan QGIS.", "The working copy is open in another QGIS."),
    Text("Stäng den där; meningen säger vem och var.", "Close it there; the sentence says who and where."),
)
FILE_NAME = GROUP.code(
    "HSO-FILNAMN",
    Text(
        "Windows kan inte ha en fil med det namnet eller den långa sökvägen.",
        "Windows can have no file of that name or that long path.",
    ),
    Text("Välj ett kortare eller enklare namn.", "Choose a shorter or simpler name."),
)
FILE_TYPE = GROUP.code(
    "HSO-FILTYP",
    Text("Filändelsen är ingen av dem som går att skriva.", "The ending is none of those that can be written."),
    Text("Välj en av de ändelser som meningen räknar upp.", "Choose one of the endings that the sentence lists."),
)
NETWORK_DRIVE = GROUP.code(
    "HSO-NATVERKSPLATS",
    Text(
        "Arbetskopian kan inte ligga på en nätverksplats: låsen håller inte där.",
        "The working copy cannot lie on a network drive: locks do not hold there.",
    ),
    Text("Välj en mapp på den egna datorn.", "Choose a folder on this computer."),
)
NO_WORKING_COPY = GROUP.code(
    "HSO-ARBETSKOPIA",
    Text(
        "Arbetskopian saknas, är skadad eller är en annan sorts fil.",
        "The working copy is missing, damaged or another sort of file.",
    ),
    Text(
        "Välj filen där den ligger nu, eller hämta kartan på nytt.",
        "Choose the file where it is now, or fetch the map anew.",
    ),
)
NO_REVIEW_COPY = GROUP.code(
    "HSO-GRANSKNINGSKOPIA",
    Text(
        "Filen är ingen granskningskopia som den här versionen kan läsa.",
        "The file is no review copy that this version can read.",
    ),
    Text("Välj en annan fil, eller hämta en ny granskningskopia.", "Choose another file, or fetch a new review copy."),
)
FILE_VERSION = GROUP.code(
    "HSO-VERSION",
    Text(
        "Filen är skriven av en version av insticksprogrammet som den här inte kan arbeta med.",
        "The file was written by a version of the plugin that this one cannot work with.",
    ),
    Text("Uppdatera insticksprogrammet, eller hämta kartan på nytt.", "Update the plugin, or fetch the map anew."),
)
COLUMN_GONE = GROUP.code(
    "HSO-KOLUMN",
    Text(
        "En kolumn är borttagen ur arbetskopian utan vilken objekten inte går att skilja åt.",
        "A column is gone from the working copy without which objects cannot be told apart.",
    ),
    Text(
        "Lägg tillbaka kolumnen, eller hämta kartan till en ny fil.",
        "Put the column back, or fetch the map to a new file.",
    ),
)
EDITS_FILE = GROUP.code(
    "HSO-ANDRINGSFIL",
    Text("Filen är ingen fil med sparade ändringar.", "The file is no file of saved edits."),
    Text("Välj en fil som insticksprogrammet har sparat.", "Choose a file that the plugin has saved."),
)
OTHER_MUNICIPALITY = GROUP.code(
    "HSO-ANNAN-KOMMUN",
    Text(
        "Filen hör till en annan kommun än anslutningen.",
        "The file belongs to another municipality than the connection.",
    ),
    Text(
        "Välj rätt fil eller rätt anslutning, eller hämta kartan.",
        "Choose the right file or connection, or fetch the map.",
    ),
)
OTHER_PLATFORM = GROUP.code(
    "HSO-ANNAN-PLATTFORM",
    Text(
        "Arbetskopian är hämtad från en annan plattform än anslutningens.",
        "The working copy was fetched from another platform than that of the connection.",
    ),
    Text("Välj rätt fil, eller hämta en ny arbetskopia.", "Choose the right file, or fetch a new working copy."),
)
