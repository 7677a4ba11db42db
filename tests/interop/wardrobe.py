"""How the disguise looks: requests as QGIS Server knows them, and its answers rewritten into other servers' forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from uuid import uuid4

from lxml import etree

from hso_plugin.core.wfs.names import GML, XSI, local

_QGIS = "http://www.qgis.org/gml"
_MAX = re.compile(rb'maxFeatures="(\d+)"')
_HTTP_SRS = "http://www.opengis.net/gml/srs/epsg.xml#3006"
_IDENTITIES = ("objektidentitet", "andring")
_TRUTHS = ("borttagen", "gallande")


@dataclass(frozen=True)
class Form:
    """The look of a server.

    Attributes:
        prefix, namespace, geometry: of the features, and the name of their geometry property.
        cap: the most features in one answer.
        style: `members` (one gml:featureMembers, GML 3.1.1, identities in capitals and braces, t and f, times with an
            offset) or `gml2` (GML 2 geometry, nil elements, 1 and 0, times without seconds' parts).
        fault, fault_status: `ows` or `ogc`, and the HTTP status of a fault.
        json: an output format offered for GeoJSON, given in degrees whatever is asked for; None for none.
    """

    prefix: str
    namespace: str
    geometry: str
    cap: int
    style: str
    fault: str
    fault_status: int
    json: str | None

    def to_qgis(self, body: bytes) -> bytes:
        """A GetFeature request as QGIS Server knows its types, for no more than the cap."""
        body = body.replace(f'xmlns:{self.prefix}="{self.namespace}"'.encode(), f'xmlns:qgs="{_QGIS}"'.encode())
        body = body.replace(f'typeName="{self.prefix}:'.encode(), b'typeName="qgs:')
        if self.json and f'outputFormat="{self.json}"'.encode() in body:
            body = body.replace(self.json.encode(), b"application/vnd.geo+json").replace(b"EPSG:3006", b"EPSG:4326")
        return _MAX.sub(lambda found: b'maxFeatures="%d"' % min(self.cap, int(found[1])), body)

    def from_qgis(self, answer: bytes) -> bytes:
        """Another namespace and prefix in an answer."""
        prefix = self.prefix.encode()
        answer = re.sub(rb"(</?)qgs:", rb"\1" + prefix + b":", answer)
        answer = answer.replace(b'type="qgs:', b'type="' + prefix + b":").replace(
            b"xmlns:qgs=", b"xmlns:" + prefix + b"="
        )
        return answer.replace(f'"{_QGIS}"'.encode(), f'"{self.namespace}"'.encode())


def capabilities(root: etree._Element, form: Form) -> bytes:
    """Names with a prefix, another workspace's type of the same name, and only the formats that are offered."""
    types = list(root.iter("{*}FeatureType"))
    for element in types:
        name = element.find("{*}Name")
        name.text = f"{form.prefix}:{name.text}"
    for workspace, place in (("annan", 0), ("ovrig", len(types))):
        stranger = etree.fromstring(etree.tostring(types[-1]))
        stranger.find("{*}Name").text = f"{workspace}:kommun"
        parent = types[0].getparent()
        parent.insert(parent.index(types[0]) if not place else len(parent), stranger)
    for value in root.xpath('//*[@name="GetFeature"]//*[local-name()="Value"]'):
        if "json" in (value.text or ""):
            if form.json:
                value.text = form.json
            else:
                value.getparent().remove(value)
    return etree.tostring(root)


def _schema(root: etree._Element, form: Form) -> bytes:
    """No key, and another name of the geometry."""
    for element in list(root.iter("{http://www.w3.org/2001/XMLSchema}element")):
        if element.get("name") == "fid":
            element.getparent().remove(element)
        elif element.get("name") == "geometry":
            element.set("name", form.geometry)
    return etree.tostring(root)


def _collection(root: etree._Element, form: Form) -> bytes:
    members = root.findall(f"{{{GML}}}featureMember")
    for member in members:
        _feature(member[0], form)
    if form.style == "members":
        joined = etree.SubElement(root, f"{{{GML}}}featureMembers")
        for member in members:
            joined.append(member[0])
            root.remove(member)
    return etree.tostring(root)


def _feature(feature: etree._Element, form: Form) -> None:
    feature.set(f"{{{GML}}}id", f"F-{uuid4()}")
    for element in list(feature):
        name = local(element.tag)
        if name == "fid":
            feature.remove(element)
        elif name == "geometry":
            element.tag = f"{{{form.namespace}}}{form.geometry}"
            (_gml2 if form.style == "gml2" else _http_srs)(element)
        elif name in _IDENTITIES:
            element.text = f"{{{element.text.upper()}}}" if form.style == "members" else element.text
        elif name in _TRUTHS:
            forms = ("t", "f") if form.style == "members" else ("1", "0")
            element.text = forms[element.text != "true"]
        elif name.startswith("versiongiltig") and element.text:
            element.text = element.text.replace("Z", "+00:00" if form.style == "members" else "")
    if form.style == "gml2":
        etree.SubElement(feature, f"{{{form.namespace}}}fritext").set(f"{{{XSI}}}nil", "true")


def _http_srs(element: etree._Element) -> None:
    for part in element.iter():
        if part.get("srsName"):
            part.set("srsName", _HTTP_SRS)


_GML2 = {"posList": "coordinates", "pos": "coordinates", "exterior": "outerBoundaryIs", "interior": "innerBoundaryIs",
         "MultiSurface": "MultiPolygon", "surfaceMember": "polygonMember"}  # fmt: skip


def _gml2(element: etree._Element) -> None:
    for part in element.iter(f"{{{GML}}}*"):
        name = local(part.tag)
        if name in ("posList", "pos"):
            numbers = part.text.split()
            part.text = " ".join(",".join(pair) for pair in zip(numbers[::2], numbers[1::2], strict=True))
            part.attrib.clear()
        part.tag = f"{{{GML}}}{_GML2.get(name, name)}"


#: How each kind of answer is rewritten, by its root.
ANSWERS: dict[str, Callable[[etree._Element, Form], bytes]] = {"schema": _schema, "FeatureCollection": _collection}

_RESPONSE = (
    '<wfs:TransactionResponse xmlns:wfs="http://www.opengis.net/wfs" xmlns:ogc="http://www.opengis.net/ogc"'
    ' version="1.1.0">%s</wfs:TransactionResponse>'
)
_NAMELESS = '<wfs:Feature><ogc:FeatureId fid="none"/></wfs:Feature>'
#: What a Transaction that was taken is answered with: neither total nor ids are to be leaned on.
TRANSACTIONS: dict[str, Callable[[int], bytes]] = {
    "members": lambda count: (
        _RESPONSE % f"<wfs:TransactionSummary><wfs:totalInserted>{count}</wfs:totalInserted></wfs:TransactionSummary>"
        f"<wfs:TransactionResults/><wfs:InsertResults>{_NAMELESS}</wfs:InsertResults>"
    ).encode(),
    "gml2": lambda _: (_RESPONSE % "<wfs:TransactionSummary/>").encode(),
}


def refusal(form: str, message: str) -> bytes:
    """A fault as OWS Common 1.1 or the older OGC form has it."""
    words = escape(message)
    if form == "ows":
        return (
            '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0"><ows:Exception'
            f' exceptionCode="NoApplicableCode"><ows:ExceptionText>{words}</ows:ExceptionText></ows:Exception>'
            "</ows:ExceptionReport>"
        ).encode()
    return (
        '<ServiceExceptionReport xmlns="http://www.opengis.net/ogc" version="1.2.0"><ServiceException>'
        f"{words}</ServiceException></ServiceExceptionReport>"
    ).encode()
