"""Decides which requests reach QGIS Server's WFS: four operations, and Transactions that fit the published schema.

QGIS Server 3.40 never comes back from an Insert with a child that is not a field: an element, but a comment or a stray
word too. So a Transaction is read here with the very parser QGIS Server uses, and everything that is not known to be
right is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from qgis.PyQt.QtCore import QByteArray
from qgis.PyQt.QtXml import QDomDocument

from .query import check_document, check_parameters
from .refusal import Refusal
from .transaction import Schema, check_transaction

__all__ = ["Schema", "check"]

#: Largest body, and so largest Transaction, in bytes.
MAX_BYTES = 20 * 1024 * 1024
OPERATIONS = {name.lower(): name for name in ("GetCapabilities", "DescribeFeatureType", "GetFeature", "Transaction")}
#: Parameters that reach QGIS expressions or other projects: nothing here needs them.
FORBIDDEN = frozenset({"EXP_FILTER", "MAP", "OPERATION"})
WFS = "http://www.opengis.net/wfs"
_DECLARATION = re.compile(
    rb"""^<\?xml\s+version\s*=\s*["']1\.[01]["']\s*(?:encoding\s*=\s*["']([A-Za-z0-9._-]+)["']\s*)?(?:standalone\s*=\s*["']\w+["']\s*)?\?>"""
)


def check(parameters: Mapping[str, str], query: str, body: bytes, schema: Schema) -> None:
    """Let the request through, or raise `Refusal`.

    Args:
        parameters: as QGIS Server merged them from the query, the form and the root element's attributes.
        query: the query string as it came, since a body overrides it.
        body: of a POST, empty for a GET.
        schema: the published types.
    """
    document = read(body)
    written = [(key.upper(), value) for key, value in parse_qsl(query, keep_blank_values=True)]
    asked = {(key, value.lower()) for key, value in written}
    upper = {key.upper(): value for key, value in parameters.items()}
    forbidden = sorted(FORBIDDEN & (upper.keys() | {key for key, _ in asked}))
    if forbidden:
        raise Refusal("HSO-OPERATION", f"Parametern {forbidden[0]} tas inte emot.")
    if upper.get("SERVICE", "").upper() != "WFS":
        raise Refusal("HSO-OPERATION", "Plattformen talar bara WFS.")
    operation = upper.get("REQUEST", "").lower()
    if operation not in OPERATIONS:
        raise Refusal("HSO-OPERATION", f"Operationen {upper.get('REQUEST') or '(ingen)'} tas inte emot.")
    check_parameters([*written, *upper.items()])
    if document is None:
        if operation == "transaction":
            raise Refusal("HSO-OPERATION", "En Transaction skickas som XML med POST.")
        return
    root = document.documentElement()
    if any(
        key == name and value != wanted
        for key, value in asked
        for name, wanted in (("REQUEST", operation), ("SERVICE", "wfs"))
    ):
        raise Refusal("HSO-OPERATION", "Adressen och XML:en säger emot varandra.")
    if root.localName() != OPERATIONS[operation] or root.namespaceURI() != WFS:
        raise Refusal("HSO-OPERATION", f"Elementet {root.localName()} tas inte emot.")
    if operation == "transaction":
        check_transaction(root, schema)
    else:
        check_document(document)


def read(body: bytes) -> QDomDocument | None:
    """A body as a document, None for no body. Raises `Refusal` for anything but plain UTF-8 XML."""
    if not body.strip():
        return None
    if len(body) > MAX_BYTES:
        raise Refusal("HSO-STORLEK", "Anropet är större än 20 MB. Skicka färre objekt åt gången.")
    body = body.removeprefix(b"\xef\xbb\xbf")
    declaration = _DECLARATION.match(body)
    if declaration and (declaration[1] or b"utf-8").lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Refusal("HSO-XML", "XML:en ska vara i UTF-8.")
    rest = body[declaration.end() :] if declaration else body
    # In well-formed XML these begin every DOCTYPE, entity declaration, comment, CDATA section and instruction.
    if b"<!" in rest or b"<?" in rest:
        raise Refusal("HSO-XML", "XML med DOCTYPE, entiteter, kommentarer, CDATA eller instruktioner tas inte emot.")
    try:
        rest.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("HSO-XML", "XML:en ska vara i UTF-8.") from None
    document = QDomDocument()
    ok, message, line, column = document.setContent(QByteArray(body), True)
    if not ok:
        raise Refusal("HSO-XML", f"XML:en går inte att läsa (rad {line}, kolumn {column}: {message}).")
    return document
