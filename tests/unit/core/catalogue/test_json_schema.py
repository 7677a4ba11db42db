"""The plugin's reading of the published schema agrees with a JSON Schema library's, whatever is done to a document."""

import copy
import json
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hso_plugin.core import catalogue
from hso_plugin.core.catalogue import json_schema
from hso_plugin.core.catalogue.reader import CatalogueError, Place
from hso_plugin.core.errors import HsoError

DOCUMENT = json.loads(catalogue.default_document())
#: What mutations put in, beside arbitrary JSON: values that are right somewhere.
WORDS = ["", " ", "A1", "A1\n", "a-b", "#12345g", "#123456", "yta", "punkt", "fel", "F", "{x}", "{", "EPSG:3013", "sv"]


def ecma_pattern(validator, pattern, instance, schema):
    """`$` is the end of the text in ECMA 262, where Python's also stands before a last line break."""
    if validator.is_type(instance, "string") and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


LIBRARY = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": ecma_pattern})(
    json_schema.published()
)


def paths(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from paths(child, (*path, step))


PATHS = list(paths(DOCUMENT))
#: The places by kind: a hundred rules have one shape, and the one colour of a symbol is tried as often.
SHAPES: dict[tuple[str, ...], list] = {}
for each in PATHS[1:]:
    SHAPES.setdefault(tuple("*" if isinstance(step, int) else step for step in each), []).append(each)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-2, 2) | st.sampled_from(WORDS) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner),
    max_leaves=5,
)


@st.composite
def mutated(draw):
    document = copy.deepcopy(DOCUMENT)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(SHAPES)).flatmap(lambda shape: st.sampled_from(SHAPES[shape])))
        try:
            parent = document
            for step in path[:-1]:
                parent = parent[step]
            match draw(st.sampled_from(["replace", "remove", "add", "borrow"])):
                case "replace":
                    parent[path[-1]] = draw(json_values)
                case "remove":
                    del parent[path[-1]]
                case "add" if isinstance(parent, dict):
                    parent[draw(st.sampled_from(["params", "minimum", "long", "xx", "redigering"]))] = draw(json_values)
                case "add":
                    parent.append(draw(json_values) if draw(st.booleans()) else copy.deepcopy(parent[-1]))
                case "borrow":
                    other = DOCUMENT
                    for step in draw(st.sampled_from(PATHS)):
                        other = other[step]
                    parent[path[-1]] = copy.deepcopy(other)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier mutation took the place away
    return document


def follows(document) -> bool:
    try:
        json_schema.check(Place("", document), json_schema.published(), json_schema.published())
    except CatalogueError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_accepts_and_refuses_as_the_library_does(document):
    accepted = follows(document)
    assert accepted == LIBRARY.is_valid(document)
    try:
        loaded = catalogue.load(json.dumps(document))
    except HsoError as error:
        assert error.code in ("HSO-KATALOG", "HSO-KATALOG-NY")
        assert isinstance(error, CatalogueError) == (error.code == "HSO-KATALOG")
    else:
        assert accepted
        assert loaded.classes


def test_the_shipped_document_follows_the_schema_and_the_schema_its_own():
    LIBRARY.check_schema(json_schema.published())
    assert LIBRARY.is_valid(DOCUMENT)
    assert follows(DOCUMENT)


def test_a_keyword_that_is_not_known_is_no_silent_yes():
    with pytest.raises(ValueError, match="multipleOf"):
        json_schema.check(Place("", 3), {"multipleOf": 2}, {})


@pytest.mark.parametrize(
    ("keyword", "wanted", "good", "bad"),
    [
        ("type", "number", 1.5, True),
        ("type", "boolean", False, 0),
        ("const", 1, 1.0, True),
        ("pattern", "^a$", "a", "a\n"),
        ("pattern", "\\S", "å", " "),
        ("minItems", 2, [1, 2], [1]),
        ("maxItems", 1, [1], [1, 2]),
        ("minProperties", 1, {"a": 1}, {}),
        ("uniqueItems", True, [1, 2], [2, 2]),
        ("exclusiveMinimum", 0, 0.1, 0),
        ("required", ["a"], {"a": None}, {"b": None}),
        ("enum", ["a"], "a", "b"),
        ("propertyNames", {"pattern": "^a$"}, {"a": 1}, {"b": 1}),
        ("additionalProperties", {"type": "string"}, {"a": "a"}, {"a": 1}),
        ("items", {"type": "string"}, ["a"], ["a", 1]),
    ],
)
def test_every_keyword_tells_good_from_bad(keyword, wanted, good, bad):
    json_schema.check(Place("", good), {keyword: wanted}, {})
    with pytest.raises(CatalogueError):
        json_schema.check(Place("", bad), {keyword: wanted}, {})
