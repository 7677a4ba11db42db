"""Codes of what the platform is, answers and refuses."""

from __future__ import annotations

from ..text import Text
from .group import Group

GROUP = Group(Text("Plattformen", "The platform"))

NOT_WFS = GROUP.code(
    "HSO-INTE-WFS",
    Text("Adressen svarar, men inte som en WFS-server.", "The address answers, but not as a WFS server does."),
    Text("Kontrollera adressen med plattformens förvaltare.", "Check the address with the platform's administrator."),
)
READ_ONLY = GROUP.code(
    "HSO-SKRIVSKYDDAD",
    Text("Servern tar inte emot ändringar: WFS-T saknas.", "The server takes no changes: WFS-T is missing."),
    Text(
        "Kontrollera adressen med förvaltaren, som slår på Transaction.",
        "Check the address with the administrator, who turns Transaction on.",
    ),
)
SERVER_FAULT = GROUP.code(
    "HSO-SERVER",
    Text(
        "Servern svarade med ett fel, eller sade ja till något som sedan inte fanns där.",
        "The server answered with a fault, or said yes to what then was not there.",
    ),
    Text(
        "Försök igen. Upprepas det: förvaltaren läser WFS-serverns loggar.",
        "Try again. If it happens again, the administrator reads the logs of the WFS server.",
    ),
)
UNREADABLE_ANSWER = GROUP.code(
    "HSO-SVAR",
    Text(
        "Svaret gick inte att läsa: avkortat, en webbsida, eller rader som saknar något.",
        "The answer could not be read: cut off, a web page, or rows that lack something.",
    ),
    Text(
        "Försök igen. Upprepas det: förvaltaren läser WFS-serverns loggar.",
        "Try again. If it happens again, the administrator reads the logs of the WFS server.",
    ),
)
AXIS_ORDER = GROUP.code(
    "HSO-AXLAR",
    Text(
        "Koordinaterna kom i fel ordning eller ligger utanför Sverige. Inget är hämtat.",
        "The coordinates came in the wrong order or lie outside Sweden. Nothing was fetched.",
    ),
    Text(
        "Förvaltaren ställer in servern så att EPSG:3006 ger östlig koordinat först.",
        "The administrator sets the server so that EPSG:3006 gives easting first.",
    ),
)
SCHEMA = GROUP.code(
    "HSO-SCHEMA",
    Text(
        "Tabellerna på plattformen passar inte: en tabell, kolumn eller ett värde saknas eller är ett annat.",
        "The platform's tables do not fit: a table, column or value is missing or is another.",
    ),
    Text(
        "Förvaltaren kör migrationerna. Insticksprogrammet och plattformen ska vara av samma version.",
        "The administrator runs the migrations. Plugin and platform are to be of the same version.",
    ),
)
TOO_LARGE = GROUP.code(
    "HSO-STORLEK",
    Text("Det som skickas är större än servern tar emot.", "What is sent is larger than the server takes."),
    Text(
        "Det delas av sig självt. Ett enstaka objekt som är för stort får göras enklare.",
        "It is split by itself. A single object that is too large has to be made simpler.",
    ),
)
TOO_MANY = GROUP.code(
    "HSO-ANTAL",
    Text("För många rader i ett anrop.", "Too many rows in one request."),
    Text(
        "Skicka färre åt gången. Insticksprogrammet gör det självt; det gäller andra klienter.",
        "Send fewer at a time. The plugin does so by itself; this is for other clients.",
    ),
)
OPERATION = GROUP.code(
    "HSO-OPERATION",
    Text("Plattformen tar inte emot det slaget av anrop.", "The platform does not take that kind of request."),
    Text(
        "Ändra klienten: bara WFS, läsning och Insert tas emot.",
        "Change the client: only WFS, reading and Insert are taken.",
    ),
)
XML = GROUP.code(
    "HSO-XML",
    Text("XML:en är otillåten eller går inte att läsa.", "The XML is not allowed, or cannot be read."),
    Text(
        "Ändra klienten: UTF-8, utan DOCTYPE, entiteter och kommentarer.",
        "Change the client: UTF-8, without DOCTYPE, entities and comments.",
    ),
)
PLATFORM_FAULT = GROUP.code(
    "HSO-PLATTFORM",
    Text("Plattformen kunde inte pröva eller spara det som kom.", "The platform could not examine or store what came."),
    Text(
        "Försök igen. Upprepas det: förvaltaren läser QGIS Servers och databasens loggar.",
        "Try again. If it happens again, the administrator reads the logs of QGIS Server and the database.",
    ),
)
FORBIDDEN = GROUP.code(
    "HSO-BEHORIGHET",
    Text(
        "Användaren får inte göra det här, eller inte i den kommunen.",
        "The user may not do this, or not in that municipality.",
    ),
    Text(
        "Förvaltaren ser efter användarnamn, kommun och roll i hso.behorighet.",
        "The administrator looks at user, municipality and role in hso.behorighet.",
    ),
)
GEOMETRY = GROUP.code(
    "HSO-GEOMETRI",
    Text(
        "Geometrin saknas, är ogiltig, av fel slag eller utanför Sverige.",
        "The geometry is missing, invalid, of the wrong kind or outside Sweden.",
    ),
    Text("Rätta objektet i kartan; kontrollen visar var.", "Correct the object on the map; the check shows where."),
)
UNKNOWN_CLASS = GROUP.code(
    "HSO-KLASS",
    Text(
        "Objektets klass saknas, finns inte i klassificeringen i kraft, eller kan inte ha den geometrin.",
        "The object's class is missing, is not in the classification in force, or cannot have that geometry.",
    ),
    Text(
        "Välj en annan klass. Stämmer den: förvaltaren jämför hso.regelverk med klassificeringen.",
        "Choose another class. If it is right, the administrator compares hso.regelverk with the classification.",
    ),
)
CONFLICT = GROUP.code(
    "HSO-KONFLIKT",
    Text("Någon annan hann ändra samma objekt först.", "Somebody else changed the same object first."),
    Text(
        "Inget fel: hämta, och välj vilken sida som gäller under Konflikter.",
        "No fault: fetch, and choose which side holds under Conflicts.",
    ),
)
EXISTS = GROUP.code(
    "HSO-FINNS",
    Text(
        "Det finns redan: en fil på den platsen, en utgåva med det namnet, en rad med den identiteten.",
        "It is there already: a file in that place, a release of that name, a row of that identity.",
    ),
    Text(
        "Välj ett annat namn. En rad som redan kommit fram behöver inget.",
        "Choose another name. A row that has landed already needs nothing.",
    ),
)
WRONG_STATE = GROUP.code(
    "HSO-STATUS",
    Text(
        "Det går inte i det läge som inlämningen har: någon annan har kanske redan beslutat.",
        "It is not possible in the state of the submission: somebody else may have decided already.",
    ),
    Text("Hämta det som är nytt och se vilket läge som gäller.", "Fetch what is new and see which state holds."),
)
CATALOGUE = GROUP.code(
    "HSO-KATALOG",
    Text(
        "Klassificeringen har ett fel, eller en annan är i kraft än den som arbetskopian har.",
        "The classification has a fault, or another is in force than that of the working copy.",
    ),
    Text(
        "Tryck på Hämta om med mina ändringar. Ett fel i den har rad och plats; förvaltaren rättar.",
        "Press Fetch anew with my changes. A fault has its line and place; the administrator corrects it.",
    ),
)
CATALOGUE_TOO_NEW = GROUP.code(
    "HSO-KATALOG-NY",
    Text(
        "Klassificeringen behöver en nyare version av insticksprogrammet.",
        "The classification needs a newer version of the plugin.",
    ),
    Text("Uppdatera insticksprogrammet.", "Update the plugin."),
)
RESTORED = GROUP.code(
    "HSO-ATERSTALLD",
    Text(
        "Plattformen är återläst från en äldre säkerhetskopia.", "The platform has been restored from an older backup."
    ),
    Text(
        "Tryck på Hämta om med mina ändringar. Inget i den gamla filen går förlorat.",
        "Press Fetch anew with my changes. Nothing in the old file is lost.",
    ),
)
