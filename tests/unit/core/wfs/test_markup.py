"""What a person wrote comes out of the XML as it went in, and nothing of it becomes XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hso_plugin.core.values import clean_text
from hso_plugin.core.wfs import markup

#: Everything that can stand in an XML document; the rest is in the tests of control characters.
carried = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r&<>\"']]>")).map(
    lambda text: text.replace("\ufffe", "").replace("\uffff", "")
)


def parsed(text: str) -> etree._Element:
    return etree.fromstring(f"<a b={markup.attribute(text)}>{markup.content(text)}</a>".encode())


@given(carried)
def test_text_comes_back_as_it_was(text: str) -> None:
    element = parsed(text)
    assert (element.text or "", element.get("b"), len(element)) == (text, text, 0)


@pytest.mark.parametrize(
    ("text", "content", "attribute"),
    [
        ("Å & <b>", "Å &amp; &lt;b&gt;", '"Å &amp; &lt;b&gt;"'),
        ("\"'", "\"'", '"&quot;&#x27;"'),
        ("]]>", "]]&gt;", '"]]&gt;"'),
        ("a\r\n\tb", "a&#13;\n\tb", '"a&#13;&#10;&#9;b"'),
        ("&amp;", "&amp;amp;", '"&amp;amp;"'),
        ("", "", '""'),
    ],
)
def test_what_is_written(text: str, content: str, attribute: str) -> None:
    assert (markup.content(text), markup.attribute(text)) == (content, attribute)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_left_out(character: str) -> None:
    element = parsed(f"Å{character}<{character}")
    assert (element.text, element.get("b")) == ("Å<", "Å<")


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff", "\U0001f600"])
def test_what_cannot_be_kept_leaves_a_sign(character: str) -> None:
    assert clean_text(f" a{character}b ") == "a\ufffdb"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_parts_words_the_same_way(end: str) -> None:
    assert clean_text(f"a{end}b") == "a\nb"


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    assert clean_text("\ufeffNjurunda\ufeff") == "Njurunda"


@pytest.mark.parametrize("text", ["a]]>b", "a]\ufeff]>b", "å]]>b\n"])
def test_the_end_mark_of_a_section_does_not_survive(text: str) -> None:
    assert clean_text(text)[1:] == "]] >b"


@given(st.text() | st.text("]>[ \U0001f600\x08"))
def test_a_cleaned_text_needs_no_more_cleaning(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert (parsed(cleaned).text or "") == cleaned
