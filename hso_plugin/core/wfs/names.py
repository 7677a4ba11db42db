"""The XML namespaces of WFS 1.1.0."""

from __future__ import annotations

WFS = "http://www.opengis.net/wfs"
OGC = "http://www.opengis.net/ogc"
GML = "http://www.opengis.net/gml"
XSD = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

#: The only coordinate reference system on the wire. In this form servers read and write easting, northing;
#: with the URN form several of them swap the axes.
SRS = "EPSG:3006"


def local(tag: object) -> str:
    """Name without namespace of an element or of a prefixed type name; empty for comments and the like."""
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2]
