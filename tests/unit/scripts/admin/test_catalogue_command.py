"""The administrator's command: check, diff and table, and the document that is kept in step with the catalogue."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hso_plugin.core import catalogue
from scripts.admin.catalogue import __main__ as command
from scripts.admin.catalogue.document import document
from scripts.admin.catalogue.writers import to_html, to_markdown
from scripts.local_platform import catalogue as local_command

pytestmark = pytest.mark.posix("administrators publish catalogues, on Linux")

DOCUMENT = Path(__file__).parents[4] / "docs" / "klassificering.md"


def write(tmp_path, change, name="catalogue.json"):
    value = json.loads(catalogue.default_document())
    change(value)
    file = tmp_path / name
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return str(file)


def test_shipped_catalogue_is_in_order(capsys):
    assert command.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("VN-STRUKTUR 1.0 (förslag): 20 classes, 41 attributes")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda d: d["classes"][3]["attributes"][0].update(name="typx"),
            r"Line \d+, classes\[3\].attributes\[0\]: unk",
        ),
        (lambda d: d["rules"][0].update(type="gissa"), r"Line \d+, rules\[klass-okand\].type: unknown rule type g"),
        (
            lambda d: d["rules"][0]["message"].update(sv="{nej}"),
            r"Line \d+, rules\[klass-okand\].message.sv: {nej} doe",
        ),
    ],
)
def test_fault_is_named(tmp_path, capsys, change, said):
    file = write(tmp_path, change)
    assert command.main(["check", file]) == 1
    assert re.match(re.escape(f"{file}: ") + said, capsys.readouterr().err)


def test_the_line_of_an_unknown_rule_type_is_its_own(tmp_path, capsys):
    file = write(tmp_path, lambda d: d["rules"][7].update(type="gissa"))
    assert command.main(["check", file]) == 1
    line = int(re.search(r"Line (\d+)", capsys.readouterr().err)[1])
    assert Path(file).read_text("utf-8").splitlines()[line - 1].strip() == '"type": "gissa",'


def test_a_file_that_was_saved_by_another_editor(tmp_path, capsys):
    """Windows' Notepad puts a mark first, which is no fault; another encoding is one, and says so."""
    file = tmp_path / "catalogue.json"
    file.write_text(catalogue.default_document(), encoding="utf-8-sig")
    assert command.main(["check", str(file)]) == 0
    assert capsys.readouterr().out.endswith(": in order\n")
    file.write_bytes(catalogue.default_document().encode("latin-1", "replace"))
    assert command.main(["check", str(file)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{file}: line 4 is not UTF-8")


def test_publishing_where_no_platform_is_says_so_and_makes_none(tmp_path, capsys):
    root = tmp_path / "none"
    assert local_command.main(["publish", write(tmp_path, lambda d: None), "--root", str(root)]) == 1
    assert str(root) in capsys.readouterr().err and not root.exists()


def test_what_nothing_uses_is_noted(tmp_path, capsys):
    words = {"sv": "x", "en": "x"}
    attribute = {"name": "ensam", "type": "text", "title": words, "help": words, "common": False}

    def change(d):
        d["attributes"].append(attribute)
        d["code_lists"]["oanvand"] = [{"code": "a", "title": words}]

    assert command.main(["check", write(tmp_path, change)]) == 0
    printed = capsys.readouterr().out
    assert "no class has the attribute ensam" in printed
    assert "no attribute uses the code list oanvand" in printed
    assert printed.count("note:") == 2


@pytest.mark.parametrize("arguments", [["check", "none.json"], ["diff", "none.json", "none.json"]])
def test_missing_file(tmp_path, capsys, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert command.main(arguments) == 2
    assert "none.json" in capsys.readouterr().err


def test_diff(tmp_path, capsys):
    old = write(tmp_path, lambda d: None, "old.json")

    def change(d):
        d["version"] = "1.1"
        next(r for r in d["rules"] if r["id"] == "yta-liten")["params"]["minimum_ha"]["A4"] = 3

    new = write(tmp_path, change, "new.json")
    assert command.main(["diff", old, new]) == 0
    assert capsys.readouterr().out == (
        "Katalogen\n  Namn: VN-STRUKTUR 1.0 (förslag) → VN-STRUKTUR 1.1\n\n"
        "Regler\n  yta-liten.minimum_ha.A4: 2 → 3  [kan ge nya fynd på objekt som finns]\n"
    )
    assert command.main(["diff", old, new, "--english"]) == 0
    assert "yta-liten.minimum_ha.A4: 2 → 3  [may give new findings on objects that exist]" in capsys.readouterr().out
    assert command.main(["diff", old, old]) == 0
    assert capsys.readouterr().out == "Inga skillnader.\n"


def test_the_document_in_docs_is_in_step():
    written = to_markdown(document(catalogue.default()), "sv")
    how = "run `python -m scripts.admin.catalogue table --output docs/klassificering.md` and commit it"
    assert DOCUMENT.read_text(encoding="utf-8") == written, how


class Page(HTMLParser):
    """The texts, tags and attributes of a page, and whether every tag is closed in its order."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts, self.tags, self.given = [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.given += [(tag, *pair) for pair in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_both_forms_name_every_class_attribute_list_and_rule(language):
    shipped = catalogue.default()
    markdown = to_markdown(document(shipped), language).replace("\\", "")
    page = Page(to_html(document(shipped), language))
    cells = set(page.texts)
    for name in (*shipped.classes, *shipped.attributes, *shipped.code_lists, *(rule.id for rule in shipped.rules)):
        assert f"| {name} |" in markdown
        assert name in cells
    for rule in shipped.rules:
        assert rule.why.get(language) in markdown
        assert any(rule.why.get(language) in text for text in page.texts)


def test_the_page_needs_nothing_beside_it():
    page = Page(to_html(document(catalogue.default()), "sv"))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not [given for given in page.given if given[1] in ("src", "href") or given[1].startswith("on")]


def test_signs_of_the_forms_are_shown_as_they_are(tmp_path):
    nasty = "<b>|*a*|</b> [x](y)"

    def change(d):
        d["classes"][0]["title"]["sv"] = nasty

    changed = catalogue.load(Path(write(tmp_path, change)).read_text(encoding="utf-8"))
    assert nasty in Page(to_html(document(changed), "sv")).texts
    line = next(x for x in to_markdown(document(changed), "sv").splitlines() if x.startswith("| A1 |"))
    assert r"\<b\>\|\*a\*\|\</b\> \[x\](y)" in line


def test_table_to_a_file(tmp_path, capsys):
    file = tmp_path / "regler.html"
    assert command.main(["table", "--html", "--output", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert command.main(["table", "--output", str(tmp_path / "none" / "x.md")]) == 2
