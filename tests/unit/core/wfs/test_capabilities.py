"""Capabilities of WFS 1.1.0 as different servers write them; the documents are written by hand after OGC 04-094."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hso_plugin.core.errors import HsoError
from hso_plugin.core.wfs import capabilities, document

#: Default namespace WFS, prefixed OWS, the types in a workspace's namespace, formats with parameters in the name.
WORKSPACES = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:WFS_Capabilities version="1.1.0" xmlns="http://www.opengis.net/wfs" xmlns:wfs="http://www.opengis.net/wfs"
  xmlns:ows="http://www.opengis.net/ows" xmlns:ogc="http://www.opengis.net/ogc" xmlns:region="urn:x-region">
  <ows:ServiceIdentification>
    <ows:Title> Strukturbild Åre </ows:Title><ows:ServiceType>WFS</ows:ServiceType>
  </ows:ServiceIdentification>
  <ows:ServiceProvider><ows:ProviderName>P</ows:ProviderName></ows:ServiceProvider>
  <ows:OperationsMetadata>
    <ows:Operation name="GetCapabilities">
      <ows:Parameter name="AcceptFormats"><ows:Value>text/xml</ows:Value></ows:Parameter>
    </ows:Operation>
    <ows:Operation name="DescribeFeatureType">
      <ows:Parameter name="outputFormat"><ows:Value>text/xml; subtype=gml/3.1.1</ows:Value></ows:Parameter>
    </ows:Operation>
    <ows:Operation name="GetFeature">
      <ows:Parameter name="resultType"><ows:Value>results</ows:Value><ows:Value>hits</ows:Value></ows:Parameter>
      <ows:Parameter name="outputFormat">
        <ows:Value>text/xml; subtype=gml/3.1.1</ows:Value><ows:Value>application/json</ows:Value>
      </ows:Parameter>
    </ows:Operation>
    <ows:Operation name="Transaction">
      <ows:Parameter name="inputFormat"><ows:Value>text/xml; subtype=gml/3.1.1</ows:Value></ows:Parameter>
    </ows:Operation>
  </ows:OperationsMetadata>
  <FeatureTypeList>
    <Operations><Operation>Query</Operation><Operation>Insert</Operation></Operations>
    <FeatureType xmlns:region="urn:x-region">
      <Name>region:strukturbild_yta_version</Name><Title>Ytor</Title><DefaultSRS>urn:x-ogc:def:crs:EPSG:3006</DefaultSRS>
    </FeatureType>
    <FeatureType><Name>region:kommun</Name><Title/></FeatureType>
    <FeatureType><Name/><Title>Namnlös</Title></FeatureType>
  </FeatureTypeList>
  <ogc:Filter_Capabilities/>
</wfs:WFS_Capabilities>"""

#: Everything prefixed, names without prefix, no titles.
PLAIN = """<w:WFS_Capabilities version="1.1.0" xmlns:w="http://www.opengis.net/wfs" xmlns:o="http://www.opengis.net/ows">
  <o:OperationsMetadata><o:Operation name="GetFeature"/></o:OperationsMetadata>
  <w:FeatureTypeList><w:FeatureType><w:Title>T</w:Title><w:Name>
    kommun
  </w:Name></w:FeatureType></w:FeatureTypeList>
</w:WFS_Capabilities>"""


def read(text: str) -> capabilities.Capabilities:
    return capabilities.read(document.parse(text.encode()))


def test_a_server_with_workspaces() -> None:
    offered = read(WORKSPACES)
    assert offered.title == "Strukturbild Åre"
    assert offered.operations == {"GetCapabilities", "DescribeFeatureType", "GetFeature", "Transaction"}
    assert offered.types == ("region:strukturbild_yta_version", "region:kommun")
    assert offered.formats == ("text/xml; subtype=gml/3.1.1", "application/json")


def test_a_server_that_says_as_little_as_it_may() -> None:
    offered = read(PLAIN)
    assert (offered.title, offered.operations, offered.formats) == ("", {"GetFeature"}, ())
    assert offered.types == ("kommun",)


@pytest.mark.parametrize("text", ["<WMS_Capabilities/>", "<a/>", '<WMT_MS_Capabilities version="1.1.1"/>'])
def test_something_else_is_no_wfs(text: str) -> None:
    with pytest.raises(HsoError) as caught:
        read(text)
    assert caught.value.code == "HSO-INTE-WFS"
    assert "root element" in caught.value.details


NAMES = ("strukturbild_punkt_version", "kommun", "regelverk")


@given(st.data())
def test_the_workspace_that_has_all_wins_wherever_it_stands(data: st.DataObject) -> None:
    """A server lists the types of all its workspaces together, and `kommun` is a name that others use too."""
    others = data.draw(st.dictionaries(st.sampled_from("abc"), st.sets(st.sampled_from(NAMES), max_size=2)))
    listed = [f"{prefix}:{name}" for prefix, names in others.items() for name in names]
    listed += [f"hso:{name}" for name in NAMES]
    order = data.draw(st.permutations([*listed, "x:something"]))
    offered = capabilities.Capabilities("", frozenset(), tuple(order))
    assert offered.find(NAMES) == {name: f"hso:{name}" for name in NAMES}


@given(st.lists(st.sampled_from([f"{prefix}{name}" for prefix in ("", "a:", "b:") for name in NAMES])))
def test_every_name_that_is_there_is_found(listed: list[str]) -> None:
    found = capabilities.Capabilities("", frozenset(), tuple(listed)).find(NAMES)
    assert found.keys() == {full.rpartition(":")[2] for full in listed}
    assert set(found.values()) <= set(listed)
