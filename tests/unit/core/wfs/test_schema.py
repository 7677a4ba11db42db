"""Schemas as different servers write them; the documents are written by hand after OGC 04-094 and GML 3.1.1."""

import pytest

from hso_plugin.core.wfs import document, schema
from hso_plugin.core.wfs.schema import FeatureType

XSD, GML = "http://www.w3.org/2001/XMLSchema", "http://www.opengis.net/gml"

#: Types by name, the geometry by its column's name, an import that must not be followed.
NAMED_TYPES = f"""<?xml version="1.0" encoding="UTF-8"?>
<xsd:schema xmlns:xsd="{XSD}" xmlns:gml="{GML}" xmlns:region="urn:x-region" elementFormDefault="qualified"
  targetNamespace="urn:x-region">
  <xsd:import namespace="{GML}" schemaLocation="http://127.0.0.1:1/gml.xsd"/>
  <xsd:complexType name="kommunType">
    <xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
      <xsd:element maxOccurs="1" minOccurs="0" name="kommunkod" nillable="true" type="xsd:string"/>
      <xsd:element maxOccurs="1" minOccurs="0" name="yta" nillable="true" type="gml:MultiSurfacePropertyType"/>
      <xsd:element maxOccurs="1" minOccurs="0" name="antal" nillable="true" type="xsd:int"/>
    </xsd:sequence></xsd:extension></xsd:complexContent>
  </xsd:complexType>
  <xsd:element name="kommun" substitutionGroup="gml:_Feature" type="region:kommunType"/>
  <xsd:complexType name="behorighetType">
    <xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
      <xsd:element name="anvandare" type="xsd:string"/>
    </xsd:sequence></xsd:extension></xsd:complexContent>
  </xsd:complexType>
  <xsd:element name="behorighet" substitutionGroup="gml:_Feature" type="region:behorighetType"/>
</xsd:schema>"""

#: XML Schema as the default namespace, the type within its element, restricted values, strange prefixes.
NESTED_TYPES = f"""<schema xmlns="{XSD}" xmlns:g="{GML}" xmlns:app="http://example.org/app"
  targetNamespace="http://example.org/app">
  <!-- the server's comment -->
  <element name="strukturbild_punkt_version" substitutionGroup="g:_Feature">
    <complexType><complexContent><extension base="g:AbstractFeatureType"><sequence>
      <element name="lopnr" type="long"/>
      <element name="namn" minOccurs="0">
        <simpleType><restriction base="string"><maxLength value="200"/></restriction></simpleType>
      </element>
      <element name="geom" type="g:PointPropertyType" minOccurs="0"/>
      <element name="borttagen" type="boolean"/>
    </sequence></extension></complexContent></complexType>
  </element>
</schema>"""


def read(text: str) -> dict[str, FeatureType]:
    return schema.read(document.parse(text.encode()))


def test_types_by_name() -> None:
    types = read(NAMED_TYPES)
    assert set(types) == {"kommun", "behorighet"}
    kommun = types["kommun"]
    assert (kommun.prefix, kommun.namespace, kommun.geometry) == ("region", "urn:x-region", "yta")
    assert kommun.qualified == "region:kommun"
    assert kommun.attributes == {"kommunkod": "string", "antal": "int"}
    assert (types["behorighet"].geometry, types["behorighet"].attributes) == (None, {"anvandare": "string"})


def test_types_within_their_elements() -> None:
    (found,) = read(NESTED_TYPES).values()
    assert found == FeatureType(
        "strukturbild_punkt_version",
        "app",
        "http://example.org/app",
        "geom",
        {"lopnr": "long", "namn": "string", "borttagen": "boolean"},
    )


@pytest.mark.parametrize(
    "type_",
    ["Point", "Curve", "LineString", "MultiSurface", "MultiPolygon", "Surface", "MultiGeometry", "Geometry"],
)
def test_every_geometry_type_of_gml_is_the_geometry(type_: str) -> None:
    found = read(NAMED_TYPES.replace("gml:MultiSurfacePropertyType", f"gml:{type_}PropertyType"))["kommun"]
    assert (found.geometry, list(found.attributes)) == ("yta", ["kommunkod", "antal"])


def test_a_type_of_another_namespace_is_no_geometry() -> None:
    found = read(NAMED_TYPES.replace("gml:MultiSurfacePropertyType", "region:MultiSurfacePropertyType"))["kommun"]
    assert (found.geometry, found.attributes["yta"]) == (None, "MultiSurfacePropertyType")


def test_a_namespace_without_a_prefix_gets_one() -> None:
    found = read(NESTED_TYPES.replace(' xmlns:app="http://example.org/app"', ""))["strukturbild_punkt_version"]
    assert found.qualified == "hso:strukturbild_punkt_version"
    assert found.namespace == "http://example.org/app"


def test_a_namespace_that_is_only_the_default_gets_a_prefix() -> None:
    text = NAMED_TYPES.replace("xmlns:region", "xmlns").replace("region:", "")
    found = read(text)["kommun"]
    assert (found.qualified, found.namespace, found.geometry) == ("hso:kommun", "urn:x-region", "yta")


def test_nothing_is_described() -> None:
    assert read(f'<schema xmlns="{XSD}"/>') == {}
