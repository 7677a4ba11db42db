"""What the synthetic objects say: attributes for each class, in Swedish, every one of them filled in."""

from __future__ import annotations

from random import Random
from typing import Any

from hso_plugin.core.catalogue.model import Catalogue

#: Position taken, by class; `{namn}` and `{kommun}` are filled in. At least 30 characters each.
STATEMENTS = {
    "A1": "{namn} ska stärkas som regional kärna med arbete, utbildning, vård och handel för flera kommuner.",
    "A2": "{namn} ska vara kommunens centrum med samlad service och goda förbindelser till övriga orter.",
    "A3": "{namn} ska behålla dagligvaror, skola och kollektivtrafik så att omlandet går att bo i.",
    "A4": "Här växer {kommun} med nya bostäder i lägen som redan har skola, handel och hållplats.",
    "A5": "Orten byggs ut i den här riktningen eftersom ledningar, vägar och service redan finns.",
    "A6": "Strandnära bebyggelse prövas positivt där den stödjer service och företag på landsbygden.",
    "B1": "{namn} ska ha hög framkomlighet och säkerhet, och stängs inte av för genomgående trafik.",
    "B2": "Pendling och service knyter samman orterna: restiden med kollektivtrafik ska kortas.",
    "B3": "{namn} ska vara en trygg och tillgänglig bytespunkt mellan tåg, buss, cykel och gång.",
    "C1": "{namn} har sammanhängande höga värden som ska bevaras och vara lätta att nå för alla.",
    "C2": "Sambandet hålls öppet så att växter, djur och människor kan röra sig mellan områdena.",
    "C3": "Vattnets värden för fiske, friluftsliv och dricksvatten går före ny exploatering.",
    "C4": "Marken brukas långsiktigt och tas inte i anspråk för bebyggelse utan att alternativ prövats.",
    "D1": "Området hålls berett för större etableringar med god tillgång till el, vatten och transporter.",
    "D2": "Besöksnäringen utvecklas varsamt, med helårsverksamhet som bär sig och lokala företag.",
    "D3": "Investeringen är av strategisk betydelse för kommunen och för länets omställning.",
    "E1": "Området pekas ut för energiproduktion, med hänsyn till boende, rennäring och försvaret.",
    "E2": "Stråket reserveras för stamnät så att nya etableringar och hushåll får el i tid.",
    "F1": "Frågan löses gemensamt: kommunerna tar fram ett samlat förslag före nästa inlämning.",
    "F2": "Utvecklingsinriktningen saknar klass i klassificeringen och beskrivs därför i fritext.",
}
#: RUS priorities and Agenda goals by theme.
PRIORITIES = {
    "A": ("2.1", "2.4"),
    "B": ("2.4", "3.1", "3.2"),
    "C": ("2.1",),
    "D": ("1.2", "3.6"),
    "E": ("3.5", "3.6"),
    "F": ("1.4",),
}
GOALS = {"A": ("11", "3"), "B": ("9", "11"), "C": ("15", "14"), "D": ("8", "9"), "E": ("7", "13"), "F": ("11", "17")}
LEVELS = {
    "A": "mellankommunal",
    "B": "regional",
    "C": "regional",
    "D": "regional",
    "E": "storregional",
    "F": "mellankommunal",
}
STAGES = (("befintlig", "nu"), ("utvecklas", "2030"), ("planerad", "2040"), ("utredning", "2050"))
ASSESSMENTS = {
    "hk_miljo": (
        ("bidrar", "Minskar resor och utsläpp genom att bygga vidare på det som redan finns."),
        ("malkonflikt", "Tar mark i anspråk, vilket vägs upp genom kompensation i närområdet."),
        ("neutral", None),
    ),
    "hk_mangfald": (
        ("bidrar", "Ger mötesplatser och service som är öppna för alla oavsett bakgrund."),
        ("neutral", None),
    ),
    "hk_jamstalldhet": (
        ("bidrar", "Trygga och tillgängliga platser gör vardagen lättare för både kvinnor och män."),
        ("neutral", None),
    ),
}
WEIGHING = "Nya arbeten och ökad elanvändning vägs mot buller och trafik: bostäder hålls på minst 500 meters avstånd."
#: Fixed values of own attributes; what is not here is drawn from the attribute's code list.
OWN: dict[str, dict[str, Any]] = {
    "A1": {"funktion": ("arbete", "handel", "utbildning", "vard")},
    "A2": {"funktion": ("arbete", "handel", "vard")},
    "D3": {"bransch": "Fossilfri industri", "belopp_mkr": 850.0},
    "E2": {"spanning_kv": 400.0},
    "F1": {"fraga": "Hur ska kollektivtrafiken och vattenförsörjningen ordnas gemensamt över kommungränsen?"},
    "F2": {"fritext": "Syntetiskt exempel på en utvecklingsinriktning som inte ryms i någon annan klass."},
}


def attributes(
    catalogue: Catalogue, klass: str, name: str, municipality: str, rng: Random, **given: Any
) -> dict[str, Any]:
    """Every attribute of a synthetic object, without empty values; `given` overrides what would be drawn.

    Args:
        municipality: name of the municipality, for the text.
    """
    theme = klass[0]
    stage, horizon = STAGES[rng.choice((0, 1, 1, 2, 3))]
    values: dict[str, Any] = {
        "klass": klass,
        "namn": name,
        "stallningstagande": STATEMENTS[klass].format(namn=name, kommun=municipality) + " (Syntetiskt exempel.)",
        "skede": stage,
        "niva": LEVELS[theme],
        "tidshorisont": horizon,
        "prioritet": str(rng.randint(1, 3)),
        "rus_prioritet": ("2.1", "2.5") if klass == "D2" else PRIORITIES[theme],
        "agenda2030": tuple(sorted(GOALS[theme])),
        "kalla_plan": "Syntetiska demonstrationsdata",
    }
    for assessment, choices in ASSESSMENTS.items():
        code, reason = choices[rng.randrange(len(choices))]
        values[assessment] = code
        if reason:
            values[f"{assessment}_motivering"] = reason
    if theme in "DE":
        values["malkonflikt_9_11"] = WEIGHING
    for own in catalogue.classes[klass].attributes:
        attribute = next(a for a in catalogue.attributes_of(klass) if a.name == own.name)
        if own.name in OWN.get(klass, {}):
            values[own.name] = OWN[klass][own.name]
        elif attribute.code_list and own.name not in values:
            codes = [code.code for code in catalogue.code_lists[attribute.code_list]]
            several = tuple(sorted(rng.sample(codes, min(3, len(codes)))))
            values[own.name] = several if attribute.multiple else codes[rng.randrange(len(codes))]
    if klass == "D1":
        values["elbehov_mw"] = float(rng.randrange(5, 200))
    return values | given
