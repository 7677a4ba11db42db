"""The command that checks a catalogue and prints it."""

import json

import pytest

from hso_plugin.core import catalogue
from scripts import catalogue as command


def test_shipped_catalogue_is_in_order(capsys):
    assert command.main(["check"]) == 0
    assert "VN-STRUKTUR 1.0 (förslag): 20 classes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["classes"][3]["attributes"][0].update(name="typx"), "classes[3].attributes[0]: unknown attribute"),
        (lambda d: d["rules"][0].update(type="gissa"), "rule types: klass-okand: gissa"),
        (lambda d: d["rules"][0]["message"].update(sv="{nej}"), "rules[klass-okand].message.sv: {nej} does not exist"),
    ],
)
def test_fault_is_named(tmp_path, capsys, change, said):
    document = json.loads(catalogue.default_document())
    change(document)
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert command.main(["check", str(file)]) == 1
    assert said in capsys.readouterr().err


def test_missing_file(tmp_path, capsys):
    assert command.main(["check", str(tmp_path / "none.json")]) == 2
    assert "none.json" in capsys.readouterr().err


def test_table_names_every_class_and_rule(capsys):
    assert command.main(["table"]) == 0
    printed = capsys.readouterr().out
    shipped = catalogue.default()
    for code in shipped.classes:
        assert f"| {code} |" in printed
    for rule in shipped.rules:
        assert f"| {rule.id} |" in printed
