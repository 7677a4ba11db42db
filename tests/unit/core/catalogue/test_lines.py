"""The line on which a value of a JSON text stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.catalogue.lines import line_of, second_of_two
from hso_plugin.core.errors import HsoError

TEXT = """{
  "a": {"b.c": [1,
    {"id": "x", "t": "} ] , \\" {"},
    {"id": "y",
     "params": {}, "empty": []}],
   "b": 2},

  "[z]": null
}"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("", 1),
        ("a", 2),
        ("a.b.c", 2),
        ("a.b.c[0]", 2),
        ("a.b.c[1]", 3),
        ("a.b.c[x].t", 3),
        ("a.b.c[y]", 4),
        ("a.b.c[2].params", 5),
        ("a.b", 6),
        ("[z]", 1),
        # The nearest place around it, where there is none.
        ("a.b.c[2].params.gone[3].more", 5),
        ("a.b.c[7]", 2),
        ("nowhere", 1),
    ],
)
def test_line_of_a_place(path, line):
    assert line_of(TEXT, path) == line


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"\A[a-zåä{}\",:]{1,4}\Z"), inner),
)


@given(json_values)
def test_every_line_of_an_indented_text_is_found(value):
    text = json.dumps(value, indent=1, ensure_ascii=False)
    lines = text.split("\n")

    def walk(part, path):
        found = lines[line_of(text, path) - 1].strip()
        if isinstance(part, dict):
            for name, child in part.items():
                inner = f"{path}.{name}" if path else name
                assert lines[line_of(text, inner) - 1].strip().startswith(json.dumps(name, ensure_ascii=False) + ": ")
                walk(child, inner)
        elif isinstance(part, list):
            for number, child in enumerate(part):
                walk(child, f"{path}[{number}]")
        else:
            assert found.rstrip(",").endswith(json.dumps(part, ensure_ascii=False))

    walk(value, "")


def test_a_name_that_is_there_twice():
    text = '{"a": 1,\n "b": {"a": 2,\n "c": 3,\n "a": 4}}'
    assert second_of_two(text) == ("a", 4)
    assert second_of_two('{"a": [{"a": 1}, {"a": 1}]}') is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"id": "klass-okand"', '"id": "klass-Okand"', "rules[0].id: klass-Okand har inte rätt form"),
        ('"theme": "B"', '"theme": "X"', "classes[6].theme: okänt tema X"),
        ('"id": "klass-okand", "type"', '"id": "klass-okand", "id": "b", "type"', "dokumentet: id står två gånger"),
        ('"overlap_matrix": {', '"overlap_matrix": {,', "dokumentet: är inte giltig JSON"),
    ],
)
def test_a_fault_names_its_line(old, new, said):
    text = catalogue.default_document()
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(HsoError) as raised:
        catalogue.load(text.replace(old, new, 1))
    assert f"Rad {line}, {said}" in raised.value.text.sv
    assert f"Line {line}, " in raised.value.text.en
    assert raised.value.details.startswith(f"Line {line}, ")
