"""Codes of what stands between this computer and the platform."""

from __future__ import annotations

from ..text import Text
from .group import Group

GROUP = Group(Text("Anslutningen", "The connection"))

ADDRESS = GROUP.code(
    "HSO-ADRESS",
    Text(
        "Adressen går inte att använda: den är ingen, är oskyddad, bär ett lösenord eller leder någon annanstans.",
        "The address cannot be used: it is none, is unprotected, carries a password or leads elsewhere.",
    ),
    Text(
        "Rätta adressen i anslutningen. Den ska börja med https:// och vara den som förvaltaren har gett.",
        "Correct the address of the connection. It begins with https:// and is the one the administrator gave.",
    ),
)
UNREACHED = GROUP.code(
    "HSO-NAT",
    Text(
        "Plattformen nåddes inte: inget svar, eller förbindelsen bröts.",
        "The platform was not reached: no answer, or the connection broke.",
    ),
    Text(
        "Försök igen. Hjälper det inte: se om nätet, adressen och plattformen fungerar.",
        "Try again. If that does not help, see whether the network, the address and the platform work.",
    ),
)
PROXY = GROUP.code(
    "HSO-PROXY",
    Text("Proxyn nekar inloggningen.", "The proxy refuses the sign-in."),
    Text(
        "Ange proxyns användare och lösenord i QGIS nätverksinställningar.",
        "Enter the proxy's user and password in the network settings of QGIS.",
    ),
)
CERTIFICATE = GROUP.code(
    "HSO-CERTIFIKAT",
    Text(
        "Plattformens certifikat går inte att lita på. Inget har skickats.",
        "The platform's certificate cannot be trusted. Nothing was sent.",
    ),
    Text(
        "Låt it-avdelningen lägga in utfärdarens certifikat i Windows eller i QGIS.",
        "Have the issuer's certificate installed in Windows or in QGIS.",
    ),
)
SIGN_IN = GROUP.code(
    "HSO-INLOGGNING",
    Text(
        "Inloggningen duger inte: fel lösenord, borttagen ur QGIS, eller QGIS huvudlösenord saknas.",
        "The sign-in does not work: wrong password, gone from QGIS, or the master password of QGIS is missing.",
    ),
    Text(
        "Logga in på nytt i anslutningen och ange QGIS huvudlösenord när det frågas efter.",
        "Sign in anew in the connection, and give the master password of QGIS when asked.",
    ),
)
PROFILE = GROUP.code(
    "HSO-PROFIL",
    Text(
        "Anslutningen saknas, eller något i den saknas.", "There is no such connection, or something in it is missing."
    ),
    Text(
        "Fyll i anslutningen i insticksprogrammets fönster, eller välj en annan.",
        "Fill in the connection in the plugin's window, or choose another.",
    ),
)
SERVICE_DOWN = GROUP.code(
    "HSO-TJANST",
    Text(
        "Karttjänsten bakom plattformens webbserver svarar inte.",
        "The map service behind the platform's web server does not answer.",
    ),
    Text(
        "Försök igen om en stund. Förvaltaren ser efter om WFS-servern är i gång.",
        "Try again in a while. The administrator sees whether the WFS server is running.",
    ),
)
