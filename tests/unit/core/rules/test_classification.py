"""The numbers and severities of the classification as it was agreed, beside what the shipped catalogue says.

The cases of the rules take their thresholds from the catalogue; this table tells when somebody changes one.
"""

import pytest

from .cases import numbers
from .cases.registry import DOCUMENT, find
from .conftest import SHIPPED

NUMBERS = """
namn-kort.minimum 3              stallningstagande-kort.minimum 30      motivering-kort.minimum 20
flisa.width_m 5                  flisa.minimum_m2 100                   dubbel-brytpunkt.metres 0.05
spets.degrees 5                  spets.metres 10                        utanfor-kommun.tolerance_m 500
yta-liten.minimum_ha.A4 2        yta-liten.minimum_ha.A6 5              yta-liten.minimum_ha.C1 50
yta-liten.minimum_ha.C3 50       yta-liten.minimum_ha.C4 25             yta-liten.minimum_ha.D1 5
yta-liten.minimum_ha.D2 1        yta-liten.minimum_ha.E1 10             linje-lang.maximum_m.A5 10000
linje-kort.minimum_m.A5 300      linje-kort.minimum_m.B1 2000           linje-kort.minimum_m.B2 5000
linje-kort.minimum_m.C2 1000     linje-kort.minimum_m.E2 2000
yta-overlapp.ignore_ha 0.1       yta-overlapp.ignore_share 0.01
yta-overlapp-avvag.ignore_ha 0.1 yta-overlapp-avvag.ignore_share 0.01
linje-los-ande.near_m 250        linje-los-ande.border_m 100
linje-vantar-granne.near_m 250   linje-vantar-granne.border_m 100       linje-vantar-granne.continue_m 200
linje-fortsatter-till.near_m 250 linje-fortsatter-till.border_m 100     linje-utan-faste.near_m 250
for-fa-val.minimum.A3.servicetyp 2     for-fa-val.minimum.F1.berorda_kommuner 2
fa-invanare.minimum.A3.invanare 200    for-manga.maximum.A1 2     for-manga.maximum.A2 1
huvudort-saknas.minimum.A2 1           nod-utan-strak.metres 500
for-langt-bort.near.A4.metres 5000     for-langt-bort.near.D1.metres 10000
investering-utan-omrade.near.D3.metres 2000
orter-for-nara.apart.A1.metres 10000   orter-for-nara.apart.A3.metres 3000
"""

#: Severity when editing, at submission and in the regional stage.
SEVERITIES = """
klass-okand fel fel fel                        klass-fel-geometri fel fel fel
attribut-saknas varning fel fel                agenda-saknas upplysning varning varning
attribut-fel-typ varning fel fel               kod-okand varning fel fel
tal-utanfor varning fel fel                    namn-kort varning fel fel
stallningstagande-kort upplysning fel fel      motivering-kort upplysning fel fel
hk-ej-bedomd upplysning fel fel                geometri-saknas fel fel fel
geometri-ogiltig fel fel fel                   linje-korsar-sig varning fel fel
flisa upplysning varning varning               spets upplysning varning varning
dubbel-brytpunkt upplysning upplysning upplysning   tre-dimensioner varning fel fel
utanfor-lan fel fel fel                        utanfor-kommun varning fel fel
dubblett varning fel fel                       yta-liten varning fel fel
linje-kort varning fel fel                     linje-lang varning fel fel
yta-overlapp varning fel fel                   yta-overlapp-avvag varning varning varning
linje-los-ande varning fel fel                 linje-vantar-granne upplysning varning fel
linje-fortsatter-till varning fel fel          for-fa-val upplysning fel fel
rus-passar-inte upplysning fel fel             fa-invanare upplysning varning varning
for-manga varning fel fel                      huvudort-saknas upplysning fel fel
for-langt-bort upplysning fel fel              investering-utan-omrade upplysning varning varning
orter-for-nara upplysning fel fel              linje-utan-faste upplysning fel fel
nod-utan-strak upplysning fel fel              annan-inriktning upplysning upplysning upplysning
"""


def test_numbers():
    said = {}
    for place in numbers():
        holder, key = find(DOCUMENT, place)
        if place.startswith("rules."):
            said[place.removeprefix("rules.").replace(".params.", ".")] = holder[key]
    words = NUMBERS.split()
    assert said == {place: float(number) for place, number in zip(words[::2], words[1::2], strict=True)}


def test_box_of_the_county():
    assert SHIPPED.extent == (488671, 6893073, 713020, 7102331)


def test_severities():
    said = {rule.id: tuple(map(str, rule.severity.values())) for rule in SHIPPED.rules}
    words = SEVERITIES.split()
    assert said == {words[n]: tuple(words[n + 1 : n + 4]) for n in range(0, len(words), 4)}


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_every_rule_says_what_how_and_why_in_whole_sentences(rule):
    for text in (rule.message, rule.mend, rule.why):
        for sentence in (text.sv, text.en):
            assert sentence.endswith((".", "}"))
            assert sentence[0].isupper() or sentence[0] == "{"
        assert text.sv != text.en
    assert rule.source.startswith("HSO")
