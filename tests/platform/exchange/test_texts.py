"""What a text is here is what the server gives back, for every character there is."""

from __future__ import annotations

import sys
import unicodedata
from uuid import uuid4

from osgeo import ogr

from hso_plugin.core.values import clean_text

PLANE = [chr(number) for number in range(0x10000) if not 0xD800 <= number < 0xE000]
#: Where servers and libraries differ: what they trim, fold or drop at either end.
DELICATE = [each for each in PLANE if unicodedata.category(each)[0] in "ZC" and unicodedata.category(each) != "Co"]
LONG = 400


def texts() -> list[str]:
    """Every character of the basic plane, some in each text; the delicate ones also first and last; and some beyond."""
    found = ["a" + "".join(PLANE[start : start + LONG]) + "b" for start in range(0, len(PLANE), LONG)]
    assigned = [each for each in DELICATE if unicodedata.category(each) != "Cn"]
    found += [text for each in assigned for text in (f"{each}Njurunda", f"Njurunda{each}", f"Nju{each}runda")]
    return [*found, "Älv \U0001f600 strand", chr(sys.maxunicode) + "Älv", "]]> och ]]\ufeff>"]


def test_every_character_comes_back_as_it_was_cleaned(planner, ledger):
    person, colleague = planner(), planner()
    drawn = {str(uuid4()): text for text in texts()}
    source = ogr.Open(str(person.path), update=1)
    layer = source.GetLayerByName("strukturbild_punkt")
    layer.StartTransaction()
    for number, (identity, text) in enumerate(drawn.items()):
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in {"objektidentitet": identity, "klass": "A3", "namn": "Ort"}.items():
            feature.SetField(name, value)
        feature.SetField("stallningstagande", text.replace("\x00", "\x01"))  # OGR ends a text at a zero
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({600_000 + number} 6930000)"))
        assert layer.CreateFeature(feature) == 0
    layer.CommitTransaction()
    del feature, layer, source
    result = person.send()
    assert (result.landed, result.conflicts, result.refused) == (len(drawn), (), ())
    with person.copy() as copy:
        assert copy.pending() == []
    colleague.receive()
    with colleague.copy() as copy:
        theirs = {each.identity: each.attributes.get("stallningstagande") for each in copy.objects()}
    cleaned = {identity: clean_text(text.replace("\x00", "\x01")) or None for identity, text in drawn.items()}
    assert {identity: theirs[identity] for identity in cleaned} == cleaned
