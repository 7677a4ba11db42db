"""What the two planners of the demonstration draw. Made-up places, labelled so."""

from __future__ import annotations

from .planner import Sketch

STANCE = "Kommunen vill att platsen utvecklas i samspel med grannkommunerna."
#: What every object says, by the words in the form's lists.
COMMON = {
    "stallningstagande": STANCE,
    "skede": "Planerad",
    "niva": "Lokal",
    "tidshorisont": "Till 2030",
    "prioritet": "2 – viktig",
    "rus_prioritet": ["2.1 Attraktiva städer och landsbygder"],
    "agenda2030": ["11 Hållbara städer och samhällen"],
    "hk_miljo": "Neutral",
    "hk_mangfald": "Neutral",
    "hk_jamstalldhet": "Neutral",
}

VILLAGE, LINK, FOREST, BATH = "Exempelbyn", "Exempelbyn–Sundsvall", "Exempelskogen", "Exempelbadet"
#: A walking and cycling route over the border, each municipality's part of it an object of its own.
TRAIL, TRAIL_NORTH, NORTH_END = "Exempelleden", "Exempelleden norrut", "Bergeforsen serviceort"
_VILLAGE_PLACE = (601_800.0, 6_933_600.0)
_SUNDSVALL = (619_227.0, 6_919_898.0)
_SUNDSBRUK, _BORDER, _BERGEFORSEN = (621_158.0, 6_927_413.0), (621_946.0, 6_932_110.0), (622_527.0, 6_935_567.0)
_ON_FOOT = {"trafikslag": "Gång och cykel", "roll": "Persontrafik"}

#: Begun too hastily: no standpoint, and only one service where two are needed.
HASTY_VILLAGE = Sketch(
    "A3", "punkt", [_VILLAGE_PLACE],
    {"namn": VILLAGE, "servicetyp": ["Skola"]} | {k: v for k, v in COMMON.items() if k != "stallningstagande"},
)  # fmt: skip
#: What mends it.
MENDED_VILLAGE = {"stallningstagande": STANCE, "servicetyp": ["Dagligvaror"]}


def square(east: float, north: float, side: float) -> list[tuple[float, float]]:
    """Corners of a square by its south-western one, metres."""
    return [(east, north), (east + side, north), (east + side, north + side), (east, north + side)]


SUNDSVALL = [
    HASTY_VILLAGE,
    Sketch("B2", "linje", [_VILLAGE_PLACE, _SUNDSVALL], {"namn": LINK, "typ": "Pendling", **COMMON}),
    Sketch("B1", "linje", [_SUNDSBRUK, _BORDER], {"namn": TRAIL, **_ON_FOOT, **COMMON}),
    Sketch("C1", "yta", square(584_000, 6_934_000, 1_200), {"namn": FOREST, "varde": "Friluftsliv", **COMMON}),
]
TIMRA = [Sketch("D2", "yta", square(613_500, 6_951_500, 300), {"namn": BATH, "typ": "Natur", **COMMON})]
ALONG_THE_TRAIL = [_SUNDSBRUK, _BORDER, _BERGEFORSEN]
#: What Timrå draws once the reviewer has asked for it.
NORTHERN_TRAIL = Sketch("B1", "linje", [_BORDER, _BERGEFORSEN], {"namn": TRAIL_NORTH, **_ON_FOOT, **COMMON})
#: What the reviewer asks about each of two objects, by name, and what Timrå answers.
ASKED = {
    NORTH_END: "Sundsvalls gång- och cykelled (Exempelleden) slutar vid er gräns. Fortsätter den till Bergeforsen?",
    BATH: "Vad ska rymmas på badet? Skriv det i ställningstagandet.",
}
ANSWERED = {
    NORTH_END: "Ja. Vår del är ritad nu, från gränsen till Bergeforsen.",
    BATH: "Kompletterat: omklädning, brygga och parkering.",
}
MENDED_BATH = {"stallningstagande": STANCE + " Här ska finnas omklädning, brygga och parkering."}
