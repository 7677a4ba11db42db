"""What the rules ask of each class is put in words that a planner reads, whatever bounds the region gives."""

import json
from dataclasses import replace

import pytest

from hso_plugin.core import catalogue, rules
from hso_plugin.core.rules import RULE_TYPES
from hso_plugin.core.text import Text
from scripts.admin.catalogue.blocks import both
from scripts.admin.catalogue.class_rules import asked, speaks_of
from scripts.admin.catalogue.document import document
from scripts.admin.catalogue.parameter_words import parameter_word
from scripts.admin.catalogue.writers import to_markdown

SHIPPED = catalogue.default()


def said(code, changed=None, language="sv"):
    document = json.loads(SHIPPED.document)
    if changed is not None:
        changed({rule["id"]: rule for rule in document["rules"]})
    loaded = catalogue.load(json.dumps(document))
    rules.validate(loaded)
    return " ".join(text.get(language) for text in asked(loaded, code))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A1", "Högst 2 i varje kommun. Minst 10 km till annan A1."),
        ("A2", "Högst 1 i varje kommun. Minst 1 i varje kommun som inte har A1."),
        (
            "A3",
            "Service på orten: minst 2 valda. Invånare: minst 200. Minst 3 km till annan A1, A2 eller A3.",
        ),
        ("A4", "Minst 2 ha. Högst 5 km till A1, A2, A3 eller B3."),
        ("A5", "Minst 300 m lång. Högst 10 km lång. Börjar högst 250 m från A1, A2, A3 eller A4."),
        ("B3", "Högst 500 m till B1 med det Trafikslag som passar."),
        (
            "C2",
            "Minst 1 km lång. Varje ände högst 250 m från C1 eller C3, eller högst 100 m från kommungränsen. "
            "Vid kommungränsen fortsätter grannens C2 med samma Typ inom 200 m. "
            "Vid länsgränsen är Fortsätter till ifyllt.",
        ),
        ("D2", "Minst 1 ha. RUS-prioritering: minst en av 2.1, 2.2, 2.3, 2.4 eller 2.5."),
        ("F1", "Får nå utanför kommunen. Berörda kommuner: minst 2 valda."),
        ("F2", ""),
    ],
)
def test_the_rules_of_a_class_in_words(code, words):
    assert said(code).replace("\u00a0", " ") == words


def test_in_english():
    assert said("A4", language="en") == "At least 2 ha. At most 5 km to A1, A2, A3 or B3."


def test_words_follow_the_bounds():
    def change(by_id):
        by_id["yta-liten"]["params"]["minimum_ha"]["A4"] = 3.5
        by_id["for-langt-bort"]["params"]["near"]["A4"] = {"classes": ["A1"], "metres": 800}

    assert said("A4", change) == "Minst 3,5 ha. Högst 800 m till A1."


def test_a_rule_that_is_taken_away_is_not_spoken_of():
    assert said("A4", lambda by_id: by_id["yta-liten"]["params"]["minimum_ha"].pop("A4")).startswith("Högst 5 km")


def test_every_bound_of_a_class_is_in_words():
    """A type of rule that gets bounds by class is put in words, not printed by its parameters' names."""
    by_class = {
        rule.type
        for rule in SHIPPED.rules
        for value in rule.params.values()
        if isinstance(value, dict) and set(value) & set(SHIPPED.classes)
    }
    assert by_class and all(map(speaks_of, by_class))


def test_attributes_are_called_what_the_form_calls_them():
    text = to_markdown(document(SHIPPED), "sv").replace("\\", "")
    assert "**Gränser:** attribut: RUS-prioritering; koder: D1 (1.2, 3.1" in text
    assert "passar: resecentrum (vag, jarnvag)" in text, "a code, though an attribute is written the same"
    assert "när: Motivering – miljö (attribut Hållbarhet – miljö, koder (bidrar, malkonflikt))" in text


def test_a_type_without_words_is_printed_by_its_parameters(monkeypatch):
    monkeypatch.setitem(RULE_TYPES, "minsta-yta", replace(RULE_TYPES["minsta-yta"], asks=None))
    row = next(line for line in to_markdown(document(SHIPPED), "sv").splitlines() if line.startswith("| A4 |"))
    assert "Högst 5 km till A1, A2, A3 eller B3. För liten yta (minsta yta, ha: 2)." in row


def test_rules_have_titles_of_their_own_in_both_languages():
    titles = [rule.title for rule in SHIPPED.rules]
    assert all(isinstance(title, Text) for title in titles)
    for language in ("sv", "en"):
        names = [title.get(language) for title in titles]
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 50, "a title is for a list"


def test_a_document_from_before_rules_had_titles_is_read():
    old = json.loads(SHIPPED.document)
    for rule in old["rules"]:
        del rule["title"]
    loaded = catalogue.load(json.dumps(old))
    assert {rule.title for rule in loaded.rules} == {None}
    assert "### yta-liten" in to_markdown(document(loaded), "sv")


def test_every_parameter_has_a_word():
    names = {name for rule in catalogue.default().rules for name in rule.params}
    assert names and [name for name in sorted(names) if parameter_word(name) == both(name)] == []
